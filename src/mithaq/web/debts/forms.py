"""What is asked to contest, settle, follow, certify and import."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from mithaq.apps.corridor.choices.debts import (
    DaysOff,
    ImputationOrder,
    OddInstalment,
)
from mithaq.apps.corridor.queries.debts.case_links import OpenCase
from mithaq.apps.programmes.queries import AskedFact
from mithaq.base.money import dirhams_to_centimes
from mithaq.web.conventions.roadmaps.forms import RefusableForm
from mithaq.web.corridor.entered import AmountField, PercentField
from mithaq.web.corridor.forms import ACCEPTED, FilesField, ManyFiles
from mithaq.web.shell.words import local

MOST: Final = Decimal("99999999999.99")


def day_field(label: Any, **options: Any) -> forms.DateField:
    """A day to choose."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **options)


def amount_field(label: Any, **options: Any) -> AmountField:
    """An amount in dirhams, as people type it."""
    return AmountField(
        label=label, min_value=Decimal(0), max_value=MOST, decimal_places=2, **options
    )


def words_field(label: Any, **options: Any) -> forms.CharField:
    """A few lines of words."""
    return forms.CharField(
        label=label, max_length=2000, widget=forms.Textarea({"rows": 3}), **options
    )


def centimes(amount: Decimal | None) -> int | None:
    """A typed amount in centimes."""
    return None if amount is None else dirhams_to_centimes(amount)


class ContestForm(RefusableForm):
    """Why a line is disputed, and what shows it."""

    reason = words_field(_("Pourquoi cette ligne est-elle fausse ?"))
    evidence = words_field(
        _("Ce qui le montre"), required=False,
        help_text=_("Reçu, virement, bordereau : leur numéro et leur date."),
    )  # fmt: skip
    papers = FilesField(
        label=_("Pièces jointes"), required=False,
        widget=ManyFiles(attrs={"accept": ACCEPTED}),
        help_text=_("PDF, JPEG ou PNG, 10 Mo chacune, cinq au plus."),
    )  # fmt: skip


UPHELD, REJECTED = "upheld", "rejected"


