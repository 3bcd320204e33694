"""The register of conventions: one line each, searched, filtered, sorted, exported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from mithaq.apps.conventions.choices import DurationKind, Kind, Level, Status
from mithaq.apps.conventions.queries import (
    PartyName,
    parties_by_convention,
    register,
)
from mithaq.apps.organisations.policies import can_open_import
from mithaq.base.text import Labels
from mithaq.web.conventions.filters import HELD, RegisterFilters, outline
from mithaq.web.conventions.links import page_url
from mithaq.web.conventions.values import signed_of
from mithaq.web.shell.dates import date_short
from mithaq.web.shell.marks import exercise_badge
from mithaq.web.shell.tables import Column, Table, TableView
from mithaq.web.shell.typography import comma, semicolon
from mithaq.web.shell.words import local

MANY = 4
SHOWN = (
    "reference",
    "kind",
    "level",
    "status",
    "label_fr",
    "label_ar",
    "label_en",
    "signed_on",
    "signed_precision",
    "covers_from",
    "covers_to",
    "duration_kind",
    "is_exercise",
    "territory__code",
    "territory__label_fr",
    "territory__label_ar",
    "territory__label_en",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the register with its parties and the address of its page."""

    row: Any
    parties: str
    all_parties: str
    url: str


def _title(line: Line) -> str:
    title = local(line.row.labels)
    return format_html("{} {}", title, exercise_badge()) if line.row.is_exercise else title


def _territory(line: Line) -> Labels | None:
    return line.row.territory.labels if line.row.territory_id else None


def _period(line: Line) -> str | None:
    first, last = line.row.covers_from, line.row.covers_to
    if first is None and last is None:
        return None
    if _is_whole_years(first, last):
        return f"{first.year}-{last.year}" if first.year != last.year else str(first.year)
    return f"{date_short(first) or '…'} – {date_short(last) or '…'}"


def _is_whole_years(first: date | None, last: date | None) -> bool:
    if first is None or last is None:
        return False
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)


TABLE = Table(
    name="conventions",
    caption=_("Registre des conventions"),
    columns=(
        Column(
            key="titre",
            label=_("Convention"),
            kind="html",
            value=_title,
            export=lambda line: line.row.labels,
            url=lambda line: line.url,
            sort="label_fr",
            is_header=True,
        ),
        Column(
            key="reference",
            label=_("Référence"),
            kind="code",
            value=lambda line: line.row.reference,
            sort="reference",
        ),
        Column(
            key="parties",
            label=_("Parties"),
            value=lambda line: line.parties,
            export=lambda line: line.all_parties,
            absent="fp",
        ),
        Column(
            key="nature",
            label=_("Nature"),
            value=lambda line: line.row.kind,
            words=dict(Kind.choices),
            sort="kind",
        ),
        Column(
            key="niveau",
            label=_("Niveau"),
            value=lambda line: line.row.level,
            words=dict(Level.choices),
            sort="level",
            is_shown=False,
            leaves=True,
        ),
        Column(
            key="territoire",
            label=_("Territoire"),
            value=_territory,
            sort="territory__code",
        ),
        Column(
            key="signee",
            label=_("Signée"),
            kind="date",
            value=lambda line: signed_of(line.row),
            sort="signed_on",
            definition=_("Date de signature dite par la source, au jour, au mois ou à l’année."),
        ),
        Column(
            key="periode",
            label=_("Période couverte"),
            value=_period,
            absent="f",
            sort=("covers_from", "covers_to"),
            is_shown=False,
            leaves=True,
            definition=_("Mois que la convention couvre ; ils peuvent précéder la signature."),
        ),
        Column(
            key="duree",
            label=_("Durée"),
            value=lambda line: line.row.duration_kind,
            words=dict(DurationKind.choices),
            sort="duration_kind",
            is_shown=False,
            leaves=True,
        ),
        Column(
            key="etat",
            label=_("État"),
            value=lambda line: line.row.status,
            words=dict(Status.choices),
            sort="status",
        ),
    ),
    empty=_("Aucune convention n’est encore au registre."),
    is_exercise=lambda line: bool(line.row.is_exercise),
    source=_("Registre Mithaq ; chaque fiche cite ses sources."),
)


class RegisterView(TableView):
    """Every convention; the register is the same for every reader."""

    title = _("Conventions")
    table = TABLE
    filterset = RegisterFilters
    template_name = "conventions/register.html"
    counts_are_shared = True

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Look the outline of the register up once, for the menus and for the head."""
        held = HELD.set(outline())
        try:
            return super().get(request, **kwargs)
        finally:
            HELD.reset(held)

    def rows(self, text: str) -> QuerySet[Any]:
        """The register, latest signature first, with what its columns show and no more."""
        return register(text=text).select_related(None).select_related("territory").only(*SHOWN)

    def prepare(self, rows: list[Any]) -> Sequence[Line]:
        """Add the parties, in one query for the whole page."""
        parties = parties_by_convention([row.pk for row in rows])
        base, between = reverse("conventions"), comma()
        return [
            Line(row, _names(found, between), _full_names(found), f"{base}{quote(row.reference)}/")
            for row, found in ((row, parties.get(row.pk, ())) for row in rows)
        ]

    def context(self) -> dict[str, Any]:
        """Say how many conventions the lines stand for, and where a file is brought."""
        mandate = self.request.mandate if self.request.user.is_authenticated else None  # type: ignore[attr-defined]
        brings = bool(mandate) and can_open_import(mandate)
        held = HELD.get() or outline()
        return {
            "counts": held.counts,
            "import_url": page_url("convention_import") if brings else "",
        }


def _names(parties: Sequence[PartyName], comma: str) -> str:
    """The first names a reader knows; beyond four, how many more."""
    names = [party.acronym or local(party.labels) for party in parties[:MANY]]
    more = len(parties) - len(names)
    return comma.join(names) + (f" +{more}" if more else "")


def _full_names(parties: Sequence[PartyName]) -> str:
    """Every party whole, as a file carries it: its name, and its acronym in brackets."""
    return semicolon().join(
        f"{local(party.labels)} ({party.acronym})" if party.acronym else local(party.labels)
        for party in parties
    )
