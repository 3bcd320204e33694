"""The codes that a file names, looked up in one query a kind."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from pydantic import BaseModel

from mithaq.apps.organisations.queries import organisations
from mithaq.apps.reference import queries as reference
from mithaq.gateways.convention_file.reading import Path
from mithaq.gateways.convention_file.reference_words import unknown_code, unknown_version
from mithaq.gateways.convention_file.schema import ConventionText, FigureText, TargetText
from mithaq.gateways.convention_file.words import Said

Kind: TypeAlias = Literal["organisation", "source", "indicator", "territory", "diploma"]
Noted: TypeAlias = tuple[Path, Said, str]

DIPLOMAS: Final = "diploma_levels"
_KINDS: Final[dict[str, Kind]] = {
    "organisation": "organisation",
    "debtor": "organisation",
    "creditor": "organisation",
    "payer": "organisation",
    "diploma": "diploma",
    "source": "source",
    "indicator": "indicator",
    "territory": "territory",
}


@dataclass(slots=True)
class Codes:
    """The keys behind the codes of a file; an unknown code gets a key below zero of its own."""

    keys: Mapping[Kind, Mapping[str, int]]
    versions: Mapping[str, Mapping[int, reference.VersionRef]]
    brought: frozenset[str]
    _stand_ins: dict[tuple[str, str], int] = field(default_factory=dict)

    def key(self, kind: Kind, code: str) -> int:
        """The key of a code."""
        found = self.keys[kind].get(code)
        return self._stand_in(kind, code) if found is None else found

    def key_or_none(self, kind: Kind, code: str | None) -> int | None:
        """The key of a code that may be absent."""
        return None if code is None else self.key(kind, code)

    def version(self, code: str, number: int | None) -> reference.VersionRef | None:
        """A version of an indicator, the latest when no number is written."""
        known = self.versions.get(code, {})
        return known.get(max(known) if number is None and known else number or 0)

    def version_key(self, code: str, number: int | None) -> int:
        """The key of a version of an indicator."""
        found = self.version(code, number)
        return found.id if found else self._stand_in("indicator", code)

    def is_known(self, kind: Kind, code: str) -> bool:
        """Tell whether a code exists, or is brought by the file itself."""
        if kind == "indicator":
            return code in self.versions
        return code in self.keys[kind] or (kind == "source" and code in self.brought)

    def _stand_in(self, kind: str, code: str) -> int:
        return self._stand_ins.setdefault((kind, code), -1 - len(self._stand_ins))


def look_up(texts: Sequence[ConventionText]) -> Codes:
    """Find every code that some conventions name."""
    named: dict[Kind, set[str]] = {kind: set() for kind in _KINDS.values()}
    for text in texts:
        for _path, kind, code in codes_in(text):
            named[kind].add(code)
    bodies = organisations().order_by().filter(slug__in=named["organisation"])
    return Codes(
        keys={
            "organisation": dict(bodies.values_list("slug", "pk")),
            "source": reference.sources_by_code(named["source"]),
            "territory": reference.territories_by_code(named["territory"]),
            "diploma": _diplomas(named["diploma"]),
        },
        versions=reference.indicator_versions_by_code(named["indicator"]),
        brought=frozenset(source.code for text in texts for source in text.sources),
    )


def _diplomas(codes: Collection[str]) -> dict[str, int]:
    if not codes:
        return {}
    rows = reference.terms(DIPLOMAS).order_by().filter(code__in=codes)
    return dict(rows.values_list("code", "pk"))


def codes_in(part: BaseModel, path: Path = ()) -> Iterator[tuple[Path, Kind, str]]:
    """Walk through a document and give each code with its path and its kind."""
    for name, definition in type(part).model_fields.items():
        value = getattr(part, name)
        here = (*path, definition.alias or name)
        if isinstance(value, BaseModel):
            yield from codes_in(value, here)
        elif isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, BaseModel):
                    yield from codes_in(item, (*here, index))
        elif name in _KINDS and isinstance(value, str):
            yield here, _KINDS[name], value


def code_faults(text: ConventionText, codes: Codes) -> Iterator[Noted]:
    """Name every code that leads nowhere, with the nearest that exist."""
    every: dict[Kind, list[str]] = {}
    for path, kind, code in codes_in(text):
        if not codes.is_known(kind, code):
            if kind not in every:
                every[kind] = _every(kind)
            yield path, unknown_code(kind, code, every[kind]), f"{kind}.exists"
    for index, target in enumerate(text.targets):
        yield from _version_fault(target, codes, ("targets", index))
    for index, figure in enumerate(text.figures):
        yield from _version_fault(figure, codes, ("figures", index))


def _version_fault(item: TargetText | FigureText, codes: Codes, path: Path) -> Iterator[Noted]:
    known = codes.versions.get(item.indicator)
    if known and item.version is not None and item.version not in known:
        said = unknown_version(item.indicator, item.version, sorted(known))
        yield (*path, "version"), said, "indicator.version.exists"


def _every(kind: Kind) -> list[str]:
    """All the codes of a kind: asked for only when one is wrong."""
    if kind == "organisation":
        return list(organisations().order_by().values_list("slug", flat=True))
    if kind == "source":
        return list(reference.sources().values_list("code", flat=True))
    if kind == "indicator":
        return list(reference.indicators().values_list("code", flat=True))
    if kind == "diploma":
        return list(reference.terms(DIPLOMAS).values_list("code", flat=True))
    return list(reference.territories(level="region").values_list("code", flat=True))
