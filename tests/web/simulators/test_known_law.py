"""An answer says what is not confirmed behind it, and stops where nobody knows the law."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client

from mithaq.apps.programmes.queries import Sides, Told, ask_law
from mithaq.law import law_of
from mithaq.web.simulators.compared import sides_words
from mithaq.web.simulators.questions.asked import SmallQuestion
from mithaq.web.simulators.questions.cover import COVER
from mithaq.web.simulators.questions.first_job import FIRST_JOB
from mithaq.web.simulators.questions.internship import INTERNSHIP
from tests.web.simulators.test_phone_user import _part, _plain
from tests.web.simulators.test_questions import JOB, STAGE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _morocco(settings: Any) -> None:
    cache.clear()
    settings.COUNTRY = "mithaq.law.morocco"


def _page(client: Client, path: str, facts: Mapping[str, str], status: int = 200) -> str:
    response = client.get(f"/fr/simuler/{path}/?{urlencode(facts)}")
    assert response.status_code == status
    return _plain(response.content.decode())


@pytest.mark.parametrize(
    ("question", "facts"),
    [(INTERNSHIP, STAGE), (COVER, STAGE), (FIRST_JOB, JOB)],
    ids=lambda item: item.path if isinstance(item, SmallQuestion) else "",
)
def test_every_unconfirmed_value_behind_an_amount_is_named_beside_it(
    client: Client, question: SmallQuestion, facts: dict[str, str]
) -> None:
    given = {name: value for name, value in facts.items() if name != "age"}
    given |= {other: given[name] for other, name in question.same.items()} | question.given
    names = [name for name, _words in question.amounts]
    found = ask_law(names, given, day=question.day)
    page = _page(client, question.path, facts)

    law = law_of("morocco")
    doubted, spared = set(), set()
    for name in names:
        case = law.on(found.on).explain(name, **law.read_facts(given))
        if case.value is None or f"/{name}/?" not in page:
            continue
        uses = [use for use in _below(case.finding) if not use.dated.is_confirmed]
        for use in uses:
            path = use.parameter.path
            (doubted if _turns(law, use, case, given) else spared).add((path, use.parameter.label))
    assert doubted
    section = page.partition("≈ à confirmer, textes")[2].partition("</details>")[0]
    for path, label in doubted:
        assert label.fr in section, path
    # What no other reading would change in this case is no doubt of this case.
    for path, label in spared - doubted:
        assert label.fr not in section, path


def _turns(law: Any, use: Any, case: Any, given: dict[str, str]) -> bool:
    """Whether another value of the sources changes the answer; one without cannot be tried."""
    found = (
        law.reform("tried", {use.parameter.path: value})
        .on(case.day)
        .explain(case.target, **law.read_facts(given))
        .value
        for value in use.dated.alternatives
    )
    return not use.dated.alternatives or any(value != case.value for value in found)


def _below(finding: Any) -> list[Any]:
    return [*finding.parameters, *(use for part in finding.parts for use in _below(part))]


@pytest.mark.parametrize(
    ("path", "facts", "day"),
    [
        ("stage", STAGE, "stage_signed_on"),
        ("premier-emploi", JOB, "hire_date"),
        ("embauche", {**JOB, "employer_created_on": "2026-03-02"}, "hire_date"),
    ],
)
def test_a_day_that_no_law_reaches_is_refused(
    client: Client, path: str, facts: dict[str, str], day: str
) -> None:
    far = _page(client, path, {**facts, day: "2060-01-04"}, status=422)

    assert "Personne ne connaît la loi d’un jour si lointain" in far
    assert f'id="id_{day}_error"' in far


def test_a_limit_still_to_come_is_not_told_as_past(client: Client) -> None:
    late = JOB | {"hire_date": "2028-03-01"}
    said = _part(_page(client, "premier-emploi", late), 'class="headline"')

    assert "le délai finit le 31 décembre 2026" in said
    assert "a fini" not in said


def test_a_limit_gone_by_is_told_as_past() -> None:
    hired, last = Told(value=date(2019, 1, 1)), Told(value=date(2016, 3, 17))
    said = sides_words(Sides(left=hired, op="at_most", right=last, distance=None))

    assert "le délai a fini le" in said


def test_a_first_job_says_the_last_day_to_sign(client: Client) -> None:
    answered = _part(_page(client, "premier-emploi", JOB), 'class="headline"')
    asked = _plain(client.get("/fr/simuler/premier-emploi/").content.decode())

    assert "Contrat à signer au plus tard le" in asked
    assert "À condition que le contrat soit signé au plus tard le" in answered
    assert "Contrat à signer au plus tard le" not in answered, "said once"
    for text in (answered, asked):
        assert "31 décembre 2026" in text
