"""Debts of the exercise: a plan in default, one in danger, one to approve, two certificates.

Everything is done through the operations that pages use, under the mandate of who does it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.utils import timezone

from mithaq.apps.accounts.queries import fictitious_user
from mithaq.apps.corridor.operations import debts
from mithaq.apps.corridor.operations.debts import LineDraft, SettlementDraft, StatementDraft
from mithaq.apps.corridor.queries import debts as queries
from mithaq.apps.organisations.queries import MandateView, mandates_of
from mithaq.base.instalments import month_later
from mithaq.demo.beside import both
from mithaq.demo.people import open_accounts
from mithaq.flows.issue_good_standing import issue_good_standing

Words = Mapping[str, Any]
# Each acts at its own hour, so that what one does follows what another did the same day.
HOURS: Final = {"company": 10, "officer": 12, "signatory": 15}


def tell_debts(content: Words, *, at: datetime, reason: str) -> int:
    """Replay the stories; told once, nothing is done again."""
    if queries.statements(company=content["past"]["company"]).exists():
        return 0
    open_accounts(content["accounts"], at=at, reason=reason)
    replay = _Replay(content, at=at)
    replay.past(content["past"])
    replay.present(content["present"])
    replay.waiting(content["waiting"])
    replay.clear(content["clear"])
    return 4


class _Replay:
    """The debts of a company replayed under the names of its people, each act on its day."""

    def __init__(self, content: Words, *, at: datetime) -> None:
        """Hold what the file says, and the day of the loading."""
        self.fund: str = content["fund"]
        self.people: Words = content["people"]
        self.company: str = ""
        self.at = at
        self.today = timezone.localtime(at).date()

    def who(self, part: str, day: date) -> dict[str, Any]:
        """Who acts, under which mandate, at an hour of a day (never after the loading)."""
        hour = timezone.make_aware(datetime.combine(day, time(HOURS[part])))
        user, mandate = _signing(self._names(part), day)
        return {"actor": user, "under": mandate, "at": min(hour, self.at)}

    def _names(self, part: str) -> list[str]:
        """Who may play a part: the company's own person, the officer, those who sign."""
        if part == "company":
            return [self.company]
        return list(self.people["signatories"]) if part == "signatory" else [self.people[part]]

    def past(self, row: Words) -> None:
        """A statement of 2024, settled under the operation of 2023, then in default."""
        self.company = row["by"]
        asked_on = row["asked_on"]
        number = self.enter(row, as_of_on=row["as_of"], day=asked_on)
        settlement = self.settle(number, row, asked_on=asked_on, first_on=row["first_due_on"])
        for paid in row["paid"]:
            self.pay(settlement, paid["day"], paid["amount"])
        ended = row["default"]
        debts.declare_default(
            number=settlement, declared_on=ended["day"], reason=both(ended["reason"]),
            **self.who("signatory", ended["day"]),
        )  # fmt: skip

    def present(self, row: Words) -> None:
        """A statement of this year, contested, settled; one instalment is late today."""
        self.company = row["by"]
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

    def waiting(self, row: Words) -> None:
        """A statement of this year whose plan is prepared, and waits for its approval."""
        self.company = row["by"]
        as_of_on = self.ago(row["days_ago"])
        number = self.enter(row, as_of_on=as_of_on, day=as_of_on)
        self.prepare(
            number, row, asked_on=self.ago(row["asked_days_ago"]),
            first_on=self.ago(row["first_due_days_ago"]),
        )  # fmt: skip

    def clear(self, row: Words) -> None:
        """A statement paid whole, and the certificate that the fund issued."""
        self.company = row["by"]
        as_of_on = self.ago(row["days_ago"])
        self.enter(row, as_of_on=as_of_on, day=as_of_on)
        said = row["standing"]
        issued_on = self.ago(said["issued_days_ago"])
        issue_good_standing(
            number=self.ask(said), basis=both(said["basis"]), language="fr",
            valid_until_on=issued_on + timedelta(days=said["valid_days"]),
            **self.who("signatory", issued_on),
        )  # fmt: skip

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
            source=both(item.get("source", "")),
            law_reference=both(item.get("law", "")),
        )

    def contest(self, number: str, row: Words) -> None:
        """The company contests a line; the fund answers when the file says how."""
        day = self.ago(row["days_ago"])
        key = debts.contest_line(
            number=number, line_number=row["line"], reason=both(row["reason"]),
            evidence=both(row.get("evidence", "")), **self.who("company", day),
        )  # fmt: skip
        if "answer" in row:
            debts.answer_contest(
                number=number, contest=key, corrected=row["corrected"], answer=both(row["answer"]),
                **self.who("officer", day),
            )  # fmt: skip

    def settle(self, number: str, row: Words, *, asked_on: date, first_on: date) -> str:
        """Prepared, then approved by who signs for the fund."""
        made = self.prepare(number, row, asked_on=asked_on, first_on=first_on)
        debts.approve_settlement(number=made, is_gap_read=True, **self.who("signatory", asked_on))
        return made

    def prepare(self, number: str, row: Words, *, asked_on: date, first_on: date) -> str:
        """Simulated, asked for and transmitted by the company; prepared by the fund."""
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
        return made

    def pay(self, number: str, on: date, amount: int) -> None:
        """The fund's officer records what it received."""
        debts.record_payment(
            number=number, paid_on=on, amount=amount, reference=both("Virement d’exercice"),
            **self.who("officer", on),
        )  # fmt: skip

    def certify(self, row: Words) -> None:
        """The company asks for a certificate, which the fund refuses with its reasons."""
        number = self.ask(row)
        debts.refuse_good_standing(
            number=number, reasons=both(row["reasons"]),
            **self.who("officer", self.ago(row["days_ago"])),
        )  # fmt: skip

    def ask(self, row: Words) -> str:
        """The company asks its fund for a certificate."""
        company = self.who("company", self.ago(row["days_ago"]))
        return debts.request_good_standing(
            company=company["under"].organisation, issuer=self.fund,
            purpose=both(row["purpose"]), **company,
        )  # fmt: skip

    def ago(self, days: int) -> date:
        """A day before that of the loading."""
        return self.today - timedelta(days=days)


def _signing(names: Iterable[str], day: date) -> tuple[Any, MandateView]:
    """The first of some people whose mandate covers a day, else the last, with the mandate."""
    found: tuple[Any, MandateView] | None = None
    for name in names:
        user = fictitious_user(username=name)
        if user is None:
            raise LookupError(name)
        for mandate in mandates_of(user=user):
            found = (user, mandate)
            if mandate in mandates_of(user=user, on=day):
                return found
    if found is None:
        raise LookupError(day)
    return found
