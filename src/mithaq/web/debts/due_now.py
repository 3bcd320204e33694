"""What a followed plan asks now: what is late, what comes due, and what to do about a refusal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from mithaq.apps.corridor.choices.debts import PlanAlarm
from mithaq.apps.corridor.queries.debts import (
    Alarm,
    SettlementHead,
    SettlementView,
    Standing,
    endangered,
    settlements,
)
from mithaq.web.conventions.links import page_url
from mithaq.web.debts.words import IN_DANGER, alarm_words
from mithaq.web.shell.articles import called_after
from mithaq.web.shell.dates import date_plain, month_words
from mithaq.web.shell.numbers import money


@dataclass(frozen=True, slots=True)
class DueLine:
    """One thing that a plan asks, in words; of the instalments due, or of the next one while none
    is late, its number."""

    words: str
    instalment: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What a plan asks: what is late, and apart from it the days that come."""

    late: tuple[DueLine, ...]
    coming: tuple[DueLine, ...]


def due_now(found: SettlementView) -> Due | None:
    """What the plan asks, the oldest due day first, then the next day of each kind."""
    if not found.is_followed:
        return None
    late = tuple(_line(alarm) for alarm in found.alarms if alarm.kind in IN_DANGER)
    soon = [_line(alarm) for alarm in found.alarms if alarm.kind not in IN_DANGER]
    coming = [*soon, *_next(found)]
    if any(line.instalment for line in late):
        coming = [DueLine(line.words) for line in coming]
    return Due(late=late or (DueLine(_("Rien n’est en retard.")),), coming=tuple(coming))


def _line(alarm: Alarm) -> DueLine:
    return DueLine(due_words(alarm), alarm.number)


def due_words(alarm: Alarm) -> str:
    """An alarm with the amount that it asks."""
    said = {"amount": money(alarm.amount), "n": alarm.number, "day": date_plain(alarm.due_on)}
    if alarm.kind == PlanAlarm.INSTALMENT_LATE:
        return _("%(amount)s en retard : échéance n° %(n)s, due le %(day)s") % said
    if alarm.kind == PlanAlarm.INSTALMENT_SOON:
        return _("%(amount)s jusqu’au %(day)s : échéance n° %(n)s") % said
    return alarm_words(alarm)


def _next(found: SettlementView) -> Iterator[DueLine]:
    """The next instalment and the next current contribution that no alarm tells."""
    told = {(alarm.number, alarm.month) for alarm in found.alarms}
    instalment = next(
        (item for item in found.instalments if item.left and (item.number, None) not in told), None
    )
    if instalment is not None:
        words = _("%(amount)s jusqu’au %(day)s : échéance n° %(n)s") % {
            "amount": money(instalment.left), "n": instalment.number,
            "day": date_plain(instalment.due_on),
        }  # fmt: skip
        yield DueLine(words, instalment.number)
    unpaid = next(
        (item for item in found.contributions
         if item.paid_on is None and (0, item.month) not in told), None
    )  # fmt: skip
    if unpaid is not None:
        words = _("Cotisations de %(month)s à payer jusqu’au %(day)s") % {
            "month": month_words(unpaid.month), "day": date_plain(unpaid.due_on),
        }  # fmt: skip
        yield DueLine(words)


def sent_words(head: SettlementHead) -> str:
    """What was sent to the fund, when, and that no text gives a day for the answer."""
    return _(
        "Votre demande d’arrangement n° %(number)s est envoyée à %(fund)s le %(day)s : %(amount)s "
        "à payer. Aucun délai de réponse n’est publié ; vous pouvez la retirer tant que la caisse "
        "n’a pas décidé."
    ) % {
        "number": head.number, "fund": called_after(head.issuer.labels),
        "amount": money(head.to_pay), "day": date_plain(timezone.localdate()),
    }  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """One thing to do before asking again, and the page where it is done."""

    words: str
    url: str


def remedies(told: Standing, *, company: str, issuer: str) -> list[Remedy]:
    """What the law's own reasons ask of a company before it asks for the certificate again."""
    rows = settlements(company=company, on=told.on).filter(statement__issuer__slug=issuer)
    found = [
        Remedy(
            words=_("Payez à la caisse : %(what)s") % {"what": due_words(alarm)},
            url=page_url("debt_settlement", head.number),
        )
        for head, alarms in endangered(rows, on=told.on)
        for alarm in alarms
        if alarm.kind in IN_DANGER
    ]
    if {"no_plan", "beyond_plan", "plan_defaulted"} & set(told.reasons):
        found += [
            Remedy(
                words=_("Payez le relevé %(number)s ou demandez un arrangement à la caisse")
                % {"number": number},
                url=page_url("debt_options", number),
            )
            for number in told.statements
        ]
    return found
