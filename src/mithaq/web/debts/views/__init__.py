"""The pages of debts, one file a room."""
