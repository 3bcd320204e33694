"""Packaged texts that hold data: read by the fast parser where the machine has it."""

from __future__ import annotations

from typing import Any, Final

import yaml

# libyaml's parser is some ten times faster, and not everywhere.
SAFE_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(text: str | bytes) -> Any:
    """Read one YAML document of plain values; a fault raises ``yaml.YAMLError``."""
    return yaml.load(text, Loader=SAFE_LOADER)  # noqa: S506 - a safe loader
