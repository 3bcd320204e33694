"""The state: Django apps stacked in the order of a convention's life."""
