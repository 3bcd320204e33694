"""The first screen, what waits for each role, the search box and the pages that explain."""
