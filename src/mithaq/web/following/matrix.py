"""The responsibility matrix of a convention, as a list that can be read, narrowed and exported."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mithaq.apps.conventions import queries
from mithaq.apps.conventions.choices import Involvement
from mithaq.apps.conventions.queries import PartyName, ResponsibilityRow, SaidState
from mithaq.web.conventions.links import page_url
from mithaq.web.following import words
from mithaq.web.shell.columns import Column, Table
from mithaq.web.shell.computed import ComputedFacet, ComputedTableView
from mithaq.web.shell.words import local

STRONG = frozenset({Involvement.DEBTOR, Involvement.OWNER})


class Matrix(ComputedTableView):
    """Commitments down, organisations across; a commitment without owner says so in words."""

    template_name = "following/matrix.html"
    facets = (
        ComputedFacet(
            name="trou", label=gettext_lazy("Responsable"),
            keys=lambda row: [
                ("none", gettext_lazy("sans responsable")) if row.has_hole
                else ("some", gettext_lazy("avec responsable"))
            ],
        ),
        ComputedFacet(
            name="organisation", label=gettext_lazy("Concerne"),
            keys=lambda row: [
                (item.slug, item.labels)
                for item in row.duty.parties
                if set(row.parts.get(item.slug, ())) & STRONG
            ],
        ),
    )  # fmt: skip
    orders: ClassVar[dict[str, Any]] = {
        "number": lambda row: row.duty.number,
        "due": lambda row: row.duty.due.sort_key if row.duty.due.is_known else None,
    }

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Lay the columns of this convention's own organisations."""
        found = queries.convention_title(kwargs["reference"])
        if found is None:
            raise Http404
        self.convention = found
        self.matrix = queries.responsibilities(found.reference, on=timezone.localdate())
        asked = words.unsaid(row.duty for row in self.matrix.rows)
        said = queries.said_states(asked) if asked else {}
        self.table = _table(found.reference, self.matrix.organisations, said)  # type: ignore[misc]
        return super().get(request, **kwargs)

    def computed(self, request: HttpRequest) -> Sequence[ResponsibilityRow]:
        """Give the commitments in the order of the convention."""
        return self.matrix.rows

    def words_of(self, row: ResponsibilityRow) -> str:
        """Search in the commitment and in who owes it."""
        return f"{local(row.duty.labels)} {words.debtor_words(row.duty)}"

    def context(self) -> dict[str, Any]:
        """Count the holes and name the convention."""
        return {
            "convention": self.convention,
            "list_title": _("Qui fait quoi"),
            "list_lead": self.convention.labels,
            "holes": sum(row.has_hole for row in self.matrix.rows),
            "total": len(self.matrix.rows),
            "involvements": [(item.label, MEANINGS[item]) for item in Involvement],
            "page_is_exercise": self.convention.is_exercise,
        }


MEANINGS = {
    Involvement.DEBTOR: gettext_lazy("a promis, seule ou avec les autres parties"),
    Involvement.OWNER: gettext_lazy("veille à ce que ce soit fait, depuis une date"),
    Involvement.BENEFICIARY: gettext_lazy("reçoit ce qui est promis"),
}


def _table(
    reference: str, organisations: Sequence[PartyName], said: Mapping[str, SaidState]
) -> Table:
    return Table(
        name=f"responsabilites-{reference}",
        caption=gettext_lazy("Engagements de la convention et part de chaque organisation"),
        columns=(
            Column(
                key="labels", label=gettext_lazy("Engagement"), is_header=True, sort="number",
                value=lambda row: row.duty.labels, note=lambda row: _state(row, said),
                url=lambda row: page_url("commitment", row.duty.reference, str(row.duty.number)),
            ),
            Column(
                key="due", label=gettext_lazy("Échéance"), kind="date", absent="f", sort="due",
                value=lambda row: row.duty.due if row.duty.due.is_known else None,
            ),
            Column(
                key="owner", label=gettext_lazy("Responsable"), kind="html", value=_owner,
                is_shown=False, leaves=True, export=lambda row: words.owner_words(row.duty),
            ),
            *(
                Column(
                    key=item.slug, label=item.acronym or local(item.labels), kind="html",
                    value=_part_of(item.slug), export=_plain_part_of(item.slug),
                )
                for item in organisations
            ),
        ),
        empty=gettext_lazy("Aucun engagement de cette convention n’est publié."),
        is_exercise=lambda row: row.duty.is_exercise,
        source=gettext_lazy("Registre des conventions de Mithaq"),
    )  # fmt: skip


def _state(row: ResponsibilityRow, said: Mapping[str, SaidState]) -> object:
    """The state, what the source said of it, and the hole in words when nobody answers."""
    told = words.said_words(row.duty, said.get(row.duty.key))
    state = " · ".join(part for part in (words.state_words(row.duty, told), told) if part)
    return format_html("{} · {}", state, _owner(row)) if row.has_hole else state


def _owner(row: ResponsibilityRow) -> object:
    said = words.owner_words(row.duty)
    return format_html('<b class="hole">{}</b>', said) if row.has_hole else format_html("{}", said)


def _part_of(slug: str) -> Callable[[Any], object]:
    def part(row: ResponsibilityRow) -> object:
        parts = row.parts.get(slug, ())
        said = " · ".join(str(item.label) for item in parts) or _("non publié")
        is_strong = bool(set(parts) & STRONG)
        return format_html("<b>{}</b>" if is_strong else '<span class="muted">{}</span>', said)

    return part


def _plain_part_of(slug: str) -> Callable[[Any], object]:
    return lambda row: (
        " · ".join(str(item.label) for item in row.parts.get(slug, ())) or _("non publié")
    )
