"""English for an international reader."""
