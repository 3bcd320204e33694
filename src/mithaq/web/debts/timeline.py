"""A plan drawn on the line of time: instalments above, current contributions below, today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.apps.corridor.queries.debts import InstalmentView, SettlementView
from mithaq.web.shell.dates import date_plain
from mithaq.web.shell.typography import comma, language

# Between two stretches, in percent of the width: narrow enough for sixty of them.
GAP: Final = 0.35


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of time ending on a due day; ``tone`` is paid, part, late, fallen or due.

    ``filled`` is the share of it that is paid, drawn within: a part paid late shows both.
    """

    tone: str
    x: str
    width: str
    filled_x: str
    filled: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDrawing:
    """The picture of a plan and the words that say the same."""

    instalments: tuple[Stretch, ...]
    contributions: tuple[Stretch, ...]
    today_x: str
    first: str
    last: str
    words: str
    tones: tuple[str, ...]


def plan_drawing(found: SettlementView, *, on: date) -> PlanDrawing | None:
    """Draw a plan as it stands on a day; nothing before it has instalments."""
    if not found.instalments:
        return None
    first, last = _ends(found)
    scale = _Scale(first, last)
    instalments = tuple(_instalments(found, scale, on))
    contributions = tuple(_contributions(found, scale, on))
    shown = {item.tone for item in (*instalments, *contributions)}
    return PlanDrawing(
        instalments=instalments,
        contributions=contributions,
        today_x=scale.at(on) if first <= on <= last else "",
        first=date_plain(first),
        last=date_plain(last),
        words=_words(found, on),
        tones=tuple(tone for tone in ("paid", "part", "late", "fallen", "due") if tone in shown),
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days as percent of the width; Arabic reads time from the right."""

    first: date
    last: date

    def share(self, on: date) -> float:
        whole = max(1, (self.last - self.first).days)
        return min(100.0, max(0.0, 100 * (on - self.first).days / whole))

    def at(self, on: date) -> str:
        share = self.share(on)
        return f"{100 - share if language() == 'ar' else share:.2f}%"

    def stretch(self, since: date, until: date, *, tone: str, paid: float) -> Stretch:
        start = self.share(since)
        width = max(0.2, self.share(until) - start - GAP)
        filled = width * paid
        is_ar = language() == "ar"
        return Stretch(
            tone=tone,
            x=f"{100 - start - width if is_ar else start:.2f}%",
            width=f"{width:.2f}%",
            filled_x=f"{100 - start - filled if is_ar else start:.2f}%",
            filled=f"{filled:.2f}%",
        )


def _ends(found: SettlementView) -> tuple[date, date]:
    """From a month before the first due day to the last one of either kind."""
    days = [item.due_on for item in found.instalments]
    days += [item.due_on for item in found.contributions]
    starts = [_before(found.instalments[0].due_on), *(item.month for item in found.contributions)]
    return min(starts), max(days)


def _before(on: date) -> date:
    return on - timedelta(days=30)


def _instalments(found: SettlementView, scale: _Scale, on: date) -> Iterator[Stretch]:
    since = _before(found.instalments[0].due_on)
    for item in found.instalments:
        tone = instalment_tone(found, item, on)
        yield scale.stretch(since, item.due_on, tone=tone, paid=item.paid / item.amount)
        since = item.due_on


def instalment_tone(found: SettlementView, item: InstalmentView, on: date) -> str:
    """Paid, fallen with the plan, late, paid in part, or to come."""
    if not item.left:
        return "paid"
    if found.has_fallen(item):
        return "fallen"
    if item.is_late(found.followed_on(on)):
        return "late"
    return "part" if item.paid else "due"


def _contributions(found: SettlementView, scale: _Scale, on: date) -> Iterator[Stretch]:
    days: Sequence[date] = [item.month for item in found.contributions]
    ends = [*days[1:], found.contributions[-1].due_on] if days else []
    for item, until in zip(found.contributions, ends, strict=True):
        tone = "late" if item.is_late(on) else "paid" if item.paid_on else "due"
        yield scale.stretch(item.month, until, tone=tone, paid=1.0 if item.paid_on else 0.0)


def _words(found: SettlementView, on: date) -> str:
    """The picture in one sentence, for whoever does not see it."""
    paid = sum(not item.left for item in found.instalments)
    tones = [instalment_tone(found, item, on) for item in found.instalments]
    late, fallen = tones.count("late"), tones.count("fallen")
    unpaid = sum(item.is_late(on) for item in found.contributions)
    count = len(found.instalments)
    told = [
        ngettext("%(paid)s échéance payée sur %(count)s", "%(paid)s échéances payées sur %(count)s",
                 paid) % {"paid": paid, "count": count}
    ]  # fmt: skip
    if late:
        told.append(ngettext("%(n)s en retard", "%(n)s en retard", late) % {"n": late})
    if fallen:
        told.append(
            ngettext("%(n)s tombée avec le défaut", "%(n)s tombées avec le défaut", fallen)
            % {"n": fallen}
        )
    if unpaid:
        words = ngettext(
            "%(n)s mois courant non payé", "%(n)s mois courants non payés", unpaid
        ) % {"n": unpaid}  # fmt: skip
        told.append(words)
    elif any(item.paid_on or item.due_on <= on for item in found.contributions):
        told.append(_("aucun mois courant en retard"))
    else:
        told.append(_("aucune cotisation courante n’était encore à payer"))
    return comma().join(told)
