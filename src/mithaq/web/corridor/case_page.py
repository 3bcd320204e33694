"""The page of a case for an institution: sides side by side, what to do, shared and private."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from mithaq.apps.corridor.choices import Part
from mithaq.apps.corridor.choices.cases import ENDED_CASES, CaseStatus, SideStatus
from mithaq.apps.corridor.choices.exchanges import AppointmentStatus
from mithaq.apps.corridor.choices.problems import ProblemStatus
from mithaq.apps.corridor.operations import CaseReading
from mithaq.apps.corridor.queries.done import Done
from mithaq.apps.corridor.queries.given_days import missed_days
from mithaq.apps.corridor.queries.problems import problems_of
from mithaq.apps.corridor.queries.turns import Act as Awaited
from mithaq.apps.corridor.queries.turns import GivenDay
from mithaq.apps.corridor.queries.views import AgreementView, CaseView, SideView
from mithaq.engines.clocks import ClockReading
from mithaq.web.corridor import forms
from mithaq.web.corridor.acts import ACTS, Act
from mithaq.web.corridor.audience import audience, read_by_others, send_word, tell_audience
from mithaq.web.corridor.case_life import life_of, requests_of
from mithaq.web.corridor.clock_bars import ClockBar, meanwhile_words
from mithaq.web.corridor.colleagues import colleagues_of
from mithaq.web.corridor.deadlines import deadline_of, drawn
from mithaq.web.corridor.missing import missing_acts
from mithaq.web.corridor.terms_told import open_proposal, terms_of, terms_told
from mithaq.web.corridor.words import (
    accepted_words,
    awaited_words,
    names_of_case,
    sequel_words,
    state_words,
    turn_words,
    weight_words,
)
from mithaq.web.shell.typography import comma
from mithaq.web.shell.words import local, typed

# In the order in which an officer meets them; each opens its own form.
OFFERED: Final = (
    "prendre", "rendre", "reprendre", "acte", "clore", "repondre", "complement", "passer",
    "proposer", "rendez-vous", "revenir", "transmettre", "national", "comite", "regrouper",
    "rouvrir",
)  # fmt: skip
# What must be done first when several are open; each with the anchor of its form.
SHOWN: Final = ("clore", "repondre", "rendre")
# What each turn asks of an officer, in the order in which several are met.
ASKED: Final[Mapping[Awaited, tuple[str, ...]]] = {
    Awaited.TAKE: ("prendre",),
    Awaited.HELP: ("rendre",),
    Awaited.APPLY: ("rendre",),
    Awaited.SEE: ("acte", "prendre"),
    Awaited.CLOSE: ("clore",),
    Awaited.PERFORM: ("repondre", "clore"),
    Awaited.ANSWER: ("repondre", "prendre"),
    Awaited.RESUME: ("reprendre",),
}
GROUPS_UNDER: Final = (ProblemStatus.OPEN, ProblemStatus.FIXING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """One act open to the reader, with its form."""

    key: str
    act: Act
    form: forms.ActForm
    is_plain: bool
    is_shown: bool = False
    # Asked of the reader now: any other act stands lighter.
    is_asked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SideCard:
    """One institution of a case: its state, its clock drawn, who handles it, its answer."""

    side: SideView
    clock: ClockBar | None
    is_own: bool
    has_turn: bool
    asked: str = ""
    # What its institution may do while its delay is stopped.
    meanwhile: str = ""


def page_words(
    reading: CaseReading,
    clocks: Mapping[str, ClockReading],
    *,
    bound: Mapping[str, forms.ActForm],
    purpose: str,
    journal: Sequence[Done] = (),
) -> dict[str, Any]:
    """Everything the template prints."""
    case = reading.view
    names = names_of_case(case)
    offered = list(_offered(reading, bound))
    missed = missed_days(case, journal, at=timezone.now())
    return {
        "case": case,
        "side": reading.side,
        "side_labels": names.get(reading.side),
        "title": _title(case),
        "state": state_words(case),
        "requests": requests_of(case, reading.party, journal),
        "turn": turn_words(case.turns, names, reading.side)
        or (_("personne : le dossier est clos") if case.status in ENDED_CASES else ""),
        "deadline": deadline_of(reading.party, case.turns, clocks, names),
        "main": _main(reading, offered),
        "cards": [
            _card(side, clocks.get(side.institution), reading, missed=missed) for side in case.sides
        ],
        "offered": offered,
        "forms": {key: _form(key, reading, bound) for key in _inline(reading)},
        "refused": _unplaced(reading, bound, offered),
        "acts": ACTS,
        "acts_refuse": ACTS["refuser-signature"],
        "acts_drop": ACTS["denoncer"],
        "shared": [item for item in case.messages if not item.is_private],
        "notes": [item for item in case.messages if item.is_private],
        "can": reading.acts,
        "proposal": open_proposal(case),
        "is_own_proposal": _is_own(reading),
        "accepted": accepted_words(open_proposal(case), names),
        "sequel": sequel_words(open_proposal(case)),
        "weight": weight_words(case, reading.side) if "refuse_proposal" in reading.acts else "",
        "terms": terms_told(case),
        "in_force": _in_force(case),
        "origin": terms_of(case, _in_force(case)),
        **_arranged(reading),
        "events": life_of(case, journal, clocks, own=reading.side),
        "missing": missing_acts(reading),
        "purpose": purpose,
        "purpose_form": forms.PurposeForm(auto_id="motif_%s"),
        "audience": audience(case, reading.party),
        "read_by_others": read_by_others(case, reading.side) if reading.side else [],
        "send_word": send_word(case),
        "is_ended": case.status in ENDED_CASES,
        "page_is_exercise": case.is_exercise,
    }


def _arranged(reading: CaseReading) -> dict[str, Any]:
    """The agreements beside the one in force, and the appointments that stand."""
    case = reading.view
    return {
        "agreements": [
            (item, _must_sign(item, reading))
            for item in case.agreements
            if item is not _in_force(case)
        ],
        "appointments": [
            (item, _moves(item, reading))
            for item in case.appointments
            if item.status != AppointmentStatus.CANCELLED
        ],
    }


def form_of(
    key: str, reading: CaseReading, *, data: Any = None, files: Any = None
) -> forms.ActForm:
    """The form of an act: its text is labelled by the act, its lists are the case's own."""
    act, auto_id = ACTS[key], f"{key}_%s"
    if issubclass(act.form, forms.TransferForm):
        return forms.TransferForm(data, officers=_colleagues(reading), auto_id=auto_id)
    if issubclass(act.form, forms.GroupForm):
        return forms.GroupForm(data, problems=_problems(reading.view), auto_id=auto_id)
    if issubclass(act.form, forms.HandOverForm):
        handing = forms.HandOverForm(data, parties=_parties(reading), auto_id=auto_id)
        tell_audience(handing, key, reading.view, reading.party)
        return handing
    form = act.form(data, files, auto_id=auto_id, initial=_initial(key, reading))
    if key == "repondre" and reading.view.status == CaseStatus.AGREED and _carries_out(reading):
        form.fields["kind"].choices = forms.CARRIED_OUT  # type: ignore[attr-defined]
        form.fields["answer"].label = _("Ce qui est exécuté")
    if isinstance(form, forms.OutcomeForm) and reading.view.status == CaseStatus.AGREED:
        form.fields["kind"].choices = forms.AGREED_KINDS  # type: ignore[attr-defined]
    if "text" in form.fields and act.label:
        form.fields["text"].label = str(act.label)
        form.fields["text"].help_text = str(act.help)
    if key == "rendre":
        form.fields["text"].help_text = _("Écrivez, joignez un document, ou les deux.")
    tell_audience(form, key, reading.view, reading.party)
    return form


