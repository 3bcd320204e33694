"""What waits around a committee's table: meetings to prepare, minutes to adopt, decisions due."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.apps.conventions.choices.meetings import MeetingStatus, MinutesStatus
from mithaq.apps.conventions.queries.decisions import (
    decision_code,
    decisions_owed,
    overdue_decisions,
)
from mithaq.apps.conventions.queries.sitting_lists import (
    committees_without_meeting,
    meetings_coming,
    minutes_chaired,
    minutes_waiting,
)
from mithaq.apps.corridor.policies import queue_scope
from mithaq.apps.corridor.queries.agenda_dangers import points_called
from mithaq.apps.corridor.queries.listed import decisions_of_others
from mithaq.apps.corridor.queries.steering import points_waiting
from mithaq.apps.organisations.choices import Role
from mithaq.web.committees.words import isolated_code
from mithaq.web.conventions.links import page_url
from mithaq.web.home.sections.block import Block, Item, Reader, listed
from mithaq.web.shell.dates import date_plain, moment_words
from mithaq.web.shell.words import local


def meetings(reader: Reader) -> Block:
    """The next meetings of one's committees."""
    rows = meetings_coming(reader.own_scope)
    runs = reader.mandate.role is Role.COMMITTEE_SECRETARY
    return listed(
        reader,
        rows,
        title=_("Séances à préparer ou à tenir"),
        item=lambda row: _meeting(row, runs=runs),
        empty=_("Aucune séance n’est prévue dans vos comités."),
        is_urgent=runs,
    )


def _meeting(row: Any, *, runs: bool) -> Item:
    committee = row.committee
    screens = {
        MeetingStatus.PLANNED: "meeting_prepare",
        MeetingStatus.CONVENED: "meeting_hold",
        MeetingStatus.ADJOURNED: "meeting_minutes",
    }
    is_again = row.status == MeetingStatus.ADJOURNED
    name = screens[MeetingStatus(row.status)] if runs else "meeting"
    where = (committee.convention.reference, str(committee.number), str(row.number))
    words = _("séance %(n)s, reportée faute de quorum") if is_again else _("séance %(n)s")
    note = words % {"n": row.number}
    if not is_again:
        note = _("%(meeting)s · %(agenda)s") % {"meeting": note, "agenda": _agenda(row)}
    return Item(
        label=committee.labels,
        note=note,
        when=_("à convoquer une deuxième fois") if is_again else moment_words(row.starts_at),
        url=page_url(name, *where) + ("#deuxieme" if is_again and runs else ""),
        is_late=is_again,
        is_exercise=committee.convention.is_exercise,
    )


def _agenda(row: Any) -> str:
    """Where the agenda of a meeting stands."""
    if not row.agenda_version:
        return _("ordre du jour à établir")
    count = ngettext("%(n)s point", "%(n)s points", row.point_count) % {"n": row.point_count}
    if row.status == MeetingStatus.CONVENED:
        return _("convoquée, %(points)s à l’ordre du jour") % {"points": count}
    return _("ordre du jour établi, %(points)s, à convoquer") % {"points": count}


def without_meeting(reader: Reader) -> Block:
    """The committees of one's secretariat that have no meeting to come, and what waits for them."""
    rows = committees_without_meeting(reader.mandate.organisation)
    keys = [row.pk for row in rows[reader.window]]
    waiting, called = points_waiting(keys), points_called(keys, today=reader.on)
    return listed(
        reader,
        rows,
        title=_("Comités de votre secrétariat sans séance prévue"),
        item=lambda row: _idle(row, waiting.get(row.pk, 0) + called.get(row.pk, 0)),
        empty=_("Chaque comité de votre secrétariat a une séance prévue."),
        is_urgent=True,
    )


def _idle(row: Any, count: int) -> Item:
    points = ngettext(
        "%(n)s point de médiation attend", "%(n)s points de médiation attendent", count
    ) % {"n": count}
    return Item(
        label=row.labels,
        note=local(row.convention.labels),
        when=points if count else _("séance et ordre du jour à prévoir"),
        url=page_url("committee", row.convention.reference, str(row.number)) + "#prevoir",
        is_exercise=row.convention.is_exercise,
    )


