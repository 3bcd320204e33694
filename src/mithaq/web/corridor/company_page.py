"""The page of a case for its company: the one thing to do, who does what, the thread, its life."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from mithaq.apps.corridor.choices.cases import ENDED_CASES, SideStatus
from mithaq.apps.corridor.choices.exchanges import AppointmentStatus
from mithaq.apps.corridor.queries.done import Done
from mithaq.apps.corridor.queries.views import (
    AgreementView,
    CaseView,
    SideView,
)
from mithaq.engines.clocks import ClockReading
from mithaq.web.corridor import company_words as words
from mithaq.web.corridor.audience import audience, send_word
from mithaq.web.corridor.case_life import life_of, requests_of
from mithaq.web.corridor.deadlines import deadline_of
from mithaq.web.corridor.forms import ActForm
from mithaq.web.corridor.missing import agreed_first, is_refused, missing_of_company, next_rung
from mithaq.web.corridor.terms_told import open_proposal, terms_of, terms_told
from mithaq.web.corridor.words import accepted_words, sequel_words, state_words
from mithaq.web.shell.words import typed


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A completion that an institution waits for, and the words in which it asked."""

    side: SideView
    wanted: str


def page_words(
    case: CaseView,
    *,
    acts: Collection[str],
    forms: Mapping[str, ActForm],
    clocks: Mapping[str, ClockReading],
    journal: Sequence[Done],
) -> dict[str, Any]:
    """Everything the template prints."""
    last = case.outcomes[-1] if case.outcomes else None
    is_ended = case.status in ENDED_CASES
    asked = list(_asked(case))
    agreement = _to_sign(case)
    proposal = open_proposal(case)
    main, *beside = _actions(case, acts)
    names = words.names_of(case)
    lines = words.turn_lines(case, clocks, names)
    turn = lines or words.turn_words(case.turns, names, case.company)
    return {
        "case": case,
        "forms": forms,
        "state": state_words(case),
        "turn": turn or (_("personne : le dossier est clos") if is_ended else ""),
        # Each line holds its own day.
        "turn_note": "" if lines else deadline_of(case.company, case.turns, clocks, names).words,
        "action_label": main[0],
        "action_url": main[1],
        "beside": beside,
        "sides": [
            words.side_told(side, clocks.get(side.institution), turns=case.turns)
            for side in case.sides
        ],
        "requests": requests_of(case, case.company, journal),
        "asked": asked,
        "agreement": agreement,
        # In force it is what is to be done, told first; over, it is a thing of the past.
        "signed": [
            item
            for item in case.agreements
            if item is not agreement and (is_ended or not item.is_in_force)
        ],
        "proposal": proposal,
        "accepted": accepted_words(proposal, names),
        "sequel": sequel_words(proposal),
        "is_own_proposal": proposal is not None and proposal.proposer == case.company,
        # What an agreement carries is told where it stands, signed or to sign.
        "settled": terms_told(case).past,
        "appointments": [
            item for item in case.appointments if item.status != AppointmentStatus.CANCELLED
        ],
        "outcome": last if is_ended else None,
        "can": dict.fromkeys(acts, True),
        "is_ended": is_ended,
        **_not_yet(case, acts),
        "audience": audience(case),
        "send_word": send_word(case),
        "events": life_of(case, journal),
        **_beside_turn(case, journal, is_ended=is_ended),
        "page_is_exercise": case.is_exercise,
    }


def _not_yet(case: CaseView, acts: Collection[str]) -> dict[str, Any]:
    """Why what the company may look for is not offered."""
    return {
        "agreed_first": agreed_first(case, acts),
        "missing": missing_of_company(case, acts),
    }


def _beside_turn(case: CaseView, journal: Sequence[Done], *, is_ended: bool) -> dict[str, Any]:
    """The agreement in force, a refusal and where it leads, what institutions ask of each other,
    the marks given before."""
    shown = case.outcomes[-1] if case.outcomes and is_ended else None
    in_force = next((item for item in case.agreements if item.is_in_force), None)
    return {
        "in_force": in_force,
        "origin": terms_of(case, in_force),
        "is_refused": is_refused(case),
        "next_rung": next_rung(case),
        "asked_of_others": [
            (side.labels, told)
            for side in case.sides
            for told in requests_of(case, side.institution, journal)
        ],
        # Reopened, a case keeps the mark of each of its endings, and the money that it released.
        "before": [
            item
            for item in case.outcomes
            if item is not shown and (item.score or item.money_unblocked_centimes)
        ],
    }


def _actions(case: CaseView, acts: Collection[str]) -> list[tuple[str, str]]:
    """What the company does now, and where each act stands in the page: its duties, all of them;
    with none, the one thing that is open to it."""
    duties = (
        ("bring_completion", _("Apporter le complément"), "#complement"),
        ("sign_agreement", _("Lire et signer l’accord"), "#accord"),
        ("hand_back", _("Donner ce qui est demandé"), "#main"),
        ("accept_proposal", _("Répondre à la proposition"), "#proposition"),
    )
    found = [(label, url) for act, label, url in duties if act in acts]
    if found:
        return found
    if (made := open_proposal(case)) and made.proposer == case.company:
        # The others have it before them: nothing is to be done but to wait.
        return [("", "")]
    if case.status in ENDED_CASES:
        is_new = "rate_case" in acts
        return [((_("Donner votre avis") if is_new else _("Lire la suite donnée")), "#suite")]
    return [(_("Écrire un message"), "#ecrire")]


def _asked(case: CaseView) -> Iterator[Asked]:
    for side in case.sides:
        if side.status == SideStatus.WAITING_COMPANY:
            told = [step.reason for step in side.steps if step.code == "completion"]
            yield Asked(side=side, wanted=told[-1] if told else "")


def _to_sign(case: CaseView) -> AgreementView | None:
    """The agreement that still waits for a signature."""
    return next((item for item in case.agreements if item.is_to_sign), None)


def first_words(key: str, case: CaseView) -> dict[str, Any]:
    """Terms are countered from the terms themselves: what is signed is then a whole text."""
    proposal = open_proposal(case) if key == "contre-proposer" else None
    return {"text": typed(proposal.terms), "due_on": proposal.due_on} if proposal else {}
