"""What is read of corridors: cases and debts, each in its room."""
