"""The same law on the nation with OpenFisca: whole columns, totals by cell."""

from __future__ import annotations

import sys
import time

import numpy as np
import pyarrow.parquet as pq
from openfisca_core.indexed_enums import EnumArray
from openfisca_core.simulations import SimulationBuilder
from openfisca_morocco import CountryTaxBenefitSystem

from bench.support.law_data import BY, CODES, FACTS, MONTH, TARGETS, say

system = CountryTaxBenefitSystem()
started = time.perf_counter()
table = pq.read_table(sys.argv[1], columns=[*FACTS, *BY]).combine_chunks()
simulation = SimulationBuilder().build_default_simulation(system, count=table.num_rows)
for name in FACTS:
    column = table.column(name).chunk(0)
    if name in CODES:
        forms = system.get_variable(name).possible_values
        places = np.array([forms[code].index for code in column.dictionary.to_pylist()])
        values = EnumArray(places[column.indices.to_numpy()].astype(np.uint8), forms)
    else:
        values = column.to_numpy(zero_copy_only=False)
    simulation.set_input(name, MONTH, values)
cells = np.zeros(table.num_rows, dtype=np.intp)
for name in BY:
    column = table.column(name).chunk(0)
    cells = cells * len(column.dictionary) + column.indices.to_numpy()
totals = {}
for name in TARGETS:
    values = simulation.calculate(name, MONTH)
    sums = np.bincount(cells, weights=np.nan_to_num(values))  # no law on that row's day: no amount
    totals[name] = float(sums.sum())
say(time.perf_counter() - started, totals=totals)
