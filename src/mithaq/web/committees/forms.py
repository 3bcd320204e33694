"""The forms of committees: short, typed quickly, refused field by field."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mithaq.apps.conventions.choices.meetings import Adoption, MeetingMode, UnscannedReason
from mithaq.apps.conventions.operations.minutes import SignatureDraft
from mithaq.apps.conventions.operations.signing import Scan
from mithaq.apps.conventions.operations.sitting_drafts import MeetingDraft
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels
from mithaq.web.shell.typography import language
from mithaq.web.shell.words import local

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
HOUR = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
SHORT = forms.Textarea(attrs={"rows": 2})


class RefusingForm(forms.Form):
    """A form that shows what the domain refuses beside its fields."""

    # Where the domain names a field otherwise than the form.
    places: ClassVar[dict[str, str]] = {}

    def refuse(self, refusal: Refusal) -> None:
        """Put each fault beside its field; what has no field stands on top."""
        for fault in refusal.faults:
            where = self.places.get(fault.where, fault.where)
            self.add_error(where if where in self.fields else None, fault.of(language()))


class MeetingForm(RefusingForm):
    """When, how long, where, how."""

    starts_at = forms.DateTimeField(label=_("Jour et heure"), widget=MOMENT)
    slot_minutes = forms.IntegerField(label=_("Durée, minutes"), min_value=15, max_value=600)
    mode = forms.ChoiceField(label=_("Forme"), choices=MeetingMode.choices)
    place = forms.CharField(label=_("Lieu"), required=False, max_length=160)

    def draft(self, place: Labels) -> MeetingDraft:
        """What the operation takes; an unchanged place keeps its translations."""
        data = self.cleaned_data
        written = data["place"].strip()
        kept = place if written == local(place) else in_language(written)
        return MeetingDraft(
            starts_at=data["starts_at"],
            slot_minutes=data["slot_minutes"],
            mode=data["mode"],
            place=kept,
        )


class SecondForm(RefusingForm):
    """The day of a second convening."""

    starts_at = forms.DateTimeField(label=_("Jour et heure"), widget=MOMENT)


class ConveneForm(RefusingForm):
    """A reason, only when the notice is short."""

    reason = forms.CharField(
        label=_("Motif d’un préavis court"), required=False, max_length=300,
        help_text=_("À remplir seulement si le préavis n’est pas tenu."),
    )  # fmt: skip


class ReasonForm(RefusingForm):
    """Why."""

    reason = forms.CharField(label=_("Motif"), max_length=300)


class ItemForm(RefusingForm):
    """A point added by the secretariat."""

    title = forms.CharField(label=_("Point à ajouter"), max_length=200)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=240, initial=10)


class AdoptForm(RefusingForm):
    """How and when minutes were adopted."""

    adoption = forms.ChoiceField(
        label=_("Adopté comment"), choices=[("", _("à choisir")), *Adoption.choices]
    )
    adopted_on = forms.DateField(label=_("Adopté le"), widget=DAY)

    def clean_adopted_on(self) -> date:
        """A day that has come, also for a sitting held before its day."""
        day: date = self.cleaned_data["adopted_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(gettext("Ce jour n’est pas encore venu."))
        return day


class OwnSignForm(RefusingForm):
    """A signature on screen asks for nothing: it bears the name of whoever is signed in."""

    places: ClassVar[dict[str, str]] = {"person": "", "is_on_paper": ""}
    # Not shown: a name sent all the same must be the signer's own.
    person = forms.CharField(required=False, max_length=120)

    def draft(self, seat: str, *, capacity: Labels, person: Labels) -> SignatureDraft:
        """What the operation takes; the capacity is the one known to it."""
        named = self.cleaned_data["person"].strip()
        kept = person if named in ("", local(person)) else Labels(named)
        return SignatureDraft(seat=seat, person=kept, capacity=capacity)


class SignForm(RefusingForm):
    """Who signed on paper, in the capacity of the day."""

    person = forms.CharField(label=_("Nom"), max_length=120)
    capacity = forms.CharField(label=_("Qualité du jour"), max_length=200)
    is_on_paper = forms.BooleanField(
        label=_("Signé sur papier, l’exemplaire est conservé"), required=False
    )
    scan = forms.FileField(
        label=_("Exemplaire signé, numérisé"), required=False,
        help_text=_("PDF, JPEG ou PNG, exigé pour une signature sur papier."),
    )  # fmt: skip
    unscanned_reason = forms.ChoiceField(
        label=_("Ou pourquoi il n’est pas numérisé"), required=False,
        choices=[("", _("à choisir")), *UnscannedReason.choices],
        help_text=_("Le procès-verbal imprimé le dira."),
    )  # fmt: skip

    def __init__(self, *args: Any, is_exercise: bool = False, **kwargs: Any) -> None:
        """Only an exercise may have no paper at all."""
        super().__init__(*args, **kwargs)
        if not is_exercise:
            field: Any = self.fields["unscanned_reason"]
            field.choices = [row for row in field.choices if row[0] != UnscannedReason.EXERCISE]

    def clean(self) -> dict[str, Any]:
        """A scanned copy, or why there is none, says by itself that it was signed on paper."""
        data: dict[str, Any] = super().clean() or {}
        proof = data.get("scan") or data.get("unscanned_reason", "")
        data["is_on_paper"] = bool(data.get("is_on_paper") or proof)
        return data

    def draft(self, seat: str, *, capacity: Labels, person: Labels) -> SignatureDraft:
        """What the operation takes; unchanged words keep their translations."""
        data = self.cleaned_data
        file = data.get("scan")
        said, named = data["capacity"].strip(), data["person"].strip()
        return SignatureDraft(
            seat=seat,
            person=person if named == local(person) else Labels(named),
            capacity=capacity if said == local(capacity) else Labels(said),
            mode="on_paper" if data["is_on_paper"] else "on_screen",
            scan=Scan(name=file.name, content=file.read()) if file else None,
            unscanned_reason=data["unscanned_reason"] if data["is_on_paper"] else "",
        )


class RemarksForm(RefusingForm):
    """Observations of members on draft minutes."""

    remarks = forms.CharField(
        label=_("Observations"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class CompleteForm(RefusingForm):
    """The proof of a decision executed."""

    evidence = forms.CharField(label=_("Preuve"), widget=SHORT, max_length=1000)


class PostponeForm(RefusingForm):
    """A later day, and why."""

    due_on = forms.DateField(label=_("Nouvelle échéance"), widget=DAY)
    reason = forms.CharField(label=_("Motif"), max_length=300)


class ClosingForm(RefusingForm):
    """The hour at which a meeting was closed, and who presided when the chair was away."""

    closed_at = forms.TimeField(label=_("Levée à"), widget=HOUR)
    presided_by = forms.TypedChoiceField(
        label=_("Qui a présidé"), coerce=int, required=False, empty_value=None
    )

    is_sure = forms.BooleanField(label=_("Lever la séance quand même"))

    def __init__(
        self,
        *args: Any,
        presiding: Iterable[tuple[int, str]] = (),
        undecided: str = "",
        has_hours: bool = True,
        **kwargs: Any,
    ) -> None:
        """Ask who presided only among those who could; and, once, whether points that have neither
        a decision nor another result stay so. Held ahead of its day, no hour is asked."""
        super().__init__(*args, **kwargs)
        if not has_hours:
            del self.fields["closed_at"]
        if undecided and self.is_bound:
            self.fields["is_sure"].error_messages["required"] = undecided
        else:
            del self.fields["is_sure"]
        if choices := list(presiding):
            self.fields["presided_by"].choices = choices  # type: ignore[attr-defined]
            self.fields["presided_by"].required = True
        else:
            del self.fields["presided_by"]

    @property
    def summary_title(self) -> str:
        """What stops the closing where nothing typed is wrong: points that nobody settled."""
        return gettext("Des points sont sans résultat") if set(self.errors) == {"is_sure"} else ""

    def on_day_of(self, starts_at: datetime) -> datetime | None:
        """The hour typed, on the day of the meeting; nothing when none was asked."""
        if "closed_at" not in self.fields:
            return None
        day = timezone.localtime(starts_at).date()
        return timezone.make_aware(datetime.combine(day, self.cleaned_data["closed_at"]))


class SettleForm(RefusingForm):
    """What becomes of an earlier decision that comes back to the table."""

    how = forms.ChoiceField(
        label=_("Ce qu’elle devient"),
        choices=[
            ("done", _("exécutée")),
            ("postponed", _("repoussée")),
            ("kept", _("maintenue, même échéance")),
            ("abandoned", _("abandonnée")),
        ],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("Preuve ou motif"),
        help_text=_("Exigé si elle est exécutée, repoussée ou abandonnée."),
        required=False,
        max_length=300,
    )
    due_on = forms.DateField(label=_("Nouvelle échéance"), widget=DAY, required=False)

    places: ClassVar[dict[str, str]] = {"evidence": "words", "reason": "words"}
    # Needed or not by what the decision becomes: « facultatif » would say the contrary.
    is_one_of: ClassVar[tuple[str, ...]] = ("words",)

    def clean(self) -> dict[str, Any]:
        """A decision postponed is given a day."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("how") == "postponed" and not data.get("due_on"):
            self.add_error("due_on", _("Dites à quel jour la décision est repoussée."))
        return data


def in_language(text: str, other: str = "") -> Labels:
    """What was typed, in the language of the page; what the other language lacks is left to it.

    French carries the register: a text that only exists in Arabic stands there too.
    """
    written, second = text.strip(), other.strip()
    if language() == "ar":
        return Labels(second or written, written)
    return Labels(written, second)


def moment(at: datetime) -> str:
    """An instant as the field of a day and an hour takes it."""
    return timezone.localtime(at).strftime("%Y-%m-%dT%H:%M")
