"""The mithaq command: every verb a person needs at a terminal."""
