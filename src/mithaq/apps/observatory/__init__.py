"""What is said and known: statements, conflicts, readings, results reports."""
