"""Mediation: the cases of companies, who takes a turn, in what delay, and what comes of them."""
