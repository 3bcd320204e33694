"""The life of a case as its parties may read it, in order of time."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from types import MappingProxyType
from typing import Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mithaq.apps.corridor.choices import Part
from mithaq.apps.corridor.choices.exchanges import AppointmentStatus
from mithaq.apps.corridor.queries.discussed import sittings_without_decision
from mithaq.apps.corridor.queries.done import Done, Transfer
from mithaq.apps.corridor.queries.given_days import missed_days
from mithaq.apps.corridor.queries.views import CaseView
from mithaq.base.dates import Precision, UncertainDate
from mithaq.base.text import Labels
from mithaq.engines.clocks import ClockReading
from mithaq.web.corridor.clock_bars import over_words, runs_late
from mithaq.web.corridor.deadlines import given_words
from mithaq.web.shell.articles import called, called_after, subject
from mithaq.web.shell.components import Event
from mithaq.web.shell.dates import date_day, date_plain, moment_plain, moment_words
from mithaq.web.shell.words import local, typed

# What a clock tells of the life of a case; the rest is in the explanation of the delay.
_STEPS: Final[Mapping[str, Promise]] = {
    "completion": gettext_lazy("complément demandé"),
    "completion_asked": gettext_lazy("complément demandé"),
    "transferred": gettext_lazy("transmis à un autre représentant"),
}
# What the journal tells: who, then what.
_DONE: Final[Mapping[str, Promise]] = {
    "take_side": gettext_lazy("prend le dossier en charge"),
    "resume_side": gettext_lazy("reprend l’examen"),
    "revise_side": gettext_lazy("revient sur sa réponse"),
    "hand_back": gettext_lazy("répond et rend la main"),
    "bring_completion": gettext_lazy("apporte le complément"),
    "accept_proposal": gettext_lazy("accepte les termes"),
    "refuse_proposal": gettext_lazy("refuse les termes"),
    "withdraw_proposal": gettext_lazy("retire sa proposition"),
    "sign_agreement": gettext_lazy("signe l’accord"),
    "drop_agreement": gettext_lazy("refuse l’accord, ou y revient"),
}
_WHOLE: Final[Mapping[str, Promise]] = {
    "escalate_case": gettext_lazy("Dossier porté à l’échelon national"),
    "reopen_case": gettext_lazy("Dossier rouvert"),
    "contest_refusal": gettext_lazy("L’entreprise conteste le refus"),
    "record_consent": gettext_lazy("Accord de la personne inscrit"),
    "withdraw_consent": gettext_lazy("Accord de la personne retiré"),
    "rate_case": gettext_lazy("L’entreprise donne son avis"),
    "accept_proposal": gettext_lazy("Termes acceptés"),
    "refuse_proposal": gettext_lazy("Termes refusés"),
    "withdraw_proposal": gettext_lazy("Proposition retirée"),
}
_MEETING: Final[Mapping[str, Promise]] = {
    AppointmentStatus.CONFIRMED: gettext_lazy("Rendez-vous confirmé"),
    AppointmentStatus.HELD: gettext_lazy("Rendez-vous tenu"),
    AppointmentStatus.CANCELLED: gettext_lazy("Rendez-vous annulé"),
}
_ACTS: Final = frozenset(
    {
        "sign_agreement",
        "drop_agreement",
        "accept_proposal",
        "refuse_proposal",
        "reopen_case",
        "contest_refusal",
    }
)


def life_of(
    case: CaseView,
    journal: Sequence[Done] = (),
    clocks: Mapping[str, ClockReading] = MappingProxyType({}),
    *,
    own: str = "",
) -> list[Event]:
    """Every event that the reader may know of, the oldest first; ``clocks`` by institution.

    Why a side passed from one officer to another is read by its ``own`` institution alone."""
    # The last signature comes before what it concludes, though both have one hour.
    events = [
        *_events(case, journal),
        *_done(case, journal, own=own),
        *_concluded(case),
        *_delays(case, clocks),
    ]
    events += [*_missed(case, journal), *_heard(case)]
    return [event for _at, event in sorted(events, key=lambda item: item[0])]


def requests_of(case: CaseView, party: str, journal: Sequence[Done]) -> list[tuple[Labels, str]]:
    """What is asked of a party by each institution that gave it the hand: who, in which words."""
    said = {str(act.after.get("side")): act.reason for act in journal if act.action == "wait_side"}
    return [
        (side.labels, "" if case.is_redacted else said.get(side.institution, ""))
        for side in case.sides
        if side.waits_for == party
    ]


def _events(case: CaseView, journal: Sequence[Done]) -> Iterator[tuple[datetime, Event]]:
    yield _told(case.submitted_at, _("Dossier déposé"), local(case.submitted_by_labels))
    # An ending closes the clocks that still run: nobody answers then.
    ends = {outcome.decided_at for outcome in case.outcomes}
    # The journal says between whom a side passed, where its clock only knows that it did.
    passed = {(act.after.get("side"), act.at) for act in journal if act.transfer is not None}
    for side in case.sides:
        name, who = local(side.labels), subject(side.labels)
        known = {*ends, side.answered_at, side.seen_at}
        for step in side.steps:
            if step.code == "closed" and side.part == Part.RELAYS and step.at not in known:
                yield _told(step.at, _("%(who)s prend acte") % {"who": who}, kind="act")
            elif step.code in _STEPS and (side.institution, step.at) not in passed:
                yield _told(step.at, _said(name, _STEPS[step.code]), step.reason)
        for past in side.past_answers:
            yield _told(past.answered_at, _answered(who, past.kind_label), kind="act")
        if side.answered_at is not None:
            yield _told(side.answered_at, _answered(who, side.answer_kind_label), kind="act")
        if side.seen_at is not None:
            yield _told(side.seen_at, _("%(who)s prend acte") % {"who": who}, kind="act")
    known_bodies = {case.company, *(side.institution for side in case.sides)}
    for item in case.proposals:
        if item.proposer not in known_bodies:
            continue
        words = _("%(who)s propose des termes")
        if item.answers_id is not None:
            words = _("%(who)s contre-propose d’autres termes")
        yield _told(item.made_at, words % {"who": subject(item.labels)})
    for row in case.referrals:
        words = _("Renvoyé au comité permanent")
        if row.by:
            words = _("%(who)s : %(what)s") % {
                "who": local(row.by_labels), "what": _("renvoie le dossier au comité permanent"),
            }  # fmt: skip
        yield _told(row.referred_at, words)
        if row.decided_at is not None:
            yield _told(row.decided_at, _("Décision du comité reçue"), kind="act")
    for outcome in case.outcomes:
        what = outcome.kind_label
        words = _("Dossier clos : %(what)s") % {"what": what} if what else _("Dossier clos")
        yield _told(outcome.decided_at, words, kind="act")


def _delays(case: CaseView, clocks: Mapping[str, ClockReading]) -> Iterator[tuple[datetime, Event]]:
    """A delay that passed stays in the life of the case, whatever counts since."""
    for side in case.sides:
        clock = clocks.get(side.institution)
        if clock is not None and clock.due_at is not None and clock.overrun > 0:
            words = _("Délai dépassé : %(who)s") % {"who": local(side.labels)}
            yield _told(clock.due_at, words, _grown(clock))


def _grown(clock: ClockReading) -> str:
    """How late a delay became after the day on which it passed: until it stopped, or up to now."""
    words = _("le retard commence ce jour-là ; arrêté le %(day)s, il est de %(n)s")
    until = clock.closed_at or clock.stretches[-1].since
    if runs_late(clock):
        words = _("le retard commence ce jour-là ; au %(day)s, il est de %(n)s et court toujours")
        until = clock.at
    day = timezone.localtime(until).date()
    return words % {"day": date_plain(day), "n": over_words(clock)}


def _missed(case: CaseView, journal: Sequence[Done]) -> Iterator[tuple[datetime, Event]]:
    """A day given by an agreement or a decision that passed: nothing done since takes it away."""
    names = {side.institution: side.labels for side in case.sides}
    names[case.company] = case.company_labels
    for given in missed_days(case, journal, at=timezone.now()):
        words = _("Jour fixé par l’accord dépassé : %(who)s")
        if given.by_committee:
            words = _("Jour fixé par la décision du comité dépassé : %(who)s")
        at = timezone.make_aware(datetime.combine(given.due_on + timedelta(days=1), time()))
        text = words % {"who": local(names[given.organisation])}
        on = UncertainDate(given.due_on, Precision.DAY)
        yield at, Event(on=on, when=date_day(given.due_on), text=text, note=given_words(given))


def _heard(case: CaseView) -> Iterator[tuple[datetime, Event]]:
    """A sitting that had the case before it and decided nothing; what was said there is its own."""
    for sitting in sittings_without_decision(case.number) if case.referrals else ():
        at = timezone.make_aware(datetime.combine(sitting.on, time(23, 59)))
        words = _("À l’ordre du jour du comité permanent, séance %(n)s : non abordé")
        if sitting.is_noted:
            words = _("Examiné par le comité permanent, séance %(n)s : aucune décision prise")
        on = UncertainDate(sitting.on, Precision.DAY)
        text = words % {"n": sitting.number}
        yield at, Event(on=on, when=date_day(sitting.on), text=text, kind="act")


def _concluded(case: CaseView) -> Iterator[tuple[datetime, Event]]:
    for agreement in case.agreements:
        if agreement.concluded_at is not None:
            words = _("Accord signé par toutes les parties appelées à le signer")
            yield _told(agreement.concluded_at, words, kind="act")


def _answered(who: str, what: str) -> str:
    """What an institution answered; who does not read a person's right reads that it did."""
    if not what:
        return _("%(who)s a répondu") % {"who": who}
    return _("%(who)s répond : %(what)s") % {"who": who, "what": what}


