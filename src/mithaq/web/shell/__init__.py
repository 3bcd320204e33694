"""The shell: layout, design system, tables and words that every page of the product shares."""
