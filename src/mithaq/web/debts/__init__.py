"""Pages of debts: what is owed line by line, ways to settle, plans followed, good standing."""
