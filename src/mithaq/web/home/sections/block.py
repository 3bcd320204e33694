"""What a section gives the page: plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from mithaq.apps.conventions.queries import Scope
from mithaq.apps.organisations.queries import MandateView

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

    @property
    def scope(self) -> Scope:
        """What the mandate looks after; without either, everything."""
        return Scope(organisation=self.mandate.organisation, territory=self.mandate.territory_code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line: what, a second line, when, and where it leads."""

    label: object
    note: str = ""
    when: str = ""
    url: str = ""
    grade: str = ""
    is_late: bool = False
    is_exercise: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One section: its lines, how many there are in all, and what to do when there is none."""

    title: str
    items: tuple[Item, ...] = ()
    count: int = 0
    empty: str = ""
    more_label: str = ""
    more_url: str = ""
    is_urgent: bool = False
