"""Hold the Spark dialect to this engine: every rule of a country on random cases.

    python tools/check_spark.py [COUNTRY] [MONTH]

Needs pyspark (and Java), which the suite does not: it says so and stops where they are missing.
"""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.engines.rules.crowds import crowd
from tests.engines.rules.test_countries import differences, plan_of, settled

from mithaq.engines.rules import Law

CASES = 2_000


def main(country: str = "hesperides", month: str = "2026-01") -> int:
    """Run the query in a local Spark, and say where it differs from the run by NumPy."""
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        print("pyspark is not installed here: pip install pyspark, with a Java.")
        return 2
    plan = plan_of(country, month)
    cases = crowd(Law.load(f"mithaq.law.{country}"), list(plan.facts), count=CASES, seed=1)
    spark = SparkSession.builder.master("local[1]").getOrCreate()
    types = {pl.Date: "date", pl.String: "string", pl.Boolean: "boolean"}
    schema = ", ".join(f"{n} {types.get(kind, 'double')}" for n, kind in cases.schema.items())
    rows = cases.with_columns(pl.col("row").cast(pl.Float64)).rows()
    spark.createDataFrame(rows, schema).createOrReplaceTempView("people")
    found = [
        row.asDict() for row in spark.sql(plan.sql("people", "spark", keep=("row",))).collect()
    ]
    wanted = [row for batch in plan.run(cases).rows(keep=["row"]) for row in batch.to_pylist()]
    wrong = differences(settled(plan, found), settled(plan, wanted))
    print(f"{len(found)} cases, {len(plan.targets)} rules, {len(wrong)} differences")
    for name, place, one, other in wrong[:20]:
        print(f"case {place}, {name}: Spark {one!r}, NumPy {other!r}")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:3]))
