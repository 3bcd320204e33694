"""What an answer says at once: amounts that one choice decides, a range in one line, notes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any, Final

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from mithaq.apps.programmes import queries
from mithaq.web.programmes.values import value_words
from mithaq.web.shell.dates import date_plain
from mithaq.web.shell.numbers import number_bdi
from mithaq.web.simulators.lengths import (
    TAX_FREE,
    TAX_FREE_MONTHS,
    length_words,
    tax_free_words,
)
from mithaq.web.simulators.questions.asked import SmallQuestion
from mithaq.web.simulators.questions.internship import HIRE_SHARE
from mithaq.web.simulators.questions.split import amounts_by

Value = tuple[queries.LawValue, SafeString]
_LAST_DAY_TO_HIRE: Final = "tahfiz_last_day_to_hire"


def sided(row: dict[str, Any], facts: Mapping[str, str], *, day: str) -> dict[str, Any]:
    """An amount that waits for one choice, told for each: the same row where it waits for none."""
    sides = amounts_by(row["name"], row["missing"][0], facts, day=day) if _waits(row) else ()
    if not sides:
        return row
    doubts = {used.value.path: used for side in sides for used in side.doubtful}
    return row | {
        "is_open": False,
        "words": sides[0].amount,
        "sides": [(side.amount, ", ".join(side.words)) for side in sides[1:]],
        "doubt": tuple(doubts.values()),
    }


def _waits(row: dict[str, Any]) -> bool:
    return row["is_open"] and len(row["missing"]) == 1 and bool(row["missing"][0].choices)


def span_of(
    question: SmallQuestion, values: Mapping[str, Value], shown: Collection[str]
) -> dict[str, Any] | None:
    """The least and the most of the law in one line, each marked where it is not sure."""
    if question.span is None:
        return None
    least, most, label = question.span
    if not {least, most} <= values.keys() & {*shown}:
        return None
    (first, words), (_last, ends) = values[least], values[most]
    if first.current is not None and isinstance(first.current.value, int | float):
        # The unit stands once, after the most.
        words = format_html("{}", number_bdi(first.current.value))
    mark = '<span class="doubt">≈<span class="unseen"> {}</span></span>\u00a0'
    sure = first.current is None or first.current.is_confirmed
    doubt = "" if sure else format_html(mark, _("à confirmer"))
    said = format_html(_("{least} à {most}"), least=format_html("{}{}", doubt, words), most=ends)
    return {"label": label, "words": said}


def end_of_any(found: queries.Asked) -> tuple[tuple[str, str], str]:
    """What the end of an internship asks while its length hangs on an answer: the share to hire."""
    for value in found.values:
        if value.path == HIRE_SHARE and value.current is not None and value.current.value:
            said = _("À la fin du stage, vous devrez embaucher %(share)s de vos stagiaires.")
            words = said % {"share": value_words(value, value.current)}
            return (words, ""), _("Sinon : l’impôt non payé est réclamé.")
    return ("", ""), ""


def other_day(name: str, found: queries.Asked) -> str:
    """That a last day may be one earlier, where another way of counting gives it."""
    last = found.answers[name].told.value
    if name == _LAST_DAY_TO_HIRE and isinstance(last, date):
        before = date_plain(last - timedelta(days=1))
        return _("peut-être le %(day)s") % {"day": before}
    length = found.lengths.get(name)
    return "" if length is None or length.agrees else _("au jour près : à confirmer")


def counted(name: str, found: queries.Asked) -> str:
    """How a last day was counted, or which months of a benefit pay no tax."""
    value = found.answers[name].told.value
    if value is None:
        return ""
    if name == _LAST_DAY_TO_HIRE:
        return _(
            "La loi compte le délai en mois à partir du début d’exploitation. Nous lisons : "
            "jusqu’au même jour du mois, compris. Si le premier jour est compté, le délai finit "
            "la veille : aucun texte lu ne le dit, demandez-le à l’ANAPEC."
        )
    tax_free = next((item for item in found.values if item.path == TAX_FREE), None)
    if name == "insertion_longest" and isinstance(value, int | float) and tax_free:
        months = found.answers.get(TAX_FREE_MONTHS)
        return tax_free_words(int(value), tax_free, months=months.told.value if months else None)
    length = found.lengths.get(name)
    return length_words(length) if length else ""
