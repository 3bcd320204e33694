"""The law of the country that the settings choose, with the values that operators replaced."""

from __future__ import annotations

import json
from datetime import date, datetime
from functools import lru_cache
from typing import TypeAlias

from django.conf import settings

from mithaq.apps.programmes.queries.overrides import overrides, overrides_at
from mithaq.base.ports import JSON
from mithaq.base.text import LANGUAGES, Labels
from mithaq.engines.rules import Law, LawError, SetAside

# One replaced value: parameter, day, value as JSON, reason, author.
_Replaced: TypeAlias = tuple[str, date, str, str, str]


def law_in_force(at: datetime | None = None) -> Law:
    """The law with every replaced value that stands: what pages, decisions and reforms start from.

    ``at`` asks for the values that stood at an instant: a decision of then is explained again by
    its own law. One query; the law itself is read from its files once a process. A replaced value
    that the law can no longer take (no such parameter, no such code) is set aside: the law says so
    in the explanations and on the page of the scheme that it would have changed.
    """
    standing = overrides() if at is None else overrides_at(at)
    replaced = tuple(
        (item.path, item.since_on, json.dumps(item.value), item.reason, item.author)
        for item in standing
    )
    return _in_force(settings.COUNTRY, replaced)


def written_law() -> Law:
    """The law as its files have it, nothing replaced."""
    return _loaded(settings.COUNTRY)


def law_digest() -> str:
    """What identifies the law in force, replaced values included."""
    return law_in_force().digest


def law_scheme_names() -> frozenset[str]:
    """The folders of the law."""
    return frozenset(written_law().schemes)


@lru_cache(maxsize=4)
def _loaded(country: str) -> Law:
    return Law.load(country)


@lru_cache(maxsize=16)
def _in_force(country: str, replaced: tuple[_Replaced, ...]) -> Law:
    law = _loaded(country)
    for path, since, value, reason, author in replaced:
        given = json.loads(value)
        try:
            law = with_override(law, path, since=since, value=given, reason=reason, by=author)
        except LawError as refused:
            why = [fault.sentence for fault in refused.faults]
            law = law.setting_aside(
                SetAside(
                    path=path,
                    since=since,
                    value=given if isinstance(given, str) else value,
                    reason=reason,
                    by=author,
                    why=Labels(*(" ".join(said.of(code) for said in why) for code in LANGUAGES)),
                )
            )
    return law


def with_override(law: Law, path: str, *, since: date, value: JSON, reason: str, by: str) -> Law:
    """The law with one stored value in place of its own; LawError when it cannot take it."""
    parameter = law.parameters.get(path)
    held = (d.value for d in parameter.history) if parameter else ()
    like = next((one for one in held if one is not None), None)
    bound = _as_day(value) if isinstance(like, date) and isinstance(value, str) else value
    return law.override(path, since=since, value=bound, reason=reason, by=by)


def _as_day(value: str) -> date | str:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return value  # the law refuses it in its own words
