"""Random conventions and random histories of amendments."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from mithaq.apps.conventions.queries import AmendmentView, ChangeView
from mithaq.base.text import Labels
from tests.apps.conventions.texts import ABSENT, ALONE, BODIES, SOURCE, Text

FIRST = date(2021, 1, 1)
DAYS = 8
NUMBERS = st.integers(1, 4)

words = st.sampled_from(["bleu", "vert", "rouge", "noir", "blanc"])
texts = words.map(lambda word: {"fr": word})
bodies = st.sampled_from(BODIES)
dates = st.sampled_from(["2022", "2022-06", "2022-06-15", "2023-01-31"])
days = st.sampled_from([None, "2021-01-01", "2022-01-01", "2023-12-31"])
amounts = st.integers(1, 5)
grades = st.sampled_from(["announced", "contractual", "recorded"])

DOCUMENTS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "title": {"title": texts},
    "purpose": {"purpose": texts},
    "duration": {
        "duration": st.sampled_from(["fixed", "open_ended", "tacit_renewal"]),
        "covers_from": days,
        "covers_to": days,
    },
    "party": {"organisation": bodies, "role": st.sampled_from(["party", "payer", "operator"])},
    "commitment": {
        "text": texts,
        "axis": st.integers(0, 2),
        "debtor": bodies,
        "beneficiary": texts,
        "nature": st.sampled_from(["means", "result"]),
        "status": st.sampled_from(["running", "to_come", "done"]),
        "due": dates,
        "grade": grades,
    },
    "target": {
        "title": texts,
        "indicator": st.sampled_from(["emplois/1", "emplois/2", "projets/1"]),
        "value": st.sampled_from(["10", "320", "400", "0.5"]),
        "qualifier": st.sampled_from(["exactly", "at_least"]),
        "horizon": dates,
        "territory": st.sampled_from(["06", "09"]),
        "wording": texts,
        "grade": grades,
    },
    "budget_line": {
        "title": texts,
        "payer": bodies,
        "year": st.sampled_from([None, 2021, 2022]),
        "committed": amounts,
        "called": st.none() | amounts,
        "grade": grades,
    },
    "committee": {
        "title": texts,
        "kind": st.sampled_from(["steering", "technical"]),
        "sittings": st.none() | amounts,
        "per": st.sampled_from(["month", "year"]),
        "chair": texts,
        "quorum": st.none() | amounts,
        "grade": grades,
    },
}
REQUIRED = {
    "party": {"organisation"},
    "commitment": {"text", "nature"},
    "target": {"title", "indicator", "value"},
    "budget_line": {"title", "payer", "committed"},
    "committee": {"title", "kind"},
}
KINDS = st.sampled_from(sorted(DOCUMENTS))


@st.composite
def conventions(draw: st.DrawFn) -> Text:
    """A first text: title, purpose, duration, and some of everything else."""
    text: Text = {}
    for kind, document in DOCUMENTS.items():
        numbers = {0} if kind in ALONE else draw(st.sets(NUMBERS, max_size=3))
        for number in numbers:
            said = {name: draw(values) for name, values in document.items()}
            plain = {
                name: value["fr"] if isinstance(value, dict) else value
                for name, value in said.items()
            }
            text[kind, number] = {**ABSENT.get(kind, {}), **plain}
    return text


@st.composite
def changes(draw: st.DrawFn, rank: int) -> ChangeView:
    """One article: it may well name what is not there."""
    kind = draw(KINDS)
    document = DOCUMENTS[kind]
    if kind in ALONE:
        action, number, wanted = "replace", 0, draw(_some(document))
    else:
        action, number = draw(st.sampled_from(["add", "replace", "withdraw"])), draw(NUMBERS)
        wanted = draw(_some(document)) if action == "replace" else set()
        if action == "add":
            wanted = REQUIRED[kind] | draw(st.sets(st.sampled_from(sorted(document))))
    content = {name: draw(document[name]) for name in sorted(wanted)}
    return ChangeView(rank=rank, action=action, kind=kind, number=number, content=content)


def _some(document: dict[str, Any]) -> st.SearchStrategy[set[str]]:
    return st.sets(st.sampled_from(sorted(document)), min_size=1)


@st.composite
def amendments(draw: st.DrawFn, number: int) -> AmendmentView:
    """One amendment, sometimes retroactive, of one to four articles."""
    signed_on = FIRST + timedelta(days=draw(st.integers(0, DAYS)))
    effective_on = FIRST + timedelta(days=draw(st.integers(0, DAYS)))
    count = draw(st.integers(1, 4))
    reaches_back = effective_on < signed_on
    return AmendmentView(
        number=number,
        labels=Labels(f"Avenant {number}"),
        signed_on=signed_on,
        effective_on=effective_on,
        reason=Labels("Essai"),
        retroactive_reason=Labels("Les travaux avaient commencé" if reaches_back else ""),
        source=SOURCE,
        document_sha256="",
        changes=tuple(draw(changes(rank)) for rank in range(1, count + 1)),
    )


@st.composite
def histories(draw: st.DrawFn) -> list[AmendmentView]:
    """Up to six amendments, in the order in which a clerk happened to record them."""
    count = draw(st.integers(0, 6))
    told = [draw(amendments(number)) for number in range(1, count + 1)]
    return draw(st.permutations(told))


days_to_read = st.integers(-1, DAYS + 1).map(lambda shift: FIRST + timedelta(days=shift))
