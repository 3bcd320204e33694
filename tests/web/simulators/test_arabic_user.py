"""What an Arabic user of the simulators and of the schemes stumbled on, once each."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils.html import strip_tags

from mithaq.apps.programmes.models import Scheme
from mithaq.apps.programmes.queries.law import law_in_force
from tests.apps.programmes.test_hire_simulation import CASE

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
    lost = {"job_lost_on": "2026-11-05", "leaving_reason": "resignation"}
    days = {"declared_days_36_months": "900", "average_wage_36_months": "3800"}
    address = f"/ar/simuler/perte-emploi/?{urlencode(lost | days)}"
    pages = [
        _hire(client),
        _hire(client, hire_date="2026-11-29", is_first_job=""),
        client.get(address).content.decode(),
    ]
    text = "".join(pages)
    for calque in ("لو كان", "وباحتساب اليوم", "يجب إتمامه", "واحدا واحدا", "تستقبل الطلب"):
        assert calque not in text, calque
    for said in ("وبالتاريخ المضبوط", "تنقصه أجوبة", "في حال ثبوت الحق", "شرطا شرطا"):
        assert said in text, said
    form = client.get("/ar/simuler/embauche/").content.decode()
    gross = form.partition('name="gross"')[2].partition(">")[0]
    assert 'dir="auto"' in gross
