"""The representative's queue with 200,000 cases against the same queue with 200, in the same run.

    python bench/corridor.py [--quick]

The exercise corridor of the demonstration is loaded once per database, copied, and its cases are
copied in turn until there are 200 in one and 200,000 in the other: SQLite, and PostgreSQL where
one answers. The representative who opens the queue reads all of them. The whole page is asked as
a browser asks it, by a person with a session, of two processes in turn, so that noise falls on
both alike; the ratio is the median of the rounds. The bench stops when the number of queries
differs. Ends with one JSON line: the key is the higher ratio of both databases (wanted <= 1.5).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.pages import ADMIN, engines, sql

FEW, MANY = 200, 200_000
WARM = 5
Environment = dict[str, str]


def main() -> int:
    """Measure on each database and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds, the same sizes")
    rounds = 40 if parser.parse_args().quick else 400
    print(f"{FEW} and {MANY} cases, {rounds} rounds a database")
    ratios, queries = [], 0
    with ExitStack() as stack:
        sites = [stack.enter_context(databases(engine)) for engine in engines()]
        with ThreadPoolExecutor() as pool:
            pairs = list(pool.map(filled, sites))
        for pair in pairs:
            for site in pair:
                stack.callback(site.stop)
        for site, (few, many) in zip(sites, pairs, strict=True):
            ratio, queries = compare(site["engine"], few, many, rounds=rounds)
            ratios.append(ratio)
    figures = {"corridor.queue_200k_vs_200": round(max(ratios), 3), "corridor.queries": queries}
    print(json.dumps(figures))
    return 0


class Asked:
    """A process that opens the queue once for each line that it is given."""

    def __init__(self, environment: Mapping[str, str], count: int) -> None:
        """Start it; it copies the cases of its database up to ``count`` first."""
        self.process = subprocess.Popen(
            [sys.executable, "bench/support/corridor_queue.py", str(count)],
            cwd=ROOT,
            env=_living_in(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ready(self) -> Asked:
        """Wait until the cases are there."""
        assert self._said()["ready"]
        return self

    def open(self, line: str = "open") -> dict[str, float]:
        """Open the queue: seconds, bytes, and the queries where they are to be counted."""
        assert self.process.stdin
        print(line, file=self.process.stdin, flush=True)
        return self._said()

    def stop(self) -> None:
        """End the process and free its database."""
        self.process.kill()
        self.process.wait()

    def _said(self) -> dict[str, float]:
        assert self.process.stdout
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("the process that opens the queue has stopped")
        found: dict[str, float] = json.loads(line)
        return found


def compare(engine: str, few: Asked, many: Asked, *, rounds: int) -> tuple[float, int]:
    """Ask both in turn; the queries must be as many."""
    for _round in range(WARM):
        first, second = few.open("count"), many.open("count")
    if first["queries"] != second["queries"]:
        raise RuntimeError(f"{engine}: {first['queries']} queries, then {second['queries']}")
    spent = [(few.open()["seconds"], many.open()["seconds"]) for _round in range(rounds)]
    ratio = median(large / small for small, large in spent)
    small, large = (1000 * median(times) for times in zip(*spent, strict=True))
    print(
        f"{engine:10} {FEW} cases {small:6.1f} ms  {MANY} cases {large:6.1f} ms  ratio {ratio:.2f}"
        f"  {first['queries']:.0f} queries  {second['bytes'] / 1024:.1f} KB uncompressed"
    )
    return ratio, int(first["queries"])


def filled(site: Mapping[str, str]) -> tuple[Asked, Asked]:
    """Load the exercise, copy its database, and copy its cases in both."""
    started = time.perf_counter()
    load = [sys.executable, "bench/support/corridor_queue.py", "load"]
    subprocess.run(
        load, cwd=ROOT, env=_living_in(_at(site, "few")), check=True, stdout=subprocess.DEVNULL
    )
    if site["engine"] == "postgresql":
        sql(f'CREATE DATABASE "{site["many"]}" TEMPLATE "{site["few"]}"')
    else:
        shutil.copytree(Path(site["home"], "few"), Path(site["home"], "many"))
    pair = Asked(_at(site, "few"), FEW), Asked(_at(site, "many"), MANY)
    for asked in pair:
        asked.ready()
    print(f"{site['engine']:10} filled in {time.perf_counter() - started:.1f} s")
    return pair


@contextmanager
def databases(engine: str) -> Iterator[Environment]:
    """The names of two databases, the first one empty; both removed at the end."""
    names = {which: f"mithaq_bench_{which}_{os.getpid()}" for which in ("few", "many")}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        Path(home, "few").mkdir()
        if engine == "postgresql":
            sql(f'CREATE DATABASE "{names["few"]}"')
        try:
            yield {"engine": engine, "home": home, **names}
        finally:
            if engine == "postgresql":
                for name in names.values():
                    sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _at(site: Mapping[str, str], which: str) -> Environment:
    home = f"{site['home']}/{which}"
    url = f"sqlite:///{home}/mithaq.sqlite3"
    if site["engine"] == "postgresql":
        url = f"{ADMIN}/{site[which]}"
        Path(home).mkdir(exist_ok=True)
    return {"MITHAQ_HOME": home, "DATABASE_URL": url, "ALLOWED_HOSTS": "*"}


def _living_in(environment: Mapping[str, str]) -> Environment:
    return {**os.environ, **environment, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}


if __name__ == "__main__":
    raise SystemExit(main())
