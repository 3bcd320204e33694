"""What is asked on a question: an answer, help, a decision, a reading, people to follow."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mithaq.apps.corridor.choices.questions import (
    AGAINST_OUTCOMES,
    REASONS_LEAST,
    AnswerKind,
    DecisionGround,
    FollowedState,
    QuestionOutcome,
)
from mithaq.apps.corridor.operations.drafts import FileDraft
from mithaq.apps.corridor.queries.question_views import QuestionDetail
from mithaq.base.errors import Refusal
from mithaq.signals.underdeclaration import catalogue
from mithaq.web.conventions.roadmaps.forms import DAY, RefusableForm
from mithaq.web.corridor.entered import PartField
from mithaq.web.shell.dates import date_plain
from mithaq.web.shell.typography import language
from mithaq.web.shell.words import local

PAPERS: Final = ("paper_1", "paper_2", "paper_3")
# The company speaks for itself.
ANSWERS: Final = [
    (AnswerKind.CORRECTS.value, _("Nous corrigeons nos déclarations")),
    (AnswerKind.EXPLAINS.value, _("Nous expliquons l’écart")),
    (AnswerKind.CONTESTS.value, _("Nous contestons les faits")),
]
STATES: Final = [(s.value, s.label) for s in FollowedState if s is not FollowedState.UNKNOWN]


def _text(label: Any, *, rows: int = 5, help_text: Any = "", most: int = 4_000) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, help_text=help_text, widget=forms.Textarea({"rows": rows})
    )


def _paper(label: Any) -> forms.FileField:
    return forms.FileField(
        label=label,
        required=False,
        widget=forms.FileInput({"accept": ".pdf,.jpg,.jpeg,.png"}),
    )


class AnswerForm(RefusableForm):
    """What the employer answers, with up to three papers at once."""

    kind = forms.ChoiceField(label=_("Votre réponse"), choices=ANSWERS, widget=forms.RadioSelect)
    text = _text(
        _("En quelques phrases"),
        help_text=_("Ce qui s’est passé, ou ce que vous avez rectifié, et quand."),
    )
    is_complete = forms.BooleanField(
        label=_("Notre réponse est complète"),
        required=False,
        help_text=_(
            "Sans cette case, rien ne se décide contre vous avant la fin de votre délai. Cochez-la "
            "si vous n’avez rien à ajouter : une personne peut alors décider tout de suite."
        ),
    )
    paper_1 = _paper(_("Première pièce"))
    paper_2 = _paper(_("Deuxième pièce"))
    paper_3 = _paper(_("Troisième pièce"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say once what papers may be."""
        super().__init__(*args, **kwargs)
        self.fields["paper_1"].help_text = _("PDF, JPEG ou PNG, 10 Mo au plus chacune.")

    @property
    def papers(self) -> tuple[FileDraft, ...]:
        """The papers given."""
        given = (self.cleaned_data.get(name) for name in PAPERS)
        return tuple(FileDraft(name=item.name, content=item.read()) for item in given if item)

    def refuse(self, refusal: Refusal) -> None:
        """Faults of papers go beside the first of them."""
        for fault in refusal.faults:
            name = "paper_1" if fault.where == "papers" else fault.where
            self.add_error(name if name in self.fields else None, fault.of(language()))


