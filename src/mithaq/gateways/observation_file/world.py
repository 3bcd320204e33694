"""What the words of a file may name: read once, or once a spelling, whatever the number of rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from mithaq.apps.conventions.queries import references
from mithaq.apps.observatory.queries.links import VersionLink, links_of
from mithaq.apps.organisations.queries import organisations_by_name
from mithaq.apps.reference.queries import (
    PlaceRef,
    find_places,
    indicators,
    sources,
    terms_by_name,
    territories_by_code,
)
from mithaq.base.text import fold

# The whole country under the names that tables give it.
COUNTRY: Final = frozenset(
    fold(text)
    for text in ("Maroc", "Royaume", "national", "ensemble du Maroc", "المغرب", "المملكة",
                 "وطني", "Morocco", "country", "MA", "total Maroc")
)  # fmt: skip
_LEVEL_WORDS: Final = (
    "region de", "region d", "region", "province de", "province d", "province", "prefecture de",
    "prefecture d", "prefecture", "commune de", "commune d", "commune", "جهه", "اقليم", "عماله",
    "جماعه",
)  # fmt: skip
_LEVELS: Final = {
    "region": ("region", "جهه"),
    "province": ("province", "اقليم"),
    "prefecture": ("prefecture", "عماله"),
    "commune": ("commune", "جماعه"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What whoever brings the file may write: judged row by row."""

    may_write: Callable[[str, str], bool]
    grades: frozenset[str]
    is_exercise: bool = False


EVERYTHING: Final = Rights(
    may_write=lambda _territory, _organisation: True,
    grades=frozenset({"announced", "contractual", "recorded", "measured"}),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownSource:
    """A source of the register, as a file may name it."""

    code: str
    is_exercise: bool


class World:
    """The register as a file sees it."""

    def __init__(self) -> None:
        """Start knowing nothing: each kind is read when the first row names it."""
        self._places: dict[str, tuple[PlaceRef, ...]] = {}
        self._codes: dict[str, bool] = {}

    @cached_property
    def indicators(self) -> Mapping[str, str]:
        """Folded code or name → code; a name that two indicators share leads nowhere."""
        found: dict[str, set[str]] = {}
        for row in indicators():
            for text in (row.code, row.label_fr, row.label_ar, row.label_en):
                if text:
                    found.setdefault(fold(text), set()).add(row.code)
        return {text: next(iter(codes)) for text, codes in found.items() if len(codes) == 1}

    @cached_property
    def versions(self) -> Mapping[str, Mapping[int, VersionLink]]:
        """The versions of every indicator, by code then number."""
        links = links_of(
            indicators=set(self.indicators.values()), territories=(), organisations=(),
            conventions=(), sources=(), terms=(), revised=(),
        )  # fmt: skip
        found: dict[str, dict[int, VersionLink]] = {}
        for (code, number), link in links.versions.items():
            found.setdefault(code, {})[number] = link
        return found

    @cached_property
    def organisations(self) -> Mapping[str, str]:
        """Folded slug, acronym or name → slug."""
        return organisations_by_name()

    @cached_property
    def conventions(self) -> Mapping[str, str]:
        """Folded reference → reference."""
        return {fold(reference): reference for reference in references()}

    @cached_property
    def terms(self) -> Mapping[str, str]:
        """Folded « nomenclature:code » or name → « nomenclature:code »."""
        return terms_by_name()

    @cached_property
    def sources(self) -> Mapping[str, KnownSource]:
        """Folded code or title, or address → source."""
        found: dict[str, KnownSource] = {}
        for row in sources():
            known = KnownSource(code=row.code, is_exercise=row.kind == "exercise")
            for text in (row.label_en, row.label_ar, row.label_fr, row.code):
                if text:
                    found[fold(text)] = known
            if row.url:
                found[row.url.rstrip("/")] = known
        return found

    def source(self, text: str, url: str = "") -> KnownSource | None:
        """The source that a text or an address names."""
        for key in (fold(text), text.rstrip("/"), url.rstrip("/")):
            if key and key in self.sources:
                return self.sources[key]
        return None

    def territory(self, text: str) -> tuple[str, ...]:
        """The codes that a name may mean: one when it is certain, several when it is not."""
        folded = fold(text)
        if folded in COUNTRY:
            return ("MA",)
        if folded not in self._places:
            self._places[folded] = self._find(text, folded)
        places = self._places[folded]
        best = [place.code for place in places if place.level == places[0].level]
        return tuple(best)

    def is_code(self, text: str) -> bool:
        """Tell whether a text is the code of a territory, to the letter."""
        if text not in self._codes:
            self._codes[text] = bool(territories_by_code([text]))
        return self._codes[text]

    def _find(self, text: str, folded: str) -> tuple[PlaceRef, ...]:
        if found := find_places(text):
            return found
        for prefix in _LEVEL_WORDS:
            if folded.startswith(f"{prefix} "):
                bare = folded.removeprefix(f"{prefix} ")
                level = next(
                    (name for name, starts in _LEVELS.items() if prefix.startswith(starts)), ""
                )
                if found := find_places(bare, level=level) or find_places(bare):
                    return found
        return ()
