"""The law on the nation with this engine: totals by cell."""

from __future__ import annotations

import sys
import time

from bench.support.law_data import BY, COUNTRY, MONTH, TARGETS, say
from mithaq.engines.rules import Law

law = Law.load(COUNTRY)
started = time.perf_counter()
cells = law.on(MONTH, *TARGETS).run(sys.argv[1]).total(by=BY).cells
seconds = time.perf_counter() - started
say(seconds, totals={name: sum(cell.of[name].sum for cell in cells) for name in TARGETS})
