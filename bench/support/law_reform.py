"""A reform that changes seven rules beside its baseline, against the baseline alone."""

from __future__ import annotations

import sys
import time

from bench.support.law_data import BY, COUNTRY, MONTH, TARGETS, say
from mithaq.engines.rules import Law, _nation

assert _nation.compare  # imports are not timed

CHANGED = {"tahfiz.max_employees": 20, "tahfiz.benefit_months": 36}

law = Law.load(COUNTRY)
wider = law.reform("Tahfiz élargi", CHANGED)
plan = law.on(MONTH, *TARGETS)
touched: set[str] = set()
for name in law.needed_rules(TARGETS, plan.day):
    if law.rules[name].parameters & CHANGED.keys() or law.rules[name].reads & touched:
        touched.add(name)
assert len(touched) >= 7, sorted(touched)
started = time.perf_counter()
plan.run(sys.argv[1]).total(by=BY)
alone = time.perf_counter() - started
started = time.perf_counter()
law.compare(wider, sys.argv[1], targets=TARGETS, by=BY, on=MONTH)
both = time.perf_counter() - started
say(both, ratio=both / alone)
