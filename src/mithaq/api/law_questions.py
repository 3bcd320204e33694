"""Questions put to the law by programs: a case, a change, a reform, cases. None is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest
from ninja import Router
from ninja.decorators import decorate_view
from ninja.throttling import BaseThrottle

from mithaq.api.law import Country, known, law_for, marked, read_law
from mithaq.api.law_question_shapes import (
    Cases,
    ChangeOut,
    Exercise,
    ExercisedOut,
    ExplainedOut,
    Proposal,
    ProposedOut,
    Question,
    Reformed,
    TestedOut,
)
from mithaq.api.paging import After, Limit, SomeDay, page_of_listed
from mithaq.api.patience import EXERCISES, QUESTIONS, READS, of_bounded_size
from mithaq.api.reading import ERRORS
from mithaq.api.shapes import Page, Refused, said
from mithaq.apps.programmes.queries import law_in_force
from mithaq.engines.rules import (
    Change,
    Law,
    as_day,
    plain,
    proposed_values,
    run_case,
    tell_answer,
    tell_case,
    tell_change,
)
from mithaq.law import INVENTED
from mithaq.ledger.exercise import employees

router = Router(tags=["law"])
SIDES: Final = ("before", "after", "difference", "winners", "losers", "undecided")


def _question(
    path: str, answer: Any, *, summary: str, name: str, rate: BaseThrottle = QUESTIONS
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """An address that is asked with a body, so that no wage or date stands in an address.

    What it computes costs more than a reading: it has its own patience beside that of all.
    """

    def declare(function: Callable[..., Any]) -> Callable[..., Any]:
        declared: Callable[..., Any] = router.post(
            path,
            response={200: answer, 400: Refused, 413: Refused, **ERRORS},
            summary=summary,
            operation_id=name,
            url_name=name,
            throttle=[READS, rate],
        )(decorate_view(of_bounded_size)(function))
        return declared

    return declare


@_question("/explain", ExplainedOut, summary="Explain one case", name="law_explain")
def explain(request: HttpRequest, question: Question, country: Country = None) -> Any:
    """Answer a question on one case, and why. Facts are sent in the body and kept nowhere."""
    law = law_for(country)
    known("target", question.target, law.rules)
    plan = law.on(question.on, question.target, known=question.known)
    return marked(law, tell_answer(plan.explain(question.target, **question.facts)))


@read_law(router, "/diff", Page[ChangeOut], summary="What changed in between", name="law_diff")
def diff(
    request: HttpRequest,
    since: SomeDay,
    until: SomeDay,
    country: Country = None,
    after: After = None,
    limit: Limit = 50,
) -> Any:
    """Values and rules that are no longer on the second day what they were on the first."""
    law = law_for(country)
    found = {one.name: one for one in law.diff(since, until)}
    return page_of_listed(
        request, found, after=after, limit=limit, tell=lambda name: _change(law, found[name])
    )


@_question("/reform", ProposedOut, summary="Try a reform on one case", name="law_reform")
def reform(request: HttpRequest, proposal: Proposal, country: Country = None) -> Any:
    """One case under the law and under other values of it. Nothing is written."""
    law = law_for(country)
    known("target", proposal.target, law.rules)
    tried = law.reform(proposal.name, _values(law, proposal))
    facts = law.read_facts(proposal.facts)
    plan = law.on(proposal.on, proposal.target)
    names = (proposal.target, *law.needed_rules([proposal.target], plan.day))
    before, after = (each.on(plan.day, *dict.fromkeys(names)) for each in (law, tried))
    old, new = before.compute(**facts), after.compute(**facts)
    moved = [name for name in dict.fromkeys(names) if old[name] != new[name]]
    return {
        "law": {"name": law.name, "digest": law.digest, "reform": ""},
        "reform": {"name": law.name, "digest": tried.digest, "reform": proposal.name},
        "day": plan.day,
        "is_exercise": law.name in INVENTED,
        "changes": [_change(law, one) for one in law.diff(tried)],
        "results": [
            {"rule": name, "label": said(law.rules[name].label), "unit": law.rules[name].unit}
            | {"before": plain(old[name]), "after": plain(new[name])}
            for name in dict.fromkeys((proposal.target, *moved))
        ],
    }


@_question(
    "/reform/exercise",
    ExercisedOut,
    summary="Try a reform on the exercise",
    name="law_exercise",
    rate=EXERCISES,
)
def reform_on_exercise(request: HttpRequest, proposal: Exercise) -> Any:
    """Invented employees under the law of a month and under other values of it, cell by cell."""
    law = law_in_force()
    for target in proposal.targets:
        known("targets", target, law.rules)
    tried = law.reform(proposal.name, _values(law, proposal))
    day = as_day(proposal.on)
    people = employees(count=proposal.people, seed=proposal.seed, month=day.replace(day=1))
    compared = law.compare(tried, people, targets=proposal.targets, by=proposal.by, on=day)
    return {
        "law": {"name": law.name, "digest": law.digest, "reform": ""},
        "reform": {"name": law.name, "digest": tried.digest, "reform": proposal.name},
        "day": day,
        "is_exercise": True,
        "changes": [_change(law, one) for one in law.diff(tried)],
        "cells": [
            {"keys": cell.keys, "rows": cell.rows, "target": target}
            | {side: getattr(found, side) for side in SIDES}
            for cell in compared.cells
            for target, found in cell.of.items()
        ],
    }


@_question("/test", TestedOut, summary="Run cases", name="law_test")
def run_tests(request: HttpRequest, asked: Cases, country: Country = None) -> Any:
    """Say which cases hold; one that does not shows what was expected and what the law gives."""
    law = law_for(country)
    results = [run_case(case.dict(), law) for case in asked.cases]
    return {
        "law": {"name": law.name, "digest": law.digest, "reform": ""},
        "is_exercise": law.name in INVENTED,
        "holds": all(result.holds for result in results),
        "cases": [tell_case(result) for result in results],
    }


def _change(law: Law, change: Change) -> dict[str, Any]:
    return marked(law, tell_change(law, change))


def _values(law: Law, proposal: Reformed) -> dict[str, object]:
    """The values proposed, as the law takes them; every wrong one is said."""
    return proposed_values(law, ((one.path, one.value, one.since) for one in proposal.changes))
