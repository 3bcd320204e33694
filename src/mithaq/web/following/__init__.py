"""Following conventions: commitments, what is owed, alarms, responsibilities, the calendar."""
