"""The reform lab: choosing, writing, reading; three languages, few queries, refused to others."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mithaq.apps.organisations.queries import mandate_in_force_for
from mithaq.apps.programmes import queries
from mithaq.apps.programmes.models import ReformScenario
from mithaq.apps.programmes.operations import OverrideDraft, keep_reform_result, override_value
from mithaq.gateways.jobs import queue
from mithaq.gateways.jobs.models import Job
from mithaq.web.reforms.words import COLUMNS, region_words
from tests.conftest import AT

if TYPE_CHECKING:
    from mithaq.apps.accounts.models import User

pytestmark = pytest.mark.django_db
BUDGET = 12
CEILING = "tahfiz.gross_ceiling_monthly"
WRITE = f"/fr/reformes/nouvelle/?p={CEILING}&p=ir.brackets_annual"
ASKED = {
    "name": "Plafond relevé", "first_month": "2026-01", "month_count": "1",
    "people_count": "10000", "seed": "3", "value_0": "0 : 0\n50000 : 10 %\n180000 : 37 %",
    "since_0": "2026-01-01", "value_1": "15 000", "since_1": "2022-01-01",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _morocco(settings: Any) -> Iterator[None]:
    settings.COUNTRY = "mithaq.law.morocco"
    yield
    queue.close_clients()


@pytest.fixture
def manager(alice: User, client: Client) -> Client:
    client.force_login(alice)
    return client


def _written(client: Client, **changes: str) -> ReformScenario:
    response = client.post(WRITE, ASKED | changes)
    assert response.status_code == 302, response.content.decode()
    return ReformScenario.objects.get()


@pytest.fixture
def computed(manager: Client) -> str:
    """A trial with its result; gives its address."""
    row = _written(manager)
    result = queries.computed_reform(row.public_id, tell=lambda _done, _total: None)
    keep_reform_result(public_id=row.public_id, result=result, actor=None, mandate="", at=AT)
    return f"reformes/{row.public_id}/"


def _pages(client: Client, page: str) -> str:
    """The page in three languages, within its budget; gives the French one."""
    texts = {}
    for language in ("ar", "en", "fr"):
        with CaptureQueriesContext(connection) as caught:
            response = client.get(f"/{language}/{page}")
        assert response.status_code == 200
        assert len(caught) <= BUDGET, [query["sql"][:120] for query in caught]
        texts[language] = response.content.decode()
        assert f'lang="{language}"' in texts[language]
        assert " style=" not in texts[language]
        assert len(response.content) < 300_000
    return texts["fr"]


def test_values_are_chosen_with_what_the_law_says(manager: Client) -> None:
    text = _pages(manager, "reformes/nouvelle/")
    assert f'value="{CEILING}"' in text
    assert "settlements.max_months" not in text
    text = _pages(manager, WRITE.removeprefix("/fr/"))
    assert "Dans la loi" in text
    assert "40000 : 10 %" in text
    text = manager.get("/fr/reformes/nouvelle/?p=cnss.family.employer").content.decode()
    assert 'value="6,4 %"' in text


def test_a_value_too_many_is_said_and_nothing_is_unticked(manager: Client) -> None:
    paths = sorted(queries.reform_paths(on=date(2026, 1, 1)))[:13]
    text = manager.get("/fr/reformes/nouvelle/", {"p": paths}).content.decode()
    assert "12 valeurs au plus : décochez-en 1." in re.sub(r"\s", " ", text)
    assert text.count(" checked") == len(paths)
    text = manager.get("/fr/reformes/nouvelle/", {"p": [*paths[:12], paths[0]]}).content.decode()
    assert 'name="since_11"' in text


def test_a_trial_says_what_the_law_had_when_it_was_written(manager: Client, amina: User) -> None:
    row = _written(manager, value_1="15 000,50")
    page = f"/fr/reformes/{row.public_id}/"
    told = re.sub("<[^>]*>", " ", manager.get(page).content.decode())
    for said in ("10\u202f000", "15\u202f000,50", "à partir de 50\u202f000", "37\u202f%"):
        assert said in told
    assert row.changes[1]["before"] == 10_000
    override_value(
        draft=OverrideDraft(path=CEILING, since_on=AT.date(), value="9000", reason="Essai"),
        is_demo=False, actor=amina, at=AT,
        under=mandate_in_force_for(user=amina, chosen_id=None, on=AT.date()),
    )  # fmt: skip
    told = re.sub("<[^>]*>", " ", manager.get(page).content.decode())
    assert "10\u202f000" in told
    assert "9\u202f000" not in told


def test_a_day_of_the_law_is_tried_too(manager: Client) -> None:
    address = "/fr/reformes/nouvelle/?p=tahfiz.creation_window.created_to"
    sent = ASKED | {"value_0": "2031-12-31", "since_0": "2023-01-01"}
    assert manager.post(address, sent | {"value_0": "bientôt"}).status_code == 200
    assert manager.post(address, sent).status_code == 302
    assert ReformScenario.objects.get().changes[0]["value"] == "2031-12-31"


def test_an_amount_is_typed_with_its_currency(manager: Client) -> None:
    address = "/fr/reformes/nouvelle/?p=tahfiz.gross_ceiling_monthly"
    sent = ASKED | {"value_0": "12 000 DH", "since_0": "2026-01-01"}
    assert manager.post(address, sent).status_code == 302
    assert ReformScenario.objects.get().changes[0]["value"] == 12000


def test_a_trial_is_named_by_what_it_changes_until_its_author_says_better(manager: Client) -> None:
    field = manager.get(f"/fr/reformes/nouvelle/?p={CEILING}").content.decode()
    assert 'value="Salaire brut mensuel au plus"' in field.partition('name="name"')[2][:200]


def test_a_trial_is_written_and_started(manager: Client) -> None:
    row = _written(manager)
    assert [change["path"] for change in row.changes] == ["ir.brackets_annual", CEILING]
    assert row.first_month == date(2026, 1, 1)
    assert Job.objects.get(public_id=row.job).name == "run_reform"
    text = _pages(manager, f"reformes/{row.public_id}/")
    assert f"/traitements/{row.job}/" in text
    assert "hx-trigger" in text
    Job.objects.update(status="failed", finished_at=AT)
    text = _pages(manager, f"reformes/{row.public_id}/")
    assert "avant la fin" in text
    assert 'hx-trigger="load"' not in text


def test_what_is_wrong_is_said_beside_its_field(manager: Client) -> None:
    wrong = {"value_1": "beaucoup", "value_0": "10 %", "since_1": "2026-01-01"}
    text = manager.post(WRITE, ASKED | wrong).content.decode()
    assert not ReformScenario.objects.exists()
    for name in ("value_0", "value_1"):
        assert f'href="#id_{name}"' in text
    text = manager.post(WRITE, ASKED | {"first_month": "janvier"}).content.decode()
    assert "2026-01" in text
    assert 'href="#id_first_month"' in text
    text = manager.post(WRITE, ASKED | {"since_1": "1980-01-01"}).content.decode()
    assert 'href="#id_since_1"' in text


def test_a_result_is_told_drawn_and_listed(manager: Client, computed: str) -> None:
    text = _pages(manager, computed)
    for said in ("Plafond relevé", "Souss-Massa", "Pour l’ensemble", "exercice", "moins de 3"):
        assert said in text
    assert "<svg" in text
    row = ReformScenario.objects.get()
    assert row.result_digest[:12] in text
    result = queries.reform_result(row.public_id)
    assert result is not None
    (whole,) = result.of("tahfiz_granted")
    assert whole.more > 0
    (cost,) = result.of("tahfiz_public_cost")
    assert whole.more <= cost.more
    line = text[text.index(cost.measure.label.fr) :].split("</tr>")[0]
    assert str(cost.more) in re.sub("<[^>]*>", " ", line).split()
    chosen = _pages(manager, f"{computed}?mesure=stacked_net_wage&par=region&tri=-difference")
    regions = sorted(result.of("stacked_net_wage", "region"), key=lambda found: -found.difference)
    table = chosen[chosen.index('id="tableau"') :]
    places = [table.index(region_words(found.region) + "</th>") for found in regions[:3]]
    assert places == sorted(places)


def test_a_result_opens_on_what_changes(manager: Client) -> None:
    asked = {name: said for name, said in ASKED.items() if name[-2:] not in ("_0", "_1")}
    # Only the highest bracket moves: no wage that Tahfiz takes reaches it.
    brackets = "0 : 0\n40000 : 10 %\n60000 : 20 %\n80000 : 30 %\n100000 : 34 %\n180000 : 45 %"
    page = "/fr/reformes/nouvelle/?p=ir.brackets_annual"
    answer = manager.post(page, asked | {"value_0": brackets, "since_0": "2026-01-01"})
    assert answer.status_code == 302, answer.content.decode()
    row = ReformScenario.objects.get()
    computed = queries.computed_reform(row.public_id, tell=lambda _done, _total: None)
    keep_reform_result(public_id=row.public_id, result=computed, actor=None, mandate="", at=AT)
    result = queries.reform_result(row.public_id)
    assert result is not None
    first = result.measures[0]
    assert not result.of(first.name)[0].is_changed
    shown = manager.get(f"/fr/reformes/{row.public_id}/").context["measure"]
    assert result.of(shown.name)[0].is_changed
    answer = manager.get(f"/fr/reformes/{row.public_id}/")
    moved = [m for m in result.measures if result.of(m.name)[0].is_changed]
    assert len(answer.context["changed"]) == len(moved)
    wholes = answer.content.decode().partition('id="ensemble"')[2].partition("</section>")[0]
    head, folded = wholes.split("<details", 1)
    assert f"mesure={first.name}" in folded
    assert f"mesure={first.name}" not in head
    assert all(f"mesure={m.name}" in head for m in moved)
    page = f"/fr/reformes/{row.public_id}/?mesure={first.name}"
    assert manager.get(page).context["measure"] == first


def test_the_table_leaves_as_files(manager: Client, computed: str) -> None:
    address = f"/fr/{computed}?mesure=tahfiz_public_cost&par=region"
    told = manager.get(f"{address}&format=csv")
    body = b"".join(told.streaming_content) if told.streaming else told.content
    lines = list(csv.reader(StringIO(body.decode("utf-8-sig")), delimiter=";"))
    row = ReformScenario.objects.get()
    result = queries.reform_result(row.public_id)
    assert result is not None
    (souss,) = [x for x in result.of("tahfiz_public_cost", "region") if x.region == "09"]
    found = [line for line in lines if "Souss-Massa" in line]
    assert len(found) == 1
    assert any(cell.replace(",", ".") == f"{souss.after / 100:g}" for cell in found[0]), found
    assert manager.get(f"{address}&format=xlsx").status_code == 200


def test_the_list_and_the_population_are_read(manager: Client, computed: str) -> None:
    text = _pages(manager, "reformes/")
    assert "Plafond relevé" in text
    assert "Essayer une réforme" in text
    text = _pages(manager, "reformes/population/")
    assert "rien n’est publié" in text
    assert "maghress.com" in text
    assert "Laboratoire de réforme" in manager.get("/fr/programmes/").content.decode()


def test_an_auditor_reads_and_others_do_not(
    manager: Client, computed: str, bob: User, charlie: User, client: Client
) -> None:
    client.force_login(bob)
    assert client.get(f"/fr/{computed}").status_code == 200
    assert client.get("/fr/reformes/nouvelle/").status_code == 403
    assert "Essayer une réforme" not in client.get("/fr/reformes/").content.decode()
    client.force_login(charlie)
    for page in (computed, "reformes/", "reformes/nouvelle/", "reformes/population/"):
        assert client.get(f"/fr/{page}").status_code == 403
    client.logout()
    assert client.get(f"/fr/{computed}").status_code == 302


def test_a_trial_that_does_not_exist_is_not_found(manager: Client) -> None:
    page = "/fr/reformes/8c5a1f0e-0000-4000-8000-000000000000/"
    assert manager.get(page).status_code == 404


def test_every_column_of_the_population_has_words() -> None:
    assert {basis.column for basis in queries.exercise_bases()} <= COLUMNS.keys()
