"""Conventions: the register, the page of one, and what leaves of it."""
