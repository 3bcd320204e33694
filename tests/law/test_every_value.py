"""Every value of the law is read by a rule on one of its days, or says why nothing reads it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from mithaq.engines.rules import DatedParameter, Law
from mithaq.engines.rules._names import parameters_in

TOLD = "Informe seulement : "
DAY = timedelta(days=1)


def spans(law: Law) -> dict[str, list[tuple[date, date]]]:
    """The days of the versions that read each parameter."""
    found: dict[str, list[tuple[date, date]]] = {}
    for concept in law.rules.values():
        starts = [version.since for version in concept.versions][1:]
        for version, following in zip(concept.versions, [*starts, None], strict=True):
            last = version.until or (following - DAY if following else date.max)
            for parameter in parameters_in(version.formula):
                found.setdefault(parameter.path, []).append((version.since, last))
    return found


def unread(parameter: DatedParameter, read: list[tuple[date, date]]) -> Iterator[date]:
    """The days of the values that no version reads; a silence of the law (null) needs no reader."""
    for place, dated in enumerate(parameter.history):
        later = parameter.history[place + 1 :]
        last = later[0].since - DAY if later else date.max
        is_silence = dated.value is None and not dated.alternatives
        if not is_silence and not any(a <= last and dated.since <= b for a, b in read):
            yield dated.since


@pytest.mark.parametrize("country", ["hesperides", "morocco"])
def test_every_value_is_read_or_says_why_not(country: str) -> None:
    law = Law.load(f"mithaq.law.{country}")
    read = spans(law)
    silent = {
        f"{path} {since}"
        for path, parameter in law.parameters.items()
        if TOLD not in parameter.description
        for since in unread(parameter, read.get(path, []))
    }

    assert silent == set()


@pytest.mark.parametrize("country", ["hesperides", "morocco"])
def test_what_says_that_it_informs_is_read_by_no_rule(country: str) -> None:
    parameters = Law.load(f"mithaq.law.{country}").parameters.values()

    assert not [p.path for p in parameters if TOLD in p.description and p.used_by]


def test_the_check_is_not_blind() -> None:
    law = Law.load("mithaq.law.morocco")

    assert list(unread(law.parameters["idmaj.stipend_max"], [])) == [
        date(2006, 1, 1), date(2007, 1, 1),
    ]  # fmt: skip
    assert list(unread(law.parameters["tadarroj.recipient"], [])) == [date(2025, 10, 27)]
