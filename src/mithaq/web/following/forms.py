"""What is asked to follow a commitment: where it stands, the proof, who answers for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mithaq.apps.conventions.choices import Grade, ProgressState
from mithaq.base.errors import Fault, Refusal
from mithaq.web.shell.typography import language

DAY: Final = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
LARGEST_BYTES: Final = 5 * 1024 * 1024
SUFFIXES: Final = (".pdf", ".png", ".jpg", ".jpeg", ".xlsx", ".csv", ".docx", ".odt")
AREA: Final = {"rows": 3}


class RefusableForm(forms.Form):
    """A form whose operation may refuse: each fault goes beside its field, the rest on top."""

    def refuse(self, refusal: Refusal) -> None:
        """Show why the operation refused."""
        for fault in refusal.faults:
            where = fault.where if fault.where in self.fields else None
            self.add_error(where, fault.of(language()))


class ProgressForm(RefusableForm):
    """Where a commitment stands on a day, what was done of it, and what proves it."""

    state = forms.ChoiceField(
        label=gettext_lazy("Où en est l’engagement"), choices=ProgressState.choices,
        widget=forms.RadioSelect,
    )  # fmt: skip
    stated_on = forms.DateField(label=gettext_lazy("Situation au"), widget=DAY)
    done_fr = forms.CharField(
        label=gettext_lazy("Ce qui a été fait, en français"), max_length=1000, required=False,
        widget=forms.Textarea(AREA | {"dir": "ltr", "lang": "fr"}),
        help_text=gettext_lazy("Une langue suffit : l’autre page dira dans laquelle c’est écrit."),
    )  # fmt: skip
    done_ar = forms.CharField(
        label=gettext_lazy("Ce qui a été fait, en arabe"), max_length=1000, required=False,
        widget=forms.Textarea(AREA | {"dir": "rtl", "lang": "ar"}),
    )  # fmt: skip
    quantity = forms.DecimalField(
        label=gettext_lazy("Quantité réalisée"), min_value=0, max_digits=18, decimal_places=4,
        required=False,
    )  # fmt: skip
    grade = forms.ChoiceField(
        label=gettext_lazy("Degré"), choices=Grade.choices, initial=Grade.RECORDED,
        help_text=gettext_lazy("Mesuré ou vérifié demande une pièce ou son adresse."),
    )  # fmt: skip
    evidence = forms.FileField(
        label=gettext_lazy("Pièce"), required=False,
        help_text=gettext_lazy(
            "PDF, image, tableur ou texte, 5 Mo au plus ; gardée avec son empreinte."
        ),
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
    )  # fmt: skip
    evidence_url = forms.URLField(
        label=gettext_lazy("Ou l’adresse de la pièce"), max_length=400, required=False,
        assume_scheme="https", widget=forms.URLInput(attrs={"dir": "ltr"}),
    )  # fmt: skip
    is_confirmed = forms.BooleanField(
        label=gettext_lazy("J’ai vérifié : la quantité est bien celle-là."), required=False
    )
    reason = forms.CharField(
        label=gettext_lazy("Motif"), max_length=300, required=False, widget=forms.Textarea(AREA)
    )

    # Said in one language at least: neither may say that it is optional.
    is_one_of = ("done_fr", "done_ar")

    def __init__(
        self,
        *args: Any,
        states: Collection[str],
        unit: str,
        may_release: bool,
        is_correction: bool,
        **kwargs: Any,
    ) -> None:
        """Offer what the history and the mandate allow; a correction alone asks for its reason.

        Only what a commitment promised in a unit is counted.
        """
        super().__init__(*args, **kwargs)
        kept = [
            pair
            for pair in ProgressState.choices
            if pair[0] in states and (may_release or pair[0] != ProgressState.RELEASED)
        ]
        self.fields["state"].choices = kept  # type: ignore[attr-defined]
        if not unit:
            del self.fields["quantity"]
        if is_correction:
            self.fields["reason"].required = True
            self.fields["reason"].label = _("Motif de la correction")

    def clean(self) -> dict[str, Any]:
        """Something was done, and is said in the language of whoever says it."""
        said: dict[str, Any] = super().clean() or {}
        if not said.get("done_fr") and not said.get("done_ar"):
            where = "done_ar" if language() == "ar" else "done_fr"
            if where not in self.errors:
                self.add_error(where, _("Dites ce qui a été fait."))
        return said

    @property
    def is_doubted(self) -> bool:
        """Whether a quantity that surprises asks, or asked, to be confirmed."""
        return "is_confirmed" in self.errors or bool(self.data.get("is_confirmed"))

    def refuse_also(self, faults: Iterable[Fault]) -> None:
        """Add what the operation would refuse beside fields that have no fault of their own."""
        for fault in faults:
            where = fault.where if fault.where in self.fields else None
            is_said = where is not None and where in self.errors
            if not is_said and not (fault.where in self.is_one_of and self._says_nothing()):
                self.add_error(where, fault.of(language()))

    def _says_nothing(self) -> bool:
        return any(name in self.errors for name in self.is_one_of)

    def clean_evidence(self) -> Any:
        """Refuse a file too large or of a kind that nobody can read later."""
        found: Any = self.cleaned_data.get("evidence")
        if found is None:
            return None
        if (found.size or 0) > LARGEST_BYTES:
            raise forms.ValidationError(_("La pièce dépasse 5 Mo : donnez plutôt son adresse."))
        if not str(found.name).lower().endswith(SUFFIXES):
            raise forms.ValidationError(_("Choisissez un PDF, une image, un tableur ou un texte."))
        return found


class OwnerForm(RefusableForm):
    """Who answers for a commitment, from which day."""

    organisation = forms.ChoiceField(label=gettext_lazy("Organisation responsable"))
    user = forms.ChoiceField(
        label=gettext_lazy("Personne"), required=False,
        help_text=gettext_lazy("Son nom n’est montré qu’aux parties de la convention."),
    )  # fmt: skip
    capacity_fr = forms.CharField(
        label=gettext_lazy("Qualité"), max_length=200, required=False,
        help_text=gettext_lazy("Publique : « cheffe du service des conventions »."),
    )  # fmt: skip
    capacity_ar = forms.CharField(
        label=gettext_lazy("Qualité en arabe"), max_length=200, required=False,
        widget=forms.TextInput(attrs={"dir": "rtl", "lang": "ar"}),
    )  # fmt: skip
    since_on = forms.DateField(
        label=gettext_lazy("À partir du"), widget=DAY,
        help_text=gettext_lazy("Aujourd’hui, un jour passé, ou un jour des douze mois à venir."),
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("Motif"), max_length=300, required=False, widget=forms.Textarea(AREA)
    )

    def __init__(
        self,
        *args: Any,
        organisations: list[tuple[str, str]],
        people: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        """Offer the parties, and the people who hold a mandate in one of them."""
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = organisations  # type: ignore[attr-defined]
        nobody = ("", _("l’organisation, sans nommer une personne"))
        self.fields["user"].choices = [nobody, *people]  # type: ignore[attr-defined]
