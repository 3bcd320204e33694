"""A table of debts arrives: read, shown row by row, chosen, recorded as statements; and undone."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet

from mithaq.apps.corridor.operations import debts
from mithaq.apps.corridor.operations.debts import LineDraft, StatementDraft
from mithaq.apps.corridor.policies.debts import can_handle_debt_file
from mithaq.apps.corridor.queries.debts import Replacing, body, replacing_of
from mithaq.apps.organisations.queries import MandateView
from mithaq.apps.reference import operations as reference
from mithaq.apps.reference.choices import StagedStatus
from mithaq.apps.reference.queries import (
    StagedDetail,
    staged_file,
    staged_files,
    staged_twin,
    staged_within,
)
from mithaq.base.errors import Fault, Refusal, refuse_if_any
from mithaq.flows import _observation_words as words
from mithaq.gateways import debt_file
from mithaq.gateways.debt_file import FileReading, Judged, Outcome
from mithaq.gateways.jobs.report import fault_as_json

KIND: Final = "debts"
TYPED: Final = "entered"
_STILL_THERE: Final = (StagedStatus.READY, StagedStatus.APPLIED)


def stage_debts(
    *,
    content: bytes,
    name: str,
    issuer: str,
    as_of_on: date,
    order: str,
    order_source: str = "",
    received_how: str = "imported",
    case: str = "",
    actor: Any,
    under: MandateView,
    at: datetime,
) -> str:
    """Read a file whole and keep it until somebody decides; nothing of it is written.

    The fund says as of which day its debts stand and in which order it imputes payments. The same
    file for the same day is given back once deposited. The file is of the territory of who deposits
    it: a row of a company elsewhere is refused, and officers elsewhere see nothing of it. What is
    typed may answer a case of mediation.
    """
    fund = body(issuer)
    place = under.territory_code
    if fund is None or not can_handle_debt_file(
        under, issuer=issuer, territory_code=place, is_exercise=fund.is_exercise
    ):
        raise Refusal(words.out_of_reach(0))
    rows = _rows(content, is_typed=received_how == TYPED)
    reading = debt_file.judge(rows, issuer=fund, as_of_on=as_of_on, within=place)
    text = "\n".join([
        "|".join([issuer, as_of_on.isoformat(), order, place, *filter(None, [case])]),
        *(f"{row.line}|{sorted(row.cells.items())}" for row in rows),
    ])  # fmt: skip
    if twin := staged_twin(kind=KIND, content=text, statuses=_STILL_THERE):
        return twin
    cells = {row.line: row.cells for row in rows}
    preview = {
        "issuer": issuer,
        "territory": place,
        "as_of_on": as_of_on.isoformat(),
        "order": order,
        "order_source": order_source,
        "received_how": received_how,
        "case": case,
        "rows": [_as_json(row, cells[row.line]) for row in reading.rows],
        "alerts": [fault_as_json(fault) for fault in reading.alerts],
        "counts": {outcome.value: reading.count(outcome) for outcome in Outcome},
        "left_out": [],
        "confirmed": [],
    }
    return reference.stage_file(
        kind=KIND, name=name, content=text, preview=preview, actor=actor, mandate=under.text, at=at
    )


def read_debts(*, content: bytes, issuer: str, as_of_on: date, under: MandateView) -> FileReading:
    """Judge the rows of a table typed on a page without keeping anything: what would be refused is
    told at once."""
    fund = body(issuer)
    if fund is None:
        raise Refusal(words.out_of_reach(0))
    return debt_file.judge(
        _rows(content, is_typed=True), issuer=fund, as_of_on=as_of_on, within=under.territory_code
    )


def _rows(content: bytes, *, is_typed: bool) -> tuple[debt_file.Row, ...]:
    """The rows of a table; typed on a page, they count from one, without a line of headings."""
    rows = debt_file.read_table(content)
    return tuple(replace(row, line=row.line - 1) for row in rows) if is_typed else rows


@transaction.atomic
def choose_debt_rows(
    *,
    public_id: str,
    take: Collection[int],
    leave: Collection[int],
    reason: str,
    actor: Any,
    under: MandateView,
    at: datetime,
) -> None:
    """Keep the choice of rows; one in doubt is taken with a reason, or not at all.

    The file is held meanwhile: a choice adds to those of others and never loses them.
    """
    reference.hold_staged_file(public_id=public_id)
    staged = found(public_id, under)
    doubted = {row["line"] for row in staged.preview["rows"] if row["outcome"] == Outcome.DOUBT}
    fresh = (doubted & set(take)) - set(staged.preview["confirmed"])
    if fresh and not reason.strip():
        raise Refusal(words.confirm_with_reason(len(fresh)))
    left = (set(staged.preview["left_out"]) | set(leave)) - set(take)
    confirmed = (set(staged.preview["confirmed"]) | (doubted & set(take))) - set(leave)
    reference.amend_staged_file(
        public_id=public_id,
        preview={"left_out": sorted(left), "confirmed": sorted(confirmed)},
        actor=actor,
        mandate=under.text,
        reason=reason,
        at=at,
    )


def chosen_lines(staged: StagedDetail) -> list[int]:
    """The rows that would be written now."""
    left, confirmed = set(staged.preview["left_out"]), set(staged.preview["confirmed"])
    return [
        row["line"]
        for row in staged.preview["rows"]
        if (row["outcome"] == Outcome.ACCEPTED and row["line"] not in left)
        or (row["outcome"] == Outcome.DOUBT and row["line"] in confirmed)
    ]


def replaced_with(staged: StagedDetail) -> dict[str, Replacing]:
    """What the rows that would be written now replace, by company."""
    references: dict[str, set[str]] = {}
    lines = set(chosen_lines(staged))
    for row in staged.preview["rows"]:
        if row["line"] in lines and row["draft"]:
            references.setdefault(row["company"], set()).add(row["reference"])
    return replacing_of(
        issuer=str(staged.preview["issuer"]),
        as_of_on=date.fromisoformat(staged.preview["as_of_on"]),
        references=references,
    )


@transaction.atomic
def apply_debts(
    *,
    public_id: str,
    is_confirmed: bool,
    is_replacing: bool = False,
    reason: str,
    actor: Any,
    under: MandateView,
    at: datetime,
) -> tuple[str, ...]:
    """Write the rows chosen as statements, one a company and reference; gives their numbers.

    All or nothing: a statement that the register refuses leaves every other unwritten.
    ``is_replacing``: it is known that a statement on which a plan runs is replaced.
    """
    reference.hold_staged_file(public_id=public_id)
    staged = found(public_id, under)
    lines = chosen_lines(staged)
    refuse_if_any(_not_ready(staged, lines, is_confirmed=is_confirmed, reason=reason))
    touched = [item for item in replaced_with(staged).values() if item.touches_plan]
    if touched and not is_replacing:
        raise Refusal(words.confirm_plans([n for item in touched for n in item.plans]))
    who = {"actor": actor, "mandate": under.text, "at": at}
    reference.decide_staged_file(public_id=public_id, step="apply", reason=reason, **who)
    numbers = tuple(
        debts.enter_statement(draft=draft, actor=actor, under=under, reason=reason, at=at)
        for draft in _drafts(staged, lines)
    )
    reference.note_written(public_id=public_id, written=[{"statements": list(numbers)}], **who)
    return numbers


def discard_debts(
    *, public_id: str, reason: str, actor: Any, under: MandateView, at: datetime
) -> None:
    """Give a staged file up; nothing of it was written."""
    found(public_id, under)
    reference.decide_staged_file(
        public_id=public_id, step="discard", actor=actor, mandate=under.text, reason=reason, at=at
    )


def undo_debts(*, public_id: str, reason: str, actor: Any, under: MandateView, at: datetime) -> int:
    """Take back every statement that a file wrote; refused, with the list, once anything rests on
    one of them."""
    staged = found(public_id, under)
    with transaction.atomic():
        reference.decide_staged_file(
            public_id=public_id, step="undo", actor=actor, mandate=under.text, reason=reason, at=at
        )
        numbers = [number for item in staged.written for number in item.get("statements", ())]
        debts.erase_statements(numbers=numbers, actor=actor, under=under, reason=reason, at=at)
    return len(numbers)


def found(public_id: str, under: MandateView | None) -> StagedDetail:
    """The staged file of debts that has this address; the same refusal when there is none and
    when it is of another fund, or of a territory that is not the officer's."""
    staged = staged_file(public_id)
    if staged is None or staged.kind != KIND:
        raise Refusal(words.no_such_file())
    issuer = str(staged.preview["issuer"])
    fund = body(issuer)
    if fund is None or not can_handle_debt_file(
        under,
        issuer=issuer,
        territory_code=str(staged.preview["territory"]),
        is_exercise=fund.is_exercise,
    ):
        raise Refusal(words.no_such_file())
    return staged


