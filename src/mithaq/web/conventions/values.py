"""Pieces put side by side in the words of a page, and the date of signature of a line."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from mithaq.base.dates import Precision, UncertainDate
from mithaq.web.shell.typography import set_text


def joined(*parts: object, between: str = " ") -> SafeString:
    """Put pieces side by side, and keep the marks of those that are HTML already."""
    return format_html_join(between, "{}", ((part,) for part in parts if part))


def fill(text: str, **words: object) -> SafeString:
    """Complete a sentence of the catalogue with values, and keep the marks of those in HTML."""
    safe = {name: format_html("{}", word) for name, word in words.items()}
    return mark_safe(escape(set_text(text)) % safe)  # noqa: S308 - every piece is escaped


class Signed(Protocol):
    """A line of the register, as far as its date goes."""

    signed_on: date | None
    signed_precision: str


def signed_of(row: Signed) -> UncertainDate:
    """The date of signature of a line of the register, as finely as it is known."""
    return UncertainDate(row.signed_on, Precision(row.signed_precision))
