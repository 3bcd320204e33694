"""The pages of schemes: the list, a scheme with its law in plain words, and what steers it."""