def minutes(reader: Reader) -> Block:
    """Minutes still to adopt or to sign, for who may: the secretary, and who presides."""
    rows = minutes_waiting(reader.own_scope)
    if reader.mandate.role is not Role.COMMITTEE_SECRETARY:
        rows = minutes_chaired(rows, reader.mandate.organisation, on=reader.on)
    return listed(
        reader,
        rows,
        title=_("Procès-verbaux à adopter ou à signer"),
        item=lambda row: Item(
            label=row.meeting.committee.labels,
            note=_("séance %(n)s") % {"n": row.meeting.number},
            when=_waiting(row),
            url=page_url(
                "meeting_minutes",
                row.meeting.committee.convention.reference,
                str(row.meeting.committee.number),
                str(row.meeting.number),
            )
            + ("#signer" if row.status == MinutesStatus.ADOPTED else ""),
            is_exercise=row.meeting.committee.convention.is_exercise,
        ),
        empty=_("Aucun procès-verbal n’attend."),
        is_urgent=True,
    )


def _waiting(row: Any) -> str:
    """What minutes wait for, and from whom."""
    if row.status == MinutesStatus.DRAFT:
        return local(row.get_status_display())
    if row.has_chair:
        return _("adopté, signature du secrétariat attendue")
    if row.has_secretary:
        return _("adopté, signature de la présidence attendue")
    return _("adopté, les deux signatures attendues")


def _of_committee(row: Any) -> str:
    """The committee of a decision and its convention: several have a committee of one name, and
    decisions of one number."""
    committee = row.meeting.committee
    return f"{local(committee.labels)} · {local(committee.convention.labels)}"


def decisions(reader: Reader) -> Block:
    """Decisions whose day is past."""

    def decision(row: Any) -> Item:
        days = (reader.on - row.due_on).days
        words = {"code": isolated_code(decision_code(row)), "name": local(row.owner.labels)}
        words["committee"] = _of_committee(row)
        return Item(
            label=row.labels,
            note=_("décision %(code)s · %(committee)s · %(name)s") % words,
            when=ngettext("échue depuis %(n)s jour", "échue depuis %(n)s jours", days)
            % {"n": days},
            url=page_url("decision", str(row.pk)),
            is_late=True,
            is_exercise=row.meeting.committee.convention.is_exercise,
        )

    return listed(
        reader,
        overdue_decisions(reader.own_scope, on=reader.on),
        title=_("Décisions échues"),
        item=decision,
        empty=_("Aucune décision échue dans vos comités."),
        more=(_("Suivre les décisions"), page_url("decisions")),
        is_urgent=True,
    )


def owed(reader: Reader) -> Block:
    """The decisions of committees that one's organisation answers for."""

    def decision(row: Any) -> Item:
        late = (reader.on - row.due_on).days
        words = {"code": isolated_code(decision_code(row)), "name": row.owner_person}
        words["committee"] = _of_committee(row)
        note = _("décision %(code)s · %(committee)s") % words
        if row.owner_person:
            note = _("décision %(code)s · %(committee)s · %(name)s") % words
        when = _("à exécuter avant le %(day)s") % {"day": date_plain(row.due_on)}
        if late > 0:
            when = ngettext("échue depuis %(n)s jour", "échue depuis %(n)s jours", late)
            when %= {"n": late}
        return Item(
            label=row.labels,
            note=note,
            when=when,
            url=page_url("decision", str(row.pk)),
            is_late=late > 0,
            is_exercise=row.meeting.committee.convention.is_exercise,
        )

    rows = decisions_owed(reader.mandate.organisation)
    scope = queue_scope(reader.mandate) if reader.handles_cases else None
    if scope is not None:
        others = decisions_of_others(scope, user_id=reader.user_id, on=reader.on)
        rows = rows.exclude(pk__in=others)
    return listed(
        reader,
        rows,
        title=_("Décisions de comité à exécuter"),
        item=decision,
        empty=_("Aucune décision de comité n’attend votre organisation."),
        is_urgent=True,
    )
