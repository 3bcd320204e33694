"""The exercise corridor of the demonstration: three institutions, cases in all their states.

Everything is done through the operations that pages use, under the mandate of who does it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from django.utils import timezone

from mithaq.apps.accounts.queries import fictitious_user
from mithaq.apps.corridor import operations
from mithaq.apps.corridor.operations.drafts import (
    CaseDraft,
    OfficerDraft,
    OutcomeDraft,
    PersonDraft,
    ProblemDraft,
)
from mithaq.apps.corridor.queries.corridors import catalogue
from mithaq.apps.corridor.queries.demonstration import has_cases, open_agreement, open_proposal
from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.queries import mandates_of
from mithaq.base.text import Labels
from mithaq.demo.beside import both
from mithaq.demo.days import hour_of, working_day
from mithaq.flows.load_catalogue import load_catalogue, load_corridors

CENTIMES: Final = 100
# Why each side opens a case, in the words that its pages write.
OF_COMPANY: Final = "suivi de son dossier par l’entreprise"
OF_INSTITUTION: Final = "traitement du dossier par son institution"
# What the agency says where a family calls it: of a person's number, of a company's commitments.
AGENCY_KNOWS: Final = "L’agence confirme l’identité de la personne dans ses fichiers."
AGENCY_OPINION: Final = (
    "Avis sans réserve : l’entreprise a tenu ses engagements d’embauche envers l’agence."
)

Words = Mapping[str, Any]


def open_corridors(content: Words, *, at: datetime) -> int:
    """Load the catalogue, then the real corridor as published and the exercise with its delays."""
    load_catalogue(at=at)
    exercise = dict(content["corridor"])
    families = [family.code for family in catalogue()]
    exercise["institutions"] = [
        _with_norms(row, families) for row in content["corridor"]["institutions"]
    ]
    drafts = operations.read_corridors([*content["corridors"], exercise])
    loaded = load_corridors(drafts=drafts, at=at)
    return len(loaded.added) + len(loaded.changed)


def _with_norms(row: Words, families: list[str]) -> dict[str, Any]:
    """The same delay of an institution for every family, as the exercise wants it."""
    norm = row.get("norms")
    return {
        **row,
        "from": "2025-01-01",
        "norms": [{"family": code, **norm} for code in families] if norm else [],
    }


def tell_corridor(content: Words, *, at: datetime) -> int:
    """Appoint the officers and replay every case; told once, nothing is done again."""
    if has_cases(content["corridor"]["slug"]):
        return 0
    # The people of another home that this process filled are not those of this one.
    _person.cache_clear()
    working_day.cache_clear()
    replay = Replay(content, at=at)
    replay.appoint()
    replay.explain()
    for row in content["history"]:
        replay.past(row)
    for row in content["cases"]:
        replay.case(row)
    for row in content["problems"]:
        replay.problem(row)
    return len(content["cases"]) + len(content["history"])


class Replay:
    """A corridor replayed under the names of its people, each act on its own day."""

    def __init__(self, content: Words, *, at: datetime) -> None:
        """Hold what the file says, and the day of the loading."""
        self.content, self.at = content, at
        self.corridor: str = content["corridor"]["slug"]
        self.numbers: dict[str, str] = {}
        self.acts_of_day: dict[date, int] = {}
        self.readers: set[tuple[str, str, date]] = set()

    def who(self, username: str, *, days_ago: int) -> dict[str, Any]:
        """Who acts, under which mandate, at an hour of its day that nothing else took."""
        user, mandate = _person(username)
        return {"actor": user, "under": mandate, "at": self.moment(days_ago)}

    def moment(self, days_ago: int) -> datetime:
        """An instant of a day: acts of one day follow each other, none after the loading."""
        day = self.day(days_ago)
        rank = self.acts_of_day.get(day, 0)
        self.acts_of_day[day] = rank + 1
        return min(hour_of(day, rank), self.at)

    def day(self, days_ago: int) -> date:
        """A day so long before the loading, or the last before it when offices were open."""
        return working_day(timezone.localtime(self.at - timedelta(days=days_ago)).date())

    def act(self, key: str, act: Words, username: str, *, days_ago: int) -> None:
        """One act on a case, by somebody who opened it that day."""
        visit = (key, username, self.day(days_ago))
        if visit not in self.readers:
            self.readers.add(visit)
            who = self.who(username, days_ago=days_ago)
            purpose = OF_COMPANY if who["under"].role is Role.EMPLOYER else OF_INSTITUTION
            operations.read_case(public_id=key, purpose=purpose, **who)
        ACTS[act["act"]](key, act, self.who(username, days_ago=days_ago))

    def appoint(self) -> None:
        """Give each post to its person, as the administrator of the exercise."""
        for row in self.content["officers"]:
            user, _mandate = _person(row["user"])
            operations.appoint_officer(
                draft=OfficerDraft(
                    institution=row["institution"],
                    user_id=user.pk,
                    capacity=Labels(**row["capacity"]),
                    starts_on=date(2025, 1, 1),
                    territory=row["territory"],
                ),
                **self.who("administrateur", days_ago=400),
            )

    def explain(self) -> None:
        """Count the first answers shown, and whether they were enough."""
        for row in self.content["explanations"]:
            at = self.moment(row["day"])
            for is_solved in [True] * row["solved"] + [False] * row["unsolved"]:
                shown = operations.show_explanation(
                    corridor=self.corridor, subject=row["subject"],
                    territory=row["territory"], at=at,
                )  # fmt: skip
                operations.answer_explanation(
                    public_id=str(shown.public_id), is_solved=is_solved, at=at
                )

    def case(self, row: Words) -> str:
        """File a case and replay what was done on it; gives its key."""
        filed = operations.submit_case(
            draft=CaseDraft(
                corridor=self.corridor,
                company=row["company"],
                subject=row["subject"],
                territory=row["territory"],
                title=both(row["title"]),
                description=both(row["description"]),
                people=tuple(map(_concerned, row.get("people", ()))),
            ),
            **self.who(row["by"], days_ago=row["day"]),
        )
        self.numbers[row["key"]] = filed.number
        self.play(str(filed.public_id), row["acts"])
        return str(filed.public_id)

    def play(self, public_id: str, acts: Iterable[Words]) -> None:
        """Replay acts on a case, each on its day."""
        for act in acts:
            words = {**act, "text": both(act["text"])} if act.get("text") else act
            self.act(public_id, words, act["by"], days_ago=act["day"])

    def past(self, row: Words) -> None:
        """A case of the past: every institution answered, the relay took note, it was closed."""
        filed_days, answered_days = row["days"]
        person, mandate = _person(row["by"])
        del person
        filed = operations.submit_case(
            draft=CaseDraft(
                corridor=self.corridor,
                company=mandate.organisation,
                subject=row["subject"],
                territory=row["territory"],
                title=both(row["title"]),
                description=both(row["said"]),
            ),
            **self.who(row["by"], days_ago=filed_days),
        )
        key = str(filed.public_id)
        text = {"text": row["answer"], "kind": row["kind"]}
        money = {"money": row["money"] * CENTIMES} if row.get("money") else {}
        # The agency is in the case where its family calls it.
        is_asked = _person("agence-corridor")[0].pk in filed.officers
        is_of_person = row["subject"].startswith("registration")
        opinion = {"text": AGENCY_KNOWS if is_of_person else AGENCY_OPINION, "kind": "explained"}
        agency: tuple[tuple[str, str, Words, int], ...] = (
            ("agence-corridor", "take", {}, filed_days),
            ("agence-corridor", "answer", opinion, filed_days),
        )
        for username, act, words, days in (
            *(agency if is_asked else ()),
            (row["officer"], "take", {}, filed_days),
            (row["officer"], "answer", text, answered_days),
            ("federation", "see", {}, answered_days),
            (row["officer"], "close", {**text, **money}, answered_days),
        ):
            said = {**words, "text": both(words["text"])} if words.get("text") else words
            self.act(key, {**said, "act": act}, username, days_ago=days)

    def problem(self, row: Words) -> None:
        """Open a recurring problem over its cases, start mending it and refer it."""
        who = self.who(row["by"], days_ago=row["day"])
        # Past on the day when the problem is referred for that.
        due_on = min(
            (self.at + timedelta(days=row["due_in"])).date(),
            self.day(row["refer_day"]) - timedelta(days=1),
        )
        opened = operations.open_problem(
            draft=ProblemDraft(
                corridor=self.corridor,
                family=row["family"],
                labels=Labels(**row["labels"]),
                owner=row["owner"],
                fix=both(row["fix"]),
                due_on=due_on,
                effect_expected=both(row["expected"]),
            ),
            case_numbers=[self.numbers[key] for key in row["cases"]],
            **who,
        )
        key = str(opened.public_id)
        operations.move_problem(
            public_id=key, step="fix", note=both(row["fix"]), due_on=due_on, **who
        )
        if row.get("refer"):
            # Once its day has passed, as its reason says.
            who = self.who(row["by"], days_ago=row["refer_day"])
            operations.refer_problem(public_id=key, reason=both(row["refer"]), **who)


def _concerned(row: Words) -> PersonDraft:
    return PersonDraft(
        label=both(row["label"]),
        display_name=row.get("name", ""),
        insured_number=row.get("number", ""),
        consent_words=row.get("consent", ""),
    )


@lru_cache(maxsize=64)
def _person(username: str) -> tuple[Any, Any]:
    """A person of the demonstration and the mandate they act under."""
    user = fictitious_user(username=username)
    if user is None:
        raise LookupError(username)
    return user, mandates_of(user=user)[0]


def _own(who: Mapping[str, Any]) -> dict[str, Any]:
    return {"institution": who["under"].organisation, **who}


def _appoint(key: str, act: Words, who: Mapping[str, Any]) -> None:
    then = who["at"] + timedelta(days=act["for_days"])
    starts_at = then + (working_day(then.date(), step=1) - then.date())
    operations.propose_appointment(
        public_id=key, starts_at=starts_at, mode=act["mode"],
        place=act["place"], **_own(who),
    )  # fmt: skip


def _due(act: Words, who: Mapping[str, Any]) -> date | None:
    """By when terms are to be carried out, a working day, counted from the proposal."""
    days = act.get("for_days")
    return working_day((who["at"] + timedelta(days=days)).date(), step=1) if days else None


def _close(key: str, act: Words, who: Mapping[str, Any]) -> None:
    operations.close_case(
        public_id=key,
        draft=OutcomeDraft(
            kind=act["kind"], reasons=act["text"], money_unblocked_centimes=act.get("money"),
            people_count=act.get("people"),
        ),
        **who,
    )  # fmt: skip


ACTS: Final[Mapping[str, Callable[[str, Words, Mapping[str, Any]], object]]] = {
    "take": lambda k, a, w: operations.take_side(public_id=k, **_own(w)),
    "ask_completion": lambda k, a, w: operations.ask_completion(
        public_id=k, wanted=a["text"], **_own(w)
    ),
    "bring_completion": lambda k, a, w: operations.bring_completion(
        public_id=k, institution=a["for"], body=a["text"], **w
    ),
    "wait": lambda k, a, w: operations.wait_for_other(
        public_id=k, reason=a["text"], party=a.get("party", ""), **_own(w)
    ),
    "answer": lambda k, a, w: operations.answer_side(
        public_id=k, kind=a["kind"], answer=a["text"], **_own(w)
    ),
    "see": lambda k, a, w: operations.see_answers(public_id=k, **_own(w)),
    "write": lambda k, a, w: operations.write_message(public_id=k, body=a["text"], **w),
    "note": lambda k, a, w: operations.write_note(public_id=k, body=a["text"], **_own(w)),
    "propose": lambda k, a, w: operations.make_proposal(
        public_id=k, terms=a["text"], due_on=_due(a, w), **w
    ),
    "counter": lambda k, a, w: operations.counter_proposal(
        public_id=k, proposal_id=open_proposal(k), terms=a["text"], **w
    ),
    "accept": lambda k, a, w: operations.accept_proposal(
        public_id=k, proposal_id=open_proposal(k), **w
    ),
    "sign": lambda k, a, w: operations.sign_agreement(
        public_id=k, agreement_id=open_agreement(k), **w
    ),
    "appointment": _appoint,
    "escalate": lambda k, a, w: operations.escalate_case(public_id=k, reason=a["text"], **w),
    "refer": lambda k, a, w: operations.refer_case(public_id=k, reason=a["text"], **w),
    "close": _close,
    "withdraw": lambda k, a, w: operations.withdraw_case(public_id=k, reason=a["text"], **w),
    "rate": lambda k, a, w: operations.rate_case(
        public_id=k, score=a["score"], comment=a["text"], **w
    ),
    "reopen": lambda k, a, w: operations.reopen_case(public_id=k, reason=a["text"], **w),
}
