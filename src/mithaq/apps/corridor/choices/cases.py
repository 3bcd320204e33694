"""The lives of a case and of each of its sides, as tables."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mithaq.apps.corridor.choices import Part


class CaseStatus(models.TextChoices):
    """Where a case stands for everyone."""

    SUBMITTED = "submitted", pgettext_lazy("dossier de médiation", "déposé")
    OPEN = "open", pgettext_lazy("dossier de médiation", "en concertation")
    AGREED = "agreed", pgettext_lazy("dossier de médiation", "accord signé")
    CLOSED = "closed", pgettext_lazy("dossier de médiation", "clos")
    WITHDRAWN = "withdrawn", pgettext_lazy("dossier de médiation", "retiré par l’entreprise")


OPEN_CASES: Final = (CaseStatus.SUBMITTED, CaseStatus.OPEN, CaseStatus.AGREED)
ENDED_CASES: Final = (CaseStatus.CLOSED, CaseStatus.WITHDRAWN)

# name, from, to, who: a joint decision closes, the company withdraws or asks for more.
CASE_STEPS: Final = (
    ("start", (CaseStatus.SUBMITTED,), CaseStatus.OPEN, "can_act_for_side"),
    ("agree", (CaseStatus.OPEN,), CaseStatus.AGREED, "can_sign_agreement"),
    ("break", (CaseStatus.AGREED,), CaseStatus.OPEN, "can_sign_agreement"),
    ("close", (CaseStatus.OPEN, CaseStatus.AGREED), CaseStatus.CLOSED, "can_close_case"),
    ("withdraw", OPEN_CASES, CaseStatus.WITHDRAWN, "can_speak_for_company"),
    ("reopen", ENDED_CASES, CaseStatus.OPEN, "can_reopen_case"),
)


class SideStatus(models.TextChoices):
    """Where a case stands for one institution."""

    TO_TAKE = "to_take", _("à prendre en charge")
    IN_HAND = "in_hand", _("en examen")
    WAITING_COMPANY = "waiting_company", _("complément attendu de l’entreprise")
    WAITING_OTHER = "waiting_other", _("en attente d’une autre partie")
    ANSWERED = "answered", _("réponse donnée")
    SEEN = "seen", _("réponse vue")
    CLOSED = "closed", pgettext_lazy("côté d’un dossier", "clos")


# What a relay reads in its list: it is asked for nothing until the others have answered.
RELAY_STATES: Final = dict(SideStatus.choices) | {
    SideStatus.TO_TAKE: _("pas encore pris en charge")
}


def side_state(status: str, part: str, case_status: str) -> str:
    """The state of a side in the words of its part: once all have signed, what is left is to carry
    out the agreement, or to follow that, and no opinion is waited for; a case that a relay has not
    taken asks nothing of it. Any other is said as the filters of a queue say it."""
    is_relay = part == Part.RELAYS
    if is_relay and status == SideStatus.TO_TAKE:
        return str(RELAY_STATES[SideStatus.TO_TAKE])
    is_agreed = case_status == CaseStatus.AGREED
    is_taken = status == SideStatus.IN_HAND
    if is_agreed and part == Part.INFORMS and (is_taken or status == SideStatus.TO_TAKE):
        return str(_("avis plus attendu"))
    if is_agreed and is_taken:
        return str(_("suit l’exécution de l’accord") if is_relay else _("exécute l’accord"))
    return str(SideStatus(status).label)


class SideStep(models.TextChoices):
    """What an institution does on its side of a case."""

    TAKE = "take", _("prendre en charge")
    ASK_COMPLETION = "ask_completion", _("demander un complément")
    COMPLETE = "complete", _("apporter le complément")
    WAIT = "wait", _("attendre une autre partie")
    RESUME = "resume", _("reprendre l’examen")
    ANSWER = "answer", _("répondre")
    SEE = "see", _("prendre acte de la réponse")
    REVISE = "revise", _("revenir sur sa réponse")
    CLOSE = "close", _("clore")
    REOPEN = "reopen", _("rouvrir")


UNSETTLED_SIDES: Final = (
    SideStatus.TO_TAKE,
    SideStatus.IN_HAND,
    SideStatus.WAITING_COMPANY,
    SideStatus.WAITING_OTHER,
)
OPEN_SIDES: Final = (*UNSETTLED_SIDES, SideStatus.ANSWERED, SideStatus.SEEN)

# name, from, to, who: every step leaves an event on the side's clock or an audit line, or both.
SIDE_STEPS: Final = (
    (SideStep.TAKE, (SideStatus.TO_TAKE,), SideStatus.IN_HAND, "can_act_for_side"),
    (
        SideStep.ASK_COMPLETION,
        (SideStatus.IN_HAND,),
        SideStatus.WAITING_COMPANY,
        "can_act_for_side",
    ),
    (
        SideStep.COMPLETE,
        (SideStatus.WAITING_COMPANY,),
        SideStatus.IN_HAND,
        "can_speak_for_company",
    ),
    (SideStep.WAIT, (SideStatus.IN_HAND,), SideStatus.WAITING_OTHER, "can_act_for_side"),
    (
        SideStep.RESUME,
        (SideStatus.WAITING_OTHER, SideStatus.WAITING_COMPANY),
        SideStatus.IN_HAND,
        "can_act_for_side",
    ),
    (SideStep.ANSWER, (SideStatus.IN_HAND,), SideStatus.ANSWERED, "can_answer_side"),
    (
        SideStep.SEE,
        (SideStatus.TO_TAKE, SideStatus.IN_HAND, SideStatus.WAITING_OTHER),
        SideStatus.SEEN,
        "can_see_answers",
    ),
    (
        SideStep.REVISE,
        (SideStatus.ANSWERED, SideStatus.SEEN),
        SideStatus.IN_HAND,
        "can_act_for_side",
    ),
    (SideStep.CLOSE, OPEN_SIDES, SideStatus.CLOSED, "can_close_case"),
    (SideStep.REOPEN, (SideStatus.CLOSED,), SideStatus.TO_TAKE, "can_reopen_case"),
)


class SideEventKind(models.TextChoices):
    """What happened on the clock of a side, spelt as the engine of clocks spells it.

    ``renewed`` is a case opened again: the engine reads it as received anew.
    """

    RECEIVED = "received", pgettext_lazy("horloge d’un dossier", "reçu")
    COMPLETION_ASKED = "completion_asked", _("complément demandé")
    COMPLETED = "completed", _("complément reçu")
    PAUSED = "paused", _("délai suspendu")
    RESUMED = "resumed", _("délai repris")
    TRANSFERRED = "transferred", pgettext_lazy("horloge d’un dossier", "transmis")
    CLOSED = "closed", pgettext_lazy("horloge d’un dossier", "répondu")
    REOPENED = "reopened", pgettext_lazy("horloge d’un dossier", "rouvert")
    RENEWED = "renewed", pgettext_lazy("horloge d’un dossier", "rouvert, nouveau délai")


class OutcomeKind(models.TextChoices):
    """How a case ends."""

    SOLVED = "solved", _("problème résolu")
    EXPLAINED = "explained", _("règle expliquée")
    REFUSED_REASONED = "refused_reasoned", _("refus motivé")
    NOT_COMPETENT = "not_competent", _("hors de la compétence de l’institution")
    WITHDRAWN = "withdrawn", _("retrait de la saisine")


# What an institution may answer; only the company withdraws.
ANSWERS: Final = (
    OutcomeKind.SOLVED,
    OutcomeKind.EXPLAINED,
    OutcomeKind.REFUSED_REASONED,
    OutcomeKind.NOT_COMPETENT,
)
# What may be said once an agreement is signed: it is carried out, or somebody goes back on it.
CARRIED_OUT: Final = (OutcomeKind.SOLVED, OutcomeKind.EXPLAINED)
