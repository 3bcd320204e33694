"""What a section gives the page: plain values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from mithaq.apps.conventions.queries import Scope
from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.queries import Bond, MandateView, Way

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser

SHOWN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who reads, under which mandate, on which day."""

    user_id: int
    user: AbstractBaseUser | AnonymousUser
    mandate: MandateView
    on: date
    bonds: tuple[Bond, ...] = ()

    @property
    def scope(self) -> Scope:
        """What the mandate looks after; without either, everything."""
        return Scope(
            organisation=self.mandate.organisation,
            seats=self._slugs(Way.SEAT),
            federations=self._slugs(Way.FEDERATION),
            territory=self.mandate.territory_code,
        )

    @property
    def own_scope(self) -> Scope:
        """What concerns the organisation of the mandate; a Region also follows its territory."""
        if self.mandate.role is Role.REGION_OFFICER:
            return self.scope
        return replace(self.scope, territory="")

    def _slugs(self, way: Way) -> tuple[str, ...]:
        return tuple(bond.slug for bond in self.bonds if bond.way is way)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line: what, a second line, when, and where it leads."""

    label: object
    note: str = ""
    when: str = ""
    url: str = ""
    grade: str = ""
    needed_grade: str = ""
    is_late: bool = False
    is_exercise: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One target drawn against what is known of it."""

    label: object
    note: str
    unit: str
    promised: Decimal
    achieved: Decimal | None
    grade: str
    url: str
    is_exercise: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One section: its lines, how many there are in all, and what to do when there is none."""

    title: str
    items: tuple[Item, ...] = ()
    bars: tuple[Bar, ...] = ()
    count: int = 0
    empty: str = ""
    more_label: str = ""
    more_url: str = ""
    is_urgent: bool = False
