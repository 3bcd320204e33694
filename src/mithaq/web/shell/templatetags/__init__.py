"""Template tags live in the shell, and only there."""
