"""Statements of debts: the list of those one may see, and one of them, line by line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import QuerySet

from mithaq.apps.corridor.choices.debts import (
    APPROVED,
    Branch,
    ContestStatus,
    ImputationOrder,
    LineKind,
    SettlementStatus,
)
from mithaq.apps.corridor.models import (
    Contest,
    ContestEvidence,
    DebtLine,
    DebtStatement,
    Settlement,
)
from mithaq.apps.corridor.queries._within import within
from mithaq.apps.corridor.queries.debts.access import body_of, statement_access
from mithaq.apps.corridor.queries.debts.balances import Entry, imputed, totals
from mithaq.apps.corridor.queries.debts.entries import entry_of
from mithaq.apps.corridor.queries.debts.growth import Growth, Rates, growth
from mithaq.apps.corridor.queries.debts.moves import issued_entries, moves_of, with_carried
from mithaq.apps.corridor.queries.debts.owed_now import owed_now
from mithaq.apps.corridor.queries.debts.views import (
    ContestPaper,
    ContestView,
    LineView,
    Moves,
    OwedNow,
    PaidPart,
    SettlementHead,
    StatementView,
    SurchargeCheck,
)
from mithaq.apps.programmes.queries import law_in_force
from mithaq.base.imputation import Imputation, Part


def statements(
    *, company: str = "", issuer: str = "", territory: str = "", is_exercise: bool = False
) -> QuerySet[DebtStatement]:
    """Statements of a company, or issued by a fund in a territory, or exercises only; latest
    first."""
    rows = DebtStatement.objects.select_related("company__territory", "issuer__territory")
    if company:
        rows = rows.filter(company__slug=company)
    if issuer:
        rows = rows.filter(issuer__slug=issuer)
    if is_exercise:
        rows = rows.filter(is_exercise=True)
    return rows.filter(within(territory)).order_by("-as_of_on", "-pk")


def statement(number: str) -> StatementView | None:
    """A statement line by line: few queries, whatever its length; None when there is none."""
    row = (
        DebtStatement.objects.select_related("company__territory", "issuer__territory", "case")
        .filter(number=number)
        .first()
    )
    if row is None:
        return None
    lines = list(DebtLine.objects.filter(statement=row).order_by("number"))
    contests = _contests(row)
    entries = tuple(_entry(line, contests.get(line.pk, ())) for line in lines)
    paid = imputed(entries, order=row.imputation_order)
    grown = growth(entries, paid, rates=Rates.of(law_in_force()), until=row.as_of_on)
    now = owed_now([row], left={row.pk: paid.left_in_all})[row.pk]
    plans = list(settlement_rows().filter(statement=row).order_by("-pk"))
    return StatementView(
        number=row.number,
        company=body_of(row.company),
        issuer=body_of(row.issuer),
        access=statement_access(row),
        case=row.case.number if row.case else "",
        as_of_on=row.as_of_on,
        received_how=row.get_received_how_display(),
        reference=row.reference,
        order=ImputationOrder(row.imputation_order),
        order_source=row.imputation_source,
        law_digest=row.law_digest,
        is_exercise=row.is_exercise,
        lines=tuple(_lines(lines, entries=entries, paid=paid, grown=grown, contests=contests)),
        entries=entries,
        imputation=paid,
        now=now,
        left_by_kind=totals(entries, paid),
        checks=tuple(_checks(entries, grown)),
        settlements=tuple(head_of(item) for item in plans),
        moves=_moves(row, lines, entries=entries, now=now, plans=plans),
    )


def _moves(
    row: DebtStatement,
    lines: Iterable[DebtLine],
    *,
    entries: Sequence[Entry],
    now: OwedNow,
    plans: Iterable[Settlement],
) -> Moves:
    """What moved the balance since; of a statement that a later one replaces, contests alone."""
    issued = issued_entries(entries, {line.number: line.amount_centimes for line in lines})
    agreed = [
        (plan.approved_at, plan.pk, plan)
        for plan in plans
        if now.counts and plan.status in APPROVED and plan.approved_at is not None
    ]
    in_turn = [plan for _at, _pk, plan in sorted(agreed, key=lambda item: item[:2])]
    found = moves_of(entries, issued, order=row.imputation_order, plans=in_turn)
    return with_carried(found, now.carried) if now.counts else found


def settlement_rows() -> QuerySet[Settlement]:
    """Settlements with what their heads name."""
    return Settlement.objects.select_related(
        "statement__company__territory", "statement__issuer__territory"
    )


def head_of(row: Settlement) -> SettlementHead:
    """A settlement as lists name it."""
    return SettlementHead(
        number=row.number,
        statement=row.statement.number,
        company=body_of(row.statement.company),
        issuer=body_of(row.statement.issuer),
        operation=row.operation,
        months=row.months,
        asked_on=row.asked_on,
        first_due_on=row.first_due_on,
        status=SettlementStatus(row.status),
        debt=row.debt_centimes,
        waived_surcharges=row.waived_surcharges_centimes,
        waived_penalties=row.waived_penalties_centimes,
        to_pay=row.to_pay_centimes,
        is_exercise=row.is_exercise,
    )


def open_contests(*, issuer: str, territory: str = "") -> QuerySet[Contest]:
    """The contests that wait for a fund's answer, the oldest first."""
    rows = Contest.objects.filter(
        status=ContestStatus.OPEN,
        line__statement__in=statements(issuer=issuer, territory=territory),
    )
    return rows.select_related("line__statement__company").order_by("contested_at", "pk")


