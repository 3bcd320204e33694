"""The convening letters: one a member, signed for the chair by the secretary of the committee."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from mithaq.apps.conventions.choices.meetings import Seat
from mithaq.apps.conventions.queries.sitting_views import ItemView, MeetingDetail, MemberView
from mithaq.web.committees import words
from mithaq.web.committees.papers import capacity_words, head, minutes_words
from mithaq.web.shell.dates import date_plain, weekday
from mithaq.web.shell.typography import set_text
from mithaq.web.shell.words import local


def convening_paper(meeting: MeetingDetail) -> dict[str, Any]:
    """One letter a member, with the agenda in words and a slip to send back."""
    is_draft = meeting.convened_on is None
    day = meeting.convened_on or timezone.localtime(meeting.starts_at).date()
    return {
        **head(meeting, title=_("Projet de convocation") if is_draft else _("Convocation")),
        "letters": [_letter(meeting, member) for member in meeting.members],
        "subject": set_text(
            _("convocation à la séance %(n)s : %(committee)s")
            % {"n": meeting.number, "committee": local(meeting.committee)}
        ),
        "sent_on": "" if is_draft else set_text(_("Le %(day)s") % {"day": date_plain(day)}),
        "draft": _("Projet : cette lettre n’est pas encore envoyée.") if is_draft else "",
        "items": [_item(item) for item in meeting.items],
        "second": _second(meeting),
        "signed": _signer(meeting),
        "running": set_text(_("Séance %(n)s · convocation") % {"n": meeting.number}),
    }


def _letter(meeting: MeetingDetail, member: MemberView) -> dict[str, str]:
    return {
        "name": local(member.person) or local(member.organisation),
        "capacity": capacity_words(member),
        "organisation": local(member.organisation) if member.person else "",
        "substitute": local(member.substitute),
        "body": _invitation(meeting, member),
        "absence": _absence(member),
    }


def _invitation(meeting: MeetingDetail, member: MemberView) -> str:
    starts = timezone.localtime(meeting.starts_at)
    said = _(
        "J’ai l’honneur de vous convier à la séance %(n)s (%(committee)s) de la convention "
        "« %(convention)s », qui se tiendra le %(weekday)s %(day)s à %(clock)s. Lieu : %(place)s."
    ) % {
        "n": meeting.number,
        "committee": local(meeting.committee),
        "convention": local(meeting.convention),
        "weekday": weekday(starts),
        "day": date_plain(starts),
        "clock": words.clock(meeting.starts_at),
        "place": local(meeting.place) or meeting.mode_label,
    }
    vote = _("voix délibérative") if member.is_voting else _("sans voix")
    seat = _("Vous y siégez au titre suivant : %(seat)s, %(vote)s.") % {
        "seat": member.seat_label,
        "vote": vote,
    }
    return set_text(f"{said} {seat}")


def _absence(member: MemberView) -> str:
    if not member.substitute:
        return set_text(
            _("En cas d’empêchement, merci d’indiquer ci-dessous qui assurera votre suppléance.")
        )
    return set_text(
        _("En cas d’empêchement, votre suppléance est assurée par %(name)s.")
        % {"name": local(member.substitute)}
    )


def _item(item: ItemView) -> dict[str, Any]:
    """A point in words: what was promised, who owes it, since when it is late."""
    facts = (local(item.who), local(item.why))
    return {
        "rank": item.rank,
        "title": local(item.title),
        "detail": local(item.detail),
        "facts": " · ".join(fact for fact in facts if fact),
        "minutes": minutes_words(item.minutes),
    }


def _second(meeting: MeetingDetail) -> str:
    if meeting.follows is None:
        return ""
    first = _("Deuxième convocation : la séance %(n)s n’avait pas réuni le quorum.") % {
        "n": meeting.follows
    }
    if meeting.quorum.required is None:
        first += " " + _("Aucun quorum n’est exigé cette fois : la séance décidera.")
    return set_text(first)


def _signer(meeting: MeetingDetail) -> dict[str, str]:
    """The secretary signs by delegation of the chair; without one, the chair signs."""
    secretary = next((item for item in meeting.members if item.seat == Seat.SECRETARY), None)
    signer = secretary or meeting.chair
    house = local(meeting.rule.secretariat) if meeting.rule else ""
    if signer is None:
        return {"for": _("Pour le secrétariat,"), "name": "", "capacity": "", "house": house}
    by = _("Pour la présidence et par délégation,") if secretary else _("Pour la présidence,")
    return {
        "for": by,
        "name": local(signer.person) or local(signer.organisation),
        "capacity": capacity_words(signer),
        "house": local(signer.organisation) if signer.person else "",
    }
