"""The forms of a composition: who sits, from when to when, and the rule of the committee."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mithaq.apps.conventions.choices import CadencePeriod, CommitteeKind
from mithaq.apps.conventions.choices.meetings import Seat
from mithaq.apps.conventions.operations.sitting_drafts import (
    FoundingDraft,
    MemberDraft,
    RuleDraft,
)
from mithaq.apps.conventions.queries.sitting_views import CommitteeDetail, MemberView
from mithaq.base.text import Labels
from mithaq.web.committees.forms import DAY, RefusingForm
from mithaq.web.shell.words import local

ARABIC: dict[str, Any] = {"dir": "rtl", "lang": "ar"}
LATIN: dict[str, Any] = {"dir": "ltr", "lang": "en"}


def _text(label: Any, longest: int, *, required: bool = False, **attrs: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=longest, required=required, widget=forms.TextInput(attrs)
    )


class PeopleForm(RefusingForm):
    """The titular person of a seat and the substitute, in the capacities they hold."""

    person_fr = _text(_("Titulaire"), 120, required=True)
    person_ar = _text(_("Titulaire, en arabe"), 120, **ARABIC)
    capacity_fr = _text(_("Qualité"), 200, required=True)
    capacity_ar = _text(_("Qualité, en arabe"), 200, **ARABIC)
    capacity_en = _text(_("Qualité, en anglais"), 200, **LATIN)
    is_interim = forms.BooleanField(label=_("Par intérim"), required=False)
    substitute_fr = _text(_("Suppléance"), 120)
    substitute_ar = _text(_("Suppléance, en arabe"), 120, **ARABIC)
    substitute_capacity_fr = _text(_("Qualité de la suppléance"), 200)
    substitute_capacity_ar = _text(_("Qualité de la suppléance, en arabe"), 200, **ARABIC)
    substitute_capacity_en = _text(_("Qualité de la suppléance, en anglais"), 200, **LATIN)
    is_voting = forms.BooleanField(label=_("Voix délibérative"), required=False, initial=True)
    starts_on = forms.DateField(label=_("Siège à partir du"), widget=DAY)
    reason = forms.CharField(
        label=_("Acte ou motif"), max_length=300, required=False,
        help_text=_("La lettre ou la décision qui désigne ces personnes ; gardé au journal."),
    )  # fmt: skip

    def labels(self, stem: str) -> Labels:
        """What was typed under a stem, in three languages."""
        data = self.cleaned_data
        return Labels(*(data.get(f"{stem}_{code}", "").strip() for code in ("fr", "ar", "en")))

    def draft(self, *, organisation_id: int, seat: str) -> MemberDraft:
        """What the operation takes."""
        data = self.cleaned_data
        return MemberDraft(
            organisation_id=organisation_id,
            seat=seat,
            starts_on=data["starts_on"],
            is_voting=data["is_voting"],
            person=self.labels("person"),
            capacity=self.labels("capacity"),
            is_interim=data["is_interim"],
            substitute=self.labels("substitute"),
            substitute_capacity=self.labels("substitute_capacity"),
        )


class SeatForm(PeopleForm):
    """A new seat: the organisation, its place at the table, and its people."""

    organisation = forms.TypedChoiceField(label=_("Organisme"), coerce=int)
    seat = forms.ChoiceField(label=_("Siège"), choices=Seat.choices, initial=Seat.MEMBER)
    field_order = ("organisation", "seat")

    def __init__(self, *args: Any, bodies: Iterable[tuple[int, Labels]], **kwargs: Any) -> None:
        """Offer the bodies that may sit."""
        super().__init__(*args, **kwargs)
        choices = [(pk, local(labels)) for pk, labels in bodies]
        self.fields["organisation"].choices = [("", "—"), *choices]  # type: ignore[attr-defined]

    def new_seat(self) -> MemberDraft:
        """What the operation takes."""
        data = self.cleaned_data
        return self.draft(organisation_id=data["organisation"], seat=data["seat"])


class EndForm(RefusingForm):
    """The last day of a seat, and why."""

    ends_on = forms.DateField(label=_("Dernier jour"), widget=DAY)
    reason = forms.CharField(label=_("Motif"), max_length=300)


class FoundForm(RefusingForm):
    """A committee about to be founded."""

    kind = forms.ChoiceField(label=_("Genre"), choices=CommitteeKind.choices)
    title_fr = _text(_("Nom"), 200, required=True)
    title_ar = _text(_("Nom, en arabe"), 200, **ARABIC)
    title_en = _text(_("Nom, en anglais"), 200, **LATIN)
    cadence_count = forms.IntegerField(
        label=_("Séances promises"), min_value=1, max_value=60, required=False
    )
    cadence_period = forms.ChoiceField(
        label=_("Sur quelle durée"), required=False,
        choices=[("", _("sans cadence")), *CadencePeriod.choices],
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Acte qui le constitue"), max_length=300,
        help_text=_("Par exemple la décision ou l’échange de lettres ; gardé au journal."),
    )  # fmt: skip

    def draft(self) -> FoundingDraft:
        """What the operation takes."""
        data = self.cleaned_data
        title = Labels(*(data[f"title_{code}"].strip() for code in ("fr", "ar", "en")))
        return FoundingDraft(
            kind=data["kind"],
            title=title,
            cadence_count=data["cadence_count"],
            cadence_period=data["cadence_period"],
        )


class RuleForm(RefusingForm):
    """How a committee convenes and counts."""

    in_force_on = forms.DateField(label=_("Règle en vigueur depuis"), widget=DAY)
    secretariat = forms.TypedChoiceField(label=_("Secrétariat"), coerce=int)
    cadence_count = forms.IntegerField(
        label=_("Séances promises"), min_value=1, max_value=60, required=False
    )
    cadence_period = forms.ChoiceField(
        label=_("Sur quelle durée"), required=False,
        choices=[("", _("sans cadence")), *CadencePeriod.choices],
    )  # fmt: skip
    counts_from = forms.DateField(
        label=_("Séances dues depuis"), widget=DAY,
        help_text=_("Le premier jour de la cadence promise."),
    )  # fmt: skip
    quorum = forms.IntegerField(
        label=_("Quorum, en voix"), min_value=1, max_value=200, required=False,
        help_text=_("Sans nombre ni part : plus de la moitié des voix."),
    )  # fmt: skip
    quorum_percent = forms.IntegerField(
        label=_("Ou quorum, en part des voix"), min_value=1, max_value=100, required=False
    )
    second_needs_quorum = forms.BooleanField(
        label=_("Quorum exigé aussi à la deuxième convocation"), required=False
    )
    second_after_days = forms.IntegerField(
        label=_("Jours avant la deuxième séance"), min_value=0, max_value=120
    )
    notice_days = forms.IntegerField(
        label=_("Préavis de convocation, en jours"), min_value=0, max_value=120
    )
    is_chair_rotating = forms.BooleanField(label=_("Présidence à tour de rôle"), required=False)
    starts_from = forms.TimeField(
        label=_("Heure habituelle"), widget=forms.TimeInput({"type": "time"}, "%H:%M")
    )
    slot_minutes = forms.IntegerField(
        label=_("Durée habituelle, en minutes"), min_value=15, max_value=600
    )
    place_fr = _text(_("Lieu habituel"), 160)
    place_ar = _text(_("Lieu habituel, en arabe"), 160, **ARABIC)
    place_en = _text(_("Lieu habituel, en anglais"), 160, **LATIN)
    are_minutes_public = forms.BooleanField(
        label=_("Procès-verbaux publics une fois adoptés"), required=False
    )
    reason = forms.CharField(
        label=_("Acte qui l’établit"), max_length=300,
        help_text=_("Par exemple le règlement intérieur ou la décision ; gardé au journal."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, bodies: Iterable[tuple[int, Labels]], has_own_cadence: bool, **kwargs: Any
    ) -> None:
        """Offer the bodies that may keep the secretariat; show a signed cadence, unchangeable."""
        super().__init__(*args, **kwargs)
        choices = [(pk, local(labels)) for pk, labels in bodies]
        self.fields["secretariat"].choices = [("", "—"), *choices]  # type: ignore[attr-defined]
        if not has_own_cadence:
            for name in ("cadence_count", "cadence_period"):
                self.fields[name].disabled = True
            self.fields["cadence_count"].help_text = _("Signée : elle change par avenant.")

    def draft(self) -> RuleDraft:
        """What the operation takes."""
        data = self.cleaned_data
        kept = (
            "quorum", "quorum_percent", "second_needs_quorum", "second_after_days", "notice_days",
            "is_chair_rotating", "starts_from", "slot_minutes", "counts_from", "in_force_on",
            "are_minutes_public",
        )  # fmt: skip
        return RuleDraft(
            secretariat_id=data["secretariat"],
            place=Labels(*(data[f"place_{code}"].strip() for code in ("fr", "ar", "en"))),
            cadence=(data["cadence_count"], data["cadence_period"]),
            **{name: data[name] for name in kept},
        )


def rule_initial(found: CommitteeDetail) -> dict[str, Any]:
    """What the rule says today, or what most committees start with."""
    cadence = {"cadence_count": found.cadence_count, "cadence_period": found.cadence_period}
    rule = found.rule
    if rule is None:
        return {
            **cadence, "quorum": found.quorum, "second_needs_quorum": True,
            "second_after_days": 8, "notice_days": 8, "starts_from": "10:00", "slot_minutes": 90,
        }  # fmt: skip
    names = (
        "quorum", "quorum_percent", "second_needs_quorum", "second_after_days", "notice_days",
        "is_chair_rotating", "starts_from", "slot_minutes", "counts_from", "are_minutes_public",
    )  # fmt: skip
    return {
        **cadence,
        **{name: getattr(rule, name) for name in names},
        "secretariat": rule.secretariat_id,
        "in_force_on": rule.in_force_on or rule.counts_from,
        **{f"place_{code}": getattr(rule.place, code) for code in ("fr", "ar", "en")},
    }


def member_initial(member: MemberView) -> dict[str, Any]:
    """The people of a seat, to be replaced one by one."""
    said: dict[str, Any] = {"is_voting": member.is_voting, "is_interim": member.is_interim}
    for stem in ("person", "capacity", "substitute", "substitute_capacity"):
        labels: Labels = getattr(member, stem)
        said |= {f"{stem}_{code}": getattr(labels, code) for code in ("fr", "ar", "en")}
    return said
