"""How long a benefit runs, in words: the months of wages, and the end counted day for day."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.apps.programmes.queries import BenefitLength
from mithaq.web.shell.dates import date_plain, month_words


def length_words(length: BenefitLength) -> str:
    """« 36 mois entiers, de novembre 2026 à octobre 2029… Au jour près : 28 novembre 2029… »."""
    said = ngettext(
        "%(n)s mois entier, celui de l’embauche : %(first)s.",
        "%(n)s mois entiers, celui de l’embauche compris : de %(first)s à %(last)s.",
        length.months,
    ) % {
        "n": length.months,
        "first": month_words(length.first.first_day),
        "last": month_words(length.last.first_day),
    }
    by_day = by_day_words(length)
    return f"{said} {by_day}" if by_day else said


def by_day_words(length: BenefitLength) -> str:
    """The other reading of the end; nothing where both give the same day."""
    if length.agrees:
        return ""
    return _("Au jour près : %(day)s, à confirmer.") % {"day": date_plain(length.by_day)}
