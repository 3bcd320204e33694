"""Signals: named rules on dated facts."""
