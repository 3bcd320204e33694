"""Pages of organisations: the register, one body, how to reach its people."""
