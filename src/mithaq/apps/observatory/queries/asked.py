"""Figures by the words of a question: what is counted, where, said by whom, in which year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import groupby
from operator import and_, or_

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from mithaq.apps.observatory.models import Statement
from mithaq.apps.observatory.queries.figures import figures
from mithaq.apps.reference.choices import TerritoryLevel
from mithaq.apps.reference.models import IndicatorVersion, Source, Term, Territory
from mithaq.apps.reference.queries import indicator_text, source_text
from mithaq.base.text import LANGUAGES, fold, is_said, search_words

# Two words or more: one alone has nothing to be left out.
LEAST_PARTS = 2
_YEARS = range(1990, 2100)
Named = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class FigureNames:
    """Key and folded text of everything by which figures are found; closed lists, short.

    ``own`` names the figures that are in no table of statistics: those have no name of their own.
    ``terms`` are the parts that figures count: a programme such as Idmaj, a branch, an age.
    """

    versions: Named
    terms: Named
    places: Named
    sources: Named
    own: Named


def figure_names() -> FigureNames:
    """Read the names once: five queries."""
    own = Statement.objects.filter(dataset__isnull=True).values_list(
        "pk", "code", *(f"label_{name}" for name in LANGUAGES)
    )
    return FigureNames(
        versions=tuple(
            (row.pk, indicator_text(row.indicator))
            for row in IndicatorVersion.objects.select_related("indicator")
        ),
        terms=tuple(
            (row.pk, fold(f"{row.label_fr} {row.label_ar} {row.label_en}"))
            for row in Term.objects.filter(
                pk__in=Statement.objects.order_by().values("category").distinct()
            ).order_by("pk")
        ),
        places=tuple(Territory.objects.order_by("pk").values_list("pk", "search_text")),
        sources=tuple((row.pk, source_text(row)) for row in Source.objects.order_by("pk")),
        own=tuple((pk, fold(" ".join(texts))) for pk, *texts in own),
    )


def figures_holding(text: str) -> QuerySet[Statement]:
    """The figures that answer a text typed on one line: words, and a year beside them."""
    words = search_words(text)
    years = [int(word) for word in words if word.isdecimal() and int(word) in _YEARS]
    if len(words) == 1 or not years:
        return figures_asked(words)
    return figures_asked([word for word in words if word != str(years[0])], year=years[0])


def figures_asked(
    words: Sequence[str], *, year: int | None = None, names: FigureNames | None = None
) -> QuerySet[Statement]:
    """The figures that answer every word, newest state first; a country's before its regions'."""
    if not (words or year):
        return in_order(figures())
    names = names or figure_names()
    wanted = [_says(word, names) for word in words]
    return in_order(figures().filter(reduce(and_, wanted, _in_year(year))))


def figures_near(
    words: Sequence[str], *, year: int | None = None, names: FigureNames
) -> QuerySet[Statement]:
    """The figures that answer all of a question but one part: a word, a place, or the year."""
    parts = [reduce(and_, (_says(word, names) for word in group)) for group in _parts(words, names)]
    if year is not None:
        parts.append(_in_year(year))
    is_counted = any(_keys(word, names.versions) for word in words)
    if len(parts) < LEAST_PARTS or not is_counted:
        return figures().none()
    # What is left must still say what is counted: a place alone answers nothing.
    counted = reduce(or_, (Q(indicator_version__in=_keys(word, names.versions)) for word in words))
    near = (
        reduce(and_, (part for other, part in enumerate(parts) if other != rank))
        for rank in range(len(parts))
    )
    return in_order(figures().filter(counted & reduce(or_, near)))


def in_order(rows: QuerySet[Statement]) -> QuerySet[Statement]:
    """Newest first; of one day the country, then regions, then the rest; totals before parts."""
    return rows.order_by(
        "is_exercise",
        F("as_of").desc(nulls_last=True),
        Case(
            When(territory__isnull=True, then=Value(0)),
            When(territory__level=TerritoryLevel.COUNTRY, then=Value(0)),
            When(territory__level=TerritoryLevel.REGION, then=Value(1)),
            default=Value(2),
            output_field=IntegerField(),
        ),
        "sex",
        "milieu",
        "code",
    )


def says_what(words: Sequence[str], names: FigureNames) -> bool:
    """Tell whether a question says what is counted: a place alone asks for no figure."""

    def is_asked(word: str) -> bool:
        is_named = (_keys(word, names.own) or _keys(word, names.terms)) and not _keys(
            word, names.places
        )
        return bool(_keys(word, names.versions) or is_named)

    return any(map(is_asked, words))


def _says(word: str, names: FigureNames) -> Q:
    told = {
        "indicator_version__in": _keys(word, names.versions),
        "category__in": _keys(word, names.terms),
        "territory__in": _keys(word, names.places),
        "pk__in": _keys(word, names.own),
    }
    # A document's title tells of many things: it counts for what nothing else is named by.
    if not any(told.values()):
        return Q(source__in=_keys(word, names.sources))
    return reduce(or_, (Q(**{column: keys}) for column, keys in told.items()))


def _keys(word: str, named: Named) -> list[int]:
    return [key for key, text in named if is_said(word, text)]


def _in_year(year: int | None) -> Q:
    """The state of a day of that year, or a period that ends in it."""
    return Q() if year is None else Q(as_of__year=year) | Q(period_to__year=year)


def _parts(words: Iterable[str], names: FigureNames) -> Iterator[list[str]]:
    """The words of one place are one part of a question: « Souss-Massa » is left out whole."""

    def is_place(word: str) -> bool:
        return bool(_keys(word, names.places)) and not _keys(word, names.versions)

    for place, group in groupby(words, key=is_place):
        together = list(group)
        yield from [together] if place else [[word] for word in together]