class AnswerForm(RefusableForm):
    """The fund's answer, said outright; the right amount when it upholds."""

    decision = forms.ChoiceField(
        label=_("La contestation est-elle admise ?"),
        choices=[(UPHELD, _("Oui : le montant change")), (REJECTED, _("Non : le montant reste"))],
        widget=forms.RadioSelect({"class": "answers"}),
    )  # fmt: skip
    corrected = amount_field(
        _("Montant juste, en DH"), required=False,
        help_text=_("Si elle est admise. Zéro : rien n’est dû."),
    )  # fmt: skip
    answer = words_field(_("Réponse motivée"))
    # Asked of a contest upheld alone: its help says when, « facultatif » would not be true.
    is_one_of = ("corrected",)

    def clean(self) -> dict[str, Any]:
        """Ask the right amount when the contest is upheld; take none when it is not."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("decision") == UPHELD and data.get("corrected") is None:
            if "corrected" not in self.errors:
                self.add_error("corrected", _("Écrivez le montant juste."))
        elif data.get("decision") == REJECTED and data.get("corrected") is not None:
            self.add_error("corrected", _("Rejetée, la contestation ne change aucun montant."))
        return data


class WithdrawForm(RefusableForm):
    """A contest taken back: nothing is asked."""


class OptionsForm(RefusableForm):
    """How many instalments, from when; what some operations ask."""

    months = forms.IntegerField(
        label=_("Nombre d’échéances"), min_value=1, max_value=120,
        help_text=_("1 : paiement intégral."),
    )  # fmt: skip
    first_due_on = day_field(_("Première échéance"))
    asked_on = day_field(
        _("Calculer au"), required=False,
        help_text=_("Vide : aujourd’hui. Une date passée montre ce qui était en vigueur."),
    )  # fmt: skip


class FactsForm(OptionsForm):
    """The same, with what an operation of the law asks of the company beside its debt."""

    def __init__(self, *args: Any, asked: Sequence[AskedFact] = (), **options: Any) -> None:
        """Ask each fact as its kind is said: yes or no, a percentage, a number."""
        super().__init__(*args, **options)
        self.asked = tuple(asked)
        for fact in self.asked:
            self.fields[fact.name] = _fact_field(fact)

    @property
    def facts(self) -> dict[str, object]:
        """What was answered; an empty field is a fact that nobody said."""
        said = {fact.name: self.cleaned_data.get(fact.name) for fact in self.asked}
        return {
            name: float(value) / 100 if isinstance(value, Decimal) else value
            for name, value in said.items()
            if value not in (None, "")
        }


def _fact_field(fact: AskedFact) -> forms.Field:
    label = local(fact.label)
    if fact.kind == "boolean":
        yes_or_no = [("", "—"), ("oui", _("oui")), ("non", _("non"))]
        return forms.ChoiceField(label=label, choices=yes_or_no, required=False)
    if fact.kind == "ratio":
        return PercentField(
            label=label, min_value=Decimal(0), max_value=Decimal(100), decimal_places=2,
            required=False, help_text=_("En pour cent."),
        )  # fmt: skip
    return forms.IntegerField(label=label, min_value=0, required=False)


class PrepareForm(RefusableForm):
    """The conventions of a plan, stated by the fund."""

    first_due_on = day_field(_("Première échéance"))
    odd_instalment = forms.ChoiceField(
        label=_("Échéance qui prend les centimes"), choices=OddInstalment.choices
    )
    days_off = forms.ChoiceField(
        label=_("Échéance un jour chômé"), choices=DaysOff.choices,
        help_text=_("Aucun texte trouvé ne le fixe : la caisse le dit."),
    )  # fmt: skip


class GapReasonForm(RefusableForm):
    """Why a plan asks another amount than the law gives; nobody must say it."""

    gap_reason = words_field(
        _("Pourquoi ces montants diffèrent de la loi"), required=False,
        help_text=_("Lu par qui approuve et par l’entreprise. Sans motif, la page dit qu’il n’y en "
                    "a pas."),
    )  # fmt: skip


class GapPrepareForm(PrepareForm, GapReasonForm):
    """The conventions of a plan that asks another amount than the law gives."""


class ApproveForm(RefusableForm):
    """A plan that asks another amount than the law gives is approved once that was read."""

    is_gap_read = forms.BooleanField(
        label=_("J’ai lu cet écart avec la loi et j’approuve l’échéancier tel quel."),
        error_messages={"required": _("Cochez que vous avez lu l’écart avec la loi.")},
    )


class ReasonForm(RefusableForm):
    """Why."""

    reason = words_field(_("Motif"))


class PaymentForm(RefusableForm):
    """A payment that the fund received."""

    amount = amount_field(
        _("Montant reçu, en DH"),
        help_text=_("Il va aux échéances les plus anciennes d’abord."),
    )
    paid_on = day_field(_("Reçu le"))
    reference = forms.CharField(label=_("Référence"), max_length=80, required=False)


class WithdrawalForm(RefusableForm):
    """A request taken back: the company may say why."""

    reason = words_field(_("Motif, si vous voulez le dire"), required=False)


class PaymentBackForm(RefusableForm):
    """A payment recorded by mistake."""

    payment = forms.TypedChoiceField(label=_("Paiement"), coerce=int)
    reason = words_field(_("Motif"))

    def __init__(self, *args: Any, payments: list[tuple[int, str]], **options: Any) -> None:
        """Offer the payments that stand."""
        super().__init__(*args, **options)
        self.fields["payment"].choices = payments  # type: ignore[attr-defined]


class ContributionBackForm(RefusableForm):
    """A current month that is not paid after all."""

    month = forms.ChoiceField(label=_("Mois"))
    reason = words_field(_("Motif"))

    def __init__(self, *args: Any, months: list[tuple[str, str]], **options: Any) -> None:
        """Offer the months said to be paid."""
        super().__init__(*args, **options)
        self.fields["month"].choices = months  # type: ignore[attr-defined]


class ContributionForm(RefusableForm):
    """A current month paid."""

    month = forms.ChoiceField(label=_("Mois"))
    paid_on = day_field(_("Payé le"))

    def __init__(self, *args: Any, months: list[tuple[str, str]], **options: Any) -> None:
        """Offer the months that are not paid."""
        super().__init__(*args, **options)
        self.fields["month"] = forms.ChoiceField(label=_("Mois"), choices=months)


class DefaultForm(RefusableForm):
    """A plan that is not kept."""

    declared_on = day_field(_("Constaté le"))
    reason = words_field(_("Motif"))


class StandingForm(RefusableForm):
    """Of which fund, for what."""

    issuer = forms.ChoiceField(label=_("Caisse"))
    purpose = forms.CharField(
        label=_("Pour quoi faire"), max_length=200, required=False,
        help_text=_("Un marché public, par exemple."),
    )  # fmt: skip

    def __init__(self, *args: Any, funds: list[tuple[str, str]], **options: Any) -> None:
        """Offer the funds that issue certificates."""
        super().__init__(*args, **options)
        self.fields["issuer"] = forms.ChoiceField(label=_("Caisse"), choices=funds)


class IssueForm(RefusableForm):
    """What the fund writes on a certificate."""

    basis = words_field(_("Fondement"), help_text=_("Rien n’est dû, ou échéancier respecté."))
    valid_until_on = day_field(
        _("Valable jusqu’au"),
        help_text=_("Aucun texte trouvé ne fixe cette durée : la caisse la choisit."),
    )


class RefuseForm(RefusableForm):
    """Why a certificate is refused."""

    reasons = words_field(_("Motifs du refus"))


class RevokeForm(RefusableForm):
    """Why a certificate that was issued no longer holds."""

    reasons = words_field(
        _("Motifs de la révocation"),
        help_text=_("Qui vérifie le code de l’attestation lit le jour et ces motifs."),
    )


class OrderForm(RefusableForm):
    """Debts as of a day, in a stated order of imputation."""

    as_of_on = day_field(_("Dettes arrêtées au"))
    order = forms.ChoiceField(
        label=_("Ordre d’imputation des paiements"), choices=ImputationOrder.choices,
        help_text=_("Aucun texte trouvé ne le fixe : dites celui que la caisse applique."),
    )  # fmt: skip
    order_source = forms.CharField(
        label=_("Texte qui fixe cet ordre"), max_length=200, required=False
    )


class DepositForm(OrderForm):
    """A file of debts."""

    file = forms.FileField(
        label=_("Fichier"), help_text=_("CSV ou XLSX, 8 Mo et 2 000 lignes au plus."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
    )  # fmt: skip
    field_order = ("file", "as_of_on", "order", "order_source")


class StatementForm(OrderForm):
    """A statement typed by hand: of which company, under which reference."""

    company = forms.ChoiceField(label=_("Entreprise"))
    reference = forms.CharField(label=_("Référence du relevé"), max_length=40, required=False)
    case = forms.ChoiceField(
        label=_("Dossier de médiation"), required=False,
        help_text=_("Le dossier montrera ce relevé comme la dette dont il s’agit."),
    )  # fmt: skip
    field_order = ("company", "case", "reference", "as_of_on", "order", "order_source")

    def __init__(
        self,
        *args: Any,
        companies: list[tuple[str, str]],
        cases: Sequence[OpenCase] = (),
        **options: Any,
    ) -> None:
        """Offer the affiliates of the officer's territory, and their open cases about debts."""
        super().__init__(*args, **options)
        self.fields["company"].choices = companies  # type: ignore[attr-defined]
        self.company_of = {item.number: item.affiliation_number for item in cases}
        told = [(item.number, _case_words(item)) for item in cases]
        self.fields["case"].choices = [("", "—"), *told]  # type: ignore[attr-defined]
        if not cases:
            del self.fields["case"]

    def clean(self) -> dict[str, Any]:
        """A statement answers a case of its own company."""
        data: dict[str, Any] = super().clean() or {}
        number, company = data.get("case"), data.get("company")
        if number and company and self.company_of.get(number) != company:
            self.add_error("case", _("Ce dossier est celui d’une autre entreprise."))
        return data


def _case_words(item: OpenCase) -> str:
    return " · ".join([item.number, local(item.company), local(item.subject)])