def _done(case: CaseView, journal: Sequence[Done], *, own: str) -> Iterator[tuple[datetime, Event]]:
    """What the journal alone tells; in a redacted case no reason of anyone is read."""
    names = {side.institution: side.labels for side in case.sides}
    names[case.company] = case.company_labels
    meetings = {item.id: item for item in case.appointments}
    for act in journal:
        if case.is_redacted and _is_apart(act, names, meetings):
            continue
        note = "" if case.is_redacted else _why(act)
        if act.action in ("propose_appointment", "move_appointment"):
            item = meetings.get(int(act.after.get("appointment") or 0))
            what = _meeting_words(act)
            when = f"{moment_plain(item.starts_at)} · {local(item.labels)}" if item else ""
            yield _told(act.at, what, " · ".join(part for part in (when, note) if part))
        elif act.action == "wait_side":
            yield _told(act.at, _waits(act, names), note)
        elif act.transfer is not None:
            body = str(act.after.get("side"))
            why = _("motif : %(why)s") % {"why": _why(act)} if body == own else ""
            yield _told(act.at, _said(local(names.get(body)), passed_words(act.transfer)), why)
        else:
            note = note or act.taker
            yield _told(act.at, _act_words(act, names, case), note, kind=_kind(act))


def _is_apart(act: Done, names: Mapping[str, Labels], meetings: Collection[int]) -> bool:
    """Whether an act is of an institution that the reader is not told of, or waits for one: a line
    without a name would say that there is one."""
    if act.action in ("propose_appointment", "move_appointment"):
        return int(act.after.get("appointment") or 0) not in meetings
    told = (act.after.get(key) for key in ("side", "party", "organisation"))
    return any(str(body) not in names for body in told if body)


