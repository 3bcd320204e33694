"""`mithaq import` and `mithaq export` at the terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from mithaq.apps.conventions.queries import register
from mithaq.cli import preparation
from tests.gateways.convention_file.world import WRONG, known

__all__ = ["known"]
GOOD = str(WRONG / "00-good.yaml")


@pytest.fixture
def run(known: Any) -> Any:
    """Run the command as a person would."""
    from mithaq.cli import app

    runner = CliRunner(env={"COLUMNS": "200"})
    return lambda *words: runner.invoke(app, [str(word) for word in words])


def test_import_then_export_then_import_again(run: Any, tmp_path: Path) -> None:
    tried = run("import", GOOD, "--dry-run")
    assert tried.exit_code == 0
    assert "ESSAI-2026 à inscrire" in tried.output
    assert not register().exists()
    assert "ESSAI-2026 inscrite" in run("import", GOOD).output
    file = tmp_path / "retour.yaml"
    assert run("export", "ESSAI-2026", "--output", file).exit_code == 0
    assert "rien à écrire" in run("import", file).output
    assert json.loads(run("export", "ESSAI-2026", "--format", "json").stdout)["mithaq"]
    assert register().count() == 1


def test_a_refusal_ends_with_code_one_and_says_every_fault(run: Any) -> None:
    refused = run("import", WRONG / "16-many-at-once.yaml", GOOD)
    assert refused.exit_code == 1
    assert "refusé, 6 fautes, rien n’a été écrit" in refused.output
    assert "commitments[0].debtor" in refused.output
    assert register().count() == 1, "the good file of the same command is recorded"
    said = json.loads(run("import", WRONG / "14-empty.yaml", "--json").stdout)
    assert said[0]["faults"][0]["sentence"]["ar"].startswith("الملف فارغ")


def test_a_file_too_large_is_refused_unread(run: Any, tmp_path: Path) -> None:
    large = tmp_path / "gros.yaml"
    with large.open("wb") as stream:
        stream.truncate(50 * 1024 * 1024)
    refused = run("import", large)
    assert refused.exit_code == 1
    assert "50,0 Mo" in refused.output


def test_what_is_not_there_is_said(run: Any, tmp_path: Path) -> None:
    assert run("import", tmp_path / "absent.yaml").exit_code == 2
    assert run("export", "INCONNUE").exit_code == 1


def test_a_home_of_a_later_version_is_refused_in_a_sentence(run: Any) -> None:
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    assert preparation.home_fault() is None
    held = MigrationRecorder(connection)
    # What one step of today folds is known by its old names once all of them were taken.
    held.record_applied("observatory", "0001_initial")
    assert preparation.home_fault() is None
    held.record_applied("corridor", "0999_later")
    for command in ("serve", "demo"):
        refused = run(command, "--port", "58123")
        assert refused.exit_code == 2, refused.output
        assert "corridor.0999_later" in refused.output
        assert "mithaq demo --fresh" in " ".join(refused.output.split())
