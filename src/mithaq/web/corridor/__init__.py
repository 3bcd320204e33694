"""Mediation: a company states its problem and follows it; officers of N institutions answer."""
