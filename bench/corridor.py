"""Pages of an officer with 200,000 cases against the same with 200, in the same run.

    python bench/corridor.py [--quick]

The exercise corridor of the demonstration is loaded once and copied to SQLite and PostgreSQL
(where one answers); its cases are copied and spread over regions, companies, subjects and days
until there are 200 in one database and 200,000 in the other (``support/corridor_cases.py``). Each
page is asked whole, by a person with a session, of two processes in turn, so that noise falls on
both alike; the ratio is the median of the rounds. The bench stops when the queries are more. Ends
with one JSON line: each key is the higher ratio of both databases (wanted <= 1.5).
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench.support import loaded
from bench.support.databases import POSTGRESQL, SQLITE, Database, database, engines, sql

FEW, MANY = 200, 200_000
WARM = 2
# What the corridor stands on; conventions and their committees take as long as all the rest.
NEEDED = (
    "Installation de démonstration",
    "Territoires, calendriers et nomenclatures",
    "Organisations",
    "Convention 05-corridor-2020",
    "Convention 92-exercice-comite-permanent",
    "Comptes de démonstration",
    "Corridors : le réel, et celui de l’exercice",
    "Dossiers de médiation (exercice)",
)


@dataclass(frozen=True)
class Page:
    """One page that is measured: who opens it, where, and its share of the rounds."""

    name: str
    reader: str
    address: str
    rounds: int


PAGES = (
    Page("queue", "caisse", "/fr/mediation/file/", 20),
    # The same with as many lines on both: what is at their turn is fewer than a page of 200 cases.
    Page("full_queue", "caisse", "/fr/mediation/file/?vue=all", 6),
    Page("relay_queue", "federation", "/fr/mediation/file/", 6),
    Page("late", "federation", "/fr/mediation/file/?vue=late", 6),
    Page("list", "caisse", "/fr/mediation/file/en-cours/", 6),
    Page("today", "federation", "/fr/aujourdhui/", 6),
)


def main() -> int:
    """Measure on each database and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds, the same sizes")
    times = 1 if parser.parse_args().quick else 10
    figures: dict[str, float] = {}
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        asked = filled(home, stack)
        for page in PAGES:
            ratios = []
            for engine, (few, many) in asked.items():
                ratio, queries = compare(engine, page, few, many, rounds=page.rounds * times)
                ratios.append(ratio)
                if page.name == "queue":
                    figures["corridor.queries"] = queries
            figures[f"corridor.{page.name}_200k_vs_200"] = round(max(ratios), 3)
    print(json.dumps(figures))
    return 0


def filled(home: Path, stack: ExitStack) -> dict[str, tuple[loaded.Forked, ...]]:
    """Load the exercise once, copy its database, then its cases; a process for each database."""
    started = time.perf_counter()
    source = stack.enter_context(database(SQLITE, "loaded", home))
    pairs = {
        engine: [stack.enter_context(database(engine, which, home)) for which in ("few", "many")]
        for engine in engines()
    }
    asked = {}

    def fill(engine: str, origin: Database) -> None:
        few, many = pairs[engine]
        for place in (many, few):
            copy(origin, place)
        asked[engine] = (answering(few, FEW, stack), answering(many, MANY, stack))

    loaded.start(home)
    firsts = [pairs[engine][0] for engine in pairs if engine != SQLITE]
    # SQLite sorts its indexes the longest: it starts while PostgreSQL is still copied to.
    loaded.make(source, NEEDED.__contains__, others=firsts, then=lambda: fill(SQLITE, source))
    print(f"loaded and copied in {time.perf_counter() - started:.1f} s")
    for first in firsts:
        fill(first.engine, first)
    for each in asked.values():
        for one in each:
            one.hear()
    print(f"{FEW} and {MANY} cases in {time.perf_counter() - started:.1f} s")
    return asked


def copy(origin: Database, place: Database) -> None:
    """Copy a database whole; one that stands where it is wanted stays."""
    if origin == place:
        return
    if origin.engine == POSTGRESQL:
        sql(f'CREATE DATABASE "{place.name}" TEMPLATE "{origin.name}"')
    else:
        shutil.copyfile(origin.name, place.name)


def answering(place: Database, count: int, stack: ExitStack) -> loaded.Forked:
    """A process that fills a database and answers, ended with the bench."""
    from bench.support.corridor_answers import answer

    process = loaded.Forked(place, answer, count)
    stack.callback(process.stop)
    return process


def compare(
    engine: str, page: Page, few: loaded.Forked, many: loaded.Forked, *, rounds: int
) -> tuple[float, int]:
    """Ask both in turn; the queries must not be more."""
    question = (page.reader, page.address)
    for _round in range(WARM):
        first, second = few.ask((*question, True)), many.ask((*question, True))
    if second["queries"] > first["queries"]:
        raise RuntimeError(f"{engine}: {first['queries']} queries, then {second['queries']}")
    spent = [
        (few.ask((*question, False))["seconds"], many.ask((*question, False))["seconds"])
        for _round in range(rounds)
    ]
    ratio = median(large / small for small, large in spent)
    small, large = (1000 * median(times) for times in zip(*spent, strict=True))
    print(
        f"{engine:10} {page.name:12} {FEW} cases {small:6.1f} ms  {MANY} cases {large:6.1f} ms"
        f"  ratio {ratio:.2f}  {second['queries']} queries  {second['bytes'] / 1024:.1f} KB"
    )
    return ratio, int(second["queries"])


if __name__ == "__main__":
    raise SystemExit(main())
