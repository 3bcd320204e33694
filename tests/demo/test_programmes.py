"""The packaged list of schemes loads whole, and names only what the demonstration holds."""

from __future__ import annotations

from datetime import date

import pytest

from mithaq.apps.programmes import queries
from mithaq.demo.loading import read_yaml, steps
from tests.conftest import AT

BEFORE = ("Territoires, calendriers et nomenclatures", "Organisations")
ON = date(2026, 11, 28)


def test_an_exercise_is_written_in_three_languages() -> None:
    """What the demonstration invents of a scheme, nobody published in French alone."""
    rows = [
        row
        for scheme in read_yaml("programmes.yaml")
        for edition in scheme.get("editions", ())
        for envelope in edition.get("envelopes", ())
        for row in (edition, envelope, *envelope.get("readings", ()))
    ]
    invented = [row["basis"] for row in rows if row["source"] == "exercice-hesperides"]
    assert invented
    parts = [basis.split("\u2028") for basis in invented]
    assert [part for part in parts if len(part) != 3 or not all(part)] == []


@pytest.mark.django_db
def test_every_scheme_is_told_with_its_law() -> None:
    todo = dict(steps())
    for label in BEFORE:
        todo[label](AT)
    assert todo["Programmes"](AT) == len(queries.schemes(on=ON))
    assert todo["Programmes"](AT) == 0
    lines = queries.schemes(on=ON)
    for line in lines:
        law = queries.scheme_law(line.scheme.law_name, on=ON)
        assert law is not None, line.scheme.code
        assert law.summary.fr, line.scheme.code
    insertion = queries.scheme_law("insertion_contract", on=ON)
    assert insertion is not None
    enough = {right.rule.name: right.is_any for right in insertion.rights}
    assert set(enough.values()) == {True, False}
    # Only the exercise has money: nobody published the envelopes of the real schemes.
    spent = [line.scheme.code for line in lines if line.share is not None]
    assert spent == ["hesperides-hiring"]
    kinds = {watch.kind for watch in queries.watched(on=ON)}
    assert kinds == set(queries.WatchKind)
    settlements = queries.measure_papers(["settlements"])["settlements"]
    assert settlements.receiver is not None
    assert settlements.receiver.fr.startswith("Caisse nationale")