def deposited(under: MandateView | None) -> QuerySet[Any]:
    """The files of debts that an officer may open, the latest first; none for anyone else."""
    if under is None or not can_handle_debt_file(
        under, issuer=under.organisation, territory_code=under.territory_code,
        is_exercise=under.is_exercise,
    ):  # fmt: skip
        return staged_files(kind=KIND).none()
    place = {"issuer": under.organisation, "territory": under.territory_code}
    return staged_within(kind=KIND, **place).defer("content", "preview", "written")


def file_withdrawn(number: str, under: MandateView | None) -> str:
    """Public id of the undone file that had recorded a statement; "" when an officer has none."""
    rows = deposited(under).filter(status=StagedStatus.UNDONE)
    for public_id, written in rows.values_list("public_id", "written"):
        if any(number in item.get("statements", ()) for item in written):
            return str(public_id)
    return ""


def _drafts(staged: StagedDetail, lines: Sequence[int]) -> list[StatementDraft]:
    wanted = set(lines)
    groups: dict[tuple[str, str], list[LineDraft]] = {}
    for row in staged.preview["rows"]:
        if row["line"] in wanted and row["draft"]:
            key = (row["company"], row["reference"])
            groups.setdefault(key, []).append(_draft_from_json(row["draft"]))
    return [
        StatementDraft(
            company=company,
            issuer=str(staged.preview["issuer"]),
            as_of_on=date.fromisoformat(staged.preview["as_of_on"]),
            order=str(staged.preview["order"]),
            order_source=str(staged.preview["order_source"]),
            reference=name,
            received_how=str(staged.preview.get("received_how", "imported")),
            case=str(staged.preview.get("case", "")),
            lines=tuple(items),
        )
        for (company, name), items in groups.items()
    ]


