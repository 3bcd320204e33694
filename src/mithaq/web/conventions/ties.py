"""What a convention rests on, what it does to others, and what is attached to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mithaq.apps.conventions.choices import DocumentKind, LinkKind
from mithaq.apps.conventions.queries import ConventionDetail, DocumentView, LinkView
from mithaq.base.text import Labels
from mithaq.web.conventions.links import SourceLink, page_url, source_link

# A link read from each of its ends: what this convention does, what is done to it.
ACTS: Final[dict[str, tuple[Promise, Promise]]] = {
    LinkKind.FUNDS: (_("Finance"), _("Est financée par")),
    LinkKind.IMPLEMENTS: (_("Met en œuvre"), _("Est mise en œuvre par")),
    LinkKind.REPLACES: (_("Remplace"), _("Est remplacée par")),
    LinkKind.FOLLOWS: (_("Fait suite à"), _("Est suivie de")),
    LinkKind.SAME_CEREMONY: (_("Signée à la même cérémonie que"),) * 2,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    """One tie to another convention, in words."""

    act: object
    title: Labels
    reference: str
    url: str
    note: Labels
    source: SourceLink | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedRow:
    """Something on which the preamble rests, and the conventions that cite it too."""

    title: Labels
    kind: str
    url: str
    source: SourceLink


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """A document attached: an annex says its number and whether it binds."""

    document: DocumentView
    source: SourceLink


def link_rows(detail: ConventionDetail) -> Iterator[LinkRow]:
    """The mother, the daughters, then the links from both ends."""
    if detail.parent_reference:
        yield _kin(_("Convention mère"), detail.parent_reference, detail.parent)
    for reference, title in detail.daughters:
        yield _kin(_("Convention fille"), reference, title)
    for item in detail.links:
        yield _link(item)


def _kin(act: Promise, reference: str, title: Labels) -> LinkRow:
    return LinkRow(
        act=act,
        title=title,
        reference=reference,
        url=page_url("convention", reference),
        note=Labels(""),
        source=None,
    )


def _link(item: LinkView) -> LinkRow:
    here, there = ACTS[item.kind]
    return LinkRow(
        act=here if item.is_said_here else there,
        title=item.labels,
        reference=item.reference,
        url=page_url("convention", item.reference),
        note=item.note,
        source=source_link(item.source),
    )


def cited_rows(detail: ConventionDetail) -> Iterator[CitedRow]:
    """What the preamble rests on; each opens the register on who cites it."""
    for item in detail.preamble:
        yield CitedRow(
            title=item.labels,
            kind=item.kind_label,
            url=f"{page_url('conventions')}?preambule={quote(item.code)}",
            source=source_link(item.source),
        )


def document_rows(detail: ConventionDetail) -> Iterator[DocumentRow]:
    """The documents attached, annexes first."""
    annexes = {DocumentKind.ANNEX, DocumentKind.MANUAL}
    listed = sorted(detail.documents, key=lambda item: item.kind not in annexes)
    for item in listed:
        yield DocumentRow(document=item, source=source_link(item.source))
