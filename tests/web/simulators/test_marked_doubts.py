"""An amount that rests on a value to be confirmed is marked so: on the page, on paper, by API."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils.html import strip_tags

from mithaq.apps.programmes.queries import HireSimulation, MeasureResult, hire_simulation
from mithaq.law import law_of
from mithaq.web.simulators.hire.costs import told_gain
from mithaq.web.simulators.hire.forms import HireForm
from mithaq.web.simulators.hire.page import hire_page
from mithaq.web.simulators.hire.paper import paper_content

pytestmark = pytest.mark.django_db
JOB = {"hire_date": "2026-11-30", "contract_kind": "permanent", "employer_form": "company"}
OPEN = JOB | {"employer_created_on": "2026-01-05"}
GRADUATE = {"diploma": "higher_education"}
INTERN = {
    "is_converted_intern": "oui", "stage_signed_on": "2025-06-02", "stipend": "3000",
    "had_insertion_contract": "non", "host_commits_to_hire": "oui", "anapec_registered": "oui",
}  # fmt: skip
CASES = {
    "tahfiz": OPEN | {"gross": "9500"},
    "tahfiz undecided": {"gross": "9500", "hire_date": "2026-11-30", "contract_kind": "permanent"},
    "idmaj": OPEN | GRADUATE | {"gross": "6000", "age": "25", "is_first_job": "oui"},
    "after an internship": OPEN | GRADUATE | INTERN | {"gross": "8000"},
    "no measure": JOB | {"gross": "14000", "employer_created_on": "2010-01-05"},
}
MARK = "à confirmer"


@pytest.fixture(autouse=True)
def _morocco(settings: Any) -> None:
    cache.clear()
    settings.COUNTRY = "mithaq.law.morocco"


@pytest.fixture(params=CASES, ids=str)
def asked(request: pytest.FixtureRequest) -> dict[str, str]:
    found: dict[str, str] = CASES[request.param]
    return found


def _found(asked: dict[str, str]) -> HireSimulation:
    form = HireForm(asked)
    assert form.is_valid(), form.errors
    return hire_simulation(form.facts, age=form.age_given)


def _plain(html: str) -> str:
    text = strip_tags(html.replace("<", " <")).replace("\u202f", " ").replace("\xa0", " ")
    return " ".join(text.split())


def _page(client: Client, asked: dict[str, str]) -> str:
    return client.get(f"/fr/simuler/embauche/?{urlencode(asked)}").content.decode()


def _monthly(found: HireSimulation) -> list[MeasureResult]:
    listed = [m for m in found.measures if not (m.is_gone or m.measure.once)]
    return [m for m in listed if m.answer.is_met is not False]


def test_every_row_of_costs_is_marked_and_its_values_are_named(
    client: Client, asked: dict[str, str]
) -> None:
    found, html = _found(asked), _page(client, asked)
    table = html.partition('class="sums costs"')[2].partition("</table>")[0]
    rows = {_plain(row).partition(" ")[0]: _plain(row) for row in table.split("<tbody")[1:]}
    names = _plain(html.partition('id="a-confirmer"')[2].partition("</details>")[0])
    bare = next(row for row in rows.values() if "Sans mesure" in row)
    assert (MARK in bare) == bool(found.bare_doubtful)
    marked = 0
    for item in _monthly(found):
        gain = told_gain(item)
        row = next(r for r in map(_plain, table.split("<tbody")[1:]) if item.label.fr in r)
        if gain.after is not None and gain.doubtful:
            assert MARK in row, item.code
            marked += 1
        for used in gain.doubtful:
            assert used.value.label.fr in names, (item.code, used.value.path)
    assert marked or not _monthly(found)


def test_every_part_in_doubt_of_a_cover_is_said_with_its_amount(
    client: Client, asked: dict[str, str]
) -> None:
    found = _found(asked)
    page, text = hire_page(found, {}), _plain(_page(client, asked))
    parts = [first.in_doubt for first in found.months[:1]]
    parts += [amount for row in page.leaving for amount in (row.in_doubt, row.left_in_doubt)]
    parts += [s.other_in_doubt for s in page.raised] if found.limits else []
    parts += [told_gain(item).doubts[0] for item in _monthly(found)]
    for centimes in filter(None, parts):
        said = f"{centimes // 100:,}".replace(",", " ") + f",{centimes % 100:02d}"
        assert re.search(rf"{said}( DH)?( de plus,)? {MARK}", text), said
    if found.bare_doubtful and not found.months[0].in_doubt:
        assert 'class="doubt small" href="#a-confirmer"' in _page(client, asked)


def test_the_paper_marks_what_the_page_marks(asked: dict[str, str]) -> None:
    found = _found(asked)
    page = hire_page(found, {})
    parts = {p["title"]: p for p in paper_content(page, age=None, on=date(2026, 11, 30))["parts"]}
    for row, item in zip(
        parts["Chaque mesure, en une ligne"]["rows"], (*page.rows, *page.gone), strict=True
    ):
        if item.doubt and (item.cost or item.gains):
            assert MARK in row[2], item.measure.code
    for row, leave in zip(
        parts.get("La personne part plus tôt", {"rows": []})["rows"], page.leaving, strict=True
    ):
        assert (MARK in row[1]) == bool(leave.in_doubt)
        assert (MARK in row[2]) == bool(leave.left_in_doubt)
    for title in ("Ce que l’embauche vous coûte, mois par mois", "Avec et sans"):
        note = parts[title]["note"].lower()
        assert not page.monthly_doubt or MARK in note
        for used in (*found.bare_doubtful, *found.net_doubtful):
            assert used.value.label.fr.lower() in note, title


def test_the_api_tells_how_sure_each_value_behind_an_amount_is(
    client: Client, asked: dict[str, str]
) -> None:
    """A program reads the confidence of every value: the same ones that the page marks."""
    found = _found(asked)
    law = law_of("morocco")
    facts = {n: v for n, v in HireForm(asked).data.items() if n in law.facts}
    for target, doubtful in (
        ("employer_cost", found.bare_doubtful),
        ("net_wage", found.net_doubtful),
    ):
        body = {"target": target, "on": asked["hire_date"], "facts": _typed(facts)}
        response = client.post(
            "/api/v1/law/explain", json.dumps(body), content_type="application/json"
        )
        assert response.status_code == 200, response.content
        answer = response.json()
        unsure = {p for p, sure in _used(answer["trace"]) if sure != "sure"}
        marked = {used.value.path for used in doubtful}
        assert marked <= unsure
        # What the page leaves out would change nothing here, by any other reading.
        for path in unsure - marked:
            readings = law.parameters[path].on(found.hired_on).alternatives
            assert readings
            for value in readings:
                other = law.reform("tried", {path: value}).on(found.hired_on, target)
                assert other.compute(**law.read_facts(_typed(facts)))[target] == answer["value"]


def _typed(facts: dict[str, str]) -> dict[str, object]:
    truths = {"oui": True, "non": False}
    money = {n: float(v) for n, v in facts.items() if n in {"gross", "stipend"}}
    return {n: truths.get(v, v) for n, v in facts.items()} | money | {"dependants": 0}


def _used(step: dict[str, Any]) -> list[tuple[str, str]]:
    """Every value of a trace, with how sure its sources are."""
    own = [(item["path"], item["confidence"]) for item in step.get("parameters") or []]
    return own + [pair for part in step.get("parts") or [] for pair in _used(part)]


def test_the_same_stipend_bears_the_same_mark_on_both_pages(client: Client) -> None:
    hire = _page(client, CASES["idmaj"])
    row = next(r for r in hire.split("<tbody") if "#m-insertion_contract" in r)
    assert "6 000,00" in _plain(row)
    assert f"≈ {MARK}" in _plain(row)
    stage = GRADUATE | {"stipend": "6000", "stage_signed_on": "2026-11-30"}
    asked = urlencode(stage | {"employer_form": "company"})
    text = _plain(client.get(f"/fr/simuler/stage/?{asked}").content.decode())
    assert f"Ce que vous dépensez par mois 6 000,00 DH , le calcul ≈ {MARK}" in text
    there = text.partition("≈ à confirmer, textes")[2].partition("Ce que nous supposons")[0]
    here = _plain(hire.partition('id="a-confirmer"')[2].partition("</details>")[0])
    for name in ("Durée du stage au plus, avec un diplôme",):
        assert name in there
        assert name in here
    # What that internship rests on is said where the amounts stand.
    assert "son premier contrat d’insertion, et vous vous engagez à embaucher" in _plain(hire)
