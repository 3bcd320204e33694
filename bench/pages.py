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
import sys
import tempfile
import time
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench.support import loaded
from bench.support.databases import Database, database, engines
from bench.support.serving import Server, Timing, Visit, served, time_visits

OPENED = tuple(f"/fr/conventions/BANC-{number:05d}/" for number in range(20))
PAGES = {
    "register": ("/fr/conventions/",),
    "convention": OPENED,
    "richest": ("/fr/conventions/ANAPEC-CNSS-2017/",),
    "map": ("/fr/maroc/",),
    "indicator": ("/fr/indicateurs/census-unemployment-rate/",),
}
BARE = {"bare": Visit(("/bare/",))}
COUNT, QUICK_COUNT = 10_000, 2_000
# What no page of the bench shows: it takes as long as all the rest.
UNREAD = (
    "Feuille de route de l’exercice",
    "Engagements suivis",
    "Comités des exercices",
    "Corridors : le réel, et celui de l’exercice",
    "Dossiers de médiation (exercice)",
    "Dettes et arrangements (exercice)",
    "Projets de convention (exercice)",
    "Questions aux employeurs (exercice)",
)


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
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        sites = {
            engine: stack.enter_context(database(engine, "pages", home)) for engine in engines()
        }
        session = fill(home, list(sites.values()), count=count)
        # All of them start at once; then one answers at a time.
        ports = {
            (engine, is_cold): stack.enter_context(serving(home, site, is_cold=is_cold))
            for engine, site in sites.items()
            for is_cold in (False, True)
        }
        for engine in sites:
            for is_cold in (False, True):
                share = 0.5 if is_cold else 1.0
                timings = time_visits(
                    ports[engine, is_cold].ready(),
                    visits(session, is_cold=is_cold),
                    seconds=share * seconds,
                )
                tell(engine, timings)
                for name, timing in timings.items():
                    if name != "bare":
                        ratios.setdefault(name, []).append(timings["bare"].against(timing))
    figures = {f"pages.{name}_vs_bare": round(min(found), 3) for name, found in ratios.items()}
    print(json.dumps(figures))
    return 0


def visits(session: str, *, is_cold: bool) -> dict[str, Visit]:
    """Each page as a visitor, as a person and drawn anew; or with nothing kept."""
    asked = dict(BARE)
    for name, paths in PAGES.items():
        if is_cold:
            asked[f"{name}_cold"] = Visit(paths)
            continue
        asked[name] = Visit(paths)
        asked[f"{name}_signed_in"] = Visit(paths, f"sessionid={session}")
        asked[f"{name}_drawn"] = Visit(paths, is_drawn=True)
    return asked


def serving(home: Path, site: Database, *, is_cold: bool) -> AbstractContextManager[Server]:
    """The product and the bare peer on one database; a cold one keeps nothing."""
    environment = {"MITHAQ_HOME": str(home), "DATABASE_URL": site.url, "ALLOWED_HOSTS": "*"}
    if is_cold:
        environment["BENCH_KEEPS_NOTHING"] = "yes"
    return served("bench.support.pages_site:application", environment)


def fill(home: Path, sites: list[Database], *, count: int) -> str:
    """Load the real story, then the generated conventions; give back the session of a person."""
    started = time.perf_counter()
    loaded.start(home)
    from bench.support.pages_data import generate

    def is_read(label: str) -> bool:
        return label not in UNREAD

    session = str(loaded.make(sites[0], is_read, lambda: generate(count), others=sites[1:]))
    print(f"filled in {time.perf_counter() - started:.1f} s")
    return session


def tell(engine: str, timings: dict[str, Timing]) -> None:
    """Print one line an address."""
    for name, timing in timings.items():
        ratio = timings["bare"].against(timing)
        print(
            f"{engine:10} {name:22} {timing.per_second:7.1f} req/s  p99 {timing.p99_ms:6.1f} ms"
            f"  {timing.bytes / 1024:5.1f} KB  {ratio:.2f} of bare"
        )


if __name__ == "__main__":
    raise SystemExit(main())
