"""The law for programs: proofs with every value, one case explained, nothing kept."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from mithaq.api.patience import EXERCISES, LARGEST_BYTES, QUESTIONS
from mithaq.engines.rules import Concept, Law, tell_rule

ROOT = "/api/v1/law"
HESPERIDES = {"country": "hesperides"}
TOO_MUCH = {"gross": 3600, "hire_date": "2024-01-10", "birth_date": "2000-01-01"}

pytestmark = pytest.mark.django_db


def ask(client: Client, path: str, status: int = 200, **words: Any) -> Any:
    response = client.get(f"{ROOT}{path}", HESPERIDES | words)
    assert response.status_code == status, response.content
    return response.json()


def put(client: Client, path: str, body: Any, status: int = 200) -> Any:
    address = f"{ROOT}{path}?country=hesperides"
    response = client.post(address, body, content_type="application/json")
    assert response.status_code == status, response.content
    return response.json()


def question(**changes: Any) -> dict[str, Any]:
    return {"target": "post_relief_open", "on": "2024-03", "facts": TOO_MUCH} | changes


def test_a_refusal_names_the_condition_its_article_and_the_distance(client: Client) -> None:
    found = put(client, "/explain", question())
    assert (found["value"], found["is_known"], found["is_exercise"]) == (False, True, True)
    (reason,) = found["because"]
    assert reason["rule"] == "post_wage_within_ceiling"
    assert reason["article"] == "Loi III, art. 2"
    assert (reason["comparison"]["distance"], reason["comparison"]["unit"]) == (100.0, "ECU")
    assert reason["parameters"][0]["confidence"] == "unknown"
    assert found["trace"]["parts"]


def test_what_is_missing_is_said_and_is_no_refusal(client: Client) -> None:
    found = put(client, "/explain", question(facts={"gross": 3000}))
    assert (found["value"], found["is_known"]) == (None, False)
    assert "hire_date" in found["missing"]


def test_wrong_facts_are_answered_field_by_field(client: Client) -> None:
    wrong = {"gross": -1, "hire_date": "demain", "employer_form": "zaouia", "grosse": 1}
    errors = put(client, "/explain", question(facts=wrong), 422)["errors"]
    assert {item["where"] for item in errors} == set(wrong)
    assert all(item["sentence"]["ar"] for item in errors)


def test_a_day_outside_of_the_law_and_an_unknown_rule_are_sentences(client: Client) -> None:
    (early,) = put(client, "/explain", question(on="2004-12"), 422)["errors"]
    assert "2015-01-01" in early["sentence"]["fr"]
    put(client, "/explain", question(on="2024-13"), 422)
    put(client, "/explain", question(target="rien"), 404)
    assert client.get(f"{ROOT}/schemes?country=utopia").status_code == 404


def test_an_answer_of_another_day_ignores_what_was_not_known_yet(client: Client) -> None:
    asked = {"target": "employee_share", "on": "2022-02", "facts": {"gross": 1000}}
    assert put(client, "/explain", asked)["value"] == 55.0
    assert put(client, "/explain", asked | {"known": "2022-03-14"})["value"] == 50.0


def test_a_value_has_its_history_its_references_and_its_readers(client: Client) -> None:
    found = ask(client, "/parameters/fund.employee_rate")
    assert [item["value"] for item in found["history"]] == [0.05, 0.055]
    assert found["history"][1]["known"] == "2022-03-15"
    assert found["history"][1]["sources"][0]["text"]
    assert found["used_by"] == ["employee_share"]
    schedule = ask(client, "/parameters/wage_tax.brackets")["history"][0]["value"]
    assert schedule[1] == {"threshold": 12000.0, "rate": 0.1}


def test_a_rule_has_its_versions_in_words(client: Client) -> None:
    found = ask(client, "/rules/wage_tax")
    assert [item["since"] for item in found["versions"]] == ["2010-01-01", "2020-01-01"]
    assert "“Taxable wage”" in found["versions"][0]["sentence"]["en"]


def test_lists_are_narrowed_and_paged_by_key(client: Client) -> None:
    unsure = ask(client, "/parameters", confidence="likely")["items"]
    assert [item["path"] for item in unsure] == ["fund.employee_rate"]
    names = [item["name"] for item in ask(client, "/facts", scheme="levies")["items"]]
    assert names == ["children", "gross"]
    seen: list[str] = []
    address = f"{ROOT}/rules?country=hesperides&limit=4"
    while address:
        page = client.get(address).json()
        seen += [item["name"] for item in page["items"]]
        address = page["next"]
    assert seen == sorted(set(seen))
    assert {"net_wage", "post_relief"} <= set(seen)
    for path in ("/facts", "/rules", "/parameters"):
        ask(client, path, 404, scheme="rien")


def test_the_short_address_leads_to_the_same_answers(client: Client) -> None:
    asked = question()
    short = client.post(
        "/api/law/explain?country=hesperides", asked, content_type="application/json", follow=True
    )
    assert short.json() == put(client, "/explain", asked)


def test_reading_is_by_get_only_and_unchanged_answers_are_not_sent_again(client: Client) -> None:
    first = client.get(f"{ROOT}/parameters", HESPERIDES)
    again = client.get(
        f"{ROOT}/parameters", HESPERIDES, headers={"If-None-Match": first.headers["ETag"]}
    )
    assert (first.status_code, again.status_code) == (200, 304)
    assert client.post(f"{ROOT}/parameters").status_code == 405
    assert client.get(f"{ROOT}/explain").status_code == 405


def test_what_would_make_it_yes_is_told_with_the_answer(client: Client) -> None:
    found = put(client, "/explain", question(facts=TOO_MUCH | {"employer_form": "company"}))
    assert [(one["fact"], one["after"]) for one in found["advice"]] == [("gross", 3500.0)]


def test_two_days_are_compared(client: Client) -> None:
    items = ask(client, "/diff", since="2018-12-01", until="2020-01-01")["items"]
    assert [item["name"] for item in items] == [
        "first_post.wage_ceiling",
        "post_person_is_young",
        "wage_tax",
        "wage_tax.brackets",
    ]
    value, rule = items[0], items[1]
    assert (value["before"]["value"], value["after"]["value"]) == (3000, 3500)
    assert rule["is_rule"]
    assert rule["after"]["article"] == "Loi III, art. 3 bis"
    assert ask(client, "/diff", since="2020-02-01", until="2020-03-01")["items"] == []
    ask(client, "/diff", 422, since="2020-02-01")
    ask(client, "/diff", 422, since="2020-02", until="2020-03-01")


def test_a_reform_is_tried_on_one_case_and_written_nowhere(client: Client) -> None:
    body = {
        "name": "Plafond relevé",
        "changes": [
            {"path": "first_post.wage_ceiling", "value": 4000, "since": "2024-01-01"},
            {"path": "fund.employer_rate", "value": "13 %"},
        ],
        "target": "post_relief",
        "on": "2024-03",
        "facts": TOO_MUCH | {"employer_form": "company"},
    }
    found = put(client, "/reform", body)
    first, *moved = found["results"]
    assert (first["rule"], first["before"], first["after"]) == ("post_relief", 0.0, 468.0)
    assert {one["rule"] for one in moved} >= {"post_wage_within_ceiling", "employer_share"}
    assert found["law"]["digest"] != found["reform"]["digest"]
    assert put(client, "/explain", question())["law"]["digest"] == found["law"]["digest"]


def test_every_wrong_value_of_a_reform_is_said(client: Client) -> None:
    changes = [
        {"path": "fund.sealing", "value": 1},
        {"path": "wage_tax.brackets", "value": "beaucoup"},
        {"path": "fund.ceiling", "value": True},
    ]
    body = {"changes": changes, "target": "net_wage", "on": "2024-03"}
    errors = put(client, "/reform", body, 422)["errors"]
    assert [item["where"] for item in errors] == [change["path"] for change in changes]


def test_a_value_changes_from_several_days_and_once_from_each(client: Client) -> None:
    path = "first_post.wage_ceiling"
    changes = [
        {"path": path, "value": 4000, "since": "2024-01-01"},
        {"path": path, "value": 5000, "since": "2024-06-01"},
    ]
    body = {
        "changes": changes,
        "target": "post_relief",
        "on": "2024-03",
        "facts": TOO_MUCH | {"employer_form": "company"},
    }
    assert put(client, "/reform", body)["results"][0]["after"] > 0

    for again in (changes[1], {"path": path, "value": 6000}):
        errors = put(client, "/reform", body | {"changes": [*changes, again]}, 422)["errors"]
        assert [item["where"] for item in errors] == [path]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e400", "1e13"])
def test_what_is_no_number_is_no_value_of_the_law(client: Client, number: str) -> None:
    body = '{"changes": [{"path": "fund.ceiling", "value": %s}], "target": "net_wage"'
    sent = f'{body % number}, "on": "2024-03"}}'
    response = client.post("/api/v1/law/reform", sent, content_type="application/json")
    assert response.status_code == 422


def test_what_is_computed_is_asked_seldom_and_is_not_large(client: Client) -> None:
    rates = [QUESTIONS.num_requests, EXERCISES.num_requests]
    assert rates == [60, 10]
    path = f"{ROOT}/reform/exercise"
    for _ in range(10):
        assert client.post(path, "{}", content_type="application/json").status_code == 422
    late = client.post(path, "{}", content_type="application/json")
    assert late.status_code == 429
    assert int(late.headers["Retry-After"]) > 0
    assert "attendez" in late.json()["errors"][0]["sentence"]["fr"]
    put(client, "/explain", question())
    ask(client, "/rules")
    large = question(facts=TOO_MUCH | {"host_city": "x" * LARGEST_BYTES})
    errors = put(client, "/explain", large, 413)["errors"]
    assert "512 Ko" in errors[0]["sentence"]["fr"]


def test_only_the_rules_of_a_page_are_told(client: Client, monkeypatch: Any) -> None:
    told: list[str] = []

    def tell(law: Law, rule: Concept) -> dict[str, Any]:
        told.append(rule.name)
        return tell_rule(law, rule)

    monkeypatch.setattr("mithaq.api.law.tell_rule", tell)
    items = ask(client, "/rules", limit=3)["items"]
    assert told == [item["name"] for item in items]
    assert len(told) == 3


def test_a_day_out_of_our_time_is_refused(client: Client) -> None:
    for far in ("0050-01-01", "9999-12-31"):
        put(client, "/explain", question() | {"on": far}, 422)


def test_cases_are_run_and_a_claim_that_the_law_refutes_holds(client: Client) -> None:
    net = {"period": "2024-03", "input": {"gross": 3000, "children": 0}}
    cases = [
        net | {"name": "juste", "output": {"net_wage": 2676.5}},
        net | {"name": "faux", "output": {"net_wage": 2700}},
        net | {"name": "réfutée", "status": "refused", "output": {"net_wage": 2700}},
        net | {"name": "indécis", "input": {}, "output": {"net_wage": None}},
        net | {"name": "fautif", "input": {"gross": -1}, "output": {"net_wage": 1}},
    ]
    found = put(client, "/test", {"cases": cases})
    assert [case["holds"] for case in found["cases"]] == [True, False, True, True, False]
    assert not found["holds"]
    assert found["cases"][1]["outcomes"][0]["found"] == 2676.5
    assert found["cases"][4]["faults"][0]["where"] == "gross"


def test_a_reform_is_tried_on_invented_employees_and_says_so(client: Client) -> None:
    body = {
        "changes": [{"path": "tahfiz.gross_ceiling_monthly", "value": 12000}],
        "targets": ["tahfiz_public_cost"],
        "on": "2026-01",
        "people": 5000,
        "by": ["sex"],
    }
    address = f"{ROOT}/reform/exercise"
    found, again = (
        client.post(address, body, content_type="application/json").json() for _ in range(2)
    )
    assert found == again
    assert found["is_exercise"]
    assert sum(cell["rows"] for cell in found["cells"]) == 5000
    assert {cell["keys"]["sex"] for cell in found["cells"]} == {"women", "men"}
    assert all(cell["after"] >= cell["before"] for cell in found["cells"])
    wrong = body | {"people": 10**9}
    assert client.post(address, wrong, content_type="application/json").status_code == 422
