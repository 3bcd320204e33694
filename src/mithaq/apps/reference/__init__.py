"""Territories, nomenclatures, calendars, sources, and the definitions of indicators."""
