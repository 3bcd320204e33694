"""Causes that recur: opened over several cases, owned, mended, measured."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from mithaq.apps.corridor.choices.problems import PROBLEM_STEPS, ProblemStatus
from mithaq.apps.corridor.events import ProblemMoved
from mithaq.apps.corridor.models import Case, CaseFamily, Corridor, SystemicProblem
from mithaq.apps.corridor.operations import _words as words
from mithaq.apps.corridor.operations._problems import problem_line
from mithaq.apps.corridor.operations._rows import day_of
from mithaq.apps.corridor.operations.drafts import ProblemDraft
from mithaq.apps.corridor.policies import can_fix_problem, can_steer_problem, reads_claims
from mithaq.apps.corridor.queries.access import told_claims
from mithaq.apps.corridor.queries.committees import body_id_of, members_of
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Fault, Refusal, refuse_if_any


@transaction.atomic
def open_problem(
    *,
    draft: ProblemDraft,
    case_numbers: Sequence[str] = (),
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> ProblemMoved:
    """Write down one cause behind several cases, with its owner, and group them under it."""
    corridor = Corridor.objects.filter(slug=draft.corridor).first()
    family = CaseFamily.objects.filter(code=draft.family).first()
    owner = body_id_of(draft.owner)
    faults = []
    if corridor is None:
        faults.append(words.unknown("corridor", draft.corridor))
    if family is None:
        faults.append(words.unknown("family", draft.family))
    if owner is None:
        faults.append(words.unknown("owner", draft.owner))
    if not draft.labels.fr.strip():
        faults.append(words.empty("label", words.TITLE))
    if corridor is not None:
        faults += _right_faults(corridor, under, at=at)
    refuse_if_any(faults)
    if corridor is None or family is None or owner is None:
        raise Refusal(faults)
    problem = SystemicProblem.objects.create(
        corridor=corridor,
        family=family,
        label_fr=draft.labels.fr.strip(),
        label_ar=draft.labels.ar,
        label_en=draft.labels.en,
        owner_id=owner,
        fix=draft.fix.strip(),
        due_on=draft.due_on,
        effect_expected=draft.effect_expected.strip(),
        opened_at=at,
        is_exercise=corridor.is_exercise,
    )
    count = _group(problem, case_numbers, under)
    problem_line(
        problem, "open_problem", actor=actor, under=under, at=at,
        after={"family": family.code, "owner": draft.owner, "cases": list(case_numbers)},
    )  # fmt: skip
    return ProblemMoved(public_id=problem.public_id, status=problem.status, case_count=count)


@transaction.atomic
def group_cases(
    *,
    public_id: str,
    case_numbers: Sequence[str],
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> ProblemMoved:
    """Group more cases under a cause; a case has one cause at most, the last given."""
    problem = _problem(public_id, under, at=at)
    if not case_numbers:
        raise Refusal(words.unknown("cases", ""))
    _group(problem, case_numbers, under)
    problem_line(
        problem, "group_cases", actor=actor, under=under, at=at,
        after={"cases": list(case_numbers)},
    )  # fmt: skip
    return _moved(problem)


@transaction.atomic
def ungroup_case(
    *, public_id: str, case_number: str, actor: Any, under: MandateView | None, at: datetime
) -> ProblemMoved:
    """Take back a grouping made by mistake; the case is under no cause again."""
    problem = _problem(public_id, under, at=at)
    rows = Case.objects.filter(systemic_problem=problem)
    _known(rows, [case_number], under).update(systemic_problem=None)
    problem_line(
        problem, "ungroup_case", actor=actor, under=under, at=at, after={"case": case_number}
    )
    return _moved(problem)


@transaction.atomic
def move_problem(
    *,
    public_id: str,
    step: str,
    note: str = "",
    due_on: date | None = None,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> ProblemMoved:
    """Take a step of the life of a problem; ``note`` is the fix, the measured effect or the reason.

    ``fix`` needs the fix and its day; ``fixed`` is dated by the act; ``measure`` says the effect;
    ``drop`` and ``reopen`` say why.
    """
    problem = _problem(public_id, under, at=at)
    found = next((item for item in PROBLEM_STEPS if item[0] == step), None)
    if found is None:
        raise Refusal(words.unknown("step", step))
    _name, starts, to, who = found
    if who == "can_fix_problem" and not can_fix_problem(
        under,
        members_of(problem.corridor_id, on=day_of(at)),
        problem.owner.slug,
        is_exercise=problem.corridor.is_exercise,
    ):
        raise Refusal(words.not_the_owner(problem.owner.labels))
    if problem.status not in starts:
        raise Refusal(words.problem_not_there(problem.status, step))
    before = str(problem.status)
    refuse_if_any(_fill(problem, to, note=note.strip(), due_on=due_on, at=at))
    problem.status = to
    problem.save()
    problem_line(
        problem, "move_problem", actor=actor, under=under, at=at, reason=note.strip(),
        before={"status": before}, after={"status": str(to)},
    )  # fmt: skip
    return _moved(problem)


def _fill(
    problem: SystemicProblem, to: str, *, note: str, due_on: date | None, at: datetime
) -> list[Fault]:
    """Write what a step says, or tell what it lacks."""
    faults = []
    if to in (ProblemStatus.FIXING, ProblemStatus.FIXED):
        problem.fix = note or problem.fix
        problem.due_on = due_on or problem.due_on
        if not problem.fix or problem.due_on is None:
            faults.append(words.empty("fix", words.FIX))
    if to == ProblemStatus.FIXED:
        problem.fixed_on = timezone.localtime(at).date()
    if to == ProblemStatus.MEASURED:
        problem.effect_measured = note
    if to == ProblemStatus.OPEN:
        problem.fixed_on, problem.effect_measured = None, ""
    is_told = to in (ProblemStatus.MEASURED, ProblemStatus.DROPPED, ProblemStatus.OPEN)
    if is_told and not note:
        faults.append(words.empty("note", words.REASON))
    return faults


def _group(problem: SystemicProblem, numbers: Sequence[str], under: MandateView | None) -> int:
    rows = Case.objects.filter(corridor=problem.corridor_id)
    return _known(rows, numbers, under).update(systemic_problem=problem)


def _known(
    rows: QuerySet[Case], numbers: Sequence[str], under: MandateView | None
) -> QuerySet[Case]:
    """Some of these cases by number: one about a person's right, for who reads it only."""
    found = rows.filter(number__in=numbers)
    read = found.select_related("company", "territory", "subject")
    known = {row.number for row in told_claims(read, reads=reads_claims(under))}
    refuse_if_any(words.unknown("cases", name) for name in sorted(set(numbers) - known))
    return found


def _problem(public_id: str, under: MandateView | None, *, at: datetime) -> SystemicProblem:
    rows = SystemicProblem.objects.select_for_update(of=("self",)).select_related(
        "corridor", "owner"
    )
    problem = rows.filter(public_id=public_id).first()
    if problem is None:
        raise Refusal(words.unknown("problem", public_id))
    refuse_if_any(_right_faults(problem.corridor, under, at=at))
    return problem


def _right_faults(corridor: Corridor, under: MandateView | None, *, at: datetime) -> list[Fault]:
    bodies = members_of(corridor.pk, on=day_of(at))
    if can_steer_problem(under, bodies, is_exercise=corridor.is_exercise):
        return []
    return [words.no_right(words.NOT_OF_CORRIDOR, "problem.steer")]


def _moved(problem: SystemicProblem) -> ProblemMoved:
    count = Case.objects.filter(systemic_problem=problem).count()
    return ProblemMoved(public_id=problem.public_id, status=str(problem.status), case_count=count)
