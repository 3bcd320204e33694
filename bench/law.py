"""One law on a nation: this engine beside OpenFisca, the reading of the file, one person alone.

    python bench/law.py [--quick]

4,000,000 generated employee-months of Morocco in one Parquet file (12 regions, 2 sexes, 20
sectors; nothing missing), five results of forty rules, totals by the 480 cells. The same law is
exported as an OpenFisca package and run there, whole, as OpenFisca is used. OpenFisca (AGPL) is
installed in an environment of its own, under the user's cache, by this bench alone.
Each run is a process of its own; OpenFisca stands between two runs of this engine, round by round,
against the mean of both, and each ratio is the median of the rounds. Seconds are of the clock and
leave imports out; memory is the peak of the whole process.
One person is timed in milliseconds of processor. Ends with one JSON line.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench.support.law_data import COUNTRY, write_nation
from mithaq.engines.rules import Law

OPENFISCA = "46.0.1"
ROWS = 4_000_000


def main() -> int:
    """Measure and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="under a minute: one round")
    rounds = 1 if parser.parse_args().quick else 7
    figures = run("alone", ROOT)
    with tempfile.TemporaryDirectory() as home, ThreadPoolExecutor() as pool:
        installed = pool.submit(openfisca_python)
        nation = write_nation(Path(home) / "nation.parquet", ROWS)
        Law.load(COUNTRY).export_openfisca(Path(home))
        python = installed.result()
        print(f"{ROWS} employee-months, {nation.stat().st_size / 1e6:.0f} MB, rounds: {rounds}")
        figures |= side_by_side(nation, python, rounds=rounds)
    print(json.dumps(figures))
    return 0


def side_by_side(nation: Path, python: Path, *, rounds: int) -> dict[str, float]:
    """Run each program in turn, round by round; the ratios are medians of the rounds."""
    taken: dict[str, list[dict[str, Any]]] = defaultdict(list)

    def engine() -> None:
        for name in ("reading", "ours"):
            taken[name].append(run(name, nation))

    engine()
    for _ in range(rounds):
        theirs = run("openfisca", nation, python=python, path=nation.parent)
        taken["openfisca"].append(theirs)
        engine()
        taken["reform"].append(run("reform", nation))
    for name, found in taken.items():
        seconds, processor, megabytes = (
            median(each[what] for each in found) for what in ("seconds", "processor", "megabytes")
        )
        print(f"{name:10} {seconds:7.3f} s ({processor:.2f} of processor)  {megabytes:7.0f} MB")
    check_totals(taken["ours"][0]["totals"], taken["openfisca"][0]["totals"])

    def against(what: str) -> float:
        ours = [each[what] for each in taken["ours"]]
        around = [(before + after) / 2 for before, after in pairwise(ours)]
        theirs = [each[what] for each in taken["openfisca"]]
        return median(their / our for their, our in zip(theirs, around, strict=True))

    readings = zip(taken["ours"], taken["reading"], strict=True)
    return {
        "law.speedup_vs_openfisca": round(against("seconds"), 3),
        "law.memory_vs_openfisca": round(1 / against("megabytes"), 3),
        "law.reform_vs_baseline": round(median(each["ratio"] for each in taken["reform"]), 3),
        "law.vs_reading": round(
            median(ours["seconds"] / read["seconds"] for ours, read in readings), 3
        ),
    }


def check_totals(ours: dict[str, float], theirs: dict[str, float]) -> None:
    """Both computed the same law: their numbers of 32 bits leave a few hundred thousandths."""
    for name, total in ours.items():
        gap = abs(theirs[name] - total) / total
        print(f"{name:18} {total:18.2f}  OpenFisca differs by {gap:.1e}")
        assert gap < 1e-3, name


def run(
    name: str, subject: Path, *, python: Path = Path(sys.executable), path: Path = ROOT
) -> dict[str, Any]:
    """Run one program of this bench in its own process, and read the line it prints."""
    found = subprocess.run(
        [str(python), str(ROOT / "bench" / "support" / f"law_{name}.py"), str(subject)],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": f"{path}:{ROOT / 'src'}:{ROOT}"},
    )
    result: dict[str, Any] = json.loads(found.stdout.splitlines()[-1])
    return result


def openfisca_python() -> Path:
    """The interpreter of an environment that has OpenFisca, made once under the user's cache."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    home = cache / "mithaq-bench" / f"openfisca-{OPENFISCA}"
    python = home / "bin" / "python"
    if not python.exists():
        print(f"openfisca-core {OPENFISCA}: installed in {home}", flush=True)
        # The installer of « make install » has the common packages at hand.
        uv = [sys.executable, "-m", "uv"]
        wanted = [f"openfisca-core=={OPENFISCA}", "pyarrow"]
        made = [*uv, "venv", "--quiet", "--python", sys.executable, str(home)]
        subprocess.run(made, check=True)
        subprocess.run(
            [*uv, "pip", "install", "--quiet", "--python", str(python), *wanted], check=True
        )
    return python


if __name__ == "__main__":
    raise SystemExit(main())
