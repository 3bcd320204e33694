"""The law of Morocco on wages and employment measures, dated and cited, one folder per scheme."""
