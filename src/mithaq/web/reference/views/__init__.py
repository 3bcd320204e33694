"""What each reference page asks of the domain, one call for its subject."""
