"""The keys behind the codes of a list of corridors, and the files that the product ships."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final, Protocol

from mithaq.apps.conventions.models import Committee, Convention
from mithaq.apps.corridor.models import CaseFamily
from mithaq.apps.organisations.queries.lookups import organisation_ids
from mithaq.apps.reference.queries import sources_by_code
from mithaq.base.documents import read_yaml

PACKAGED: Final = files("mithaq.apps.corridor") / "data"


class _Norm(Protocol):
    @property
    def source(self) -> str: ...


class _Institution(Protocol):
    @property
    def organisation(self) -> str: ...
    @property
    def norms(self) -> Sequence[_Norm]: ...


class _Corridor(Protocol):
    @property
    def convention(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def institutions(self) -> Sequence[_Institution]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class CorridorKeys:
    """The keys of what a list of corridors names."""

    bodies: dict[str, int]
    conventions: dict[str, int]
    committees: dict[tuple[str, int | None], int]
    families: dict[str, int]
    sources: dict[str, int]


def keys_of(wanted: Collection[_Corridor]) -> CorridorKeys:
    """Find the keys of everything that some corridors name."""
    institutions = [item for draft in wanted for item in draft.institutions]
    named = [draft.source for draft in wanted]
    named += [norm.source for item in institutions for norm in item.norms]
    references = {draft.convention for draft in wanted if draft.convention}
    conventions = Convention.objects.filter(reference__in=references)
    committees = Committee.every.filter(convention__reference__in=references)
    return CorridorKeys(
        bodies=organisation_ids(item.organisation for item in institutions),
        conventions=dict(conventions.values_list("reference", "pk")),
        committees={
            (reference, number): key
            for reference, number, key in committees.values_list(
                "convention__reference", "number", "pk"
            )
        },
        families=dict(CaseFamily.objects.values_list("code", "pk")),
        sources=sources_by_code(code for code in named if code),
    )


def packaged_catalogue() -> list[dict[str, Any]]:
    """The families of problems that the product ships, as YAML has them."""
    return _packaged("catalogue.yaml")


def packaged_sources() -> list[dict[str, Any]]:
    """The documents that the shipped catalogue cites."""
    return _packaged("sources.yaml")


def _packaged(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read_yaml((PACKAGED / name).read_text(encoding="utf-8"))
    return found
