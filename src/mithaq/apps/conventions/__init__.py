"""Conventions: who promised what, to whom, by when, under whose signature."""
