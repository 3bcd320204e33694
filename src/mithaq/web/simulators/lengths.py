"""How long a benefit runs, in words: the months of wages, and the end counted day for day."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.apps.programmes.queries import BenefitLength, LawValue
from mithaq.web.shell.dates import date_plain, month_words
from mithaq.web.shell.words import local

# The months of an internship that pay no tax.
TAX_FREE: Final = "idmaj.ir_exempt_months_stage.months"
# The rule that gives those left to this internship.
TAX_FREE_MONTHS: Final = "insertion_tax_free_months"


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
    return _("Peut-être jusqu’au %(day)s, au jour près : à confirmer.") % {
        "day": date_plain(length.by_day)
    }


def tax_free_words(length: int, tax_free: LawValue, *, months: object = None) -> str:
    """Why fewer months pay no tax than the internship lasts; nothing where they are as many.

    ``months`` are those left to a second internship, where it is one.
    """
    current = tax_free.current
    value = months if months is not None else current.value if current else None
    if current is None or not isinstance(value, int | float) or value >= length:
        return ""
    text = {"months": int(value), "text": local(current.reference)}
    if not value:
        return _("Impôt : dû dès le premier mois de ce second stage (%(text)s).") % text
    said = _(
        "Impôt : exonéré les %(months)s premiers mois seulement, puis dû comme sur un salaire. "
        "Cotisations : exonérées pendant tout le stage."
    )
    return said % text
