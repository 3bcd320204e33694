"""Conditions of an answer as lines of a page: mark, what counted, article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from mithaq.apps.programmes.queries import Answer, Condition
from mithaq.base.text import Labels
from mithaq.web.shell.typography import set_text
from mithaq.web.shell.words import local
from mithaq.web.simulators.telling import explanation_url, told_words


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonLine:
    """One condition: its mark is « met », « unmet » or « unknown »."""

    label: Labels
    mark: str
    words: str | SafeString
    article: str
    is_confirmed: bool
    url: str


def reason_lines(
    answer: Answer,
    facts: Mapping[str, object],
    *,
    said: Mapping[str, str] | None = None,
    only: Iterable[str] = (),
) -> list[ReasonLine]:
    """The conditions of an answer; ``said`` are sentences of the page for some of them."""
    kept = frozenset(only)
    return [
        ReasonLine(
            label=item.label,
            mark={True: "met", False: "unmet", None: "unknown"}[item.is_met],
            words=(said or {}).get(item.name) or condition_words(item),
            article=item.article,
            is_confirmed=item.is_confirmed,
            url=explanation_url(item.name, facts, on=answer.on),
        )
        for item in answer.conditions
        if not kept or item.name in kept
    ]


def condition_words(condition: Condition) -> str | SafeString:
    """What counted: the facts that a condition read, as they were said."""
    known = [(label, told) for label, told in condition.facts if told.value is not None]
    # The day that chooses the version of a rule says nothing beside what the rule is about.
    known = [item for item in known if not isinstance(item[1].value, date)] or known
    if condition.is_met is None and not known:
        return _("Vous n’avez pas répondu à cette question.")
    return format_html_join(
        " · ",
        "{}{}{}",
        ((set_text(local(label)), set_text(_(" : ")), told_words(told)) for label, told in known),
    )
