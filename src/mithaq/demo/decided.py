"""Cases that the standing committee of the exercise decided: referred, heard, carried out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from mithaq.demo import committees, corridor


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
    points = {key: f"case:{replay.numbers[key]}" for key in keys}
    committee.sit(row["on_cases"], points=points)
    for case in content["decided"]:
        replay.play(keys[case["key"]], case["then"])
    committee.plan_next()
    return len(keys)
