"""Pages of reference data: territories, lists of codes, calendar, sources, identifier checks."""
