"""A loading killed with -9 leaves whole batches, and the next one writes what is missing, once."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from mithaq.apps.observatory.frames import batches_of, dataset_files
from tests.flows.load_and_die import WRITTEN_BEFORE_DEATH

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.slow


def test_killed_in_a_batch_the_next_loading_goes_on(tmp_path: Path) -> None:
    assert drive("prepare", tmp_path) == 0
    assert drive("die", tmp_path) == -signal.SIGKILL
    every = [batch for file in dataset_files() for batch in batches_of(file)]
    kept = sum(len(batch.cells) for batch in every[:WRITTEN_BEFORE_DEATH])
    assert count(tmp_path, "observatory_statement") == kept
    assert count(tmp_path, "observatory_dataset", "sha256 <> ''") == 0
    assert drive("load", tmp_path) == 0
    assert count(tmp_path, "observatory_statement") == sum(len(batch.cells) for batch in every)
    assert count(tmp_path, "observatory_dataset", "sha256 <> ''") == len(dataset_files())
    # One line of the journal a batch: those made before the kill were not made again.
    lines = count(tmp_path, "accounts_auditline", "action = 'observatory.load_dataset'")
    assert lines == len(every)


def drive(verb: str, home: Path) -> int:
    """Run one verb to its end, whatever that is."""
    kept = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    kept |= {"MITHAQ_HOME": str(home), "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    command = [sys.executable, "-m", "tests.flows.load_and_die", verb]
    return subprocess.run(command, env=kept, cwd=ROOT, check=False, timeout=300).returncode


def count(home: Path, table: str, where: str = "1 = 1") -> int:
    """Count rows from outside."""
    connection = sqlite3.connect(home / "mithaq.sqlite3", timeout=20)
    try:
        return int(connection.execute(f"SELECT count(*) FROM {table} WHERE {where}").fetchone()[0])  # noqa: S608
    finally:
        connection.close()
