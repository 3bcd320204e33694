"""A small register: three fictitious bodies, one source, two indicators."""

from __future__ import annotations

from tests.gateways.convention_file.world import known

__all__ = ["known"]