def passed_words(transfer: Transfer) -> str:
    """Between whom a side passed inside its institution."""
    said = {"heir": transfer.heir or _("un représentant"), "giver": transfer.giver}
    if transfer.is_own and transfer.giver:
        return _("dossier repris par %(heir)s à %(giver)s") % said
    if transfer.is_own:
        return _("dossier repris par %(heir)s") % said
    if transfer.giver:
        return _("dossier de %(giver)s confié à %(heir)s") % said
    return _("dossier confié à %(heir)s") % said


def _why(act: Done) -> str:
    """The reason of an act, or that it was erased."""
    return _("motif effacé avec les données de la personne") if act.is_erased else act.reason


def _kind(act: Done) -> str:
    return "act" if act.action in _ACTS else "fact"


def _act_words(act: Done, names: Mapping[str, Labels], case: CaseView) -> str:
    """« La caisse prend le dossier en charge », or the act alone where nobody is named."""
    after = act.after
    body = str(after.get("party") or after.get("organisation") or after.get("side") or "")
    if act.action == "bring_completion":
        body = case.company
    if act.action in _DONE and body in names:
        return _("%(who)s : %(what)s") % {"who": local(names[body]), "what": _DONE[act.action]}
    if case.is_redacted and act.action == "contest_refusal":
        return _("L’entreprise demande un nouvel examen")
    words = _WHOLE.get(act.action) or _DONE[act.action]
    if case.is_redacted and act.by is not None and act.by.organisation not in names:
        return str(words)
    return f"{words}{_by(act)}"


def _by(act: Done) -> str:
    """The institution and the role of who carried a case higher, where they are still on record."""
    if act.by is None:
        return ""
    body = called(act.by.organisation_labels)
    return _(", par %(who)s (%(role)s)") % {"who": body, "role": act.by.role_label}


def _waits(act: Done, names: Mapping[str, Labels]) -> str:
    body, party = str(act.after.get("side")), str(act.after.get("party"))
    if party in names:
        said = {"who": subject(names.get(body)), "party": called_after(names[party])}
        return _("%(who)s passe la main à %(party)s") % said
    return _("%(who)s : %(what)s") % {
        "who": local(names.get(body)), "what": _("une autre partie est attendue"),
    }  # fmt: skip


def _meeting_words(act: Done) -> str:
    if act.action == "propose_appointment":
        return _("Rendez-vous proposé")
    return str(_MEETING.get(str(act.after.get("status")), _("Rendez-vous")))


def _said(who: str, what: object) -> str:
    return _("%(who)s : %(what)s") % {"who": who, "what": what}


def _told(at: datetime, text: str, note: str = "", *, kind: str = "fact") -> tuple[datetime, Event]:
    on = UncertainDate(timezone.localtime(at).date(), Precision.DAY)
    return at, Event(on=on, when=moment_words(at), text=text, note=typed(note), kind=kind)
