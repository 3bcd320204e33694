"""Draws of controls: what anyone may read and make again, and the names for those who control."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import zip_longest

from mithaq.apps.corridor.models import ControlDraw, DrawnCompany, Question
from mithaq.apps.corridor.queries._within import within
from mithaq.apps.corridor.queries.question_views import BodyRef
from mithaq.base.ports import port
from mithaq.base.text import Labels
from mithaq.signals.draw import Draw, Drawn, count_of_share, draw_from, read_population


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawView:
    """A draw as everyone reads it: never a name."""

    number: str
    corridor: BodyRef
    institution: BodyRef
    population: Labels
    population_digest: str
    population_count: int
    share_basis_points: int
    algorithm: str
    seed_origin: str
    seed_on: date
    announced_on: date
    seed: str
    drawn_at: datetime | None
    is_exercise: bool
    cancelled_at: datetime | None
    cancelled_because: str

    @property
    def is_drawn(self) -> bool:
        """Whether the draw was made."""
        return self.drawn_at is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnAgain:
    """A draw computed again from the codes kept: whether they are those announced, and whether the
    same enterprises come out in the same order; else the first rank that differs."""

    population_digest: str
    population_count: int
    drawn_count: int
    is_same_population: bool
    first_difference: int | None

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return self.is_same_population and self.first_difference is None


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnView:
    """A company drawn, for those who control: its name when the register has it."""

    rank: int
    ice: str
    key: str
    company: BodyRef | None
    question: str


def draws() -> tuple[DrawView, ...]:
    """Every draw, the latest announced first."""
    rows = ControlDraw.objects.select_related("corridor", "institution")
    return tuple(_view(row) for row in rows.order_by("-announced_at", "-pk"))


def draw(number: str) -> DrawView | None:
    """One draw."""
    rows = ControlDraw.objects.select_related("corridor", "institution")
    row = rows.filter(number=number).first()
    return _view(row) if row else None


def draw_of(number: str) -> Draw | None:
    """What was drawn, as it is made again and written in files."""
    row = ControlDraw.objects.filter(number=number).exclude(seed="").first()
    if row is None:
        return None
    drawn = DrawnCompany.objects.filter(draw=row).order_by("rank")
    return Draw(
        seed=row.seed,
        population_digest=row.population_digest,
        population_count=row.population_count,
        algorithm=row.algorithm,
        drawn=tuple(Drawn(item.rank, item.ice, item.key) for item in drawn),
    )


def population_of_draw(number: str) -> str:
    """The published codes of the population of a draw, one a line, or nothing."""
    row = ControlDraw.objects.filter(number=number).first()
    if row is None:
        return ""
    content = port("files").read(row.population_digest)
    return content.decode() if content else ""


def draw_again(number: str) -> DrawnAgain | None:
    """Make a draw again, from nothing but its kept population, its seed and its share; nothing
    when it was not made, or its population is no more kept."""
    row, made = ControlDraw.objects.filter(number=number).first(), draw_of(number)
    text = population_of_draw(number)
    if row is None or made is None or not text:
        return None
    people = read_population(text)
    count = count_of_share(len(people), row.share_basis_points)
    again = [(item.rank, item.key) for item in draw_from(people, made.seed, count=count).drawn]
    told = [(item.rank, item.key) for item in made.drawn]
    pairs = enumerate(zip_longest(again, told), start=1)
    return DrawnAgain(
        population_digest=people.digest,
        population_count=len(people),
        drawn_count=len(again),
        is_same_population=people.digest == row.population_digest,
        first_difference=next((rank for rank, (one, other) in pairs if one != other), None),
    )


def drawn_companies(number: str, *, place: str = "") -> tuple[DrawnView, ...]:
    """Who was drawn, with the question that each was asked; for those who control in a place."""
    rows = DrawnCompany.objects.select_related("company").filter(within(place), draw__number=number)
    asked = dict(Question.objects.filter(drawn__draw__number=number).values_list("drawn", "number"))
    return tuple(
        DrawnView(
            rank=row.rank,
            ice=row.ice,
            key=row.key,
            company=BodyRef(row.company.slug, row.company.labels) if row.company else None,
            question=asked.get(row.pk, ""),
        )
        for row in rows.order_by("rank")
    )


def _view(row: ControlDraw) -> DrawView:
    return DrawView(
        number=row.number,
        corridor=BodyRef(row.corridor.slug, row.corridor.labels),
        institution=BodyRef(row.institution.slug, row.institution.labels),
        population=Labels.from_columns(row, "population"),
        population_digest=row.population_digest,
        population_count=row.population_count,
        share_basis_points=row.share_basis_points,
        algorithm=row.algorithm,
        seed_origin=row.seed_origin,
        seed_on=row.seed_on,
        announced_on=row.announced_on,
        seed=row.seed,
        drawn_at=row.drawn_at,
        is_exercise=row.is_exercise,
        cancelled_at=row.cancelled_at,
        cancelled_because=row.cancelled_because,
    )
