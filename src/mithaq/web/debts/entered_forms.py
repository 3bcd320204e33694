"""What is asked of a statement that is typed, and of a staged file before it is recorded."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from mithaq.apps.corridor.choices.debts import LINE_NEEDS, Branch, LineKind
from mithaq.base.errors import Fault
from mithaq.web.conventions.roadmaps.forms import RefusableForm
from mithaq.web.debts.forms import amount_field, day_field
from mithaq.web.shell.typography import language

TYPED_ROWS: Final = 8


class RowForm(forms.Form):
    """One line of a statement, in the words of a file; a line without amount is left out."""

    # What a line needs depends on its nature, as the helps say: none of these is told optional.
    is_one_of = ("kind", "branch", "month", "paid_on", "amount")
    kind = forms.ChoiceField(label=_("Nature"), choices=LineKind.choices, required=False)
    branch = forms.ChoiceField(
        label=_("Régime"),
        choices=[("", "—"), *Branch.choices],
        required=False,
        help_text=_("Obligatoire pour cotisations et majorations."),
    )
    month = forms.CharField(
        label=_("Mois"), required=False, max_length=20,
        help_text=_("Obligatoire, sauf pour un paiement."),
    )  # fmt: skip
    paid_on = day_field(_("Payé le"), required=False, help_text=_("Obligatoire pour un paiement."))
    amount = amount_field(
        _("Montant en DH"), required=False, help_text=_("Comme vous l’écrivez : 12 500,40.")
    )
    source = forms.CharField(label=_("Pièce"), required=False, max_length=120)
    law_reference = forms.CharField(label=_("Texte"), required=False, max_length=120)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Months are chosen; a browser that has no such field takes « 2024-03 »."""
        super().__init__(*args, **options)
        self.fields["month"].widget.input_type = "month"

    def clean(self) -> dict[str, Any]:
        """What a line lacks by its nature is told at once, with every other fault."""
        given = super().clean() or self.cleaned_data
        if given.get("amount") is None:
            return given
        for name in LINE_NEEDS[LineKind(given["kind"])] if given.get("kind") else ():
            if not given.get(name) and name not in self.errors:
                self.add_error(name, str(self.fields[name].help_text))
        return given

    @property
    def has_amount(self) -> bool:
        """Whether the line is to be read."""
        return self.cleaned_data.get("amount") is not None

    def cells(self, affiliate: str, reference: str) -> dict[str, str]:
        """The line as a file would hold it."""
        given = self.cleaned_data
        paid_on = given["paid_on"].isoformat() if given["paid_on"] else ""
        return {
            "affiliate": affiliate, "reference": reference, "kind": given["kind"],
            "branch": given["branch"], "month": given["month"], "paid_on": paid_on,
            "amount": f"{given['amount']:.2f}", "source": given["source"],
            "law_reference": given["law_reference"],
        }  # fmt: skip

    def refuse_fault(self, fault: Fault) -> None:
        """Put why the line would be refused beside its field."""
        name = fault.where.rpartition(".")[2]
        self.add_error(name if name in self.fields else None, fault.of(language()))


class DecisionForm(RefusableForm):
    """The second look that a file may ask for."""

    is_confirmed = forms.BooleanField(
        label=_("J’ai lu ces alertes : c’est le bon fichier"), required=False
    )
    is_replacing = forms.BooleanField(
        label=_("Je sais que ces relevés remplacent ceux sur lesquels court un échéancier"),
        required=False,
    )
    reason = forms.CharField(
        label=_("Motif"), max_length=300, required=False,
        help_text=_("Obligatoire pour retenir une ligne en doute."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, asks: bool) -> None:
        """Say that a reason is compulsory where the act refuses to go without one."""
        super().__init__(data)
        if asks:
            reason = self.fields["reason"]
            reason.required = (data or {}).get("act", "") not in {"choose", "discard"}
            reason.help_text = ""
