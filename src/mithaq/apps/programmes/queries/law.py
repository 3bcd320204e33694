"""The law of the country that the settings choose, with the values that operators replaced."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import lru_cache
from typing import TypeAlias

from django.conf import settings

from mithaq.apps.programmes.queries.overrides import overrides, overrides_at
from mithaq.apps.programmes.queries.views import OverrideView
from mithaq.base.ports import JSON
from mithaq.base.text import LANGUAGES, Labels
from mithaq.engines.rules import Law, LawError, SetAside, read_bound

# One replaced value: parameter, day, value as JSON, reason, author.
_Replaced: TypeAlias = tuple[str, date, str, str, str]


# The law that a request has read already; nothing outside a request.
_HELD: ContextVar[list[Law] | None] = ContextVar("law in force", default=None)


@contextmanager
def one_reading_of_the_law() -> Iterator[None]:
    """Read the law in force once: whatever asks for it meanwhile has the same one."""
    token = _HELD.set([])
    try:
        yield
    finally:
        _HELD.reset(token)


def read_the_law_again() -> None:
    """Forget the law that was read: a value of it has just been replaced or given back."""
    held = _HELD.get()
    if held:
        held.clear()


def law_in_force(at: datetime | None = None) -> Law:
    """The law with every replaced value that stands: what pages, decisions and reforms start from.

    ``at`` asks for the values that stood at an instant: a decision of then is explained again by
    its own law. One query, which a page makes once; the law itself is read from its files once a
    process. A replaced value that the law can no longer take (no such parameter, no such code) is
    set aside: the law says so in the explanations and on the page of the scheme that it would have
    changed.
    """
    if at is not None:
        return _with_values(overrides_at(at))
    held = _HELD.get()
    if held:
        return held[0]
    law = _with_values(overrides())
    if held is not None:
        held.append(law)
    return law


def _with_values(standing: Iterable[OverrideView]) -> Law:
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
    bound = read_bound(parameter, value) if parameter else value
    return law.override(path, since=since, value=bound, reason=reason, by=by)
