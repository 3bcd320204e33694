"""Arabic as written in Morocco."""
