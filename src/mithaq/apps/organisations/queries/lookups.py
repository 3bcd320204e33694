"""The keys and names behind the codes that a draft names, for operations."""

from __future__ import annotations

from collections.abc import Iterable

from mithaq.apps.organisations.models import Organisation
from mithaq.apps.reference.models import Term, Territory
from mithaq.base.text import fold

SECTORS = "activity_sections"
LEGAL_FORMS = "company_forms"


def territory_ids(codes: Iterable[str]) -> dict[str, int]:
    """The keys of territories by code."""
    return dict(Territory.objects.filter(code__in=set(codes)).values_list("code", "pk"))


def term_ids(nomenclature: str, codes: Iterable[str]) -> dict[str, int]:
    """The keys of the terms of a nomenclature by code, in its latest version."""
    found = Term.objects.filter(nomenclature__code=nomenclature, code__in=set(codes))
    return dict(found.order_by("nomenclature__version").values_list("code", "pk"))


def organisation_ids(slugs: Iterable[str] | None = None) -> dict[str, int]:
    """The keys of organisations by slug."""
    found = Organisation.objects.all()
    if slugs is not None:
        found = found.filter(slug__in=set(slugs))
    return dict(found.values_list("slug", "pk"))


def organisations_by_name() -> dict[str, str]:
    """Folded slug, acronym or name → slug; a name that two organisations share leads nowhere."""
    found: dict[str, set[str]] = {}
    for row in Organisation.objects.order_by("pk"):
        names = (row.slug, row.acronym, row.label_fr, row.label_ar, row.label_en)
        for text in (*names, *row.former_names):
            if text:
                found.setdefault(fold(text), set()).add(row.slug)
    return {text: next(iter(slugs)) for text, slugs in found.items() if len(slugs) == 1}


def organisation_names(language: str) -> tuple[str, ...]:
    """The names of all organisations in a language, in alphabetical order."""
    rows = Organisation.objects.order_by("search_text", "pk")
    return tuple(row.labels.of(language) for row in rows)


def names_of(ids: Iterable[int]) -> list[str]:
    """Every name under which some organisations are looked for: present, former, abbreviated."""
    rows = Organisation.objects.filter(pk__in=set(ids)).order_by("pk")
    return [
        text
        for row in rows
        for text in (row.acronym, row.label_fr, row.label_ar, row.label_en, *row.former_names)
        if text
    ]