def _contests(row: DebtStatement) -> Mapping[int, Sequence[ContestView]]:
    found: dict[int, list[ContestView]] = defaultdict(list)
    rows = list(Contest.objects.filter(line__statement=row).order_by("-contested_at", "-pk"))
    papers: dict[int, list[ContestPaper]] = defaultdict(list)
    joined = ContestEvidence.objects.filter(contest__in=[item.pk for item in rows])
    for paper in joined.order_by("pk") if rows else ():
        papers[paper.contest_id].append(_paper(paper))
    for item in rows:
        found[item.line_id].append(
            ContestView(
                pk=item.pk,
                status=ContestStatus(item.status),
                reason=item.reason,
                evidence=item.evidence,
                contested_at=item.contested_at,
                answer=item.answer,
                corrected=item.corrected_centimes,
                answered_at=item.answered_at,
                papers=tuple(papers[item.pk]),
            )
        )
    return found


def contest_paper(number: str, paper: int) -> ContestPaper | None:
    """A paper joined to a contest of a statement."""
    rows = ContestEvidence.objects.filter(contest__line__statement__number=number, pk=paper)
    row = rows.first()
    return _paper(row) if row else None


def _paper(row: ContestEvidence) -> ContestPaper:
    return ContestPaper(pk=row.pk, name=row.name, sha256=row.sha256)


def _entry(line: DebtLine, contests: Sequence[ContestView]) -> Entry:
    upheld = (item.corrected for item in contests if item.status == ContestStatus.UPHELD)
    return entry_of(line, corrected=next(upheld, None))


def _lines(
    rows: Sequence[DebtLine],
    *,
    entries: Sequence[Entry],
    paid: Imputation,
    grown: Sequence[Growth],
    contests: Mapping[int, Sequence[ContestView]],
) -> Iterable[LineView]:
    by_line = {item.number: item for item in grown}
    parts: dict[int, list[Part]] = defaultdict(list)
    for part in paid.parts:
        parts[part.owed].append(part)
    for row, entry in zip(rows, entries, strict=True):
        is_payment = row.kind == LineKind.PAYMENT
        left = paid.unused.get(row.number, 0) if is_payment else paid.left[row.number]
        yield LineView(
            number=row.number,
            kind=LineKind(row.kind),
            branch=Branch(row.branch) if row.branch else None,
            month=row.month,
            paid_on=row.paid_on,
            amount=row.amount_centimes,
            stands=entry.amount,
            left=left,
            parts=tuple(
                PaidPart(payment=part.paid, on=part.on, amount=part.amount)
                for part in parts[row.number]
            ),
            source=row.source,
            law_reference=row.law_reference,
            growth=by_line.get(row.number),
            contests=tuple(contests.get(row.pk, ())),
        )


def _checks(entries: Sequence[Entry], grown: Sequence[Growth]) -> Iterable[SurchargeCheck]:
    """What is asked for delay beside what the law gives, by month and scheme, oldest first."""
    asked: dict[tuple[date, str], int] = defaultdict(int)
    for entry in entries:
        if entry.kind == LineKind.SURCHARGE and entry.month:
            asked[entry.month, entry.branch] += entry.amount
    by_law: dict[tuple[date, str], list[Growth]] = defaultdict(list)
    for item in grown:
        by_law[item.month, item.branch].append(item)
    for month, branch in sorted({*asked, *by_law}):
        items = by_law[month, branch]
        yield SurchargeCheck(
            month=month,
            branch=Branch(branch),
            asked=asked[month, branch],
            by_law=sum(item.total for item in items),
            is_confirmed=all(item.is_confirmed for item in items),
            growths=tuple(items),
        )
