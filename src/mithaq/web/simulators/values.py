"""One value of an answer in words: an amount to the centime, a day, a code by its name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from mithaq.apps.programmes.queries import Told, UsedValue
from mithaq.web.programmes.values import quantity_words
from mithaq.web.shell.dates import date_day
from mithaq.web.shell.numbers import money
from mithaq.web.shell.typography import set_text
from mithaq.web.shell.words import local


def told_words(told: Told) -> str | SafeString:
    """A value in words: an amount to the centime, a day, a code by its name, yes or no."""
    value = told.value
    if value is None:
        return _("inconnu")
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(value, date):
        return date_day(value)
    if isinstance(value, str):
        return local(told.name) if told.name else set_text(value)
    if told.unit == "MAD":
        return money(round(value * 100))
    return format_html("{}", set_text(quantity_words(value, told.unit)))


def value_names(doubtful: Iterable[UsedValue]) -> tuple[str, ...]:
    """The values that no source confirms, by their names, each once."""
    return tuple(dict.fromkeys(local(item.value.label) for item in doubtful))
