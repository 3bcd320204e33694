"""Electronic mail: each message is kept as sent, with its state, and never sent twice."""
