"""Minutes read from their content: the frozen one once adopted, the living one before."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from mithaq.apps.conventions.choices.meetings import EffectDirection, MeetingMode, Presence, Seat
from mithaq.apps.conventions.queries.minutes import minutes_content
from mithaq.apps.conventions.queries.quorum import Quorum
from mithaq.apps.conventions.queries.sitting_views import ItemView, MeetingDetail
from mithaq.base.dates import UncertainDate
from mithaq.base.text import Labels
from mithaq.web.committees.words import effect_value, quorum_words
from mithaq.web.shell.dates import date_plain
from mithaq.web.shell.typography import language, set_text
from mithaq.web.shell.words import local, written_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision as minutes print it."""

    code: str
    text: Labels
    owner: str
    due: str
    effect: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Discussed:
    """A point as minutes print it: what was said, what was decided."""

    rank: int
    title: Labels
    detail: Labels
    rule: str
    said: tuple[tuple[str, str], ...]
    """What was said, what became of it: each text with its language."""
    decisions: tuple[Decided, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """A member as minutes print it."""

    name: str
    capacity: str
    organisation: Labels
    presence: str
    seat: str
    votes: bool
    is_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The content of minutes in the words of a language."""

    convention: Labels
    committee: Labels
    number: int
    starts_at: datetime
    closed_at: datetime | None
    sat_on: date | None
    """The day of an exercise held before its planned day: nobody noted its hours."""
    place: Labels
    mode: str
    chair: str
    quorum: str
    is_held: bool
    members: tuple[Came, ...]
    items: tuple[Discussed, ...]
    other_decisions: tuple[Decided, ...]
    remarks: str
    remarks_language: str
    decision_count: int
    reference: str
    is_exercise: bool
    follows: int | None


def content_of(meeting: MeetingDetail) -> Content:
    """The content of a meeting's minutes, in the language of the page."""
    minutes = meeting.minutes
    if minutes is not None and minutes.content:
        return read_content(json.loads(minutes.content))
    remarks = Labels(minutes.remarks, minutes.remarks_ar) if minutes else Labels("")
    return read_content(minutes_content(meeting, remarks=remarks.fr, remarks_ar=remarks.ar))


def read_content(raw: dict[str, Any]) -> Content:
    """Say a canonical content in the language of the page."""
    members = tuple(_came(item) for item in raw["members"])
    items = tuple(_discussed(item) for item in raw["items"])
    others = tuple(_decided(item) for item in raw["other_decisions"])
    count, remarks = raw["quorum"], Labels(raw["remarks"], raw.get("remarks_ar", ""))
    return Content(
        convention=_labels(raw["convention"]),
        committee=_labels(raw["committee"]),
        number=raw["number"],
        starts_at=datetime.fromisoformat(raw["starts_at"]),
        closed_at=datetime.fromisoformat(raw["closed_at"]) if raw["closed_at"] else None,
        sat_on=date.fromisoformat(raw["sat_on"]) if raw.get("sat_on") else None,
        place=_labels(raw["place"]),
        mode=str(MeetingMode(raw["mode"]).label),
        chair=_presided(raw),
        quorum=quorum_words(
            Quorum(voting=count["voting"], present=count["present"], required=count["required"])
        ),
        is_held=raw["status"] == "held",
        members=members,
        items=items,
        other_decisions=others,
        remarks=remarks.of(language()),
        remarks_language=remarks.language_of(language()),
        decision_count=sum(len(item.decisions) for item in items) + len(others),
        reference=raw["reference"],
        is_exercise=raw["exercise"],
        follows=raw["follows"],
    )


def _presided(raw: dict[str, Any]) -> str:
    """Who presided in fact; minutes frozen before this was written say it by their attendance."""
    if "presided_by" in raw:
        return _presiding(raw["presided_by"])
    chair = next((item for item in raw["members"] if item["id"] == raw["chair"]), None)
    if chair is None:
        return ""
    name = local(_labels(chair["person"])) or local(_labels(chair["organisation"]))
    if chair["presence"] != Presence.REPRESENTED:
        return name
    return set_text(_("%(name)s, remplaçant %(chair)s") % {"name": chair["by_name"], "chair": name})


def _presiding(found: dict[str, Any] | None) -> str:
    if found is None:
        return _("présidence de séance non notée")
    said = local(_labels(found["person"]))
    capacity = local(_labels(found["capacity"]))
    if found["is_interim"] and capacity:
        capacity = _("%(capacity)s par intérim") % {"capacity": capacity}
    if capacity:
        said = _("%(name)s, %(capacity)s") % {"name": said, "capacity": capacity}
    replaces = local(_labels(found["replaces"]))
    if replaces:
        said = _("%(name)s, remplaçant %(chair)s") % {"name": said, "chair": replaces}
    return set_text(said)


def _labels(raw: dict[str, str]) -> Labels:
    return Labels(raw["fr"], raw["ar"], raw["en"])


def _came_words(presence: str) -> str:
    """Whether a member came, in words that agree with nobody's gender."""
    return {
        Presence.PRESENT.value: _("présence : oui"),
        Presence.EXCUSED.value: _("absence excusée"),
        Presence.ABSENT.value: _("présence : non"),
    }.get(presence, _("présence non notée"))


def _came(raw: dict[str, Any]) -> Came:
    presence = raw["presence"]
    said = _came_words(presence)
    if presence == Presence.REPRESENTED:
        said = set_text(_("suppléance : %(name)s") % {"name": raw["by_name"]})
    capacity = local(_labels(raw["capacity"]))
    if raw["is_interim"]:
        capacity = _("%(capacity)s par intérim") % {"capacity": capacity}
    return Came(
        name=local(_labels(raw["person"])) or local(_labels(raw["organisation"])),
        capacity=capacity,
        organisation=_labels(raw["organisation"]),
        presence=said,
        seat=str(Seat(raw["seat"]).label),
        votes=raw["is_voting"],
        is_here=presence in (Presence.PRESENT, Presence.REPRESENTED),
    )


def _discussed(raw: dict[str, Any]) -> Discussed:
    """Notes exist in French, in Arabic, or both: each paper prints those of its language.

    What the product writes itself, what became of a point, exists in every language.
    """
    wanted = Labels(raw["notes"], raw["notes_ar"])
    # Minutes frozen before a point could say so hold no such word.
    outcome = _labels(raw["outcome"]) if "outcome" in raw else Labels("")
    return Discussed(
        rank=raw["rank"],
        title=_labels(raw["title"]),
        detail=_labels(raw["detail"]),
        rule=raw["rule"],
        said=_parts(wanted, outcome, is_examined=raw.get("is_examined", False)),
        decisions=tuple(_decided(item) for item in raw["decisions"]),
    )


def spoken_at(item: ItemView) -> tuple[tuple[str, str], ...]:
    """What was said at a point and what became of it, each text with its language."""
    notes = Labels(item.notes, item.notes_ar)
    return _parts(notes, item.outcome, is_examined=item.is_examined)


def _parts(notes: Labels, outcome: Labels, *, is_examined: bool) -> tuple[tuple[str, str], ...]:
    said = [(text.of(language()), text.language_of(language())) for text in (notes, outcome)]
    said.append((_("Examiné sans décision.") if is_examined else "", language()))
    return tuple((text, spoken) for text, spoken in said if text)


def _decided(raw: dict[str, Any]) -> Decided:
    owner = local(_labels(raw["owner"]))
    person = raw["owner_person"]
    return Decided(
        code=raw["code"],
        text=_labels(raw["text"]),
        owner=f"{owner} ({person})" if person else owner,
        due=_day(raw["due_on"]),
        effect=_effect(raw),
    )


def _effect(raw: dict[str, Any]) -> str:
    if not raw["effect_direction"]:
        return ""
    value = raw["effect_value"]
    shown = f" {effect_value(Decimal(value), raw['effect_unit'])}" if value else ""
    return set_text(
        _("%(direction)s%(value)s : %(indicator)s, au %(day)s")
        % {
            "direction": EffectDirection(raw["effect_direction"]).label,
            "value": shown,
            "indicator": local(_labels(raw["effect_indicator"])),
            "day": _day(raw["effect_by_on"]),
        }
    )


def _day(text: str) -> str:
    return date_plain(UncertainDate.parse(text).on)


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedText:
    """A text that somebody typed during a meeting or on its minutes, in French and Arabic."""

    key: tuple[str, int]
    where: str
    french: str
    arabic: str

    @property
    def name(self) -> str:
        """How the field of its Arabic is named."""
        return f"{self.key[0]}_{self.key[1]}"


def typed_texts(meeting: MeetingDetail) -> list[TypedText]:
    """Every text typed by hand, in the order in which minutes print it."""
    found = [
        TypedText(
            key=("note", item.id),
            where=set_text(_("Point %(n)s, ce qui s’est dit") % {"n": item.rank}),
            french=item.notes,
            arabic=item.notes_ar,
        )
        for item in meeting.items
        if item.notes
    ]
    found += [
        TypedText(
            key=("decision", row.id),
            where=set_text(_("Décision %(code)s") % {"code": row.code}),
            french=row.text.fr,
            arabic=row.text.ar,
        )
        for row in meeting.decisions
    ]
    minutes = meeting.minutes
    if minutes and minutes.remarks:
        found.append(
            TypedText(
                key=("remarks", 0),
                where=_("Observations"),
                french=minutes.remarks,
                arabic=minutes.remarks_ar,
            )
        )
    return found


def untranslated(meeting: MeetingDetail) -> list[TypedText]:
    """The texts that the Arabic minutes would print in French."""
    return [row for row in typed_texts(meeting) if not row.arabic]


def without_french(meeting: MeetingDetail) -> list[TypedText]:
    """The texts that the French minutes would print in Arabic: typed in Arabic alone."""
    return [row for row in typed_texts(meeting) if written_in(row.french, "fr") == "ar"]