def _initial(key: str, reading: CaseReading) -> dict[str, Any]:
    """Terms are countered from the terms themselves: what is signed is then a whole text."""
    proposal = open_proposal(reading.view) if key == "contre-proposer" else None
    return {"text": typed(proposal.terms), "due_on": proposal.due_on} if proposal else {}


def is_open(key: str, reading: CaseReading) -> bool:
    """Whether an act is open to the reader; what needs no name is for who handles the case."""
    needs = ACTS[key].needs
    return needs in reading.acts if needs else bool(reading.side)


def _form(key: str, reading: CaseReading, bound: Mapping[str, forms.ActForm]) -> forms.ActForm:
    return bound[key] if key in bound else form_of(key, reading)


def _offered(reading: CaseReading, bound: Mapping[str, forms.ActForm]) -> Iterator[Offered]:
    for key in OFFERED:
        if not is_open(key, reading):
            continue
        if key == "prendre" and is_open("acte", reading):
            # All have answered: to take note is the one thing to do, and takes the case with it.
            continue
        if key == "regrouper" and (reading.view.is_redacted or not _problems(reading.view)):
            continue
        act, form = ACTS[key], _form(key, reading, bound)
        if key == "transmettre" and not _colleagues(reading):
            continue
        yield Offered(
            key=key,
            act=_renamed(act, key, reading),
            form=form,
            is_plain=act.form is forms.NothingForm,
            # What is waited for stands open; the rest is one click away.
            is_shown=form.is_bound or (key in SHOWN and key in _asked(reading)),
            is_asked=key in _asked(reading),
        )


