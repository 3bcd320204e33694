"""The page of a case for its company: the one thing to do, who does what, the thread, its life."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mithaq.apps.corridor.choices.cases import ENDED_CASES, SideStatus
from mithaq.apps.corridor.choices.exchanges import AppointmentStatus, ProposalStatus
from mithaq.apps.corridor.queries.views import (
    AgreementView,
    CaseView,
    ProposalView,
    SideView,
)
from mithaq.base.dates import Precision, UncertainDate
from mithaq.base.text import Labels
from mithaq.web.corridor import company_words as words
from mithaq.web.corridor.forms import ActForm
from mithaq.web.shell.components import Event
from mithaq.web.shell.dates import date_day, moment_words
from mithaq.web.shell.words import local

# What the clock of a side says to a company; what only its officers need is left out.
_STEPS: Final[Mapping[str, Promise]] = {
    "completion": gettext_lazy("complément demandé"),
    "completion_asked": gettext_lazy("complément demandé"),
    "other_side": gettext_lazy("horloge arrêtée, une autre partie est attendue"),
    "transferred": gettext_lazy("dossier transmis à un autre représentant"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A completion that an institution waits for, and the words in which it asked."""

    side: SideView
    wanted: str


def page_words(
    case: CaseView, *, acts: Collection[str], forms: Mapping[str, ActForm]
) -> dict[str, Any]:
    """Everything the template prints."""
    last = case.outcomes[-1] if case.outcomes else None
    is_ended = case.status in ENDED_CASES
    asked = list(_asked(case))
    agreement = _to_sign(case)
    proposal = _open_proposal(case)
    main = _main(case, acts)
    names = words.names_of(case)
    turn = words.turn_words(case.turns, names, case.company)
    return {
        "case": case,
        "forms": forms,
        "turn": turn or (_("personne : le dossier est clos") if is_ended else ""),
        "turn_note": _turn_note(case),
        "action_label": main[0],
        "action_url": main[1],
        "sides": [words.side_told(side) for side in case.sides],
        "asked": asked,
        "agreement": agreement,
        "signed": [item for item in case.agreements if item is not agreement],
        "proposal": proposal,
        "is_own_proposal": proposal is not None and proposal.proposer == case.company,
        "settled": [item for item in case.proposals if item is not proposal],
        "appointments": [
            item for item in case.appointments if item.status != AppointmentStatus.CANCELLED
        ],
        "outcome": last if is_ended else None,
        "can": dict.fromkeys(acts, True),
        "is_ended": is_ended,
        "events": [event for _at, event in sorted(_life(case), key=lambda item: item[0])],
        "page_is_exercise": case.is_exercise,
    }


def _main(case: CaseView, acts: Collection[str]) -> tuple[str, str]:
    """The one main action of the company, and where it stands in the page."""
    if "bring_completion" in acts:
        return _("Apporter le complément"), "#complement"
    if "sign_agreement" in acts:
        return _("Lire et signer l’accord"), "#accord"
    if "accept_proposal" in acts:
        return _("Répondre à la proposition"), "#proposition"
    if case.status in ENDED_CASES:
        is_new = "rate_case" in acts
        return (_("Donner votre avis") if is_new else _("Lire la suite donnée")), "#suite"
    return _("Écrire un message"), "#ecrire"


def _turn_note(case: CaseView) -> str:
    """By when, as far as an institution promised it."""
    if case.status in ENDED_CASES:
        return ""
    due = words.first_due(case)
    if due is not None:
        return _("réponse attendue avant le %(when)s") % {"when": moment_words(due)}
    return _("aucun délai publié") if not any(s.has_norm for s in case.sides) else ""


def _asked(case: CaseView) -> Iterator[Asked]:
    for side in case.sides:
        if side.status == SideStatus.WAITING_COMPANY:
            told = [step.reason for step in side.steps if step.code == "completion"]
            yield Asked(side=side, wanted=told[-1] if told else "")


def _to_sign(case: CaseView) -> AgreementView | None:
    """The agreement that still waits for a signature."""
    return next((item for item in case.agreements if item.concluded_at is None), None)


def _open_proposal(case: CaseView) -> ProposalView | None:
    return next((item for item in case.proposals if item.status == ProposalStatus.MADE), None)


def _life(case: CaseView) -> Iterator[tuple[datetime, Event]]:
    """What happened, as every party may read it."""
    names = words.names_of(case)
    yield _event(case.submitted_at, _("Dossier déposé"), note=case.submitted_by_labels)
    for side in case.sides:
        for step in side.steps:
            if step.code in _STEPS:
                yield _event(step.at, _STEPS[step.code], note=_said(side.labels, step.reason))
        if side.answered_at is not None:
            yield _event(side.answered_at, _("Réponse donnée"), note=side.labels, is_act=True)
        if side.seen_at is not None:
            yield _event(side.seen_at, _("Réponse vue"), note=side.labels)
    for item in case.proposals:
        yield _event(item.made_at, _("Proposition"), note=item.labels)
    for agreement in case.agreements:
        yield _event(agreement.drawn_at, _("Accord établi"))
        for turn in agreement.signatures:
            if turn.signed_at is not None:
                who = names.get(turn.organisation, turn.labels)
                yield _event(turn.signed_at, _("Accord signé"), note=who, is_act=True)
    for outcome in case.outcomes:
        yield _event(outcome.decided_at, _("Dossier clos"), note=outcome.kind_label, is_act=True)


def _said(who: Labels, reason: str) -> str:
    name = local(who)
    return _("%(who)s : %(what)s") % {"who": name, "what": reason} if reason else name


def _event(
    at: datetime, text: object, *, note: object = "", is_act: bool = False
) -> tuple[datetime, Event]:
    on = UncertainDate(at.date(), Precision.DAY)
    kind = "act" if is_act else "fact"
    return at, Event(on=on, when=date_day(at), text=str(text), note=note, kind=kind)
