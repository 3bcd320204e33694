"""The limit: the same columns of the same file, read batch by batch, and nothing else."""

from __future__ import annotations

import sys
import time

from bench.support.law_data import BY, FACTS, say
from mithaq.engines.rules._source import parts

started = time.perf_counter()
rows = sum(batch.num_rows for part in parts(sys.argv[1]) for batch in part.batches([*FACTS, *BY]))
say(time.perf_counter() - started, rows=rows)
