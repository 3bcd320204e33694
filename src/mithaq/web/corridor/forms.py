"""What an officer is asked for each act on a case; a private note has a form of its own."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, gettext_noop

from mithaq.apps.corridor.choices.cases import ANSWERS, OutcomeKind
from mithaq.apps.corridor.choices.exchanges import AppointmentMode
from mithaq.apps.corridor.operations.drafts import FileDraft
from mithaq.base.errors import Refusal
from mithaq.base.money import dirhams_to_centimes
from mithaq.web.corridor.entered import AmountField
from mithaq.web.shell.typography import language

AREA: Final = {"rows": 3}
LONG: Final = 4000
ANSWER_KINDS: Final = [(kind.value, OutcomeKind(kind).label) for kind in ANSWERS]
# Once an agreement is signed, an institution says what it carries out of it.
CARRIED_OUT: Final = [
    (OutcomeKind.SOLVED.value, gettext_lazy("accord exécuté")),
    (OutcomeKind.EXPLAINED.value, gettext_lazy("rien à exécuter de notre côté, et pourquoi")),
]
FILES_LOST: Final = gettext_noop(
    "Choisissez vos pièces de nouveau : le navigateur ne les garde pas. Le texte, lui, est gardé."
)
# What is then decided together says the same as what was signed.
AGREED_KINDS: Final = [pair for pair in ANSWER_KINDS if pair[0] in dict(CARRIED_OUT)]
ACCEPTED: Final = ".pdf,.jpg,.jpeg,.png"


class ManyFiles(forms.FileInput):
    """Several files at once, of the types that run nothing."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Up to five files; the operation reads what they are, not how they are called."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[FileDraft]:
        """Read every file chosen."""
        given = data if isinstance(data, (list, tuple)) else [data] if data else []
        return [
            FileDraft(name=item.name or "", content=super(FilesField, self).clean(item).read())
            for item in given
        ]


class ActForm(forms.Form):
    """A form whose operation may refuse: a fault goes beside its field, the rest on top.

    `renamed` maps what the operation calls a field to what the page calls it.
    """

    renamed: ClassVar[dict[str, str]] = {}

    def refuse(self, refusal: Refusal) -> None:
        """Show why the operation refused."""
        for fault in refusal.faults:
            stem = fault.where.partition("[")[0]
            where = self.renamed.get(fault.where) or self.renamed.get(stem, stem)
            self.add_error(where if where in self.fields else None, fault.of(language()))

    def remind_files(self) -> None:
        """Nothing was sent: a browser does not keep the files chosen, the text is still there."""
        if self.files and "pieces" in self.fields:
            self.add_error("pieces", gettext(FILES_LOST))


class NothingForm(ActForm):
    """An act that asks for nothing."""


class TextForm(ActForm):
    """An act that says something: a reason, a request, terms."""

    renamed: ClassVar[dict[str, str]] = {
        "reason": "text", "wanted": "text", "terms": "text", "body": "text", "note": "text",
    }  # fmt: skip
    text = forms.CharField(max_length=LONG, widget=forms.Textarea(AREA))


class TermsForm(TextForm):
    """Terms, and the day by which they are carried out."""

    due_on = forms.DateField(
        label=gettext_lazy("À exécuter au plus tard le"), required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Le jour entre dans l’accord : passé, l’exécution est en retard."),
    )  # fmt: skip