def _renamed(act: Act, key: str, reading: CaseReading) -> Act:
    """An act with its word on this case: on its title, or on its only button."""
    word = _word_of(key, reading)
    return replace(act, title=word) if act.title else replace(act, word=word)


def _asked(reading: CaseReading) -> list[str]:
    """The acts that the turns of the reader ask for, the first to do first."""
    turns = {turn.act for turn in reading.view.turns if turn.organisation == reading.side}
    return [key for turn, keys in ASKED.items() if turn in turns for key in keys]


def _inline(reading: CaseReading) -> list[str]:
    """The forms that stand beside what they answer, not in the list of acts."""
    keys = (
        "message", "note", "contre-proposer", "refuser", "signer", "refuser-signature", "denoncer",
        "annuler",
    )  # fmt: skip
    return [key for key in keys if is_open(key, reading)]


def _unplaced(
    reading: CaseReading, bound: Mapping[str, forms.ActForm], offered: Sequence[Offered]
) -> list[forms.ActForm]:
    """What was refused of acts whose form is not on the page: told at its head."""
    shown = {*_inline(reading), *(item.key for item in offered)}
    return [form for key, form in bound.items() if key not in shown and form.errors]


def _main(reading: CaseReading, offered: list[Offered]) -> tuple[str, str]:
    """The one main action, and where it stands in the page."""
    turns = {turn.act for turn in reading.view.turns if turn.organisation == reading.side}
    if Awaited.SIGN in turns and "sign_agreement" in reading.acts:
        return _("Lire et signer l’accord"), "#accord"
    if Awaited.REPLY in turns and "accept_proposal" in reading.acts:
        return _("Répondre à la proposition"), "#proposition"
    open_keys = {item.key for item in offered}
    key = next((key for key in _asked(reading) if key in open_keys), "")
    if key:
        return _word_of(key, reading), f"#acte-{key}"
    if _is_own(reading):
        # The others have the terms before them: nothing is to be done but to wait.
        return "", ""
    return (_("Écrire un message"), "#ecrire") if "write_message" in reading.acts else ("", "")


def _word_of(key: str, reading: CaseReading) -> str:
    """What an act is called now: once all have signed, an answer carries the agreement out."""
    if key == "repondre" and reading.view.status == CaseStatus.AGREED and _carries_out(reading):
        return _("Exécuter l’accord")
    if key == "rendre" and Awaited.APPLY in {
        turn.act for turn in reading.view.turns if turn.organisation == reading.side
    }:
        return _("Dire ce qui est fait de la décision du comité")
    if key == "reprendre" and _waits_for_company(reading):
        return _("Reprendre l’examen sans attendre le complément")
    if key == "prendre" and _part_of(reading) == Part.RELAYS and _has_officer(reading):
        return _("Prendre le dossier en charge à votre nom")
    if key == "acte" and reading.view.is_redacted:
        return _("Prendre acte que la réponse est donnée")
    return str(ACTS[key].title or ACTS[key].word)


