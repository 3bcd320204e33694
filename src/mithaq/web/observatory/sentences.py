"""What is said of a figure, in our words: by its source, or by whoever corrected it."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from mithaq.apps.observatory.queries import FigureProof, FigureView
from mithaq.web.conventions.links import source_link
from mithaq.web.shell.dates import date_day, month_words, uncertain_date
from mithaq.web.shell.typography import set_text
from mithaq.web.shell.values import Display, display_of
from mithaq.web.shell.words import local


def state_words(item: FigureView) -> str:
    """The time a figure shows, in the words of its source when it prints some."""
    return local(item.period) or _months_of(item) or uncertain_date(item.as_of)


def _months_of(item: FigureView) -> str:
    """The months counted together, unless they are one month or one calendar year."""
    first, last = item.period_from, item.period_to
    if first is None or last is None or str(item.as_of.precision) == "year":
        return ""
    if (first.year, first.month) == (last.year, last.month):
        return ""
    return set_text(
        _("%(first)s à %(last)s") % {"first": month_words(first), "last": month_words(last)}
    )


def said_of(proof: FigureProof) -> SafeString:
    """What the source says of a figure; of a correction, what it said, then who corrected it."""
    item, revised = proof.figure, proof.revised
    if proof.corrected_by is None:
        return _sentence(item)
    if revised is None:
        return _correction(proof)
    if revised.revision_reason:
        before = _set(
            _("Le registre disait %(value)s."), {"value": whole_value(display_of(revised))}
        )
    else:
        before = _sentence(revised)
    return format_html("{} {}", before, _correction(proof))


def _sentence(item: FigureView) -> SafeString:
    """Say in our words what the source says: we quote no article."""
    value = display_of(item)
    words = {
        "source": source_link(item.source).name,
        "value": whole_value(value),
        "label": local(item.labels),
        "when": state_words(item),
        "day": date_day(item.said.on) if str(item.said.precision) == "day" else "",
        "month": uncertain_date(item.said),
    }
    if not item.said.is_known:
        text = _("%(source)s, non datée, dit ceci : %(label)s, %(value)s, %(when)s.")
    elif words["day"]:
        text = _("Le %(day)s, %(source)s dit ceci : %(label)s, %(value)s, %(when)s.")
    else:
        text = _("En %(month)s, %(source)s dit ceci : %(label)s, %(value)s, %(when)s.")
    return _set(text, words)


def _correction(proof: FigureProof) -> SafeString:
    """Say who wrote a correction and when: the source said another value, or another one does."""
    item = proof.figure
    words = {
        "who": local(proof.corrected_by) if proof.corrected_by else "",
        "day": date_day(timezone.localtime(item.recorded_at).date()),
        "value": whole_value(display_of(item)),
    }
    if words["who"]:
        return _set(_("Correction inscrite par %(who)s le %(day)s : %(value)s."), words)
    return _set(_("Correction inscrite le %(day)s : %(value)s."), words)


def _set(text: str, words: Mapping[str, str]) -> SafeString:
    kept = {name: conditional_escape(value) for name, value in words.items()}
    said = mark_safe(escape(text) % kept)  # noqa: S308 - every piece is escaped
    return mark_safe(set_text(said))  # noqa: S308 - typography changes spaces only


def whole_value(value: Display) -> SafeString:
    """A value with the words before it and its unit."""
    qualifier = f"{value.qualifier} " if value.qualifier else ""
    unit = f"\u00a0{value.unit}" if value.unit else ""
    return format_html("<b>{}{}{}</b>", qualifier, value.html, unit)
