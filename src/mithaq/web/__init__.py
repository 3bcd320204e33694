"""Pages: thin doors over the domain, one package per app, plus the shell (layout, components)."""
