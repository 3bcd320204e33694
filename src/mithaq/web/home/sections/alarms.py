"""Alarms of what the reader looks after: the gravest first, those set aside left out."""

from __future__ import annotations

from django.utils.translation import gettext as _

from mithaq.apps.conventions.policies.committees import alarm_as_read
from mithaq.apps.conventions.queries import AlarmView
from mithaq.apps.observatory.queries import alarms
from mithaq.apps.organisations.choices import Role
from mithaq.signals.alarms import Rule
from mithaq.web.conventions.links import page_url
from mithaq.web.following.alarm_words import (
    RULES,
    is_late,
    movers_words,
    since_words,
    url_of,
)
from mithaq.web.home.sections.block import CASE_ROLES, Block, Item, Reader, listed
from mithaq.web.shell.dates import date_plain
from mithaq.web.shell.words import local

# Late commitments have a section of their own, just before.
ELSEWHERE = frozenset({Rule.COMMITMENT_LATE, Rule.COMMITMENT_SILENT})
# So have decisions, for those who keep them or must carry them out.
DECIDING = frozenset({Role.COMMITTEE_SECRETARY, *CASE_ROLES})


def raised(reader: Reader) -> Block:
    """What passed its day or soon will, in our conventions, and whose move it is."""
    told = ELSEWHERE | ({Rule.DECISION_LATE} if reader.mandate.role in DECIDING else frozenset())
    found = [
        row
        for row in alarms(on=reader.on, texts=reader.texts)
        if row.pause is None and row.alarm.rule not in told and _concerns(row, reader)
        if not reader.handles_cases or _is_ours(row, reader)
    ]
    return listed(
        reader,
        found,
        title=_("Autres alertes de nos conventions"),
        item=lambda row: _item(alarm_as_read(row, (reader.mandate,))),
        empty=_("Aucune alerte n’est levée sur nos conventions."),
        more=(_("Voir toutes les alertes"), page_url("alarms")),
        is_urgent=True,
        own_count=sum(_is_ours(row, reader) for row in found),
    )


def _is_ours(row: AlarmView, reader: Reader) -> bool:
    """Whether the reader's own bodies move next."""
    bound = reader.own_scope.bound
    return not bound or any(item.slug in bound for item in row.subject.movers)


def _concerns(row: AlarmView, reader: Reader) -> bool:
    """An organisation's conventions, or those of a territory looked after; all without either."""
    scope = reader.own_scope
    if not scope.organisation and not scope.territory:
        return True
    bodies = {item.slug for item in (*row.subject.parties, *row.subject.movers)}
    near = bool(scope.territory) and row.subject.territory_code.startswith(scope.territory)
    return near or bool(bodies & set(scope.bound))


def _item(row: AlarmView) -> Item:
    said = (str(RULES[row.alarm.rule]), movers_words(row), local(row.subject.convention))
    return Item(
        label=row.subject.labels,
        note=" · ".join(part for part in said if part),
        when=_("%(days)s (depuis le %(day)s)")
        % {"days": since_words(row), "day": date_plain(row.alarm.since_on)}
        if row.alarm.days >= 0
        else since_words(row),
        url=url_of(row),
        is_late=is_late(row),
        is_exercise=row.subject.is_exercise,
    )
