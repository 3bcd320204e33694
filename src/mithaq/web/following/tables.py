"""What is owed, as a list."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from mithaq.apps.conventions.choices import DueGroup
from mithaq.apps.conventions.queries import DutyView, said_states
from mithaq.web.conventions.links import page_url
from mithaq.web.following import words
from mithaq.web.shell.columns import Column, Table
from mithaq.web.shell.computed import ComputedFacet
from mithaq.web.shell.marks import exercise_badge
from mithaq.web.shell.words import local

OWES: Final = "owes"
OWED: Final = "owed"
WAYS: Final = {OWES: _("à tenir"), OWED: _("attendu d’un autre")}
GROUPS: Final = tuple(DueGroup)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """A commitment seen from an organisation or a person: theirs to keep, or awaited."""

    duty: DutyView
    way: str
    said: str = ""


def with_said(rows: list[Owed]) -> list[Owed]:
    """Tell beside each commitment that nobody reported on what its source said, and when."""
    asked = words.unsaid(row.duty for row in rows)
    said = said_states(asked) if asked else {}
    return [replace(row, said=words.said_words(row.duty, said.get(row.duty.key))) for row in rows]


def in_order(rows: list[Owed]) -> list[Owed]:
    """Late first, then what comes, then what has no date, then what is over; first due first."""
    ranks = {group: rank for rank, group in enumerate(GROUPS)}
    return sorted(
        rows,
        key=lambda row: (
            ranks[row.duty.group], row.way != OWES, row.duty.due.sort_key, row.duty.key,
        ),
    )  # fmt: skip


def _name(row: Owed) -> str:
    return page_url("commitment", row.duty.reference, str(row.duty.number))


def _convention(row: Owed) -> object:
    name = local(row.duty.convention)
    return format_html("{} {}", exercise_badge(), name) if row.duty.is_exercise else name


def _when(row: Owed) -> object:
    due = words.due_words(row.duty)
    return due if due is not None else None


OWED_TABLE = Table(
    name="engagements",
    caption=_("Engagements, ceux en retard d’abord, puis dans l’ordre de leur échéance"),
    columns=(
        Column(
            key="labels", label=_("Engagement"), value=lambda row: row.duty.labels, url=_name,
            note=_convention, noted_by="convention", sort="name", is_header=True,
            export=lambda row: local(row.duty.labels),
        ),
        Column(
            key="convention", label=_("Convention"), value=lambda row: row.duty.convention,
            is_shown=False, leaves=True,
        ),
        Column(key="reference", label=_("Référence"), kind="code",
               value=lambda row: row.duty.key, is_shown=False, leaves=True),
        Column(key="way", label=_("Sens"), value=lambda row: WAYS[row.way], sort="way"),
        Column(
            key="debtor", label=_("Promis par"),
            value=lambda row: words.debtor_words(row.duty), sort="debtor",
        ),
        Column(
            key="beneficiary", label=_("Au bénéfice de"),
            value=lambda row: row.duty.beneficiary if row.duty.beneficiary.fr else None,
            absent="mp", is_shown=False, leaves=True,
        ),
        Column(
            key="due", label=_("Échéance"), kind="date",
            value=lambda row: row.duty.due if row.duty.due.is_known else None,
            note=lambda row: words.clock_words(row.duty), absent="f", sort="due",
        ),
        Column(
            key="group", label=_("Quand"), value=lambda row: str(row.duty.group.label),
            sort="group", is_shown=False, leaves=True,
        ),
        Column(
            key="state", label=_("Où en est-on"),
            value=lambda row: words.state_words(row.duty, row.said),
            note=lambda row: row.duty.report.done if row.duty.report else row.said, sort="state",
        ),
        Column(
            key="owner", label=_("Responsable"), value=lambda row: words.owner_words(row.duty),
            sort="owner",
        ),
        Column(key="grade", label=_("Degré de la promesse"), kind="grade",
               value=lambda row: row.duty.grade, is_shown=False, leaves=True),
    ),
    empty=_("Aucun engagement au registre pour cette organisation ou cette personne."),
    is_exercise=lambda row: row.duty.is_exercise,
    source=_("Registre des conventions de Mithaq : promesses sourcées, avancements inscrits"),
    definition=_(
        "Une échéance passée est un retard si l’engagement est suivi ici ; sinon sa suite n’est "
        "pas publiée. « En 2022 » est passé au 1er janvier 2023."
    ),
)  # fmt: skip

ORDERS: Final[dict[str, Any]] = {
    "name": lambda row: local(row.duty.labels),
    "way": lambda row: row.way,
    "debtor": lambda row: words.debtor_words(row.duty),
    "due": lambda row: row.duty.due.sort_key if row.duty.due.is_known else None,
    "group": lambda row: GROUPS.index(row.duty.group),
    "state": lambda row: words.state_words(row.duty),
    "owner": lambda row: words.owner_words(row.duty),
}

FACETS: Final = (
    ComputedFacet(
        name="quand", label=_("Quand"), keys=lambda row: [(row.duty.group, row.duty.group.label)],
        order=[str(group) for group in GROUPS],
    ),
    ComputedFacet(
        name="sens", label=_("Sens"), keys=lambda row: [(row.way, WAYS[row.way])],
        order=[OWES, OWED],
    ),
    ComputedFacet(
        name="etat", label=_("Où en est-on"),
        keys=lambda row: [(words.state_key(row.duty), words.state_words(row.duty))],
    ),
    ComputedFacet(
        name="convention", label=_("Convention"),
        keys=lambda row: [(row.duty.reference, row.duty.convention)],
    ),
    ComputedFacet(
        name="responsable", label=_("Responsable"),
        keys=lambda row: [
            (row.duty.owner.organisation if row.duty.owner else "none",
             row.duty.owner.labels if row.duty.owner else _("sans responsable"))
        ],
    ),
)  # fmt: skip