class AbsenceForm(ActForm):
    """The first and the last day away, and who stands in."""

    starts_on = forms.DateField(
        label=gettext_lazy("Du"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    ends_on = forms.DateField(
        label=gettext_lazy("Au"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Dernier jour d’absence, compris."),
    )
    substitute = forms.TypedChoiceField(
        label=gettext_lazy("Qui remplace"), coerce=int, required=False, empty_value=None,
        help_text=gettext_lazy(
            "Collègues dont le mandat couvre les dossiers : la personne choisie les trouve dans sa "
            "file, et ceux qui arrivent aussi. Sans personne, ce qui arrive va à un autre "
            "représentant du territoire, sinon à l’échelon national ; les dossiers en cours "
            "restent à qui les tient, et l’échelon national les lit dans sa file."
        ),
    )  # fmt: skip

    away = forms.TypedChoiceField(
        label=gettext_lazy("Qui s’absente"), coerce=int, required=False, empty_value=None
    )
    field_order = ("away", "starts_on", "ends_on", "substitute")

    def __init__(
        self,
        *args: Any,
        colleagues: list[tuple[int, str]],
        officers: list[tuple[int, str]],
        is_own: bool = True,
        **kwargs: Any,
    ) -> None:
        """Offer the colleagues who may stand in; to who keeps the officers, of whom it is told."""
        super().__init__(*args, **kwargs)
        choices = [("", gettext("sans remplacement")), *colleagues]
        self.fields["substitute"].choices = choices  # type: ignore[attr-defined]
        if not colleagues:
            # A list of nobody asks for nothing: the page says why, and whom to ask.
            del self.fields["substitute"]
        if officers:
            self.fields["away"].choices = [*[("", gettext("moi"))] * is_own, *officers]  # type: ignore[attr-defined]
        else:
            del self.fields["away"]


class MessageForm(TextForm):
    """What all the parties will read, with files."""

    renamed: ClassVar[dict[str, str]] = {"body": "text", "files": "pieces"}
    is_one_of = ("text", "pieces")
    text = forms.CharField(
        label=gettext_lazy("Votre message"), max_length=LONG, required=False,
        widget=forms.Textarea({"rows": 4}),
    )  # fmt: skip
    pieces = FilesField(
        label=gettext_lazy("Pièces jointes"), required=False,
        widget=ManyFiles(attrs={"accept": ACCEPTED}),
        help_text=gettext_lazy("PDF, JPEG ou PNG, 10 Mo chacune, cinq au plus."),
    )  # fmt: skip


class NoteForm(TextForm):
    """What only the officers of one institution will read."""

    text = forms.CharField(
        label=gettext_lazy("Note privée"), max_length=LONG, widget=forms.Textarea(AREA)
    )


class ReferForm(TextForm):
    """What a committee has to decide, and apart from it what one's own institution keeps."""

    renamed: ClassVar[dict[str, str]] = {"reason": "text", "note": "note"}
    note = forms.CharField(
        label=gettext_lazy("Note pour votre institution seule"), max_length=LONG, required=False,
        widget=forms.Textarea(AREA),
        help_text=gettext_lazy("Facultative : ni les autres parties ni le comité ne la lisent."),
    )  # fmt: skip


class HandOverForm(TextForm):
    """Whom one waits for, and for what."""

    party = forms.ChoiceField(label=gettext_lazy("À qui passer la main"))
    text = forms.CharField(
        label=gettext_lazy("Ce qui est attendu de cette institution"), max_length=300,
        widget=forms.Textarea(AREA),
    )  # fmt: skip

    def __init__(self, *args: Any, parties: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the other institutions of the case."""
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = parties  # type: ignore[attr-defined]


class SureForm(TextForm):
    """An act that is not taken back: it says what follows, and asks to be sure."""

    is_sure = forms.BooleanField(label=gettext_lazy("J’ai lu ce qui s’ensuit et je confirme."))


class AnswerForm(ActForm):
    """The answer of an institution, reasoned whatever it is."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Réponse de votre institution"), choices=ANSWER_KINDS,
        widget=forms.RadioSelect,
    )  # fmt: skip
    answer = forms.CharField(
        label=gettext_lazy("Raisons"), max_length=LONG,
        widget=forms.Textarea({"rows": 4}),
    )  # fmt: skip


class OutcomeForm(ActForm):
    """The joint decision: what came of the case."""

    renamed: ClassVar[dict[str, str]] = {"money_unblocked": "money"}
    kind = forms.ChoiceField(
        label=gettext_lazy("Suite donnée"), choices=ANSWER_KINDS, widget=forms.RadioSelect
    )
    reasons = forms.CharField(
        label=gettext_lazy("Décision commune et ses raisons"), max_length=LONG,
        widget=forms.Textarea({"rows": 4}),
    )  # fmt: skip
    money = AmountField(
        label=gettext_lazy("Argent débloqué, en dirhams"), min_value=0, max_digits=14,
        decimal_places=2, required=False,
        help_text=gettext_lazy("Vide si aucun montant."),
    )  # fmt: skip
    people_count = forms.IntegerField(
        label=gettext_lazy("Personnes concernées"),
        min_value=0,
        max_value=100_000_000,
        required=False,
    )

    @property
    def centimes(self) -> int | None:
        """The money set free, in centimes."""
        found: Decimal | None = self.cleaned_data.get("money")
        return dirhams_to_centimes(found) if found is not None else None


class TransferForm(TextForm):
    """Hand the side over to a colleague."""

    renamed: ClassVar[dict[str, str]] = {"reason": "text", "officer": "officer"}
    officer = forms.ChoiceField(label=gettext_lazy("Représentant"))
    text = forms.CharField(label=gettext_lazy("Motif"), max_length=300, widget=forms.Textarea(AREA))

    def __init__(self, *args: Any, officers: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the colleagues in post."""
        super().__init__(*args, **kwargs)
        self.fields["officer"].choices = officers  # type: ignore[attr-defined]


class AppointmentForm(ActForm):
    """A day, an hour and a way to meet."""

    # Required for a meeting on the spot only, as its help says.
    is_one_of = ("place",)
    renamed: ClassVar[dict[str, str]] = {"starts_at": "day"}
    day = forms.DateField(
        label=gettext_lazy("Jour"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    hour = forms.TimeField(
        label=gettext_lazy("Heure"), widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    mode = forms.ChoiceField(
        label=gettext_lazy("Comment"), choices=AppointmentMode.choices, widget=forms.RadioSelect
    )
    place = forms.CharField(
        label=gettext_lazy("Lieu ou adresse"), max_length=200, required=False,
        help_text=gettext_lazy("Obligatoire pour un rendez-vous sur place."),
    )  # fmt: skip

    is_any_hour = forms.BooleanField(
        label=gettext_lazy("Proposer quand même"), required=False, widget=forms.HiddenInput
    )

    def refuse(self, refusal: Refusal) -> None:
        """Out of hours, the same moment may be proposed again on purpose."""
        super().refuse(refusal)
        if any(fault.rule == "appointment.opening_hours" for fault in refusal.faults):
            self.fields["is_any_hour"].widget = forms.CheckboxInput()

    @property
    def starts_at(self) -> datetime:
        """The instant, in Morocco's time."""
        day, hour = self.cleaned_data["day"], self.cleaned_data["hour"]
        return timezone.make_aware(datetime.combine(day, hour))


class SignForm(ActForm):
    """Whoever signs says that they read."""

    has_read = forms.BooleanField(
        label=gettext_lazy("J’ai lu le texte de l’accord et je signe pour mon institution."),
        error_messages={
            "required": gettext_lazy("Cochez la case pour confirmer que vous avez lu le texte.")
        },
    )


class GroupForm(ActForm):
    """Group a case under a cause that recurs."""

    renamed: ClassVar[dict[str, str]] = {"cases": "problem"}
    problem = forms.ChoiceField(label=gettext_lazy("Problème récurrent"))

    def __init__(self, *args: Any, problems: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the problems open in the corridor."""
        super().__init__(*args, **kwargs)
        self.fields["problem"].choices = problems  # type: ignore[attr-defined]


class PurposeForm(ActForm):
    """Why a person's name is opened: kept in the journal, asked once a visit."""

    purpose = forms.CharField(
        label=gettext_lazy("Motif de la consultation"), min_length=8, max_length=200,
        help_text=gettext_lazy("Gardé au journal avec votre nom ; l’auditeur le lit."),
    )  # fmt: skip


class ProblemForm(ActForm):
    """A cause behind several cases, its owner, its fix and what is expected."""

    renamed: ClassVar[dict[str, str]] = {"label": "title_fr", "cases": "cases"}
    corridor = forms.ChoiceField(label=gettext_lazy("Corridor"))
    family = forms.ChoiceField(label=gettext_lazy("Famille"))
    title_fr = forms.CharField(
        label=gettext_lazy("Le problème, en une phrase, en français"), max_length=200,
        widget=forms.TextInput({"dir": "ltr", "lang": "fr"}),
    )  # fmt: skip
    title_ar = forms.CharField(
        label=gettext_lazy("Le problème, en une phrase, en arabe"), max_length=200, required=False,
        widget=forms.TextInput({"dir": "rtl", "lang": "ar"}),
    )  # fmt: skip
    owner = forms.ChoiceField(label=gettext_lazy("Institution responsable"))
    fix = forms.CharField(
        label=gettext_lazy("Correction proposée"), max_length=LONG, required=False,
        widget=forms.Textarea(AREA),
    )  # fmt: skip
    due_on = forms.DateField(
        label=gettext_lazy("Échéance"), required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    effect_expected = forms.CharField(
        label=gettext_lazy("Effet attendu"), max_length=LONG, required=False,
        widget=forms.Textarea(AREA),
    )  # fmt: skip
    cases = forms.MultipleChoiceField(
        label=gettext_lazy("Dossiers concernés"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        corridors: list[tuple[str, str]],
        families: list[tuple[str, str]],
        owners: list[tuple[str, str]],
        cases: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        """Offer the corridors of the reader's institution, who may own a fix there, its cases; the
        sentence is compulsory in the language that is read."""
        super().__init__(*args, **kwargs)
        own, other = ("ar", "fr") if language() == "ar" else ("fr", "ar")
        self.fields[f"title_{own}"].required = True
        self.fields[f"title_{other}"].required = False
        self.order_fields(("corridor", "family", f"title_{own}", f"title_{other}"))
        for name, choices in (
            ("corridor", corridors),
            ("family", families),
            # Nobody is answerable by the order of a list: whoever opens a problem says who is.
            ("owner", [("", gettext("Choisissez l’institution")), *owners]),
            ("cases", cases),
        ):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def numbers(self) -> tuple[str, ...]:
        """The case numbers ticked."""
        return tuple(self.cleaned_data["cases"])


class StepForm(TextForm):
    """A step of the life of a problem, with what it says."""

    due_on = forms.DateField(
        label=gettext_lazy("Échéance"), required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    renamed: ClassVar[dict[str, str]] = {"note": "text", "fix": "text", "reason": "text"}
