"""The values that no source confirms behind the amounts of a hire, where they count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from mithaq.apps.programmes.queries.answers import UsedValue, used_value, uses_behind
from mithaq.apps.programmes.queries.doubts import touched_by
from mithaq.engines.rules import Law, ParameterUse


def in_force(law: Law, names: Iterable[str], day: date) -> list[str]:
    """Those of some rules that the law has on a day."""
    known = [name for name in names if name and name in law.rules]
    return [n for n in known if law.rules[n].on is not None or law.rules[n].version_at(day)]


def values_in_doubt(
    law: Law, facts: Mapping[str, Any], day: date, names: Iterable[str]
) -> tuple[UsedValue, ...]:
    """The values that no source confirms behind amounts that are known on a day, each once.

    One whose every other reading gives the same amounts is no doubt of this case.
    """
    cases = [law.on(day).explain(name, **facts) for name in in_force(law, names, day)]
    known = {case.target: case.value for case in cases if case.value is not None}
    uses = (use for case in cases if case.target in known for use in uses_behind(case.finding))
    doubtful = dict.fromkeys(use for use in uses if not use.dated.is_confirmed)

    def counts(use: ParameterUse) -> bool:
        others = use.dated.alternatives
        return bool(touched_by(law, use.parameter.path, others, known=known, facts=facts, on=day))

    return tuple(used_value(law, use) for use in doubtful if counts(use))
