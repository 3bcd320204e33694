"""The names of what the journal speaks of, in the reader's language, where a name exists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from mithaq.apps.accounts.queries import users
from mithaq.apps.conventions.queries import register
from mithaq.apps.corridor.policies import can_read_case
from mithaq.apps.corridor.queries.finding import case_numbered
from mithaq.apps.observatory.queries import results_reports
from mithaq.apps.organisations.queries import (
    MandateView,
    mandates_by_person,
    organisations,
    organisations_matching,
)
from mithaq.apps.programmes.queries import scheme_labels
from mithaq.apps.reference.queries import holidays_holding, holidays_of_keys
from mithaq.base.text import Labels
from mithaq.web.conventions.links import page_url

MOST_MATCHES: Final = 200
# What a change gives by the code of a body.
BODY_FIELDS: Final = frozenset(
    {"side", "party", "organisation", "institution", "company", "issuer", "owner", "secretariat"}
)
# Everyone opens these pages.
_OPEN_PAGES: Final = {"convention": "convention", "organisation": "organisation"}
Key = tuple[str, str]


def names_of(rows: Iterable[Any]) -> dict[Key, Labels]:
    """The names of the objects of some lines: one query a nature, none for a nature unmet."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        wanted[row.object_type].add(row.object_ref)
    return {
        (nature, reference): labels
        for nature, references in wanted.items()
        if nature in _NAMES
        for reference, labels in _NAMES[nature](references).items()
    }


def mandates_said(rows: Iterable[Any], language: str) -> dict[tuple[int, str], str]:
    """By author and French text, what a copied mandate says in a language: one query.

    The line keeps its own text for ever; a mandate corrected since then no longer matches it.
    """
    wanted = {(row.actor_id, row.mandate) for row in rows if row.actor_id and row.mandate}
    held = mandates_by_person({actor for actor, _text in wanted})
    return {
        (actor, mandate.text): mandate.text_in(language)
        for actor, mandates in held.items()
        for mandate in mandates
        if (actor, mandate.text) in wanted
    }


def bodies_named(changes: Iterable[Any]) -> dict[str, Labels]:
    """The names of the bodies that some changes give by code, in one query; none when there is
    none."""
    slugs = {
        str(value)
        for change in changes
        if change.name in BODY_FIELDS
        for value in (change.before, change.after)
        if value
    }
    return _organisations(slugs) if slugs else {}


def page_of(line: Any, mandate: MandateView | None) -> str:
    """The page of the object of a line, for who may open it; empty when there is none."""
    nature, reference = line.object_type, line.object_ref
    if nature in _OPEN_PAGES:
        return page_url(_OPEN_PAGES[nature], reference)
    if nature != "case":
        return ""
    found = case_numbered(line.object_label.rpartition(" ")[2])
    if found is None or found[0] != reference or not can_read_case(mandate, found[1]):
        return ""
    return page_url("case", reference)


def references_holding(text: str) -> Mapping[str, list[str]]:
    """By nature, the objects that hold a text under any of their names, Arabic ones included."""
    if not text.strip():
        return {}
    return {
        "convention": [row.reference for row in register(text=text)[:MOST_MATCHES]],
        "organisation": [
            row.slug for row in organisations_matching(organisations(), text)[:MOST_MATCHES]
        ],
        "holiday": [str(row.pk) for row in holidays_holding(text)[:MOST_MATCHES]],
    }


def _conventions(references: set[str]) -> dict[str, Labels]:
    rows = register().filter(reference__in=references)
    return {row.reference: row.labels for row in rows}


def _organisations(slugs: set[str]) -> dict[str, Labels]:
    return {row.slug: row.labels for row in organisations().filter(slug__in=slugs)}


def _holidays(keys: set[str]) -> dict[str, Labels]:
    rows = holidays_of_keys(int(key) for key in keys if key.isdecimal())
    return {
        str(row.pk): Labels(*(f"{row.on} {text}" if text else "" for text in
                              (row.label_fr, row.label_ar, row.label_en)))
        for row in rows
    }  # fmt: skip


def _reports(public_ids: set[str]) -> dict[str, Labels]:
    rows = results_reports().filter(public_id__in=public_ids)
    return {
        str(row.public_id): Labels(*(f"{text} — {row.as_of:%d/%m/%Y}" if text else "" for text in
                                     (row.convention.labels.fr, row.convention.labels.ar,
                                      row.convention.labels.en)))
        for row in rows
    }  # fmt: skip


def _people(public_ids: set[str]) -> dict[str, Labels]:
    rows = users().filter(public_id__in=public_ids)
    return {str(row.public_id): Labels(row.full_name, row.full_name_ar or "") for row in rows}


_NAMES: Final[dict[str, Callable[[set[str]], dict[str, Labels]]]] = {
    "convention": _conventions,
    "organisation": _organisations,
    "holiday": _holidays,
    "results_report": _reports,
    "scheme": scheme_labels,
    "user": _people,
}
