"""The views of people's pages."""
