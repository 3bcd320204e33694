"""The papers of a meeting: convening letters, agenda, attendance sheet, minutes."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from mithaq.apps.conventions.choices.meetings import ItemStanding, Seat, SignatureMode
from mithaq.apps.conventions.queries.meetings import meeting_of
from mithaq.apps.conventions.queries.sitting_views import (
    ItemView,
    MeetingDetail,
    MemberView,
    SignatureView,
)
from mithaq.base.ports import port
from mithaq.web.committees import words
from mithaq.web.committees.minuting import Content, Decided, content_of
from mithaq.web.shell.dates import date_plain, weekday
from mithaq.web.shell.marks import GRADES
from mithaq.web.shell.typography import language, set_text
from mithaq.web.shell.words import local


def print_sitting(*, template: str, content: dict[str, Any], language: str) -> bytes:
    """Print one paper of a meeting as an accessible A4 PDF."""
    return port("documents").pdf(template=template, content=content, language=language)


def print_minutes(meeting: MeetingDetail, language: str, code: str) -> bytes:
    """Print minutes with the code that will answer for them."""
    with override(language):
        content = {**minutes_paper(meeting_of(meeting.id)), "code": code}
    return print_sitting(template="minutes", content=content, language=language)


def agenda_paper(meeting: MeetingDetail) -> dict[str, Any]:
    """The agenda: each point with the rule that called it, the time bar, what stayed out."""
    return {
        **head(meeting, title=_("Ordre du jour")),
        "built": _built(meeting),
        "items": [_item(item) for item in meeting.items],
        "bar": [{"rank": item.rank, "minutes": item.minutes} for item in meeting.items],
        "spare": max(meeting.spare_minutes, 0),
        "time": words.time_words(meeting),
        "left_out": [_left_out(item) for item in meeting.left_out],
        "attached": _attached(meeting),
        "rules": [
            {"rule": rule, "note": note}
            for rule, note in words.rules_used((*meeting.items, *meeting.left_out))
        ],
        "running": set_text(
            _("Séance %(n)s · ordre du jour, version %(v)s")
            % {"n": meeting.number, "v": meeting.agenda_version}
        ),
    }


def attendance_paper(meeting: MeetingDetail) -> dict[str, Any]:
    """The sheet to sign at the door: one line a member, the quorum printed on top."""
    return {
        **head(meeting, title=_("Feuille de présence")),
        "members": [
            {
                "name": local(member.person) or local(member.organisation),
                "capacity": capacity_words(member),
                "organisation": local(member.organisation),
                "seat": member.seat_label,
                "vote": _("voix délibérative") if member.is_voting else _("sans voix"),
                "substitute": local(member.substitute),
                "presence": member.presence_label,
            }
            for member in meeting.members
        ],
        "quorum_note": words.quorum_words(meeting.quorum) if _is_marked(meeting) else "",
        "running": set_text(_("Séance %(n)s · feuille de présence") % {"n": meeting.number}),
    }


def minutes_paper(meeting: MeetingDetail) -> dict[str, Any]:
    """The minutes: who was there, the quorum, what was said and decided, adopted and signed."""
    content, minutes = content_of(meeting), meeting.minutes
    is_draft = minutes is None or not minutes.sha256
    return {
        **head(meeting, title=_("Procès-verbal"), sat_on=content.sat_on),
        "chair_of_day": content.chair,
        "opening": opening_words(content),
        "quorum_note": content.quorum,
        "members": [
            {
                "name": member.name,
                "capacity": member.capacity,
                "organisation": local(member.organisation),
                "presence": member.presence,
                "is_here": member.is_here,
            }
            for member in content.members
        ],
        "items": [
            {
                "rank": item.rank,
                "title": local(item.title),
                "detail": local(item.detail),
                "rule": item.rule,
                "notes": [_said(*part) for part in item.said],
                "decisions": [_decided(row) for row in item.decisions],
            }
            for item in content.items
        ],
        "other_decisions": [_decided(row) for row in content.other_decisions],
        "decision_words": _decision_words(content),
        "remarks": _said(content.remarks, content.remarks_language),
        "is_draft": is_draft,
        "standing": _standing(meeting),
        "digest": minutes.sha256 if minutes else "",
        "signatures": [_signature(meeting, seat) for seat in (Seat.CHAIR, Seat.SECRETARY)],
        "running": set_text(_("Séance %(n)s · procès-verbal") % {"n": meeting.number}),
    }


def head(meeting: MeetingDetail, *, title: str, sat_on: date | None = None) -> dict[str, Any]:
    """What opens every paper of a meeting: its title, when, where, who chairs, the quorum.

    Held before its planned day, on ``sat_on``, it has a day and no hour.
    """
    starts = timezone.localtime(meeting.starts_at)
    if sat_on is None:
        when = _("%(weekday)s %(day)s, %(clock)s") % {
            "weekday": weekday(starts),
            "day": date_plain(starts),
            "clock": words.clock(meeting.starts_at),
        }
    else:
        when = _("%(weekday)s %(day)s") % {"weekday": weekday(sat_on), "day": date_plain(sat_on)}
    place = local(meeting.place) or meeting.mode_label
    return {
        "title": title,
        "subtitle": set_text(
            _("%(committee)s de « %(convention)s », séance %(n)s")
            % {
                "committee": local(meeting.committee),
                "convention": local(meeting.convention),
                "n": meeting.number,
            }
        ),
        "house": local(meeting.rule.secretariat) if meeting.rule else "",
        "reference": set_text(
            _("%(committee)s, séance %(n)s")
            % {"committee": local(meeting.committee), "n": meeting.number}
        ),
        "dated": (sat_on or starts.date()).isoformat(),
        "exercise": meeting.is_exercise,
        "when": when,
        "where": place,
        "chair": _chair(meeting),
        "quorum": words.quorum_rule_words(meeting),
    }


def _chair(meeting: MeetingDetail) -> str:
    if meeting.chair is None:
        return ""
    name = local(meeting.chair.organisation)
    rotates = bool(meeting.rule and meeting.rule.is_chair_rotating)
    return _("%(name)s, à son tour") % {"name": name} if rotates else name


def _built(meeting: MeetingDetail) -> str:
    if meeting.agenda_built_at is None:
        return ""
    moved = sum(item.is_moved for item in meeting.items)
    dropped = sum(item.standing == ItemStanding.DROPPED for item in meeting.left_out)
    at = meeting.agenda_built_at
    said = _(
        "Cet ordre du jour s’est établi seul le %(day)s à %(clock)s, à partir des engagements, "
        "des décisions et des chiffres. Chaque point dit la règle qui l’a appelé."
    ) % {"day": date_plain(timezone.localtime(at)), "clock": words.clock(at)}
    hand = _("Le secrétariat en a déplacé %(moved)s et retiré %(dropped)s.") % {
        "moved": moved,
        "dropped": dropped,
    }
    return set_text(f"{said} {hand}" if moved or dropped else said)


def _item(item: ItemView) -> dict[str, Any]:
    return {
        "rank": item.rank,
        "title": local(item.title),
        "detail": local(item.detail),
        "why": local(item.why),
        "rule": words.rule_words(item),
        "expected": local(item.expected),
        "who": local(item.who),
        "clock": words.clock(item.starts_at),
        "minutes": minutes_words(item.minutes),
        "grade": item.grade,
        "grade_label": str(GRADES[item.grade][0]) if item.grade in GRADES else "",
    }


def minutes_words(count: int) -> str:
    """« 10 min »."""
    return set_text(_("%(n)s min") % {"n": count})


def _left_out(item: ItemView) -> dict[str, str]:
    is_dropped = item.standing == ItemStanding.DROPPED
    return {
        "title": local(item.title),
        "why": item.reason if is_dropped else local(item.why),
        "rule": item.rule_code,
    }


def _attached(meeting: MeetingDetail) -> list[dict[str, str]]:
    """What each member receives with the agenda."""
    rows = []
    if meeting.last_held is not None:
        rows.append(_("Procès-verbal de la séance %(n)s") % {"n": meeting.last_held})
    rows.append(_("Liste des décisions ouvertes"))
    rows.append(_("Feuille de présence"))
    return [{"letter": "ABC"[place], "title": title} for place, title in enumerate(rows)]


def capacity_words(member: MemberView) -> str:
    """The capacity of a member, said to be interim when it is."""
    capacity = local(member.capacity)
    return _("%(capacity)s par intérim") % {"capacity": capacity} if member.is_interim else capacity


def _is_marked(meeting: MeetingDetail) -> bool:
    return any(member.presence for member in meeting.members)


def opening_words(content: Content) -> str:
    """When it opened and was closed; held ahead of its day, on which day, without hours."""
    if content.sat_on is not None:
        return set_text(
            _(
                "La séance, un exercice, s’est tenue le %(day)s, avant son jour prévu, le "
                "%(planned)s. Ses heures n’ont pas été notées."
            )
            % {"day": date_plain(content.sat_on), "planned": date_plain(content.starts_at)}
        )
    closed = words.clock(content.closed_at) if content.closed_at else ""
    text = (
        _("La séance est ouverte à %(start)s et levée à %(end)s.")
        if content.is_held
        else _("La séance, ouverte à %(start)s, est reportée à %(end)s faute de quorum.")
    )
    return set_text(text % {"start": words.clock(content.starts_at), "end": closed})


def _said(text: str, spoken: str) -> dict[str, str] | None:
    """A text that a person typed, in the language it was typed in."""
    return {"text": text, "language": spoken} if text else None


def _decided(row: Decided) -> dict[str, Any]:
    return {
        "code": row.code,
        "text": _said(row.text.of(language()), row.text.language_of(language())),
        "owner": row.owner,
        "due": row.due,
        "effect": row.effect or _("aucun effet chiffré attendu"),
    }


def _decision_words(content: Content) -> str:
    if not content.decision_count:
        return _("Aucune décision.")
    return set_text(
        ngettext("%(n)s décision prise.", "%(n)s décisions prises.", content.decision_count)
        % {"n": content.decision_count}
    )


def _standing(meeting: MeetingDetail) -> str:
    minutes = meeting.minutes
    if minutes is None or minutes.adopted_on is None:
        return _("Projet : ce procès-verbal n’est pas encore adopté.")
    return words.adoption_words(minutes)


def signed_how(found: SignatureView) -> str:
    """How it was signed; on paper, whether its copy is kept here or why it is not."""
    if found.mode != SignatureMode.ON_PAPER:
        return found.mode_label
    if found.scan_sha256:
        return _("sur papier, exemplaire numérisé gardé ici")
    return set_text(
        _("sur papier, sans exemplaire numérisé (%(reason)s)") % {"reason": found.unscanned_reason}
    )


def _signature(meeting: MeetingDetail, seat: str) -> dict[str, str]:
    found: SignatureView | None = meeting.minutes.signature_of(seat) if meeting.minutes else None
    label = str(Seat(seat).label)
    label = label[:1].upper() + label[1:]
    if found is None:
        return {"seat": label, "name": "", "capacity": "", "when": "", "how": ""}
    return {
        "seat": label,
        "name": local(found.person),
        "capacity": local(found.capacity),
        "when": date_plain(found.signed_at),
        "how": signed_how(found),
    }
