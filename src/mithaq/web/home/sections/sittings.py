"""What waits around a committee's table: meetings to prepare, minutes to adopt, decisions due."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.apps.conventions.choices.meetings import MeetingStatus, MinutesStatus
from mithaq.apps.conventions.queries.decisions import overdue_decisions
from mithaq.apps.conventions.queries.sitting_lists import meetings_coming, minutes_waiting
from mithaq.apps.organisations.choices import Role
from mithaq.web.conventions.links import page_url
from mithaq.web.home.sections.block import Block, Item, Reader, listed
from mithaq.web.shell.dates import moment_words
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
    return Item(
        label=committee.labels,
        note=words % {"n": row.number},
        when=_("à convoquer une deuxième fois") if is_again else moment_words(row.starts_at),
        url=page_url(name, *where) + ("#deuxieme" if is_again and runs else ""),
        is_late=is_again,
        is_exercise=committee.convention.is_exercise,
    )


def minutes(reader: Reader) -> Block:
    """Minutes still to adopt or to sign."""
    rows = minutes_waiting(reader.own_scope)
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


def decisions(reader: Reader) -> Block:
    """Decisions whose day is past."""

    def decision(row: Any) -> Item:
        days = (reader.on - row.due_on).days
        return Item(
            label=row.labels,
            note=local(row.owner.labels),
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
