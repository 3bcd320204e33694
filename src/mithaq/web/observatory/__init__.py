"""Pages of figures, indicators and results reports."""

from __future__ import annotations
