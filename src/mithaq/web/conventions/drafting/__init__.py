"""The pages of a convention before and around its signature."""