def _waits_for_company(reading: CaseReading) -> bool:
    own = (side for side in reading.view.sides if side.institution == reading.side)
    return any(side.status == SideStatus.WAITING_COMPANY for side in own)


def _carries_out(reading: CaseReading) -> bool:
    """Whether an answer carries an agreement out: who only gives an opinion signs none."""
    return _part_of(reading) != Part.INFORMS


def _part_of(reading: CaseReading) -> str:
    sides = reading.view.sides
    return next((side.part for side in sides if side.institution == reading.side), "")


def _has_officer(reading: CaseReading) -> bool:
    """Whether the side has an officer, whom the one who takes it replaces under their own name."""
    own = (side for side in reading.view.sides if side.institution == reading.side)
    return any(side.officer_id is not None for side in own)


def _card(
    side: SideView,
    clock: ClockReading | None,
    reading: CaseReading,
    *,
    missed: Sequence[GivenDay],
) -> SideCard:
    given = next((day for day in missed[::-1] if day.organisation == side.institution), None)
    may_read = not reading.view.is_redacted
    turns = [turn for turn in reading.view.turns if turn.organisation == side.institution]
    return SideCard(
        side=side,
        clock=drawn(clock, turns, given=given, has_steps=may_read) if clock else None,
        is_own=side.institution == reading.side,
        has_turn=bool(turns),
        # A side may have the turn with its clock stopped: it says what for.
        asked=comma().join(awaited_words(turn) for turn in turns),
        meanwhile=meanwhile_words(clock)
        if clock and clock.norm and clock.is_paused and side.institution == reading.side
        else "",
    )


def _title(case: CaseView) -> str:
    if case.is_redacted:
        return _("Dossier %(n)s : une demande est bloquée") % {"n": case.number}
    return case.title


def _in_force(case: CaseView) -> AgreementView | None:
    """The agreement that all have signed: what is to be done."""
    is_open = case.status not in ENDED_CASES
    return next((item for item in case.agreements if item.is_in_force and is_open), None)


def _is_own(reading: CaseReading) -> bool:
    found = open_proposal(reading.view)
    return found is not None and found.proposer == reading.party


def _must_sign(item: AgreementView, reading: CaseReading) -> bool:
    waits = item.is_to_sign and any(
        turn.organisation == reading.party and turn.signed_at is None for turn in item.signatures
    )
    return waits and "sign_agreement" in reading.acts


def _moves(item: Any, reading: CaseReading) -> tuple[str, ...]:
    """What the reader may do with an appointment: who proposed does not confirm."""
    if item.institution != reading.side or reading.view.status in ENDED_CASES:
        return ()
    if item.is_past:
        return ("tenu", "annuler") if item.status == AppointmentStatus.CONFIRMED else ()
    if item.status == AppointmentStatus.PROPOSED:
        return ("annuler",) if item.proposed_by == reading.side else ("confirmer", "annuler")
    return ("annuler",) if item.status == AppointmentStatus.CONFIRMED else ()


def _parties(reading: CaseReading) -> list[tuple[str, str]]:
    """To whom the hand may pass: the other institutions."""
    sides = reading.view.sides
    return [(s.institution, local(s.labels)) for s in sides if s.institution != reading.side]


def _colleagues(reading: CaseReading) -> list[tuple[str, str]]:
    own = next((s.officer_id for s in reading.view.sides if s.institution == reading.side), None)
    return colleagues_of(reading.side, own, reading.reader_id, case=reading.view.public_id)


def _problems(case: CaseView) -> list[tuple[str, str]]:
    return [
        (str(row.public_id), local(row.labels))
        for row in problems_of(case.corridor)
        if row.status in GROUPS_UNDER and str(row.public_id) != case.problem
    ]