class HelpForm(RefusableForm):
    """Which federation is called, and for what."""

    helper = forms.ChoiceField(
        label=_("Fédération"),
        help_text=_("Elle lira la question et vos réponses ; aucune autre ne les voit."),
    )
    text = _text(_("De quoi avez-vous besoin ?"), rows=3)

    def __init__(self, *args: Any, helpers: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        """Offer those that can be called."""
        super().__init__(*args, **kwargs)
        helper: Any = self.fields["helper"]
        helper.choices = list(helpers)


class AdviceForm(RefusableForm):
    """What the federation advises."""

    advice = _text(_("Votre conseil à l’entreprise"))


class ContestForm(RefusableForm):
    """Why the employer contests a decision."""

    text = _text(_("Ce que vous contestez, et pourquoi"))


class ReasonForm(RefusableForm):
    """Why something is done."""

    reason = _text(_("Motif"), rows=2, help_text=_("L’entreprise le lit."), most=300)


class StrikeForm(RefusableForm):
    """Why a signal is struck."""

    reason = _text(_("Motif"), rows=2, most=300)


class ExtendForm(ReasonForm):
    """Until when the employer may answer."""

    until_on = forms.DateField(label=_("Nouveau dernier jour"), widget=DAY)
    field_order = ("until_on", "reason")


def early_words(found: QuestionDetail) -> str:
    """What may be decided while the employer may still add to its answer."""
    return gettext(
        "Jusqu’au %(day)s, l’entreprise peut compléter sa réponse : seule une décision en sa "
        "faveur se prend avant, sauf si elle dit que sa réponse est complète."
    ) % {"day": date_plain(found.window_closes_on)}


class DecideForm(RefusableForm):
    """What a person decides, on what ground, and why."""

    outcome = forms.ChoiceField(
        label=_("Décision"), choices=QuestionOutcome.choices, widget=forms.RadioSelect
    )
    ground = forms.ChoiceField(
        label=_("Sur quoi repose-t-elle ?"),
        choices=DecisionGround.choices,
        widget=forms.RadioSelect,
        help_text=_("La valeur d’un signal n’est pas un fondement."),
    )
    reasons = _text(_("Vos raisons"))

    def __init__(self, *args: Any, found: QuestionDetail, **kwargs: Any) -> None:
        """Offer the grounds that this question has; reasons have a floor."""
        super().__init__(*args, **kwargs)
        held = {
            DecisionGround.ANSWER: bool(found.answers),
            DecisionGround.EVIDENCE: any(item.evidence for item in found.answers),
            DecisionGround.SILENCE: not found.answers,
        }
        ground: Any = self.fields["ground"]
        ground.choices = [
            (item.value, item.label) for item in DecisionGround if held.get(item, True)
        ]
        self.fields["reasons"].widget.attrs["minlength"] = REASONS_LEAST
        self.fields["reasons"].help_text = gettext(
            "%(n)s caractères au moins. L’entreprise les lit et peut les contester."
        ) % {"n": REASONS_LEAST}
        if found.is_still_heard(timezone.localdate()):
            outcome: Any = self.fields["outcome"]
            outcome.choices = [
                (item.value, item.label) for item in QuestionOutcome if item not in AGAINST_OUTCOMES
            ]
            outcome.help_text = early_words(found)


class PurposeForm(RefusableForm):
    """Why a score is read: the company reads it."""

    purpose = _text(_("Pourquoi lisez-vous cette valeur ?"), rows=2, most=300)


class FollowForm(RefusableForm):
    """The people regularised, in the order of the fund's own list."""

    first_month = forms.DateField(
        label=_("Première déclaration suivie"), widget=DAY,
        help_text=_("N’importe quel jour du mois."),
    )  # fmt: skip
    numbers = _text(
        _("Numéros d’immatriculation, un par ligne"),
        rows=8,
        help_text=_("Seul un masque est gardé : 1•••••207. L’ordre est celui de votre liste."),
    )

    def clean_numbers(self) -> tuple[str, ...]:
        """One number a line."""
        lines = str(self.cleaned_data["numbers"]).splitlines()
        return tuple(line.strip() for line in lines if line.strip())


class CorrectPeopleForm(FollowForm):
    """The right list, and why it replaces the first."""

    reason = _text(_("Motif"), rows=2, most=300)
    field_order = ("reason", "first_month", "numbers")


class FollowUpForm(RefusableForm):
    """What the return of one month says of each person followed."""

    def __init__(self, *args: Any, found: QuestionDetail, month: date, **kwargs: Any) -> None:
        """Ask for each person; most are declared."""
        super().__init__(*args, **kwargs)
        for person in found.followed:
            held = dict(person.months).get(month, FollowedState.UNKNOWN)
            known = held if held is not FollowedState.UNKNOWN else FollowedState.DECLARED
            self.fields[f"person_{person.person}"] = forms.ChoiceField(
                label=f"\u2066{person.masked_number}\u2069", choices=STATES, initial=known
            )

    @property
    def states(self) -> tuple[tuple[int, str], ...]:
        """The state of each person, by rank."""
        return tuple(
            (int(name.removeprefix("person_")), value) for name, value in self.cleaned_data.items()
        )


class SignalForm(RefusableForm):
    """A value of a ratio, entered by hand today."""

    company = forms.CharField(
        label=_("Entreprise"), max_length=200,
        help_text=_("Son ICE, ou son nom : la liste en propose dès les premières lettres."),
        widget=forms.TextInput({"list": "entreprises", "autocomplete": "off"}),
    )  # fmt: skip
    code = forms.ChoiceField(label=_("Rapport"))
    value = PartField(
        label=_("Valeur"), min_value=0, max_digits=14, decimal_places=4,
        help_text=_("Une part s’écrit 65 % ou 0,65 ; des jours, « 17 jours sur 26 »."),
    )  # fmt: skip
    period_from = forms.DateField(label=_("Période, du"), widget=DAY)
    period_to = forms.DateField(label=_("Période, au"), widget=DAY)
    basis = forms.CharField(label=_("D’où vient la valeur"), max_length=300)
    threshold = PartField(
        label=_("Seuil publié par votre institution"), required=False, max_digits=14,
        decimal_places=4, help_text=_("Vide : celui du catalogue, ou « non publié »."),
    )  # fmt: skip
    threshold_source = forms.CharField(
        label=_("Référence de ce seuil"), max_length=300, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the ratios of the catalogue."""
        super().__init__(*args, **kwargs)
        code: Any = self.fields["code"]
        code.choices = [(item.code, local(item.label)) for item in catalogue()]


class QuestionForm(RefusableForm):
    """What is asked of the employer, and by when it answers."""

    corridor = forms.ChoiceField(label=_("Corridor"))
    text = _text(
        _("Votre question"),
        help_text=_("Une question, pas un reproche : dites ce qui surprend et ce qui aiderait."),
    )
    window_closes_on = forms.DateField(
        label=_("Réponse attendue jusqu’au"), widget=DAY, help_text=_("Trente jours au moins.")
    )

    def __init__(self, *args: Any, corridors: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the corridors where the institution decides."""
        super().__init__(*args, **kwargs)
        corridor: Any = self.fields["corridor"]
        corridor.choices = list(corridors)
