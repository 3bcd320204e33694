"""The register and a convention's page against a bare list, in the same run.

    python bench/pages.py [--quick]

10,000 generated conventions, SQLite and PostgreSQL (where one answers). The bare peer has the same
middleware, 25 rows of the same table and a plain template. `register` and `convention` are what a
plain visitor gets (a public page is drawn once until the journal moves; twenty conventions are
opened in turn); `…_drawn` are drawn anew each time, as for a person with a session. Ends with one
JSON line; each key is the lower of the two databases.
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
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.support.serving import Timing, Visit, served, time_visits

# A visitor with a cookie of their own gets pages drawn for them; others share the drawn page.
OWN = "csrftoken=bench"
OPENED = tuple(f"/fr/conventions/BANC-{number:05d}/" for number in range(20))
VISITS = {
    "bare": Visit(("/bare/",)),
    "register": Visit(("/fr/conventions/",)),
    "convention": Visit(OPENED),
    "register_drawn": Visit(("/fr/conventions/",), OWN),
    "convention_drawn": Visit(OPENED, OWN),
    "richest_drawn": Visit(("/fr/conventions/ANAPEC-CNSS-2017/",), OWN),
}
ADMIN = "postgres://postgres@127.0.0.1:5432"
COUNT = 10_000


def main() -> int:
    """Measure on each database and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few seconds a database")
    options = parser.parse_args()
    seconds = 5.0 if options.quick else 30.0
    print(f"{COUNT} generated conventions, {seconds:.0f} s of requests a database")
    ratios: dict[str, list[float]] = {name: [] for name in VISITS if name != "bare"}
    with ExitStack() as stack:
        sites = [stack.enter_context(database(engine)) for engine in engines()]
        # The two fillings share the two cores; the timings that follow run one at a time.
        with ThreadPoolExecutor() as pool:
            list(pool.map(fill, sites))
        for site in sites:
            with served("bench.support.pages_site:application", site) as port:
                timings = time_visits(port, VISITS, seconds=seconds)
            tell(site["BENCH_ENGINE"], timings)
            for name, found in ratios.items():
                found.append(timings[name].per_second / timings["bare"].per_second)
    figures = {f"pages.{name}_vs_bare": round(min(found), 3) for name, found in ratios.items()}
    print(json.dumps(figures))
    return 0


def tell(engine: str, timings: dict[str, Timing]) -> None:
    """Print one line an address."""
    for name, timing in timings.items():
        ratio = timing.per_second / timings["bare"].per_second
        print(
            f"{engine:10} {name:10} {timing.per_second:7.1f} req/s  p99 {timing.p99_ms:6.1f} ms"
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
            yield {"MITHAQ_HOME": home, "DATABASE_URL": url, "BENCH_ENGINE": engine}
        finally:
            if engine == "postgresql":
                sql(f'DROP DATABASE "{name}" WITH (FORCE)')


def fill(environment: dict[str, str]) -> None:
    """Load the real story, then the generated conventions, in a process of their own."""
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "bench/support/pages_data.py", str(COUNT)],
        cwd=ROOT,
        env={**os.environ, **environment, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"},
        check=True,
    )
    print(f"{environment['BENCH_ENGINE']:10} filled in {time.perf_counter() - started:.1f} s")


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
