"""How a followed commitment is said: its state, its clock, whose move it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext

from mithaq.apps.conventions.choices import (
    CommitmentStatus,
    DeliverableUnit,
    DueGroup,
    ProgressState,
)
from mithaq.apps.conventions.queries import DutyView, OwnerView, PartyName, SaidState
from mithaq.web.conventions.links import page_url
from mithaq.web.conventions.statuses import status_words
from mithaq.web.shell.dates import date_plain, uncertain_date
from mithaq.web.shell.numbers import number
from mithaq.web.shell.values import promised_quantity
from mithaq.web.shell.words import local

FEW_BODIES: Final = 2
# A delay or a rate is reached or not: it does not add up.
NOT_ADDED: Final = frozenset(
    {DeliverableUnit.DAYS, DeliverableUnit.MONTHS, DeliverableUnit.PERCENT}
)


def state_words(duty: DutyView, said: str = "") -> str:
    """The state that a report gives; without one, nobody published what became of it.

    What its source said (``said``) holds for the day it was said: it is told beside, never as
    today's state; the state then says since when nothing is published.
    """
    if duty.withdrawn is not None:
        return _("retiré par un avenant")
    if duty.report:
        return str(ProgressState(duty.report.state).label)
    if is_said_kept(duty):
        return _("tenu, selon la source")
    return _("rien de publié depuis la source") if said else _("suite non publiée")


def state_key(duty: DutyView) -> str:
    """One key for one state in words."""
    if duty.withdrawn is not None:
        return "withdrawn"
    if duty.report:
        return duty.report.state
    return "said_kept" if is_said_kept(duty) else "none"


def is_said_kept(duty: DutyView) -> bool:
    """Whether the source of the convention says that it is kept already."""
    return duty.report is None and duty.state == ProgressState.KEPT


def said_words(duty: DutyView, said: SaidState | None) -> str:
    """« en cours selon la source, 13 juin 2017 », for what nobody reported since."""
    if (
        duty.report
        or duty.withdrawn
        or said is None
        or said.status == CommitmentStatus.NOT_PUBLISHED
    ):
        return ""
    return status_words(said.status, said.on)


def unsaid(duties: Iterable[DutyView]) -> list[str]:
    """The real conventions of which some commitment has nothing but what its source said."""
    return sorted({d.reference for d in duties if d.report is None and not d.is_exercise})


def clock_words(duty: DutyView) -> str:
    """How far the day is: « en retard de 12 jours », « dans 3 jours », « échu depuis 40 jours »."""
    if duty.group is DueGroup.CLOSED or duty.days is None:
        return ""
    count = abs(duty.days)
    if duty.group is DueGroup.LATE:
        words = ngettext("en retard de %(n)s jour", "en retard de %(n)s jours", count)
    elif duty.group is DueGroup.SILENT:
        words = ngettext("échu depuis %(n)s jour", "échu depuis %(n)s jours", count)
    elif not count:
        return _("c’est aujourd’hui")
    else:
        words = ngettext("dans %(n)s jour", "dans %(n)s jours", count)
    return words % {"n": number(count)}


def group_words(group: DueGroup, count: int) -> str:
    """What a count of commitments has in common: « 2 dus plus tard »."""
    words = {
        DueGroup.LATE: npgettext("engagements", "en retard", "en retard", count),
        DueGroup.THIS_MONTH: npgettext("engagements", "dû ce mois-ci", "dus ce mois-ci", count),
        DueGroup.LATER: npgettext("engagements", "dû plus tard", "dus plus tard", count),
        DueGroup.SILENT: npgettext(
            "engagements", "échu, suite non publiée", "échus, suite non publiée", count
        ),
        DueGroup.UNDATED: npgettext(
            "engagements", "sans échéance publiée", "sans échéance publiée", count
        ),
        DueGroup.CLOSED: npgettext("engagements", "tenu ou levé", "tenus ou levés", count),
    }
    return words[group]


def due_words(duty: DutyView) -> str | None:
    """The day promised, as finely as it is known; None when no source gives one."""
    return uncertain_date(duty.due) if duty.due.is_known else None


def debtor_words(duty: DutyView) -> str:
    """Who owes: a body, or the parties together."""
    return _("les parties ensemble") if duty.is_joint else local(duty.debtors[0].labels)


def owner_words(duty: DutyView) -> str:
    """Who answers today, in a capacity; names of persons are not public."""
    if duty.owner is None:
        # Nobody follows here what real parties owe: that is a silence, not a hole.
        return _("sans responsable") if duty.is_exercise else _("responsable non publié")
    said = (local(duty.owner.labels), local(duty.owner.capacity))
    return " · ".join(part for part in said if part)


def quantity_words(quantity: Decimal, duty: DutyView) -> str:
    """A quantity in the unit of the commitment, in the form that its number asks for."""
    return promised_quantity(quantity, duty.unit) if duty.unit else number(quantity.normalize())


def plain(quantity: Decimal) -> Decimal:
    """A quantity as one types it: 2, not 2,0000."""
    found = quantity.normalize()
    return found.quantize(Decimal(1)) if found == found.to_integral_value() else found


def share_of(duty: DutyView) -> Decimal | None:
    """What was done of what was promised, when both count the same things that add up."""
    done = duty.report.quantity if duty.report else None
    if done is None or not duty.quantity or duty.unit in NOT_ADDED:
        return None
    return done / duty.quantity


def planned_owner(owners: Sequence[OwnerView], *, on: date) -> OwnerView | None:
    """Who is to answer from a day to come."""
    return next((item for item in owners if item.since_on > on), None)


def linked(bodies: tuple[PartyName, ...]) -> SafeString:
    """Bodies by name, each leading to what it owes."""
    return format_html_join(
        " · ",
        '<a href="{}">{}</a>',
        ((page_url("organisation", body.slug), local(body.labels)) for body in bodies),
    )


def turn_words(duty: DutyView, planned: OwnerView | None = None) -> tuple[str, str]:
    """Who moves next, and the rule that says so."""
    if duty.withdrawn is not None:
        return _("Personne : l’engagement est retiré"), ""
    who = owner_words(duty) if duty.owner else debtor_words(duty)
    who = who[:1].upper() + who[1:]
    if duty.state == ProgressState.RELEASED:
        return _("Personne : l’engagement est levé"), ""
    if duty.state == ProgressState.KEPT:
        return _("Personne : l’engagement est tenu"), ""
    if duty.report is None and not duty.is_exercise:
        return (
            _("%(who)s : publier ce qui a été fait") % {"who": who},
            _("Déduit de l’échéance passée. Aucune source ne dit la suite.")
            if duty.group is DueGroup.SILENT
            else _("Aucune source ne dit la suite."),
        )
    if duty.owner is None and planned is not None:
        return (
            _("%(who)s : en répondre à partir du %(day)s")
            % {"who": local(planned.labels), "day": date_plain(planned.since_on)},
            _("Personne n’en répond d’ici là."),
        )
    if duty.owner is None:
        return (
            _("%(who)s : nommer qui en répond") % {"who": who},
            _("Un engagement sans responsable n’est suivi par personne."),
        )
    if duty.report is None and duty.group is not DueGroup.LATE:
        return (
            _("%(who)s : dire où en est l’engagement") % {"who": who},
            _("Aucun avancement n’est encore inscrit."),
        )
    return _to_keep(duty, who)


def _to_keep(duty: DutyView, who: str) -> tuple[str, str]:
    """Once said, the promise itself is what remains: to keep it, by its day."""
    said = (
        _("Dernier avancement : %(day)s.") % {"day": date_plain(duty.report.stated_on)}
        if duty.report
        else ""
    )
    due = {"who": who, "day": due_words(duty)}
    if duty.group is DueGroup.LATE:
        note = _("Déduit de l’échéance, %(day)s.") % due
        return (
            (
                _("%(who)s : tenir l’engagement")
                if duty.report
                else _("%(who)s : tenir l’engagement, ou dire pourquoi il ne l’est pas")
            )
            % due,
            f"{note} {said}".strip(),
        )
    if duty.due.is_known:
        return _("%(who)s : tenir l’engagement pour son échéance, %(day)s") % due, said
    return _("%(who)s : tenir l’engagement, sans échéance publiée") % due, said
