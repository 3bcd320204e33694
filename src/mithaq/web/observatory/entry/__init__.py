"""Figures come in by hand or by file: added, corrected, withdrawn, imported."""
