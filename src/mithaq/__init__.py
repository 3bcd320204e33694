"""Mithaq: from the signed employment convention to the proven result."""
