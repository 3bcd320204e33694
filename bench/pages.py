"""The register, a convention, the map and an indicator against a bare list, in the same run.

    python bench/pages.py [--quick]

10,000 generated conventions (2,000 with --quick) and the 24,000 public figures, on SQLite and
PostgreSQL (where one answers). The bare peer has the same middleware, 25 rows of the same table
and a plain template.
`register` and `convention` are what a visitor gets (a public page is drawn once until the journal
moves; twenty conventions are opened in turn); `…_signed_in` what a person with a session gets,
coming back to the same pages; `…_drawn` are drawn anew each time, from facts read since the last
write; `…_cold` keep nothing at all, as the first visit after a write. Each ratio is the median of
the rounds, so that another program that takes the processor for a moment does not decide it. Ends
with one JSON line; each key is the lower of both databases.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.support.serving import Timing, Visit, served, time_visits

OPENED = tuple(f"/fr/conventions/BANC-{number:05d}/" for number in range(20))
PAGES = {
    "register": ("/fr/conventions/",),
    "convention": OPENED,
    "richest": ("/fr/conventions/ANAPEC-CNSS-2017/",),
    "map": ("/fr/maroc/",),
    "indicator": ("/fr/indicateurs/census-unemployment-rate/",),
}
BARE = {"bare": Visit(("/bare/",))}
ADMIN = "postgres://postgres@127.0.0.1:5432"
COUNT, QUICK_COUNT = 10_000, 2_000


def main() -> int:
    """Measure on each database and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few seconds a database")
    options = parser.parse_args()
    seconds = 4.0 if options.quick else 40.0
    count = QUICK_COUNT if options.quick else COUNT
    print(f"{count} generated conventions, {1.5 * seconds:.1f} s of requests a database")
    ratios: dict[str, list[float]] = {}
    with ExitStack() as stack:
        sites = [stack.enter_context(database(engine)) for engine in engines()]
        # The two fillings share the two cores; the timings that follow run one at a time.
        with ThreadPoolExecutor() as pool:
            sessions = list(pool.map(partial(fill, count=count), sites))
        for site, session in zip(sites, sessions, strict=True):
            for timings in measured(site, session, seconds):
                tell(site["BENCH_ENGINE"], timings)
                for name, timing in timings.items():
                    if name != "bare":
                        ratios.setdefault(name, []).append(timings["bare"].against(timing))
    figures = {f"pages.{name}_vs_bare": round(min(found), 3) for name, found in ratios.items()}
    print(json.dumps(figures))
    return 0


def measured(site: dict[str, str], session: str, seconds: float) -> Iterator[dict[str, Timing]]:
    """Time each page as a visitor, as a person and drawn anew, then with nothing kept."""
    kept, cold = dict(BARE), dict(BARE)
    for name, paths in PAGES.items():
        kept[name] = Visit(paths)
        kept[f"{name}_signed_in"] = Visit(paths, f"sessionid={session}")
        kept[f"{name}_drawn"] = Visit(paths, is_drawn=True)
        cold[f"{name}_cold"] = Visit(paths)
    target = "bench.support.pages_site:application"
    with served(target, site) as port:
        yield time_visits(port, kept, seconds=seconds)
    with served(target, {**site, "BENCH_KEEPS_NOTHING": "yes"}) as port:
        yield time_visits(port, cold, seconds=seconds / 2)


def tell(engine: str, timings: dict[str, Timing]) -> None:
    """Print one line an address."""
    for name, timing in timings.items():
        ratio = timings["bare"].against(timing)
        print(
            f"{engine:10} {name:22} {timing.per_second:7.1f} req/s  p99 {timing.p99_ms:6.1f} ms"
            f"  {timing.bytes / 1024:5.1f} KB  {ratio:.2f} of bare"
        )


def engines() -> list[str]:
    """SQLite always; PostgreSQL where a server answers."""
    if reachable():
        return ["sqlite", "postgresql"]
    print("postgresql: no server answers at 127.0.0.1:5432, not measured")
    return ["sqlite"]


@contextmanager
def database(engine: str) -> Iterator[dict[str, str]]:
    """An empty database of its own, as the environment names it, removed at the end."""
    name = f"mithaq_bench_{os.getpid()}"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        url = f"sqlite:///{home}/mithaq.sqlite3"
        if engine == "postgresql":
            sql(f'CREATE DATABASE "{name}"')
            url = f"{ADMIN}/{name}"
        try:
            yield {
                "MITHAQ_HOME": home,
                "DATABASE_URL": url,
                "BENCH_ENGINE": engine,
                "ALLOWED_HOSTS": "*",
            }
        finally:
            if engine == "postgresql":
                sql(f'DROP DATABASE "{name}" WITH (FORCE)')


def fill(environment: dict[str, str], *, count: int) -> str:
    """Load the real story, then the generated conventions; give back the session of a person."""
    started = time.perf_counter()
    run = subprocess.run(
        [sys.executable, "bench/support/pages_data.py", str(count)],
        cwd=ROOT,
        env={**os.environ, **environment, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    print(f"{environment['BENCH_ENGINE']:10} filled in {time.perf_counter() - started:.1f} s")
    return run.stdout.split()[-1]


def reachable() -> bool:
    """Whether a PostgreSQL server answers on this machine."""
    with socket.socket() as trial:
        trial.settimeout(2)
        return trial.connect_ex(("127.0.0.1", 5432)) == 0


def sql(statement: str) -> None:
    """Run one administrative statement."""
    import psycopg

    with psycopg.connect(f"{ADMIN}/postgres", autocommit=True) as connection:
        connection.execute(statement.encode())


if __name__ == "__main__":
    raise SystemExit(main())
