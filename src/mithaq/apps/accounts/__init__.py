"""People who log in, the installation they log into, and the audit trail they leave."""
