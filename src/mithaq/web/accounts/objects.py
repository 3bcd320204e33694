"""The names of what the journal speaks of, in the reader's language, where a name exists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from mithaq.apps.conventions.queries import register
from mithaq.apps.conventions.queries.naming import convention_names
from mithaq.apps.corridor.policies import can_read_case
from mithaq.apps.corridor.queries.finding import case_numbered
from mithaq.apps.corridor.queries.of_companies import objects_of_companies, signals_of_codes
from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.queries import (
    MandateView,
    mandates_by_person,
    organisations,
    organisations_matching,
)
from mithaq.apps.reference.queries import holidays_holding
from mithaq.base.text import Labels, fold
from mithaq.signals.underdeclaration import catalogue
from mithaq.web.accounts.kept_words import company_of, kept_words
from mithaq.web.accounts.naming import organisation_names, said_of
from mithaq.web.conventions.links import page_url
from mithaq.web.shell.typography import language

MOST_MATCHES: Final = 200
MOST_BODIES: Final = 20
# What a change gives by the code of a body.
BODY_FIELDS: Final = frozenset(
    {"side", "party", "organisation", "institution", "company", "issuer", "owner", "secretariat"}
)
_OF_CONVENTION: Final = frozenset({"committee", "meeting"})
# Everyone opens these pages.
_OPEN_PAGES: Final = {"convention": "convention", "organisation": "organisation"}
# These open under their reference for who keeps watch over what is owed and asked.
_WATCHED: Final = {
    "debt_statement": "debt_statement",
    "settlement": "debt_settlement",
    "good_standing": "good_standing",
    "question": "question",
    "control_draw": "control_draw",
    "reform_proposal": "reform_proposal",
    "systemic_problem": "corridor_problem",
}


def mandates_said(rows: Iterable[Any], tongue: str) -> dict[tuple[int, str], str]:
    """By author and French text, what a copied mandate says in a language: one query.

    The line keeps its own text for ever; a mandate corrected since then no longer matches it.
    """
    wanted = {(row.actor_id, row.mandate) for row in rows if row.actor_id and row.mandate}
    held = mandates_by_person({actor for actor, _text in wanted})
    return {
        (actor, mandate.text): mandate.text_in(tongue)
        for actor, mandates in held.items()
        for mandate in mandates
        if (actor, mandate.text) in wanted
    }


def owing_named(rows: Iterable[Any]) -> dict[str, Labels]:
    """The names of the companies that lines about debts give by code, in one query at most."""
    slugs = {company_of(row) for row in rows} - {""}
    return organisation_names(slugs)


def conventions_said(rows: Iterable[Any]) -> dict[str, str]:
    """By reference of a committee or of a sitting, the convention that it is of: several have a
    committee of the same name, and a decision of the same number. One query in all."""
    wanted = {row.object_ref for row in rows if row.object_type in _OF_CONVENTION}
    names = convention_names(reference.partition("/")[0] for reference in wanted)
    return {
        reference: names[code].of(language())
        for reference in wanted
        if (code := reference.partition("/")[0]) in names
    }


def name_of(line: Any) -> str:
    """The object of a line in the reader's language, else as the line keeps it."""
    other = said_of([line]).get((line.object_type, line.object_ref), "")
    return other or kept_words(line, owing_named([line]))


def page_of(line: Any, mandate: MandateView | None) -> str:
    """The page of the object of a line, for who may open it; empty when there is none."""
    nature, reference = line.object_type, line.object_ref
    if nature in _OPEN_PAGES:
        return page_url(_OPEN_PAGES[nature], reference)
    if nature in _WATCHED and mandate is not None and mandate.role == Role.AUDITOR:
        return page_url(_WATCHED[nature], reference)
    if nature != "case":
        return ""
    found = case_numbered(line.object_label.rpartition(" ")[2])
    if found is None or found[0] != reference or not can_read_case(mandate, found[1]):
        return ""
    return page_url("case", reference)


def bodies_holding(text: str) -> list[str]:
    """The French names of the bodies that a text names, as a mandate copies them."""
    if not text.strip():
        return []
    return [row.label_fr for row in organisations_matching(organisations(), text)[:MOST_BODIES]]


def references_holding(text: str) -> Mapping[str, list[str]]:
    """By nature, the objects that hold a text under any of their names, Arabic ones included.

    What a company owns is found by its name, and a signal by the title of its ratio.
    """
    if not text.strip():
        return {}
    bodies = [row.slug for row in organisations_matching(organisations(), text)[:MOST_MATCHES]]
    held = objects_of_companies(bodies)
    ratios = [item.code for item in catalogue() if fold(text) in fold(item.label.of(language()))]
    return held | {
        "convention": [row.reference for row in register(text=text)[:MOST_MATCHES]],
        "organisation": bodies,
        "signal": [*held.get("signal", ()), *signals_of_codes(ratios)],
        "holiday": [str(row.pk) for row in holidays_holding(text)[:MOST_MATCHES]],
    }
