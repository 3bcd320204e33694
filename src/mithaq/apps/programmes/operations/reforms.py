"""Asking what a reform would change, and keeping what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from mithaq.apps.accounts.operations import record
from mithaq.apps.organisations.queries import MandateView
from mithaq.apps.programmes.events import ReformComputed, ReformWritten
from mithaq.apps.programmes.models import ReformScenario
from mithaq.apps.programmes.models.reforms import MONTHS_MOST, PEOPLE_LEAST, PEOPLE_MOST
from mithaq.apps.programmes.operations import _override_words as override_words
from mithaq.apps.programmes.operations import _reform_words as words
from mithaq.apps.programmes.operations._values import as_json, typed_value
from mithaq.apps.programmes.operations._words import missing
from mithaq.apps.programmes.operations.drafts import ChangeDraft, ReformDraft
from mithaq.apps.programmes.policies import can_run_reform
from mithaq.apps.programmes.queries.law import law_in_force
from mithaq.apps.programmes.queries.reforms import (
    ReformChange,
    digest_of_result,
    population_digest,
    reform_measures,
    reform_months,
    reformed_law,
)
from mithaq.base.errors import Fault, Refusal, refuse_if_any
from mithaq.base.ports import JSON, port
from mithaq.base.text import Labels
from mithaq.engines.rules import Law

JOB = "run_reform"


@transaction.atomic
def write_reform(
    *, draft: ReformDraft, actor: Any, under: MandateView | None, at: datetime
) -> ReformWritten:
    """Write down a reform and start the work that tries it on the exercise population.

    Raises ``Refusal`` with every fault, each beside its parameter: a value of another kind, a day
    before the law, nothing changed, nothing that the exercise population can tell.
    """
    law = law_in_force()
    changes, faults = _changes(law, draft.changes)
    faults = [*_scope_faults(draft, under), *faults]
    refuse_if_any(faults)
    reformed_law(law, draft.name, changes)
    months = reform_months(draft.first_month, draft.month_count)
    if not reform_measures((change.path for change in changes), months=months):
        raise Refusal([words.tells_nothing()])
    row = ReformScenario.objects.create(
        name=draft.name.strip(),
        changes=[
            {"path": c.path, "since": c.since.isoformat(), "before": c.before, "value": c.value}
            for c in changes
        ],
        first_month=months[0],
        month_count=draft.month_count,
        people_count=draft.people_count,
        seed=draft.seed,
        law_digest=law.digest,
        population_digest=population_digest(),
        author=under.text if under else "",
        recorded_at=at,
    )
    row.job = port("jobs").start(
        name=JOB,
        arguments={"scenario": str(row.public_id), "mandate": row.author},
        key=f"reform:{row.public_id}",
        requested_by=actor.pk if actor else None,
        label=Labels(f"Essai de réforme : {row.name}", f"تجربة إصلاح: {row.name}",
                     f"Reform trial: {row.name}"),
    )  # fmt: skip
    row.save(update_fields=["job"])
    _line(row, "write_reform", after=_state(row), actor=actor, mandate=row.author, at=at)
    return ReformWritten(public_id=row.public_id, job=row.job)


@transaction.atomic
def keep_reform_result(
    *, public_id: UUID, result: Mapping[str, JSON], actor: Any, mandate: str, at: datetime
) -> ReformComputed:
    """Keep what came of a reform; the same scenario computed again must give the same digest.

    Raises ``Refusal`` when it does not: the result that is there stands.
    """
    row = ReformScenario.objects.select_for_update().get(public_id=public_id)
    digest = digest_of_result(result)
    if row.result_digest:
        if row.result_digest != digest:
            raise Refusal([words.other_result(row.result_digest, digest)])
        return ReformComputed(public_id=public_id, result_digest=digest)
    row.result, row.result_digest, row.computed_at = dict(result), digest, at
    row.save(update_fields=["result", "result_digest", "computed_at"])
    after = {"result_digest": digest}
    _line(row, "keep_reform_result", after=after, actor=actor, mandate=mandate, at=at)
    return ReformComputed(public_id=public_id, result_digest=digest)


def _scope_faults(draft: ReformDraft, under: MandateView | None) -> Iterator[Fault]:
    """What is wrong with who asks, the name, the months and the people."""
    if not can_run_reform(under):
        yield words.not_yours()
    if not draft.name.strip():
        yield missing("name")
    if not draft.changes:
        yield words.no_change()
    if not 1 <= draft.month_count <= MONTHS_MOST:
        yield words.months_out(MONTHS_MOST)
    if not PEOPLE_LEAST <= draft.people_count <= PEOPLE_MOST:
        yield words.people_out(PEOPLE_LEAST, PEOPLE_MOST)


def _changes(
    law: Law, drafts: tuple[ChangeDraft, ...]
) -> tuple[tuple[ReformChange, ...], list[Fault]]:
    """The values typed, of the kind that the law has, and what is wrong with each."""
    changes: list[ReformChange] = []
    faults: list[Fault] = []
    seen: set[tuple[str, date]] = set()
    for draft in drafts:
        before, value, found = _value(law, draft)
        if (draft.path, draft.since) in seen:
            found = [*found, words.twice()]
        seen.add((draft.path, draft.since))
        faults += [
            Fault(f"{draft.path}.{fault.where}", fault.sentence, fault.rule) for fault in found
        ]
        changes.append(ReformChange(path=draft.path, since=draft.since, before=before, value=value))
    return tuple(changes), faults


def _value(law: Law, draft: ChangeDraft) -> tuple[JSON, JSON, list[Fault]]:
    """What the law has on that day, what is typed, and what is wrong with it."""
    parameter = law.parameters.get(draft.path)
    if parameter is None:
        return None, None, [words.no_parameter(draft.path)]
    if parameter.changes_nothing:
        return None, None, [override_words.informs_only()]
    first = parameter.history[0].since
    if draft.since < first:
        return None, None, [override_words.before_first(first)]
    before = as_json(parameter.on(draft.since).value)
    value, faults = typed_value(parameter, draft.value)
    if not faults and before == value:
        faults = [override_words.same_value()]
    return before, value, faults


def _state(row: ReformScenario) -> dict[str, object]:
    return {
        "name": row.name,
        "changes": row.changes,
        "first_month": row.first_month.isoformat(),
        "month_count": row.month_count,
        "people_count": row.people_count,
        "seed": row.seed,
        "law_digest": row.law_digest,
    }


def _line(
    row: ReformScenario, action: str, *, after: Any, actor: Any, mandate: str, at: datetime
) -> None:
    record(
        actor=actor,
        mandate=mandate,
        action=f"programmes.{action}",
        object_type="reform",
        object_ref=str(row.public_id),
        object_label=row.name,
        before=None,
        after=after,
        reason="",
        at=at,
    )
