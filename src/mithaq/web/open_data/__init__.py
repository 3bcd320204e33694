"""The page of open data, and the permanent addresses of its files."""
