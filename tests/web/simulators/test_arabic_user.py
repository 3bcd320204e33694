"""What an Arabic user of the simulators and of the schemes stumbled on, once each."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils.html import strip_tags

from mithaq.apps.programmes.models import Scheme
from mithaq.apps.programmes.queries.law import law_in_force
from tests.apps.programmes.test_hire_simulation import CASE
from tests.web.simulators.test_questions import JOB, STAGE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _morocco(settings: Any) -> None:
    cache.clear()
    settings.COUNTRY = "mithaq.law.morocco"


def _hire(client: Client, language: str = "ar", **changes: str) -> str:
    asked = urlencode(CASE | {"age": "27"} | changes)
    response = client.get(f"/{language}/simuler/embauche/?{asked}")
    assert response.status_code == 200
    return response.content.decode()


def _scheme(client: Client, language: str) -> str:
    Scheme.objects.create(
        code="tahfiz", law_name="tahfiz", rank=0, family="hiring", is_exercise=False,
        label_fr="Tahfiz", label_ar="تحفيز", label_en="Tahfiz",
    )  # fmt: skip
    return client.get(f"/{language}/programmes/tahfiz/").content.decode()


def test_the_wage_above_the_ceiling_pays_the_same_net_as_its_page(client: Client) -> None:
    text = _hire(client, "fr", gross="12000", is_first_job="oui")
    limits = text.partition('id="t-salaire"')[2].partition("</table>")[0]
    assert "11\u202f460,00" in strip_tags(limits)
    assert "10\u202f388,60" not in strip_tags(limits)


def test_comparisons_are_words_in_arabic_and_tell_what_is_true(client: Client) -> None:
    text = _hire(client, gross="12000")
    assert not {"≤", "≥"} & set(text)
    assert "فوق الحد الأقصى" in text
    assert "على الأكثر" in text


def test_one_measure_has_one_arabic_name(client: Client) -> None:
    text = _hire(client)
    assert "إعفاء أول توظيف" in text
    assert "إعفاء التشغيل الأول" not in text
    assert "الأجر الإجمالي" not in text


def test_places_are_posts(client: Client) -> None:
    text = _hire(client)
    assert "مناصب" in text
    assert "أماكن" not in text


def test_a_hire_before_the_start_of_operation_is_to_be_confirmed(client: Client) -> None:
    said = "avant le début d’exploitation"
    assert said in _hire(client, "fr", employer_operating_since="2027-01-04")
    assert said not in _hire(client, "fr")


def test_a_scheme_says_since_when_a_value_is_in_force_and_from_what_it_counts(
    client: Client,
) -> None:
    text = _scheme(client, "ar")
    assert "معمول به منذ" in text
    assert "ابتداء من الشروع في الاستغلال" in text
    assert "10 أجراء" in strip_tags(text)
    assert "29 Feb" not in text
    assert "2015-01-01" not in strip_tags(text)


def test_the_summary_of_tahfiz_says_the_numbers_of_the_law() -> None:
    law = law_in_force()
    said = law.schemes["tahfiz"].summary
    most = law.parameters["tahfiz.max_employees"].on("2026-12-01").value
    last: Any = law.parameters["tahfiz.creation_window.created_to"].on("2026-12-01").value
    for language in ("fr", "ar", "en"):
        assert str(most) in said.of(language)
        assert str(last.year) in said.of(language)


def test_the_digest_of_the_law_is_folded_for_experts(client: Client) -> None:
    text = _hire(client)
    assert "بصمة القانون" in text.rpartition("للمتخصصين")[2]


def test_no_arabic_sentence_is_a_calque(client: Client) -> None:
    lost = {"job_lost_on": "2026-11-05", "leaving_reason": "dismissal"}
    days = {"declared_days_36_months": "700", "average_wage_36_months": "3800"}
    address = f"/ar/simuler/perte-emploi/?{urlencode(lost | days)}"
    pages = [
        _hire(client),
        _hire(client, hire_date="2026-11-29", is_first_job=""),
        client.get(address).content.decode(),
    ]
    text = "".join(pages)
    for calque in ("لو كان", "وباحتساب اليوم", "يجب إتمامه", "واحدا واحدا", "تستقبل الطلب"):
        assert calque not in text, calque
    for said in ("على الأقل، وربما إلى غاية", "تنقصه أجوبة", "في حال ثبوت الحق", "شرطا شرطا"):
        assert said in text, said
    form = client.get("/ar/simuler/embauche/").content.decode()
    gross = form.partition('name="gross"')[2].partition(">")[0]
    assert 'dir="auto"' in gross


def _asked(client: Client, page: str, facts: dict[str, str], language: str = "ar") -> str:
    response = client.get(f"/{language}/simuler/{page}/?{urlencode(facts)}")
    assert response.status_code == 200
    return response.content.decode()


def test_a_rate_keeps_its_sign_on_one_side_in_arabic(client: Client) -> None:
    owed = {"contributions_owed": "12000", "paid_on": "2026-11-29", "mois": "2026-08"}
    pages = (_asked(client, "stage", STAGE), _asked(client, "retard", owed))
    for page in pages:
        text = strip_tags(page.replace('<bdi dir="ltr">', "\u2066").replace("</bdi>", "\u2069"))
        rates = re.findall(r".?\d[\d,]*%.?", text)
        assert rates
        assert all(rate[0] == "\u2066" and rate[-1] == "\u2069" for rate in rates), rates


def test_a_wage_without_tax_is_told_so_whether_exempt_or_not(client: Client) -> None:
    small = {**JOB, "gross": "5000", "age": "22"}
    exempt = _asked(client, "premier-emploi", small, "fr")
    head = strip_tags(exempt.partition('class="headline"')[2].partition("</section>")[0])
    assert "Pas d’impôt sur ce salaire, avec ou sans l’exonération." in head
    assert "0,00" not in head
    old = _asked(client, "premier-emploi", small | {"age": "40"}, "fr")
    head = strip_tags(old.partition('class="headline"')[2].partition("</section>")[0])
    assert "mais vous ne payez pas d’impôt" in head
    assert "comme pour tout salaire" not in head
    taxed = _asked(client, "premier-emploi", JOB | {"gross": "9000", "age": "40"}, "fr")
    assert "comme pour tout salaire" in taxed


def test_a_first_job_is_supposed_on_the_page_of_a_first_job(client: Client) -> None:
    told = {name: value for name, value in JOB.items() if name != "is_first_job"}
    page = _asked(client, "premier-emploi", told, "fr")
    assert "verdict is-met" in page
    assert "C’est votre premier emploi déclaré" in page.partition('supposes"')[2]
    unticked = _asked(client, "premier-emploi", told | {"vu": "1"}, "fr")
    assert "verdict is-unmet" in unticked


def test_two_days_held_against_each_other_are_said_as_what_they_are(client: Client) -> None:
    assert "Création le" in _hire(client, "fr")
    old = {"employer_form": "company", "employer_created_on": "1950-01-01"}
    page = _asked(client, "tahfiz", old)
    assert "ولا يُقبل إلا ابتداء من" in page
    assert "قبل الأوان" not in page


def test_one_sentence_holds_one_colon_and_arabic_commas(client: Client) -> None:
    cover = {name: STAGE[name] for name in ("stipend", "stage_signed_on")}
    page = _asked(client, "stage/maladie", cover | {"diploma": "no_diploma"})
    after = strip_tags(page.partition('class="reply-after"')[2].partition("</section>")[0])
    assert ": غير منشور" not in after
    assert "لم يُنشر؛" in after
    doubts = page.partition('class="headline"')[2].partition("</section>")[0]
    assert ", <bdi>" not in doubts


def test_amounts_have_a_floor_a_ceiling_and_are_told_back_as_typed(client: Client) -> None:
    asked = {
        "-6000": "au-dessus de zéro",
        "0": "au-dessus de zéro",
        "99999999999": "1\u202f000\u202f000\xa0DH au plus",
        "six mille": "six mille",
    }
    for typed, said in asked.items():
        response = client.get(f"/fr/simuler/embauche/?{urlencode(CASE | {'gross': typed})}")
        assert response.status_code == 422
        faults = response.content.decode().partition('id="id_gross_error"')[2].partition("</p>")[0]
        assert said in faults, (typed, faults)


def test_what_a_hire_may_cost_stands_under_what_it_costs(client: Client) -> None:
    page = _hire(client, "fr")
    head = strip_tags(page.partition('class="headline"')[2].partition("<table")[0])
    assert "≈ à confirmer" in head
    under = strip_tags(page.partition('id="a-confirmer"')[2].partition("</details>")[0])
    said = under.replace("\u202f", " ").replace("\xa0", " ")
    assert "Jusqu’à 10 411,00 DH si Tahfiz exclut l’assurance maladie (226,00 DH) et sa" in said
    assert "demandez à la CNSS" in said


def test_no_more_employees_are_helped_than_the_law_lets(client: Client) -> None:
    told = {"employer_form": "company", "employer_created_on": "2026-02-02"}
    address = f"/fr/simuler/tahfiz/?{urlencode(told | {'tahfiz_supported_count': '12'})}"
    response = client.get(address)
    assert response.status_code == 422
    assert "10 salariés par employeur au plus" in response.content.decode()


def test_an_internship_beside_contracts_says_what_it_is(client: Client) -> None:
    page = _hire(client, "fr", gross="5000", diploma="higher_education")
    costs = strip_tags(page.partition('class="sums costs"')[2].partition("</table>")[0])
    assert "un stage ; indemnité prise égale au brut" in costs.replace("\u00a0", " ").replace(
        "\u202f", " "
    )


def test_the_digest_of_tahfiz_comes_after_every_question(client: Client) -> None:
    page = client.get("/fr/simuler/").content.decode()
    assert page.index('class="at-once"') > page.rindex('class="questions"')
