"""What the demonstration reports follows the life cycle, and shows every state."""

from __future__ import annotations

from itertools import pairwise

from mithaq.apps.conventions.choices import PROGRESS_TRANSITIONS, UNREPORTED, ProgressState
from mithaq.demo.loading import read_yaml

STEPS = {(before, to) for _n, sources, to, _w in PROGRESS_TRANSITIONS for before in sources}


def test_every_state_is_shown_by_a_possible_history() -> None:
    rows = read_yaml("following.yaml")
    shown = set()
    for row in rows:
        told = [item["state"] for item in row["reports"]]
        assert all(step in STEPS for step in pairwise([UNREPORTED, *told])), row
        assert [item["day"] for item in row["reports"]] == sorted(
            item["day"] for item in row["reports"]
        )
        shown.add(told[-1])

    assert shown == set(ProgressState.values)
    assert [row["number"] for row in rows if not row["owners"]] == [6]
