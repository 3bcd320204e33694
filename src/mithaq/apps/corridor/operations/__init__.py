"""Writing corridors."""
