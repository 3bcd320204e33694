"""The codes of a text in words: bodies, measures, indicators, places, diplomas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from mithaq.apps.conventions.queries import DraftingDetail, namable_places
from mithaq.apps.organisations.queries import organisations
from mithaq.apps.reference.queries import indicators, terms
from mithaq.web.shell.typography import language
from mithaq.web.shell.words import local

DIPLOMAS: Final = "diploma_levels"


def body_names(found: DraftingDetail) -> dict[str, str]:
    """The bodies involved by slug, in the reader's language."""
    return {body.slug: local(body.labels) for body in found.bodies}


def names_in(content: Mapping[str, Any], found: DraftingDetail) -> dict[str, str]:
    """Every code that a text names, in the reader's language; one query a kind that it uses."""
    names = body_names(found) | measures_of(content) | targets_of(content)
    targets = [row for row in content.get("targets") or () if isinstance(row, Mapping)]
    if codes := {str(row["indicator"]) for row in targets if row.get("indicator")}:
        names |= {row.code: local(row.labels) for row in indicators().filter(code__in=codes)}
    if any(row.get("diploma") for row in targets):
        names |= {row.code: local(row.labels) for row in terms(DIPLOMAS)}
    if content.get("territory") or any(row.get("territory") for row in targets):
        names |= {code: local(labels) for code, labels in namable_places()}
    if strangers := {slug for slug in _bodies(content) if slug not in names}:
        rows = organisations().order_by().filter(slug__in=strangers)
        names |= {row.slug: local(row.labels) for row in rows}
    return names


def measures_of(content: Mapping[str, Any]) -> dict[str, str]:
    """The measures of a text by key, in the reader's language."""
    return {
        str(row["key"]): title_of(row) or str(row["key"])
        for axis in content.get("axes") or ()
        for row in axis.get("measures") or ()
        if row.get("key")
    }


def targets_of(content: Mapping[str, Any]) -> dict[str, str]:
    """The targets of a text by key, in the reader's language."""
    rows = content.get("targets") or ()
    return {str(row["key"]): title_of(row) for row in rows if row.get("key")}


def title_of(row: Mapping[str, Any]) -> str:
    """The title of a row in the reader's language, else in the one it has."""
    title = row.get("title") or {}
    if not isinstance(title, Mapping):
        return str(title)
    order = (language(), "fr", "ar", "en")
    return next((str(title[code]) for code in order if title.get(code)), "")


def _bodies(content: Mapping[str, Any]) -> Iterator[str]:
    """The bodies that a text names without their being parties: payers, creditors."""
    lines = (content.get("budget") or {}).get("lines") or ()
    yield from (str(line["payer"]) for line in lines if line.get("payer"))
    rows = [*(content.get("commitments") or ())]
    rows += [row for axis in content.get("axes") or () for row in axis.get("commitments") or ()]
    yield from (str(row["creditor"]) for row in rows if row.get("creditor"))
