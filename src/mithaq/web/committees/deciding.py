"""The form of a decision, beside its point: who owes, by when, on which indicator."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mithaq.apps.conventions.choices.meetings import EffectDirection
from mithaq.apps.conventions.operations.sitting_drafts import DecisionDraft
from mithaq.apps.conventions.queries.cadence import next_working_day
from mithaq.apps.conventions.queries.effects import EffectChoice
from mithaq.apps.conventions.queries.sitting_views import ItemView, MeetingDetail
from mithaq.apps.corridor.queries.holders import Holder
from mithaq.apps.reference.choices import Unit
from mithaq.base.text import fold
from mithaq.web.committees.forms import DAY, SHORT, RefusingForm, in_language
from mithaq.web.shell.typography import language
from mithaq.web.shell.words import local

USUAL_DAYS = 30
NAMED = 4


class DecisionForm(RefusingForm):
    """A decision: what, who, by when; the effect expected is optional."""

    text = forms.CharField(label=_("Décision"), widget=SHORT, max_length=600)
    owner = forms.TypedChoiceField(label=_("Responsable"), coerce=int)
    owner_person = forms.CharField(label=_("Personne et qualité"), required=False, max_length=160)
    due_on = forms.DateField(label=_("Échéance"), widget=DAY)
    effect_on = forms.CharField(
        label=_("Effet attendu sur"), required=False, max_length=200,
        help_text=_("Écrivez quelques lettres de l’indicateur."),
    )  # fmt: skip
    effect_direction = forms.ChoiceField(
        label=_("Dans quel sens"), choices=[("", ""), *EffectDirection.choices], required=False
    )
    effect_value = forms.DecimalField(
        label=_("Valeur attendue"), required=False, max_digits=18, decimal_places=4, localize=True,
        help_text=_("Dans l’unité de l’indicateur ; en dirhams pour un montant."),
    )  # fmt: skip
    effect_by_on = forms.DateField(
        label=_("Effet attendu au"), widget=DAY, required=False,
        help_text=_("À défaut, l’échéance."),
    )  # fmt: skip
    text_ar = forms.CharField(
        label=_("Décision en arabe"),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "rtl", "lang": "ar"}),
        required=False,
        max_length=600,
    )
    text_fr = forms.CharField(
        label=_("Décision en français"),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "ltr", "lang": "fr"}),
        required=False,
        max_length=600,
    )

    places: ClassVar[dict[str, str]] = {"effect_version": "effect_on"}

    def __init__(
        self,
        data: Any = None,
        *,
        meeting: MeetingDetail,
        item: ItemView | None,
        indicators: Sequence[EffectChoice],
        holder: Holder | None = None,
    ) -> None:
        """Offer who sits at the table and who owes the point; its own indicator comes first.

        Nobody owing the point, whoever holds its case is proposed.
        """
        self.item_id = item.id if item else None
        own = self.own_id = item.version_id if item else None
        self.indicators = sorted(indicators, key=lambda choice: choice.version_id != own)
        key = self.item_id or 0
        first = (item.owner_id if item else None) or (holder.organisation_id if holder else None)
        initial = {"due_on": usual_day(meeting), "owner": first}
        super().__init__(data, initial=initial, auto_id=f"d{key}_%s")
        owners: dict[int | str, str] = {
            row.organisation_id: local(row.organisation) for row in meeting.members
        }
        if item and item.owner_id:
            owners = {item.owner_id: local(item.owner), **owners}
        if holder is not None:
            owners = {**owners, holder.organisation_id: local(holder.labels)}
        choices = list(owners.items())
        if first is None:
            choices = [("", gettext("à choisir")), *choices]
        self.fields["owner"].choices = choices  # type: ignore[attr-defined]
        self.fields["text"].widget.attrs["autofocus"] = True
        self.fields["effect_on"].widget.attrs["list"] = self.list_id = f"indicateurs-{key}"
        del self.fields["text_ar" if language() == "ar" else "text_fr"]

    @property
    def other(self) -> forms.BoundField:
        """The same text in the other language of the convention."""
        return self["text_fr" if language() == "ar" else "text_ar"]

    def clean_effect_on(self) -> EffectChoice | None:
        """The indicator whose name was typed, whole or in part."""
        typed = self.cleaned_data["effect_on"].strip()
        if not typed:
            return None
        wanted = fold(typed)
        named = [(fold(local(choice.labels)), choice) for choice in self.indicators]
        exact = [choice for name, choice in named if name == wanted]
        close = exact or [choice for name, choice in named if wanted in name]
        if len(close) == 1 or exact:
            return close[0]
        if not close:
            raise forms.ValidationError(gettext("Aucun indicateur ne porte ce nom."))
        names = gettext(", ").join(local(choice.labels) for choice in close[:NAMED])
        raise forms.ValidationError(
            gettext("Plusieurs indicateurs portent ces mots : %(names)s. Précisez lequel.")
            % {"names": names}
        )

    def draft(self) -> DecisionDraft:
        """What the operation takes: a value alone means to reach it, by the due day."""
        data = self.cleaned_data
        choice, value = data["effect_on"], data["effect_value"]
        direction, by_on = data["effect_direction"], data["effect_by_on"]
        if choice is not None:
            direction = direction or (EffectDirection.REACH.value if value is not None else "")
            by_on = by_on or data["due_on"]
            if choice.unit == Unit.CENTIMES and value is not None:
                value = value * Decimal(100)
        return DecisionDraft(
            text=in_language(data["text"], data.get("text_ar") or data.get("text_fr") or ""),
            owner_id=data["owner"],
            due_on=data["due_on"],
            item_id=self.item_id,
            owner_person=data["owner_person"],
            effect_version_id=choice.version_id if choice else None,
            effect_direction=direction,
            effect_value=value,
            effect_by_on=by_on,
        )


def usual_day(meeting: MeetingDetail) -> date:
    """The day usually given: the first working day a month after the meeting."""
    return next_working_day(
        timezone.localtime(meeting.starts_at).date() + timedelta(days=USUAL_DAYS)
    )
