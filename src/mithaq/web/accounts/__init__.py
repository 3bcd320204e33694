"""Pages of people: sign-in, one's own account, the journal of everything that was done."""
