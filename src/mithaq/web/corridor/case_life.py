"""The life of a case as its parties may read it, in order of time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mithaq.apps.corridor.choices.exchanges import AppointmentStatus
from mithaq.apps.corridor.queries.done import Done
from mithaq.apps.corridor.queries.views import CaseView
from mithaq.base.dates import Precision, UncertainDate
from mithaq.base.text import Labels
from mithaq.web.shell.components import Event
from mithaq.web.shell.dates import moment_plain, moment_words
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


def life_of(case: CaseView, journal: Sequence[Done] = ()) -> list[Event]:
    """Every event that the reader may know of, the oldest first."""
    events = [*_events(case), *_done(case, journal)]
    return [event for _at, event in sorted(events, key=lambda item: item[0])]


def _events(case: CaseView) -> Iterator[tuple[datetime, Event]]:
    yield _told(case.submitted_at, _("Dossier déposé"), local(case.submitted_by_labels))
    for side in case.sides:
        name = local(side.labels)
        for step in side.steps:
            if step.code == "closed" and step.at != side.answered_at:
                # The answer of before a reopening: its words are in the exchanges, not here.
                yield _told(step.at, _("%(who)s répond") % {"who": name}, kind="act")
            elif step.code in _STEPS:
                yield _told(step.at, _said(name, _STEPS[step.code]), step.reason)
        if side.answered_at is not None:
            words = _("%(who)s répond : %(what)s") % {"who": name, "what": side.answer_kind_label}
            yield _told(side.answered_at, words, kind="act")
        if side.seen_at is not None:
            yield _told(side.seen_at, _("%(who)s prend acte") % {"who": name}, kind="act")
    for item in case.proposals:
        yield _told(item.made_at, _("%(who)s propose des termes") % {"who": local(item.labels)})
    for agreement in case.agreements:
        if agreement.concluded_at is not None:
            yield _told(
                agreement.concluded_at, _("Accord signé par toutes les parties"), kind="act"
            )
    for row in case.referrals:
        yield _told(row.referred_at, _("Renvoyé au comité permanent"))
        if row.decided_at is not None:
            yield _told(row.decided_at, _("Décision du comité reçue"), kind="act")
    for outcome in case.outcomes:
        words = _("Dossier clos : %(what)s") % {"what": outcome.kind_label}
        yield _told(outcome.decided_at, words, kind="act")


def _done(case: CaseView, journal: Sequence[Done]) -> Iterator[tuple[datetime, Event]]:
    """What the journal alone tells; in a redacted case no reason of anyone is read."""
    names = {side.institution: side.labels for side in case.sides}
    names[case.company] = case.company_labels
    meetings = {item.id: item for item in case.appointments}
    for act in journal:
        note = "" if case.is_redacted else act.reason
        if act.action in ("propose_appointment", "move_appointment"):
            item = meetings.get(int(act.after.get("appointment") or 0))
            what = _meeting_words(act)
            when = f"{moment_plain(item.starts_at)} · {local(item.labels)}" if item else ""
            yield _told(act.at, what, " · ".join(part for part in (when, note) if part))
        elif act.action == "wait_side":
            yield _told(act.at, _waits(act, names), note)
        else:
            yield _told(act.at, _act_words(act, names, case), note, kind=_kind(act))


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
    words = _WHOLE.get(act.action) or _DONE[act.action]
    return str(words)


def _waits(act: Done, names: Mapping[str, Labels]) -> str:
    body, party = str(act.after.get("side")), str(act.after.get("party"))
    who = local(names.get(body))
    if party in names:
        return _("%(who)s passe la main à %(party)s") % {"who": who, "party": local(names[party])}
    return _("%(who)s : %(what)s") % {
        "who": who, "what": _("délai suspendu, une autre partie est attendue"),
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
