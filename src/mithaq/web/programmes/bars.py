"""Envelopes as bars: what is there, what is taken, what is paid; beyond the envelope is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mithaq.apps.programmes.queries import EnvelopeView, ReadingView
from mithaq.web.shell.numbers import mdh, number, percent
from mithaq.web.shell.typography import language, set_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One envelope in money or in places; widths are in percent of the picture."""

    total: str
    taken: str
    served: str
    taken_word: str
    served_word: str
    share: str
    taken_x: str
    taken_width: str
    served_x: str
    served_width: str
    mark_x: str
    is_known: bool
    is_beyond: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopeBars:
    """An envelope with its bars and its latest reading."""

    envelope: EnvelopeView
    reading: ReadingView | None
    bars: tuple[Bar, ...]


def bars_of(envelope: EnvelopeView) -> EnvelopeBars:
    """Draw an envelope: one bar for its money, one for its places."""
    return EnvelopeBars(
        envelope=envelope, reading=envelope.latest, bars=tuple(_bars(envelope, envelope.latest))
    )


def _bars(envelope: EnvelopeView, reading: ReadingView | None) -> Iterator[Bar]:
    if envelope.money_centimes is not None:
        yield _bar(
            envelope.money_centimes,
            reading.committed_centimes if reading else None,
            reading.used_centimes if reading else None,
            is_money=True,
        )
    if envelope.headcount is not None:
        yield _bar(
            envelope.headcount,
            reading.committed_count if reading else None,
            reading.used_count if reading else None,
            is_money=False,
        )


def _bar(total: int, taken: int | None, served: int | None, *, is_money: bool) -> Bar:
    scale = max(total, taken or 0, served or 0)
    share = None if taken is None else taken / total
    return Bar(
        total=mdh(total) if is_money else _places(total),
        taken=mdh(taken) if is_money else number(taken),
        served=mdh(served) if is_money else number(served),
        taken_word=_("engagé") if is_money else _("places prises"),
        served_word=_("payé") if is_money else _("bénéficiaires servis"),
        share="" if share is None else percent(share, 0),
        taken_x=_x(0, taken or 0, scale),
        taken_width=_width(taken or 0, scale),
        served_x=_x(0, served or 0, scale),
        served_width=_width(served or 0, scale),
        mark_x=_x(total, 0, scale),
        is_known=taken is not None or served is not None,
        is_beyond=share is not None and share > 1,
    )


def _places(count: int) -> str:
    return set_text(_("%(n)s places") % {"n": number(count)})


def _x(start: int, width: int, scale: int) -> str:
    left = 100 * start / scale
    return f"{100 - left - 100 * width / scale if language() == 'ar' else left:.2f}%"


def _width(part: int, scale: int) -> str:
    return f"{100 * part / scale:.2f}%"
