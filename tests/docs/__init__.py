"""What the documentation says is done here, word for word."""
