"""One sentence in three languages, from the catalogues: what is stored speaks to every reader."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _

from mithaq.base.calendar_words import MONTHS
from mithaq.base.text import LANGUAGES, Labels


def said(build: Callable[[], str]) -> Labels:
    """Build a sentence once a language."""
    found = []
    for code in LANGUAGES:
        with override(code):
            found.append(build())
    return Labels(*found)


def day(on: date) -> str:
    """A date in the language of the moment: 1er juin 2017, 1 يونيو 2017."""
    code = (get_language() or "fr").partition("-")[0]
    first = "1er" if on.day == 1 and code == "fr" else str(on.day)
    return f"{first} {MONTHS.get(code, MONTHS['fr'])[on.month - 1]} {on.year}"


def overdue(days: int, *, on: date) -> str:
    """For how many days something is due, and on which day that is counted: the day of a sitting
    is not the day of the reader."""
    words = {"n": days, "day": day(on)}
    return (
        ngettext(
            "Échue depuis %(n)s jour au %(day)s.", "Échue depuis %(n)s jours au %(day)s.", days
        )
        % words
    )


def before_sitting(due_on: date) -> str:
    """A day between today and a sitting: nobody says that what it asks will not be done."""
    return _("Échéance le %(day)s, avant la séance : si rien n’est fait d’ici là.") % {
        "day": day(due_on)
    }


def due_after(days: int, *, on: date) -> str:
    """How long after the day of a sitting something falls due."""
    if not days:
        return _("échéance le jour même, le %(day)s") % {"day": day(on)}
    words = {"n": days, "day": day(on)}
    return (
        ngettext(
            "échéance %(n)s jour après le %(day)s", "échéance %(n)s jours après le %(day)s", days
        )
        % words
    )


def here(labels: Labels) -> str:
    """A name in the language of the moment."""
    return labels.of(get_language() or "fr")


def code(text: str) -> str:
    """A code kept in its own order inside an Arabic sentence: 4-1 must not read 1-4."""
    is_arabic = (get_language() or "fr").partition("-")[0] == "ar"
    return f"\u2066{text}\u2069" if is_arabic else text
