"""Files kept by their fingerprint, in a folder of the installation."""

from __future__ import annotations
