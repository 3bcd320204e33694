"""The life of a question about declarations, as a table: it ends with a reason, never a penalty."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# The shortest window that an employer has to answer or to put declarations right. No text sets
# it: it is the product's own floor, so that nobody answers overnight.
WINDOW_DAYS_LEAST: Final = 30
WINDOW_DAYS_MOST: Final = 180
REASONS_LEAST: Final = 20
FOLLOWED_MONTHS: Final = 12


class QuestionStatus(models.TextChoices):
    """Where a question stands."""

    OPEN = "open", pgettext_lazy("question à l’employeur", "en attente de réponse")
    ANSWERED = "answered", pgettext_lazy("question à l’employeur", "réponse reçue")
    DECIDED = "decided", pgettext_lazy("question à l’employeur", "décidée")
    CONTESTED = "contested", pgettext_lazy("question à l’employeur", "décision contestée")
    WITHDRAWN = "withdrawn", pgettext_lazy("question à l’employeur", "retirée")


ENDED_QUESTIONS: Final = (QuestionStatus.DECIDED, QuestionStatus.WITHDRAWN)
WAITING_QUESTIONS: Final = (QuestionStatus.OPEN, QuestionStatus.ANSWERED, QuestionStatus.CONTESTED)


class QuestionStep(models.TextChoices):
    """What moves a question."""

    ANSWER = "answer", _("répondre à la question")
    DECIDE = "decide", _("décider, avec ses raisons")
    CONTEST = "contest", _("contester la décision")
    WITHDRAW = "withdraw", _("retirer la question")


class QuestionAct(models.TextChoices):
    """What is done on a question without moving it."""

    EXTEND = "extend", _("allonger le délai")
    ASK_HELP = "ask_help", _("demander l’aide de la fédération")
    GIVE_HELP = "give_help", _("aider l’entreprise")
    READ_SCORE = "read_score", _("lire la valeur du signal")
    FOLLOW = "follow", _("suivre les personnes régularisées")


# name, from, to, who: every step leaves an audit line.
QUESTION_STEPS: Final = (
    (
        QuestionStep.ANSWER,
        (QuestionStatus.OPEN, QuestionStatus.ANSWERED),
        QuestionStatus.ANSWERED,
        "can_answer_question",
    ),
    (QuestionStep.DECIDE, WAITING_QUESTIONS, QuestionStatus.DECIDED, "can_decide_question"),
    (
        QuestionStep.CONTEST,
        (QuestionStatus.DECIDED,),
        QuestionStatus.CONTESTED,
        "can_answer_question",
    ),
    (
        QuestionStep.WITHDRAW,
        (QuestionStatus.OPEN, QuestionStatus.ANSWERED),
        QuestionStatus.WITHDRAWN,
        "can_lead_question",
    ),
)
# name, in which states, who.
QUESTION_ACTS: Final = (
    (QuestionAct.EXTEND, (QuestionStatus.OPEN, QuestionStatus.ANSWERED), "can_lead_question"),
    (QuestionAct.ASK_HELP, WAITING_QUESTIONS, "can_answer_question"),
    (QuestionAct.GIVE_HELP, WAITING_QUESTIONS, "can_help_question"),
    (QuestionAct.READ_SCORE, tuple(QuestionStatus), "can_read_question"),
    (QuestionAct.FOLLOW, (QuestionStatus.DECIDED,), "can_lead_question"),
)


class QuestionOrigin(models.TextChoices):
    """What opened a question: a signal, or chance."""

    SIGNAL = "signal", _("un signal")
    DRAW = "draw", _("le tirage au sort")


class AnswerKind(models.TextChoices):
    """What an employer answers."""

    CORRECTS = "corrects", _("corrige ses déclarations")
    EXPLAINS = "explains", _("explique l’écart")
    CONTESTS = "contests", _("conteste les faits")


class QuestionOutcome(models.TextChoices):
    """What a person decides; no penalty is among them: what follows a control is the fund’s."""

    NOTHING = "nothing", _("rien à corriger")
    REGULARISED = "regularised", _("régularisée par l’employeur")
    PARTLY = "partly", _("régularisée en partie")
    CONTROL = "control", _("transmise au contrôle de la caisse")


# Against the employer: before its window ends, only if it said that its answer is complete.
AGAINST_OUTCOMES: Final = (QuestionOutcome.PARTLY, QuestionOutcome.CONTROL)


class DecisionGround(models.TextChoices):
    """What a decision rests on; the value of a signal is none of them."""

    ANSWER = "answer", _("la réponse de l’employeur")
    EVIDENCE = "evidence", _("les pièces jointes à la réponse")
    RETURNS = "returns", _("les déclarations rectifiées")
    VISIT = "visit", _("une visite sur place")
    SILENCE = "silence", _("l’absence de réponse dans le délai")


# These ask that the employer spoke; silence asks the contrary.
SPOKEN_GROUNDS: Final = (DecisionGround.ANSWER, DecisionGround.EVIDENCE)
FOLLOWED_OUTCOMES: Final = (QuestionOutcome.REGULARISED, QuestionOutcome.PARTLY)


class FollowedState(models.TextChoices):
    """What a later return says of a person regularised."""

    UNKNOWN = "unknown", _("pas encore lu")
    DECLARED = "declared", pgettext_lazy("personne suivie", "déclarée")
    LEFT = "left", _("départ déclaré")
    ABSENT = "absent", pgettext_lazy("personne suivie", "absente des déclarations")


class ReformStatus(models.TextChoices):
    """Where a proposal of reform stands."""

    DRAFT = "draft", pgettext_lazy("proposition de réforme", "en rédaction")
    SUBMITTED = "submitted", pgettext_lazy("proposition de réforme", "soumise aux rédacteurs")
    ADOPTED = "adopted", pgettext_lazy("proposition de réforme", "adoptée en commun")
    SET_ASIDE = "set_aside", pgettext_lazy("proposition de réforme", "écartée")


class ReformStep(models.TextChoices):
    """What moves a proposal of reform."""

    SUBMIT = "submit", _("soumettre la proposition")
    REVISE = "revise", _("reprendre la rédaction")
    ADOPT = "adopt", _("approuver au nom de son organisation")
    SET_ASIDE = "set_aside", _("écarter la proposition")


# name, from, to, who: it is adopted when each body that drafts it has approved it.
REFORM_STEPS: Final = (
    (ReformStep.SUBMIT, (ReformStatus.DRAFT,), ReformStatus.SUBMITTED, "can_draft_reform"),
    (ReformStep.REVISE, (ReformStatus.SUBMITTED,), ReformStatus.DRAFT, "can_draft_reform"),
    (ReformStep.ADOPT, (ReformStatus.SUBMITTED,), ReformStatus.ADOPTED, "can_approve_reform"),
    (
        ReformStep.SET_ASIDE,
        (ReformStatus.DRAFT, ReformStatus.SUBMITTED),
        ReformStatus.SET_ASIDE,
        "can_draft_reform",
    ),
)


class QuestionTurn(models.TextChoices):
    """What waits for somebody in a question."""

    ANSWER = "answer", _("question à répondre")
    ADVISE = "advise", _("aide demandée par l’entreprise")
    DECIDE = "decide", _("question à décider")
