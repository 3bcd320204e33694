"""The texts before their signature, as a list of the house."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django_filters import FilterSet, MultipleChoiceFilter

from mithaq.apps.conventions.choices import Kind
from mithaq.apps.conventions.choices.drafting import BodyPart, DraftingStage
from mithaq.apps.conventions.policies import can_open_drafting
from mithaq.apps.conventions.queries import draftings_listed
from mithaq.web.conventions.drafting.acting import mandate_of
from mithaq.web.shell.columns import Column, Table
from mithaq.web.shell.dates import moment_words
from mithaq.web.shell.marks import exercise_badge
from mithaq.web.shell.tables import TableView


class DraftFilter(FilterSet):
    """By stage and by kind."""

    etape = MultipleChoiceFilter(
        field_name="stage", label=_("Étape"), choices=DraftingStage.choices, distinct=False
    )
    nature = MultipleChoiceFilter(
        field_name="kind", label=_("Nature"), choices=Kind.choices, distinct=False
    )


def _note(row: Any) -> object:
    code = format_html("<bdi>{}</bdi>", row.reference)
    return format_html("{} {}", exercise_badge(), code) if row.is_exercise else code


DRAFTS = Table(
    name="projets",
    caption=_("Projets de convention, le dernier changé d’abord"),
    columns=(
        Column(
            key="labels",
            label=_("Projet"),
            url=lambda row: reverse("draft", args=[row.public_id]),
            note=_note,
            noted_by="reference",
            sort="label_fr",
            is_header=True,
        ),
        Column(key="reference", label=_("Référence prévue"), kind="code", is_shown=False,
               leaves=True),
        Column(key="kind", label=_("Nature"), words=dict(Kind.choices), sort="kind"),
        Column(key="stage", label=_("Étape"), words=dict(DraftingStage.choices), sort="stage"),
        Column(key="own_part", label=_("À quel titre"), words=dict(BodyPart.choices),
               sort="own_part"),
        Column(key="version_number", label=_("Version"), kind="number", sort="version_number"),
        Column(key="open_comment_count", label=_("Commentaires ouverts"), kind="number",
               value=lambda row: row.open_comment_count or "",
               export=lambda row: row.open_comment_count, sort="open_comment_count"),
        Column(key="opened_at", label=_("Ouvert"), kind="date", sort="opened_at", is_shown=False,
               leaves=True),
        Column(
            key="changed_at",
            label=_("Changé"),
            kind="html",
            value=lambda row: moment_words(row.changed_at),
            export=lambda row: row.changed_at,
            sort="changed_at",
        ),
    ),
    empty=_("Aucun projet n’associe votre organisation, ou aucun ne répond à ces filtres."),
    is_exercise=lambda row: row.is_exercise,
    source=_("Projets de convention de Mithaq"),
)  # fmt: skip


class Drafts(LoginRequiredMixin, TableView):
    """The texts in which the mandate's body is involved."""

    table = DRAFTS
    filterset = DraftFilter
    template_name: ClassVar[str] = "conventions/drafting/drafts.html"
    title = _("Projets de convention")
    lead = _(
        "Avant sa signature, un texte n’est vu que des organismes associés : il n’est dans aucun "
        "registre, aucun compte, aucune recherche."
    )

    def rows(self, text: str) -> QuerySet[Any]:
        """Give the texts whose name or reference holds the words."""
        held = mandate_of(self.request)
        return draftings_listed(held.organisation if held else "", text)

    def context(self) -> dict[str, Any]:
        """Tell whether the reader may open a text."""
        return {"may_open": can_open_drafting(mandate_of(self.request))}
