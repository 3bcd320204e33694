"""What the service answers: proofs, pages, filters, errors as sentences, nothing private."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from mithaq.apps.conventions.models import Convention
from mithaq.apps.observatory.models import Statement
from mithaq.apps.observatory.operations import record_observations, withdraw_figure
from tests.apps.conventions.test_amendments import amendment, change
from tests.apps.conventions.test_amendments import record as amend
from tests.apps.observatory.world import WHO, insertions
from tests.web.conventions.story import body

ROOT = "/api/v1"


def ask(client: Client, path: str, status: int = 200, **words: Any) -> Any:
    response = client.get(f"{ROOT}{path}", words)
    assert response.status_code == status, response.content
    return response.json()


def test_every_figure_carries_its_proof(client: Client, register: str) -> None:
    for item in ask(client, "/statements", limit=200)["items"]:
        assert item["grade"]
        assert item["source"]["code"]
        assert set(item["label"]) == {"fr", "ar", "en"}
        assert {"value", "precision"} == set(item["as_of"])
        assert isinstance(item["is_exercise"], bool)
        assert isinstance(item["definition"], dict)
        one = ask(client, f"/statements/{item['code']}")
        assert one == item


def test_every_object_of_every_list_says_whether_it_is_an_exercise(
    client: Client, register: str
) -> None:
    schema = client.get(f"{ROOT}/openapi.json").json()
    assert schema["openapi"].startswith("3.1")
    lists = [
        path
        for path, verbs in schema["paths"].items()
        if "{" not in path
        and set(verbs) == {"get"}
        and not any(word.get("required") for word in verbs["get"]["parameters"])
    ]
    assert len(lists) >= 13
    for path in lists:
        for item in client.get(path).json()["items"]:
            assert "is_exercise" in item, path


def test_pages_by_key_meet_every_row_once_even_while_rows_are_added(
    client: Client, register: str
) -> None:
    seen: list[str] = []
    address = f"{ROOT}/statements?limit=4"
    while address:
        page = client.get(address).json()
        seen += [item["code"] for item in page["items"]]
        if len(seen) == 4:
            record_observations(drafts=[insertions(territory="06")], **WHO)
        address = page["next"]
    assert seen == sorted(set(seen))
    assert set(seen) <= set(Statement.objects.values_list("code", flat=True))
    assert len(seen) >= Statement.objects.count() - 1


@pytest.mark.parametrize(
    ("words", "test"),
    [
        ({"sex": "women"}, lambda item: item["sex"] == "women"),
        ({"milieu": "urban"}, lambda item: item["milieu"] == "urban"),
        ({"grade": "recorded"}, lambda item: item["grade"] == "recorded"),
        ({"territory": "09"}, lambda item: item["territory"] == "09"),
        ({"indicator": "insertions"}, lambda item: item["indicator"] == "insertions"),
        ({"is_exercise": "true"}, lambda item: item["is_exercise"]),
        ({"is_exercise": "false"}, lambda item: not item["is_exercise"]),
        ({"since": "2020-01-01"}, lambda item: item["as_of"]["value"] >= "2020"),
        ({"until": "2019-12-31"}, lambda item: item["as_of"]["value"] < "2020"),
    ],
)
def test_each_filter_keeps_what_it_says(
    client: Client, register: str, words: dict[str, str], test: Any
) -> None:
    items = ask(client, "/statements", limit=200, **words)["items"]
    assert items
    assert all(test(item) for item in items)
    assert len(items) < Statement.objects.count()


def test_a_convention_is_given_whole_and_without_names_of_persons(
    client: Client, register: str
) -> None:
    found = ask(client, f"/conventions/{register}")
    assert found["parties"]
    assert found["signed_on"] == {"value": "2017-06-13", "precision": "day"}
    assert found["source"]["code"]
    told = json.dumps(found, ensure_ascii=False)
    parties = json.dumps(ask(client, f"/conventions/{register}/parties"), ensure_ascii=False)
    for name in ("Ahmidouch", "Doukkali", "Yatim"):
        assert name not in parties
        assert name not in told


def test_a_draft_has_no_address(client: Client, register: str) -> None:
    Convention.objects.filter(reference=register).update(status="draft")
    assert ask(client, "/conventions")["items"] == []
    ask(client, f"/conventions/{register}", 404)
    ask(client, f"/conventions/{register}/parties", 404)


def test_an_error_is_a_sentence_in_three_languages(client: Client, register: str) -> None:
    (absent,) = ask(client, "/statements/rien-de-tel", 404)["errors"]
    assert "rien-de-tel" in absent["sentence"]["ar"]
    (limit,) = ask(client, "/statements", 422, limit=0)["errors"]
    assert limit["where"] == "limit"
    (cursor,) = ask(client, "/statements", 422, after="a b")["errors"]
    assert cursor["where"] == "after"
    assert ask(client, "/statements", 422, since="0")["errors"][0]["where"] == "since"
    assert ask(client, "/statements", 422, sex="autre", grade="sûr", limit="x")["errors"]


def test_a_withdrawn_figure_leaves_the_list_and_keeps_its_address(
    client: Client, register: str
) -> None:
    code = (
        Statement.objects.filter(convention=None).order_by("code").values_list("code", flat=True)[0]
    )
    withdraw_figure(code=code, **WHO)
    codes = {item["code"] for item in ask(client, "/statements", limit=200)["items"]}
    assert code not in codes
    assert ask(client, f"/statements/{code}")["withdrawal_reason"] == "essai"


def test_an_unchanged_answer_is_not_sent_again(client: Client, register: str) -> None:
    first = client.get(f"{ROOT}/statements")
    assert first.headers["Last-Modified"]
    again = client.get(f"{ROOT}/statements", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    record_observations(drafts=[insertions(territory="06")], **WHO)
    moved = client.get(f"{ROOT}/statements", headers={"If-None-Match": first.headers["ETag"]})
    assert moved.status_code == 200


def test_too_many_requests_are_asked_to_wait(
    client: Client, register: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mithaq.api.patience import READS

    monkeypatch.setattr(READS, "num_requests", 2)
    statuses = [client.get(f"{ROOT}/sources").status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
    late = client.get(f"{ROOT}/sources")
    assert int(late.headers["Retry-After"]) > 0
    assert "attendez" in late.json()["errors"][0]["sentence"]["fr"]
    spoofed = client.get(f"{ROOT}/sources", headers={"X-Forwarded-For": "10.0.0.1"})
    assert spoofed.status_code == 429, "a header that anybody writes is no other address"


@pytest.mark.parametrize(
    "path",
    ["/statements", "/conventions", "/sets", "/organisations", "/territories", "/indicators",
     "/conflicts", "/reports", "/sources"],
)  # fmt: skip
def test_a_list_needs_few_queries_whatever_its_rows(
    client: Client, register: str, path: str, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(12):
        ask(client, path, limit=200)


def test_a_convention_needs_a_fixed_number_of_queries(
    client: Client, register: str, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(32):
        ask(client, f"/conventions/{register}")


def test_permanent_addresses_lead_a_person_to_a_page_and_a_program_to_an_answer(
    client: Client, register: str
) -> None:
    code = Statement.objects.order_by("code").values_list("code", flat=True)[0]
    page = client.get(f"/id/figure/{code}", headers={"Accept-Language": "ar"})
    assert (page.status_code, page.headers["Location"]) == (303, f"/ar/chiffres/{code}/")
    data = client.get(f"/id/figure/{code}", headers={"Accept": "application/json"})
    assert data.headers["Location"] == f"{ROOT}/statements/{code}"
    assert client.get("/id/rien/x").status_code == 404
    for path in ("statements", "conventions", "organisations", "territories", "indicators",
                 "sources", "reports"):  # fmt: skip
        item = ask(client, f"/{path}", limit=1)["items"][0]
        target = client.get(item["link"])
        assert target.status_code == 303
        assert client.get(target.headers["Location"]).status_code == 200, item["link"]
        as_data = client.get(item["link"], headers={"Accept": "application/json"})
        assert client.get(as_data.headers["Location"]).status_code == 200


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_documentation_is_a_plain_page_of_ours(
    client: Client, register: str, language: str
) -> None:
    page = client.get(f"{ROOT}/docs", headers={"Accept-Language": language})
    assert page.status_code == 200
    assert b"/api/v1/statements" in page.content
    assert b"<script>" not in page.content
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]


def test_nothing_is_written(client: Client, register: str) -> None:
    for path in ("/statements", "/conventions", "/sources"):
        for verb in (client.post, client.put, client.delete, client.patch):
            assert verb(f"{ROOT}{path}").status_code == 405


def test_small_counts_of_people_are_not_given_nor_by_what_they_were_before(
    client: Client, register: str
) -> None:
    draft = insertions(source="le-journal", territory="06")
    small, large = (
        record_observations(drafts=[replace(draft, sex=sex, value=Decimal(value))], **WHO).codes[0]
        for sex, value in (("women", 3), ("men", 900))
    )
    for path in (f"/statements/{small}", "/statements"):
        found = ask(client, path, **({} if path.endswith(small) else {"territory": "06"}))
        items = found.get("items", [found])
        told = {item["code"]: (item["value"], item["withheld"]) for item in items}
        assert told[small] == (None, "small")
        assert told.get(large, ("900", None)) == ("900", None)
    fresh = record_observations(
        drafts=[replace(draft, sex="women", value=Decimal(4), revises=small, reason="erratum")],
        **WHO,
    ).codes[0]
    for code in (small, fresh):
        assert ask(client, f"/statements/{code}")["value"] is None
    table = b"".join(line for line in client.get(f"{ROOT}/statements?limit=200"))
    assert b'"value": "3"' not in table


def test_a_convention_is_read_as_amended_on_the_day_asked(client: Client, register: str) -> None:
    before = ask(client, f"/conventions/{register}")
    body("organisme-joint", "Organisme joint")
    amend(
        amendment(
            1,
            change("replace", "title", 0, title={"fr": "Titre amendé"}),
            change("replace", "duration", 0, duration="fixed", covers_to="2031-12-31"),
            change("add", "party", 30, organisation="organisme-joint", role="partner"),
        ),
        register,
    )
    first = ask(client, f"/conventions/{register}")
    assert first == {**before, "amendments": first["amendments"]}
    assert [item["is_read"] for item in first["amendments"]] == [False]
    eve = ask(client, f"/conventions/{register}", on="2019-05-31")
    assert eve == {**first, "read_on": "2019-05-31"}
    read = ask(client, f"/conventions/{register}", on="2019-06-01")
    assert (read["label"]["fr"], read["covers_to"]) == ("Titre amendé", "2031-12-31")
    assert [item["is_read"] for item in read["amendments"]] == [True]
    bound = ask(client, f"/conventions/{register}/parties", on="2019-06-01")
    assert "organisme-joint" in {item["slug"] for item in bound}
    assert "organisme-joint" not in {
        item["slug"] for item in ask(client, f"/conventions/{register}/parties")
    }
    ask(client, f"/conventions/{register}", status=422, on="demain")
