"""The counts of a table and the sums a reader can make with them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people; ``is_sensitive`` when it comes from records on persons."""

    key: str
    value: int
    is_sensitive: bool = True

    def __post_init__(self) -> None:
        """Refuse what counts nobody."""
        if self.value < 0:
            raise ValueError(f"A count of people is not negative: {self.key} = {self.value}.")


@dataclass(frozen=True, slots=True)
class Sum:
    """A whole that equals its parts, by keys: everyone is women and men, a region its provinces."""

    whole: str
    parts: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse a sum that says nothing, or names a count twice."""
        if not self.parts or len({self.whole, *self.parts}) < len(self.parts) + 1:
            raise ValueError(f"A sum has parts, each named once: {self.whole} = {self.parts}.")
