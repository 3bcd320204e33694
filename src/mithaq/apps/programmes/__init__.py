"""Schemes, editions and envelopes: which law helps whom, with whose money, how far it went."""
