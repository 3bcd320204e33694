"""Whether an employer is still to be heard on a question: its window, and its own last word."""

from __future__ import annotations

from datetime import date

from mithaq.apps.corridor.choices.questions import QuestionStatus


def is_window_open(closes_on: date, *, on: date) -> bool:
    """Whether the employer may still answer; the last day included."""
    return on <= closes_on


def is_unanswered(status: str, closes_on: date, *, on: date) -> bool:
    """Whether its answer is waited for: nothing was said, and there is time left to say it."""
    return status == QuestionStatus.OPEN and is_window_open(closes_on, on=on)


def is_still_heard(status: str, closes_on: date, *, has_finished: bool, on: date) -> bool:
    """Whether it answered and may add to it, its last answer not saying that it has finished:
    until then only a decision in its favour is taken."""
    is_within = status == QuestionStatus.ANSWERED and is_window_open(closes_on, on=on)
    return is_within and not has_finished
