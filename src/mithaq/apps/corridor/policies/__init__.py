"""Who may do what in a corridor."""
