"""The draw at the terminal: made again, compared, refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mithaq.base.fictitious import fictitious_ice
from mithaq.cli import app
from mithaq.signals.draw import draw_from, population_of, public_csv

ICES = [fictitious_ice(rank) for rank in range(60)]
SEED = "tirage d’exercice 2026"


@pytest.fixture
def population(tmp_path: Path) -> Path:
    """A file of sixty fictitious companies."""
    file = tmp_path / "population.csv"
    file.write_text("ice\n" + "\n".join(ICES) + "\n", encoding="utf-8")
    return file


def _run(*words: str | Path) -> tuple[int, str]:
    found = CliRunner().invoke(app, ["corridor", "draw", *map(str, words)])
    return found.exit_code, found.output


def test_a_published_list_is_made_again(population: Path, tmp_path: Path) -> None:
    made = draw_from(population_of(ICES), SEED, count=6)
    published = tmp_path / "published.csv"
    published.write_text(public_csv(made), encoding="utf-8")
    words = ("--seed", SEED, "--population", population, "--check", published)
    code, said = _run(*words, "--digest", made.population_digest)
    assert (code, "Le tirage est le même." in said) == (0, True)
    code, said = _run("--seed", "autre", "--population", population, "--check", published)
    assert (code, "diffère" in said) == (1, True)
    code, said = _run(*words, "--digest", "0" * 64)
    assert code == 1


def test_the_published_files_are_enough(tmp_path: Path) -> None:
    people = population_of(ICES)
    made = draw_from(people, SEED, count=6)
    codes, published = tmp_path / "population.txt", tmp_path / "published.csv"
    codes.write_text(people.text, encoding="utf-8")
    published.write_text(public_csv(made), encoding="utf-8")
    code, said = _run("--seed", SEED, "--population", codes, "--check", published,
                      "--digest", made.population_digest)  # fmt: skip
    assert (code, "Le tirage est le même." in said) == (0, True)


def test_the_list_is_written_and_told_in_json(population: Path, tmp_path: Path) -> None:
    file = tmp_path / "drawn.csv"
    code, said = _run("--seed", SEED, "--population", population, "--share", "5",
                      "--output", file, "--json")  # fmt: skip
    assert code == 0
    told = json.loads(said)
    assert len(told["drawn"]) == 3
    assert file.read_text().splitlines()[1].split(",")[1] == told["drawn"][0]["ice"]
    assert told["population"]["count"] == 60


def test_a_faulty_population_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "wrong.csv"
    file.write_text("ice\n12\n13\n", encoding="utf-8")
    code, said = _run("--seed", SEED, "--population", file, "--count", "1")
    assert code == 2
    assert "ligne 2" in said
