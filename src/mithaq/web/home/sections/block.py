"""What a section gives the page: plain values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from django.db.models import QuerySet

from mithaq.apps.conventions.queries import Scope, Texts
from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.queries import Bond, MandateView, Way
from mithaq.web.shell.numbers import bounded

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser

SHOWN = 6
CASE_ROLES: Final = frozenset({Role.AGENCY_HEAD, Role.FUND_OFFICER, Role.FEDERATION_OFFICER})
Rows: TypeAlias = QuerySet[Any] | Sequence[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who reads, under which mandate, on which day."""

    user_id: int
    user: AbstractBaseUser | AnonymousUser
    mandate: MandateView
    on: date
    bonds: tuple[Bond, ...] = ()
    # The conventions that amendments change that day, read once for every section.
    texts: Texts = None
    # What of each list is shown: the first lines, or one page of the whole of it.
    window: slice = field(default_factory=lambda: slice(0, SHOWN))

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

    @property
    def handles_cases(self) -> bool:
        """Whether the reader answers cases for an institution: what is another's to do would hide
        them."""
        return self.mandate.role in CASE_ROLES

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
    words: str
    promised: Decimal
    achieved: Decimal | None
    grade: str
    url: str
    achieved_words: str = ""
    rate: object = ""
    is_exercise: bool = False


def seen(rows: Rows, window: slice, *, ceiling: int = 0) -> tuple[list[Any], int]:
    """The rows of a window and how many there are in all; counted apart only when more follow.

    A ceiling is where counting stops, for rows whose number has no limit.
    """
    if not isinstance(rows, QuerySet):
        return list(rows[window]), len(rows)
    found = list(rows[window])
    # An empty page past the end tells nothing of what comes before it.
    is_end = len(found) < window.stop - window.start and (found or not window.start)
    if is_end:
        return found, window.start + len(found)
    # In the order of the rows, so that their index is followed and left at the ceiling.
    return found, rows.values("pk")[:ceiling].count() if ceiling else rows.count()


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
    anchor: str = ""
    # In what order the lines stand; and what waits beside them, with the list of it.
    order: str = ""
    beside: str = ""
    beside_url: str = ""
    is_urgent: bool = False
    # How many of an urgent list wait for the reader's own bodies; all of them unless said.
    own_count: int | None = None
    # Where counting stopped, zero where it never does.
    ceiling: int = 0

    @property
    def count_words(self) -> str:
        """How many lines there are in all: « 99 + » where counting stopped."""
        return bounded(self.count, self.ceiling)

    @property
    def is_exact(self) -> bool:
        """Whether counting went to the end, and did not stop at a ceiling."""
        return not self.ceiling or self.count < self.ceiling

    @property
    def waiting(self) -> int:
        """How many lines wait for whoever reads."""
        if not self.is_urgent:
            return 0
        return self.count if self.own_count is None else self.own_count


def listed(
    reader: Reader,
    rows: Rows,
    *,
    item: Callable[[Any], Item],
    title: str,
    empty: str,
    more: tuple[str, str] = ("", ""),
    is_urgent: bool = False,
    own_count: int | None = None,
    ceiling: int = 0,
    told: Callable[[list[Any]], list[Any]] = list,
) -> Block:
    """A section made of a list: the lines that the reader's window shows, and their number.

    ``told`` completes the rows of the window, all at once, before each becomes a line.
    ``more`` is the words and the address of what the section is drawn from.
    """
    found, count = seen(rows, reader.window, ceiling=ceiling)
    return Block(
        title=title,
        items=tuple(map(item, told(found))),
        count=count,
        empty=empty,
        more_label=more[0],
        more_url=more[1],
        is_urgent=is_urgent,
        own_count=own_count,
        ceiling=ceiling,
    )
