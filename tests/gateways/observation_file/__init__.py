"""Reading tables of figures."""
