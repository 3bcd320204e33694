"""The ways to settle a debt side by side, as the pages show them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from mithaq.apps.corridor.queries import debts as queries
from mithaq.apps.corridor.queries.debts import Choices, PlanGaps, StatementView
from mithaq.apps.programmes.queries import law_in_force
from mithaq.web.debts.words import operation_words


def columns(ways: Choices) -> list[dict[str, Any]]:
    """The ways that can be asked for, the least to pay marked."""
    rows = []
    for choice in (ways.plain, *ways.operations):
        if choice.terms is None:
            continue
        rows.append(
            {
                "code": choice.terms.operation,
                "label": operation_words(choice.terms.operation),
                "terms": choice.terms,
                "first": choice.terms.plan[0],
                "last": choice.terms.plan[-1],
                "plan": choice.terms.plan,
                "by_length": choice.by_length,
                "is_best": choice is ways.best and choice.option is not None,
            }
        )
    return rows


def defaults(ways: Choices, found: StatementView, *, first_on: date) -> dict[str, Any]:
    """What each way would bring back if its first instalment were missed and the default declared
    the next day. A statement whose plan was approved has it on the page of that plan instead."""
    if found.now.basis != "statement":
        return {"of": found.now.settlement} if found.now.basis == "plan" else {}
    on = first_on + timedelta(days=1)
    rows = [
        (way["label"], way["terms"], bill)
        for way in columns(ways)
        if (bill := queries.default_of(
            way["terms"], order=found.order, since=found.as_of_on, on=on
        ))
    ]  # fmt: skip
    return {"on": on, "rows": rows} if rows else {}


def way_gaps(way: Mapping[str, Any], found: StatementView) -> PlanGaps:
    """What a way asks for delay beside the law, month by month."""
    terms = way["terms"]
    return queries.gaps(
        found.entries, terms.lines, order=found.order, until=found.as_of_on, law=law_in_force(),
        facts=terms.facts,
    )  # fmt: skip


def past(ways: Choices) -> list[dict[str, Any]]:
    """The operations that cannot be asked for, each with its days and why it cannot."""
    return [
        {
            "label": operation_words(choice.option.code),
            "opens_on": choice.option.opens_on,
            "closes_on": choice.option.closes_on,
            "state": choice.option.state,
            # It covers the debt, and nothing published says how much it waives.
            "is_unpublished": choice.option.state == "undecided"
            and choice.option.possible.is_met is True,
        }
        for choice in ways.operations
        if choice.terms is None and choice.option is not None
    ]
