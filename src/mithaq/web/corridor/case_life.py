"""The life of a case as its parties may read it, in order of time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mithaq.apps.corridor.queries.views import CaseView
from mithaq.base.dates import Precision, UncertainDate
from mithaq.web.shell.components import Event
from mithaq.web.shell.dates import moment_words
from mithaq.web.shell.words import local

# What a clock tells of the life of a case; the rest is in the explanation of the delay.
_STEPS: Final[Mapping[str, Promise]] = {
    "completion": gettext_lazy("complément demandé"),
    "completion_asked": gettext_lazy("complément demandé"),
    "other_side": gettext_lazy("horloge arrêtée, une autre partie est attendue"),
    "transferred": gettext_lazy("transmis à un autre représentant"),
}


def life_of(case: CaseView) -> list[Event]:
    """Every event that the reader may know of, the oldest first."""
    return [event for _at, event in sorted(_events(case), key=lambda item: item[0])]


def _events(case: CaseView) -> Iterator[tuple[datetime, Event]]:
    yield _told(case.submitted_at, _("Dossier déposé"), local(case.submitted_by_labels))
    for side in case.sides:
        name = local(side.labels)
        for step in side.steps:
            if step.code in _STEPS:
                yield _told(step.at, _("%(who)s : %(what)s") % {
                    "who": name, "what": _STEPS[step.code],
                }, step.reason)  # fmt: skip
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


def _told(at: datetime, text: str, note: str = "", *, kind: str = "fact") -> tuple[datetime, Event]:
    on = UncertainDate(timezone.localtime(at).date(), Precision.DAY)
    return at, Event(on=on, when=moment_words(at), text=text, note=note, kind=kind)
