"""Days that people type: of our time, so that nothing computed from them leaves the calendar."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
_FAR: Final = gettext_lazy("Écrivez un jour entre 1900 et 2199.")


def is_of_our_time(year: int) -> bool:
    """Whether a year is one that the law can be asked about."""
    return FIRST_YEAR <= year <= LAST_YEAR


class DayField(forms.DateField):
    """A day from ``FIRST_YEAR`` to ``LAST_YEAR``."""

    def __init__(self, **words: Any) -> None:
        """Refuse any other with one sentence."""
        first = MinValueValidator(date(FIRST_YEAR, 1, 1), _FAR)
        last = MaxValueValidator(date(LAST_YEAR, 12, 31), _FAR)
        super().__init__(validators=[first, last], **words)
