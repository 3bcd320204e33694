"""Before a claim for the job-loss indemnity is filed: is the right open, what lacks, until when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from mithaq.apps.programmes.queries.answers import Answer, told_answer
from mithaq.apps.programmes.queries.law import law_in_force, written_law
from mithaq.apps.programmes.queries.reading import (
    centimes,
    day_or_none,
    whole,
    whole_setting,
)
from mithaq.engines.rules import Law, Value

ENTITLED: Final = "job_loss_entitled"
_COUNTS: Final = (
    ("declared_days_36_months", "job_loss_missing_days_36_months", "job_loss.min_days_36_months"),
    ("declared_days_12_months", "job_loss_missing_days_12_months", "job_loss.min_days_12_months"),
)
_MONTHS: Final = (36, 12)
_AMOUNTS: Final = (
    "job_loss_daily_amount",
    "job_loss_daily_replacement",
    "job_loss_daily_cap",
    "job_loss_monthly_amount",
)
_DAYS: Final = (
    "job_loss_last_day_to_claim",
    "job_loss_days_left_to_claim",
    "job_loss_paid_from",
    "job_loss_paid_until",
)
_MISSING: Final = ("job_loss_missing_days", *(missing for _, missing, _ in _COUNTS))


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """Days declared over some months before the loss, against what the law asks."""

    months: int
    declared: int | None
    needed: int
    missing: int | None
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Indemnity:
    """What the indemnity is if the right is open, in centimes; ``rate`` is its share of a wage.

    ``most_centimes`` is the most that a whole month can be.
    """

    daily_centimes: int
    monthly_centimes: int
    total_centimes: int
    months: int
    month_days: int
    rate: float
    most_centimes: int
    is_capped: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class JobLossCheck:
    """The answer, condition by condition, with the days, the delays and the amounts.

    ``filed_on`` is the day of the claim where it was said; ``days_left`` counts to it, or to today.
    ``facts`` are those of the case with the day of the claim: what its explanations start from.
    """

    entitled: Answer
    certified: Answer
    counts: tuple[DayCount, ...]
    missing_days: int | None
    indemnity: Indemnity | None
    filed_on: date | None
    last_day_to_claim: date | None
    days_left: int | None
    claim_days: int
    report_work_days: int
    paid_from: date | None
    paid_until: date | None
    facts: Mapping[str, Value]

    @property
    def is_late(self) -> bool:
        """Whether the days to claim are over, on the day of the claim or else today."""
        return (self.days_left or 0) < 0


def job_loss_since() -> date:
    """The first day of which a loss can open the right."""
    return law_in_force().rules["job_loss_involuntary"].versions[0].since


def full_month_days() -> int:
    """The days that a full month of returns counts, by the bounds that the law sets to a year."""
    return round((written_law().facts["declared_days_12_months"].maximum or 0) / 12)


def job_loss_check(given: Mapping[str, object], *, on: date) -> JobLossCheck:
    """What the law says of a claim, filed on a day said, or today while there is time for it.

    Facts left out are unknown. Once the days to claim are over, so is the day of a claim that was
    not said: who filed in time keeps the right, and who answers of force majeure has yet to file.
    Raises LawError for facts that are wrong.
    """
    law = law_in_force()
    facts = law.read_facts(given)
    lost, filed_on = facts.get("job_lost_on"), day_or_none(facts.get("claimed_on"))
    claimed_on = filed_on or (max(on, lost) if isinstance(lost, date) else on)
    plan = law.on(on, *_AMOUNTS, *_DAYS, *_MISSING)
    found = plan.compute(**{**facts, "claimed_on": claimed_on})
    days_left = whole(found["job_loss_days_left_to_claim"])
    is_in_time = days_left is None or days_left >= 0
    if filed_on or is_in_time or "force_majeure" in facts:
        facts = {**facts, "claimed_on": claimed_on}
    day = lost if isinstance(lost, date) else on
    return JobLossCheck(
        entitled=told_answer(law, law.on(on).explain(ENTITLED, **facts)),
        certified=told_answer(law, law.on(on).explain("job_loss_certified", **facts)),
        counts=tuple(_counts(law, facts, found, day)),
        missing_days=whole(found["job_loss_missing_days"]),
        indemnity=_indemnity(law, found, day),
        filed_on=filed_on,
        last_day_to_claim=day_or_none(found["job_loss_last_day_to_claim"]),
        days_left=days_left,
        claim_days=whole_setting(law, "job_loss.claim_days", day),
        report_work_days=whole_setting(law, "job_loss.report_work_days", day),
        paid_from=day_or_none(found["job_loss_paid_from"]),
        paid_until=day_or_none(found["job_loss_paid_until"]),
        facts=facts,
    )


def _counts(
    law: Law, facts: Mapping[str, Value], found: Mapping[str, Value | None], day: date
) -> list[DayCount]:
    return [
        DayCount(
            months=months,
            declared=whole(facts.get(fact)),
            needed=whole_setting(law, path, day),
            missing=whole(found[rule]),
            rule=rule,
        )
        for (fact, rule, path), months in zip(_COUNTS, _MONTHS, strict=True)
    ]


def _indemnity(law: Law, found: Mapping[str, Value | None], day: date) -> Indemnity | None:
    daily, replacement, cap, monthly = (found[name] for name in _AMOUNTS)
    if daily is None or monthly is None:
        return None
    monthly_centimes, months = centimes(monthly), whole_setting(law, "job_loss.max_months", day)
    rate: Any = law.parameters["job_loss.replacement_rate"].on(day).value
    month_days = whole_setting(law, "job_loss.month_days", day)
    return Indemnity(
        daily_centimes=centimes(daily),
        monthly_centimes=monthly_centimes,
        total_centimes=monthly_centimes * months,
        months=months,
        month_days=month_days,
        rate=float(rate),
        most_centimes=centimes(cap) * month_days,
        is_capped=centimes(replacement) > centimes(cap),
    )