def _as_json(row: Judged, cells: Mapping[str, Any]) -> dict[str, Any]:
    """A row as it was judged; one refused keeps what was written in it, to be found in the file."""
    draft = row.draft
    return {
        "typed": {name: str(cells.get(name, "") or "") for name in ("kind", "month", "amount")},
        "line": row.line,
        "outcome": row.outcome.value,
        "company": row.company,
        "reference": row.reference,
        "said": [fault_as_json(fault) for fault in row.said],
        "draft": {
            "kind": draft.kind,
            "branch": draft.branch,
            "month": draft.month.isoformat() if draft.month else None,
            "paid_on": draft.paid_on.isoformat() if draft.paid_on else None,
            "amount": draft.amount,
            "source": draft.source,
            "law_reference": draft.law_reference,
        }
        if draft
        else None,
    }


def _draft_from_json(value: Mapping[str, Any]) -> LineDraft:
    days = {
        name: date.fromisoformat(value[name]) if value[name] else None
        for name in ("month", "paid_on")
    }
    return LineDraft(
        kind=value["kind"],
        branch=value["branch"],
        amount=value["amount"],
        source=value["source"],
        law_reference=value["law_reference"],
        **days,
    )


def _not_ready(
    staged: StagedDetail, lines: Sequence[int], *, is_confirmed: bool, reason: str
) -> list[Fault]:
    if not lines:
        return [words.nothing_chosen()]
    if staged.preview["alerts"] and not (is_confirmed and reason.strip()):
        return [words.confirm_the_whole()]
    return []
