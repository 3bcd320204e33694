"""The law: dated functions and dated numbers, one folder per country and scheme."""
