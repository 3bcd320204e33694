"""French as written in Morocco."""
