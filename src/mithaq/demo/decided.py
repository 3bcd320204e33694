"""Cases that the standing committee of the exercise decided: referred, heard, carried out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from mithaq.apps.corridor.operations import read_case
from mithaq.demo import committees, corridor

# Why the secretary opens a case, in the words that its page writes.
OF_SECRETARY: Final = "préparation du comité permanent"


def decide_cases(
    content: Mapping[str, Any], rows: list[dict[str, Any]], *, at: datetime, reason: str
) -> int:
    """File each case, hold the sitting that decides them, then tell what it changed."""
    row = next(row for row in rows if row.get("on_cases"))
    committee = committees.replay_of(row, at=at, reason=reason)
    if committee is None:
        return 0
    replay = corridor.Replay(content, at=at)
    keys = {case["key"]: replay.case(case) for case in content["decided"]}
    # The secretary reads what the sitting will hear.
    who = committee.act(committee.convenes_at(row["on_cases"]))
    for public_id in keys.values():
        read_case(
            public_id=public_id, purpose=OF_SECRETARY, under=committee.under,
            actor=who["actor"], at=who["at"],
        )  # fmt: skip
    points = {key: f"case:{replay.numbers[key]}" for key in keys}
    committee.sit(row["on_cases"], points=points)
    for case in content["decided"]:
        replay.play(keys[case["key"]], case["then"])
    committee.plan_next()
    return len(keys)
