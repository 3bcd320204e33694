"""Committees at work: their page, preparing a meeting, holding it, minutes, decisions."""
