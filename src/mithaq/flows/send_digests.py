"""Each week, or each day, whoever wants it reads what waits: counted, dated, without names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mithaq.apps.accounts.choices import NoticeFrequency
from mithaq.apps.accounts.queries import Wish, wishes_for
from mithaq.apps.conventions.queries import (
    AlarmView,
    DaysScope,
    convention_days,
    duties_owned_by,
)
from mithaq.apps.conventions.queries.saying import said
from mithaq.apps.corridor.policies import queue_scope
from mithaq.apps.corridor.policies.debts import debt_scope
from mithaq.apps.corridor.queries.debts import debts_waiting
from mithaq.apps.corridor.queries.listed import cases_waiting
from mithaq.apps.corridor.queries.questions_waiting import questions_waiting
from mithaq.apps.observatory.queries import alarms
from mithaq.apps.organisations.queries import mandates_of
from mithaq.base.ports import RunningJob, port
from mithaq.base.text import Labels
from mithaq.flows._digest_words import Digest, written
from mithaq.gateways.jobs.report import report

SOON_DAYS = 14
LABEL = Labels("Avis périodiques", "إشعارات دورية", "Digests")


def start_due_digests(*, at: datetime) -> tuple[str, ...]:
    """Start the digests of the day and of the week, once each; give the jobs' public ids.

    A week's digest leaves on its Monday, or as soon after as the house is awake.
    """
    on = timezone.localtime(at).date()
    started = []
    for frequency in (NoticeFrequency.DAILY, NoticeFrequency.WEEKLY):
        if not wishes_for(frequency):
            continue
        with transaction.atomic():
            started.append(
                port("jobs").start(
                    name="send_digests",
                    arguments={"frequency": str(frequency), "on": on.isoformat()},
                    key=f"digests:{frequency}:{period_of(frequency, on)}",
                    requested_by=None,
                    label=LABEL,
                )
            )
    return tuple(started)


def run(job: RunningJob, /, *, frequency: str, on: str) -> Mapping[str, Any]:
    """Write to everyone who asked, one by one; a relaunch resumes at the next person.

    The message is kept in a step, made once; it is sent outside any step, at most once.
    """
    day = date.fromisoformat(on)
    wishes = wishes_for(frequency)
    sent = 0
    for done, wish in enumerate(wishes):
        job.progress(done, len(wishes), LABEL)
        key = f"digest:{wish.user_id}:{frequency}:{period_of(frequency, day)}"
        job.step(key, partial(_compose, wish, key=key, on=day))
        sent += port("messages").deliver(key) == "sent"
    job.progress(len(wishes), len(wishes), LABEL)
    return report(counts=[(_("Avis écrits"), len(wishes)), (_("Avis envoyés"), sent)], link="avis/")


def period_of(frequency: str, on: date) -> str:
    """Name the day or the week: what is written once in it is not written again."""
    if frequency == NoticeFrequency.DAILY:
        return on.isoformat()
    year, week, _weekday = on.isocalendar()
    return f"{year}-W{week:02d}"


def digest_of(wish: Wish, *, on: date) -> Digest:
    """Everything that a digest tells one person, before it is put in words."""
    held = mandates_of(user=wish.user_id, on=on)
    slugs = frozenset(mandate.organisation for mandate in held if mandate.organisation)
    own = [duty for duty in duties_owned_by(wish.user_id, on=on) if duty.is_late]
    found = [row for row in alarms(on=on) if row.pause is None and _concerns(row, slugs)]
    days = convention_days(DaysScope(organisations=slugs, is_public=False), on=on) if slugs else ()
    last = on + timedelta(days=SOON_DAYS)
    return Digest(
        on=on,
        late=tuple((duty.key, duty.labels) for duty in own),
        alarms=tuple(found),
        coming=tuple(day for day in days if on <= day.on <= last and not day.is_closed),
        cases=cases_waiting(filter(None, map(queue_scope, held)), user_id=wish.user_id, on=on),
        debts=tuple(
            (row.number, said(partial(str, row.kind.label)), row.on)
            for row in debts_waiting(filter(None, map(debt_scope, held)), on=on)
        ),
        questions=tuple(
            (row.number, said(partial(str, row.kind.label)), row.on)
            for row in questions_waiting(held, on=on)
        ),
    )


def _compose(wish: Wish, *, key: str, on: date) -> bool:
    subject, body = written(digest_of(wish, on=on), wish.language, settings.SITE_URL)
    return bool(
        port("messages").post(
            key=key, user_id=wish.user_id, language=wish.language, subject=subject, body=body
        )
    )


def _concerns(row: AlarmView, slugs: frozenset[str]) -> bool:
    """The organisation of a mandate is a party, or has to move."""
    bodies = {item.slug for item in (*row.subject.parties, *row.subject.movers)}
    return bool(bodies & slugs)
