"""Debts of the exercise: one plan that ended in default, one in danger, a certificate refused.

Everything is done through the operations that pages use, under the mandate of who does it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.utils import timezone

from mithaq.apps.accounts.queries import fictitious_user
from mithaq.apps.corridor.operations import debts
from mithaq.apps.corridor.operations.debts import LineDraft, SettlementDraft, StatementDraft
from mithaq.apps.corridor.queries import debts as queries
from mithaq.apps.organisations.queries import mandates_of
from mithaq.base.instalments import month_later

Words = Mapping[str, Any]
NOON: Final = 12


def tell_debts(content: Words, *, at: datetime) -> int:
    """Replay both stories; told once, nothing is done again."""
    if queries.statements(company=content["past"]["company"]).exists():
        return 0
    replay = _Replay(content, at=at)
    replay.past(content["past"])
    replay.present(content["present"])
    return 2


class _Replay:
    """The debts of a company replayed under the names of its people, each act on its day."""

    def __init__(self, content: Words, *, at: datetime) -> None:
        """Hold what the file says, and the day of the loading."""
        self.fund: str = content["fund"]
        self.people: Words = content["people"]
        self.at = at
        self.today = timezone.localtime(at).date()

    def who(self, part: str, day: date) -> dict[str, Any]:
        """Who acts, under which mandate, at noon of a day (never after the loading)."""
        user = fictitious_user(username=self.people[part])
        if user is None:
            raise LookupError(self.people[part])
        noon = timezone.make_aware(datetime.combine(day, time(NOON)))
        return {"actor": user, "under": mandates_of(user=user)[0], "at": min(noon, self.at)}

    def past(self, row: Words) -> None:
        """A statement of 2024, settled under the operation of 2023, then in default."""
        asked_on = row["asked_on"]
        number = self.enter(row, as_of_on=row["as_of"], day=asked_on)
        settlement = self.settle(number, row, asked_on=asked_on, first_on=row["first_due_on"])
        for paid in row["paid"]:
            self.pay(settlement, paid["day"], paid["amount"])
        ended = row["default"]
        debts.declare_default(
            number=settlement, declared_on=ended["day"], reason=ended["reason"],
            **self.who("signatory", ended["day"]),
        )  # fmt: skip

    def present(self, row: Words) -> None:
        """A statement of this year, contested, settled; one instalment is late today."""
        as_of_on = self.ago(row["days_ago"])
        number = self.enter(row, as_of_on=as_of_on, day=as_of_on)
        answered, waiting = row["contests"]
        self.contest(number, answered)
        asked_on = self.ago(row["asked_days_ago"])
        first_on = self.ago(row["first_due_days_ago"])
        settlement = self.settle(number, row, asked_on=asked_on, first_on=first_on)
        found = queries.settlement_view(settlement, on=self.today)
        if found is not None:
            self.pay(settlement, first_on, found.instalments[0].amount)
            for item in found.contributions:
                if item.due_on < self.today:
                    debts.record_contribution(
                        number=settlement, month=item.month, paid_on=item.due_on,
                        **self.who("officer", item.due_on),
                    )  # fmt: skip
        self.contest(number, waiting)
        self.certify(row["standing"])

    def enter(self, row: Words, *, as_of_on: date, day: date) -> str:
        """The fund's officer enters the statement."""
        draft = StatementDraft(
            company=row["company"],
            issuer=self.fund,
            as_of_on=as_of_on,
            order=row["order"],
            reference=row["reference"],
            lines=tuple(self.owed(item, as_of_on) for item in row["lines"]),
        )
        return debts.enter_statement(draft=draft, **self.who("officer", day))

    def owed(self, item: Words, as_of_on: date) -> LineDraft:
        """One line; its month is written, or counted back from the statement's."""
        back = item.get("back")
        month = month_later(as_of_on.replace(day=1), -back) if back else item.get("month")
        return LineDraft(
            kind=item["kind"],
            branch=item.get("branch", ""),
            month=month,
            paid_on=self.ago(item["days_ago"]) if "days_ago" in item else None,
            amount=item["amount"],
            source=item.get("source", ""),
            law_reference=item.get("law", ""),
        )

    def contest(self, number: str, row: Words) -> None:
        """The company contests a line; the fund answers when the file says how."""
        day = self.ago(row["days_ago"])
        key = debts.contest_line(
            number=number, line_number=row["line"], reason=row["reason"],
            evidence=row.get("evidence", ""), **self.who("company", day),
        )  # fmt: skip
        if "answer" in row:
            debts.answer_contest(
                number=number, contest=key, corrected=row["corrected"], answer=row["answer"],
                **self.who("officer", day),
            )  # fmt: skip

    def settle(self, number: str, row: Words, *, asked_on: date, first_on: date) -> str:
        """Simulated, asked for and transmitted by the company; prepared and approved."""
        draft = SettlementDraft(
            statement=number,
            operation=row.get("operation", queries.PLAIN),
            months=row["months"],
            asked_on=asked_on,
            first_due_on=first_on,
        )
        company = self.who("company", asked_on)
        made = debts.simulate_settlement(draft=draft, **company)
        debts.request_settlement(number=made, **company)
        debts.transmit_settlement(number=made, **company)
        debts.prepare_settlement(
            number=made, first_due_on=first_on, **self.who("officer", asked_on)
        )
        debts.approve_settlement(number=made, **self.who("signatory", asked_on))
        return made

    def pay(self, number: str, on: date, amount: int) -> None:
        """The fund's officer records what it received."""
        debts.record_payment(
            number=number, paid_on=on, amount=amount, reference="Virement d’exercice",
            **self.who("officer", on),
        )  # fmt: skip

    def certify(self, row: Words) -> None:
        """The company asks for a certificate, which the fund refuses with its reasons."""
        day = self.ago(row["days_ago"])
        company = self.who("company", day)
        number = debts.request_good_standing(
            company=company["under"].organisation, issuer=self.fund, purpose=row["purpose"],
            **company,
        )  # fmt: skip
        debts.refuse_good_standing(
            number=number, reasons=row["reasons"], **self.who("officer", day)
        )

    def ago(self, days: int) -> date:
        """A day before that of the loading."""
        return self.today - timedelta(days=days)
