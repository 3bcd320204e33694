"""What a figure is about, in codes and in words: indicator, territory, sex, milieu, category."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol

from mithaq.apps.reference.models import IndicatorVersion, Source, Term, Territory
from mithaq.base.text import LANGUAGES, Labels

COUNTRY: Final = "MA"
WORDS: Final[dict[str, Labels]] = {
    "women": Labels("femmes", "النساء", "women"),
    "men": Labels("hommes", "الرجال", "men"),
    "urban": Labels("villes", "الوسط الحضري", "towns"),
    "rural": Labels("campagnes", "الوسط القروي", "countryside"),
}


class Scoped(Protocol):
    """A cell, as far as what it is about goes."""

    @property
    def indicator(self) -> str:
        """The code of its indicator."""

    @property
    def territory(self) -> str:
        """The code of its territory."""

    @property
    def sex(self) -> str:
        """Whose figure it is."""

    @property
    def milieu(self) -> str:
        """Where the people counted live."""

    @property
    def category(self) -> str:
        """« list:code », or nothing."""

    @property
    def source(self) -> str:
        """The code of its source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """The rows that codes stand for, and their names."""

    versions: Mapping[tuple[str, int], int]
    territories: Mapping[str, int]
    terms: Mapping[str, int]
    sources: Mapping[str, int]
    names: Mapping[str, Labels] = field(default_factory=dict)


def keys_of(cells: Iterable[Scoped]) -> Keys:
    """Find in four queries everything that cells name."""
    listed = list(cells)
    names: dict[str, Labels] = {}
    versions = IndicatorVersion.objects.select_related("indicator").filter(
        indicator__code__in={cell.indicator for cell in listed}
    )
    found = {}
    for row in versions:
        found[row.indicator.code, row.number] = row.pk
        names[f"indicator {row.indicator.code}"] = row.indicator.labels
    # The whole table: two thousand rows are read faster than two thousand codes are bound.
    territories = {}
    labels = [f"label_{language}" for language in LANGUAGES]
    for code, key, *words in Territory.objects.values_list("code", "pk", *labels):
        territories[code] = key
        names[f"territory {code}"] = Labels(*words)
    terms = {}
    lists = {cell.category.split(":")[0] for cell in listed if cell.category}
    for term in Term.objects.filter(nomenclature__code__in=lists).select_related("nomenclature"):
        code = f"{term.nomenclature.code}:{term.code}"
        terms[code] = term.pk
        names[f"category {code}"] = term.labels
    sources = Source.objects.filter(code__in={cell.source for cell in listed})
    return Keys(
        versions=found,
        territories=territories,
        terms=terms,
        sources=dict(sources.values_list("code", "pk")),
        names=names,
    )


def label_of(cell: Scoped, keys: Keys) -> Labels:
    """Name a figure by what it is about: indicator, category, territory, sex, milieu."""
    parts = [keys.names[f"indicator {cell.indicator}"]]
    if cell.category:
        parts.append(keys.names[f"category {cell.category}"])
    if cell.territory not in {"", COUNTRY}:
        parts.append(keys.names[f"territory {cell.territory}"])
    parts += [WORDS[part] for part in (cell.sex, cell.milieu) if part in WORDS]
    return Labels(*(_joined(parts, language) for language in LANGUAGES))


def _joined(parts: Iterable[Labels], language: str) -> str:
    return " · ".join(getattr(part, language) or part.fr for part in parts)
