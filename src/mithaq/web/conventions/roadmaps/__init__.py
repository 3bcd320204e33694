"""The page of a roadmap: its timeline, its table, and what moves it."""

from __future__ import annotations
