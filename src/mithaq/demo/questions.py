"""Questions of exercise: one that waits, a signal that was wrong, people put right and followed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID
from zlib import crc32

from django.utils import timezone

from mithaq.apps.accounts.queries import user_by_username
from mithaq.apps.corridor.operations.drawing import announce_draw, draw_controls
from mithaq.apps.corridor.operations.question_answers import answer_question, ask_help
from mithaq.apps.corridor.operations.question_decisions import (
    decide_question,
    follow_people,
    record_follow_up,
)
from mithaq.apps.corridor.operations.question_drafts import (
    AnswerDraft,
    DecisionDraft,
    DrawDraft,
    QuestionDraft,
    ReformProposalDraft,
    SignalDraft,
)
from mithaq.apps.corridor.operations.questions import enter_signal, open_question, read_score
from mithaq.apps.corridor.operations.reading import read_corridors
from mithaq.apps.corridor.operations.reforms import (
    approve_reform_proposal,
    move_reform_proposal,
    write_reform_proposal,
)
from mithaq.apps.corridor.queries.draws import draws
from mithaq.apps.corridor.queries.question_facts import corridors_of
from mithaq.apps.corridor.queries.questions import questions_for
from mithaq.apps.corridor.queries.reforms import reform_proposals
from mithaq.apps.organisations.queries import mandate_in_force_for, organisation
from mithaq.apps.programmes.operations import (
    ChangeDraft,
    ReformDraft,
    keep_reform_result,
    write_reform,
)
from mithaq.apps.programmes.queries import computed_reform
from mithaq.base.fictitious import fictitious_ice, fictitious_insured_number
from mithaq.base.months import Month
from mithaq.base.text import Labels
from mithaq.demo.beside import both
from mithaq.demo.days import hour_of, working_day
from mithaq.demo.people import open_accounts
from mithaq.flows.load_catalogue import load_corridors

FUND = "caisse-hesperides"
OF_FUND = "instruction par la caisse"
WINDOW_DAYS = 60
# How many hours of a day an act of a question may fall at.
HOURS = 40
# The invented companies of the draw stand after those of the register.
FIRST_RANK = 5_000


def ask_employers(content: Mapping[str, Any], *, at: datetime, reason: str) -> int:
    """Ask, answer, decide, follow, draw and propose as people would; nothing is done twice."""
    open_accounts(content["accounts"], at=at, reason=reason)
    corridor = _corridor(content["corridor"], at)
    done = 0
    if not questions_for(_signed("controle", at)["under"]).exists():
        rows = [*content["questions"], *map(_decided, content["decided"])]
        for row in rows:
            _question(row, corridor, at)
        done += len(rows)
    if not any(item.is_exercise for item in draws()):
        _draw(content["draw"], corridor, at)
        done += 1
    if not reform_proposals(_signed("controle", at)["under"]):
        for row in content["proposals"]:
            _propose(row, corridor, at)
        done += len(content["proposals"])
    return done


def _corridor(row: Mapping[str, Any], at: datetime) -> str:
    """The corridor where the fictitious fund decides; laid here when nothing else did."""
    on = timezone.localtime(at).date()
    held = corridors_of(FUND, on=on, decides=True)
    if not held:
        load_corridors(drafts=read_corridors([row]), at=at)
        held = corridors_of(FUND, on=on, decides=True)
    return held[0][0]


def _question(row: Mapping[str, Any], corridor: str, at: datetime) -> None:
    opened = _ago(at, row["opened_days"], of=row["value"])
    year = opened.year - row.get("years_back", 1)
    signal = enter_signal(
        draft=SignalDraft(
            company=row["company"],
            code=row["code"],
            value=Decimal(row["value"]),
            period_from=date(year, 1, 1),
            period_to=date(year, 12, 31),
            basis=both(row["basis"]),
        ),
        # Who enters a value decides nothing on it: that is for another of the fund.
        **_signed("caisse", opened),
    ).signal_id
    number = open_question(
        draft=QuestionDraft(
            corridor=corridor,
            text=both(row["text"]),
            window_closes_on=opened.date() + timedelta(days=WINDOW_DAYS),
            signal_id=signal,
        ),
        on=opened.date(),
        **_signed("caisse", opened),
    ).number
    if "answer" in row:
        _answer(number, row, at)
    if "decision" in row:
        _decide(number, row["decision"], at)
    if "people" in row:
        _follow(number, row, at)


def _decided(row: Mapping[str, Any]) -> dict[str, Any]:
    """A question of the past: answered ten days after it was asked, decided ten days later."""
    days = row["opened_days"]
    answer = {"by": row["by"], "kind": row["kind"], "days": days - 10, "text": row["answer"]}
    ground = "returns" if row["outcome"] == "regularised" else "answer"
    decision = {"by": "controle", "days": days - 20, "outcome": row["outcome"], "ground": ground,
                "reasons": row["reasons"]}  # fmt: skip
    return {**row, "answer": answer, "decision": decision, "basis": "Calcul d’exercice"}


def _answer(number: str, row: Mapping[str, Any], at: datetime) -> None:
    said = row["answer"]
    then = _ago(at, said["days"], of=f"{number} answered")
    if called := row.get("help"):
        ask_help(
            number=number, helper=called["by"], text=both(called["words"]), on=then.date(),
            **_signed(said["by"], then),
        )  # fmt: skip
    answer_question(
        number=number, draft=AnswerDraft(kind=said["kind"], text=both(said["text"])),
        on=then.date(), **_signed(said["by"], then),
    )  # fmt: skip


def _decide(number: str, said: Mapping[str, Any], at: datetime) -> None:
    then = _ago(at, said["days"], of=f"{number} decided")
    # The value is read before anything is decided on it.
    read_score(number=number, purpose=OF_FUND, **_signed(said["by"], then - timedelta(minutes=38)))
    decide_question(
        number=number,
        draft=DecisionDraft(
            outcome=said["outcome"], ground=said["ground"], reasons=both(said["reasons"])
        ),
        on=then.date(),
        **_signed(said["by"], then),
    )


def _follow(number: str, row: Mapping[str, Any], at: datetime) -> None:
    """Follow invented people from the month of the decision, and read what is already over."""
    then = _ago(at, row["decision"]["days"], of=f"{number} decided")
    then += timedelta(minutes=25)
    follow_people(
        number=number,
        numbers=[fictitious_insured_number(rank) for rank in range(row["people"])],
        first_month=then.date(),
        **_signed("controle", then),
    )
    month = Month.of(then.date())
    while month < Month.of(at.date()):
        record_follow_up(
            number=number, month=month.first_day, states=list(enumerate(row["states"], start=1)),
            on=at.date(), **_signed("controle", at),
        )  # fmt: skip
        month += 1


def _draw(row: Mapping[str, Any], corridor: str, at: datetime) -> None:
    announced, drawn = _ago(at, row["announced_days"]), _ago(at, row["drawn_days"])
    invented = [fictitious_ice(FIRST_RANK + rank) for rank in range(row["invented"])]
    known = [_ice(slug) for slug in ("cablage-du-port", "conserves-du-verger")]
    file = "\n".join(["ice", *invented, *(ice for ice in known if ice)])
    number = announce_draw(
        draft=DrawDraft(
            corridor=corridor,
            population=Labels(**row["population"]),
            file=file,
            share_basis_points=row["share_basis_points"],
            seed_origin=both(row["seed_origin"]),
            seed_on=announced.date() + timedelta(days=8),
        ),
        on=announced.date(),
        **_signed("controle", announced),
    ).number
    draw_controls(
        number=number, seed=row["seed"], file=file, on=drawn.date(), **_signed("controle", drawn)
    )


def _propose(row: Mapping[str, Any], corridor: str, at: datetime) -> None:
    """Begin a proposal; one that rests on a trial is submitted, and reaches the committee."""
    then = _ago(at, row.get("submitted_days", 0))
    number = write_reform_proposal(
        draft=ReformProposalDraft(
            corridor=corridor,
            title=Labels(**row["title"]),
            text=Labels(**row["text"]),
            drafters=tuple(row["drafters"]),
            scenario=_tried(row["trial"], then) if "trial" in row else None,
        ),
        **_signed("controle", then),
    ).number
    if "trial" in row:
        move_reform_proposal(number=number, step="submit", reason="", **_signed("controle", then))
        approve_reform_proposal(number=number, on=then.date(), **_signed(row["approved_by"], then))


def _tried(row: Mapping[str, Any], at: datetime) -> UUID:
    """Try a reform on the exercise population and keep what came of it, at once."""
    signed = {**_signed(row["by"], at), "actor": user_by_username(row["by"])}
    draft = ReformDraft(
        name=row["name"],
        changes=(ChangeDraft(path=row["path"], since=_day(row["since"]), value=row["value"]),),
        first_month=_day(row["first_month"]),
        month_count=row["months"],
        people_count=row["people"],
        seed=row["seed"],
    )
    key = write_reform(draft=draft, **signed).public_id
    mandate = signed["under"].text if signed["under"] else ""
    result = computed_reform(key, tell=lambda _done, _total: None)
    keep_reform_result(public_id=key, result=result, actor=signed["actor"], mandate=mandate, at=at)
    return key


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _ice(slug: str) -> str:
    found = organisation(slug=slug)
    return found.ice if found else ""


def _signed(username: str, at: datetime) -> dict[str, Any]:
    """Who acts, under the mandate of that day, at that instant."""
    person = user_by_username(username)
    key = person.pk if person else 0
    under = mandate_in_force_for(user=key, chosen_id=None, on=at.date())
    return {"actor": key or None, "under": under, "at": at}


def _ago(at: datetime, days: int, *, of: str = "") -> datetime:
    """An hour of a day so long before, or of the last before it when offices were open; what it is
    of moves the hour, always to the same."""
    day = working_day(timezone.localtime(at - timedelta(days=days)).date())
    return hour_of(day, crc32(of.encode()) % HOURS) if days else at
