"""The pages of the observatory: thin doors over its queries and one flow."""

from __future__ import annotations
