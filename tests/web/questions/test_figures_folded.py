"""What nobody read yet takes one sentence on the page of figures, not a row a month."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.translation import override

from mithaq.apps.corridor.queries.question_figures import (
    FollowedMonth,
    OutcomeLine,
    QuestionFigures,
)
from mithaq.web.questions.figures import _words


def test_months_that_nobody_read_are_folded_into_one_sentence() -> None:
    months = tuple(
        FollowedMonth(
            rank=rank, read=9 if rank == 1 else 0, declared=8 if rank == 1 else 0, left=0, absent=0
        )
        for rank in range(1, 13)
    )
    found = QuestionFigures(
        is_empty=False, asked=20, waiting=6, withdrawn=0,
        whole=OutcomeLine(code="all", decided=0, nothing=0, is_small=False),
        by_origin=(), by_signal=(),
        people=9, months=months,
    )  # fmt: skip
    with override("fr"):
        words = _words(found)
        text = render_to_string("questions/figure_block.html", {"found": words, "mark": "e"})
    assert len(words["months"]) == 1
    assert words["unread"] == 11
    assert "11 déclarations n’ont encore été lues pour personne" in text


def test_a_rate_is_said_whole_with_its_counts_and_opens_to_its_questions() -> None:
    found = QuestionFigures(
        is_empty=False, asked=20, waiting=9, withdrawn=0,
        whole=OutcomeLine(code="all", decided=11, nothing=6, is_small=False),
        by_origin=(OutcomeLine(code="median_days", decided=11, nothing=6, is_small=False),),
        by_signal=(), people=0, months=(),
    )  # fmt: skip
    with override("fr"):
        bars = _words(found, opens=True)["bars"]
        closed = _words(found)["bars"]
    assert bars[0].value.replace("\u202f", " ").replace("\xa0", " ") == "55 %"
    assert bars[0].note.replace("\xa0", " ") == "6 sur 11 décidées"
    assert bars[0].url == "/fr/questions/?status=decided"
    assert bars[1].url == "/fr/questions/?status=decided&signal=median_days"
    assert {bar.url for bar in closed} == {""}
