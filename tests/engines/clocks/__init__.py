"""Clocks of sides: what broke elsewhere, random histories, an oracle minute by minute."""
