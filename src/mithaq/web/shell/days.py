"""Days that people type: of our time, so that nothing computed from them leaves the calendar."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy

from mithaq.base.dates import FIRST_YEAR, LAST_YEAR

_FAR: Final = gettext_lazy("Écrivez un jour entre 1900 et 2199.")


class DayField(forms.DateField):
    """A day from ``FIRST_YEAR`` to ``LAST_YEAR``."""

    def __init__(self, **words: Any) -> None:
        """Refuse any other with one sentence."""
        first = MinValueValidator(date(FIRST_YEAR, 1, 1), _FAR)
        last = MaxValueValidator(date(LAST_YEAR, 12, 31), _FAR)
        super().__init__(validators=[first, last], **words)
