"""Rights and debts asked on a phone: a form filled, an answer, its calculation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
LOST_ON = (timezone.localdate() - timedelta(days=20)).isoformat()
# What is typed by field, what the answer must hold, and a rule that it opens to.
QUESTIONS: dict[str, tuple[dict[str, str], tuple[str, ...], str]] = {
    "perte-emploi": (
        {
            "job_lost_on": LOST_ON,
            "leaving_reason": "economic_dismissal",
            "declared_days_36_months": "768",
            "declared_days_12_months": "270",
            "average_wage_36_months": "4200",
        },
        ("2940,00", "12"),
        "job_loss_monthly_amount",
    ),
    "retard": (
        {
            "mois": "2024-10",
            "contributions_owed": "10000,37",
            "amo_owed": "2000",
            "paid_on": "2025-01-10",
            "instalment_count": "12",
        },
        ("12440,38", "440,01"),
        "late_amount_to_pay",
    ),
    "auto-entrepreneur": (
        {
            "activity_kind": "services",
            "annual_takings": "180000",
            "client_takings": "150000",
            "client_kind": "company",
        },
        ("22100,00", "21000,00"),
        "auto_entrepreneur_tax_in_all",
    ),
}


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A visitor with a phone."""
    opened = browser.new_context(viewport=PHONE)
    yield opened.new_page()
    opened.close()


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_question_is_asked_and_answered(
    page: Any, site: str, language: str, question: str
) -> None:
    typed, expected, rule = QUESTIONS[question]
    page.goto(f"{site}/{language}/simuler/")
    page.click(f"main a[href='/{language}/simuler/{question}/']")
    # A click does not wait for the page that it opens: folds would be counted on the one before.
    page.wait_for_url(f"{site}/{language}/simuler/{question}/")
    folded = page.locator("main form details:not([open]) > summary")
    while folded.count():
        folded.first.click()
    for name, value in typed.items():
        field = page.locator(f"[name={name}]").first
        if field.evaluate("e => e.tagName") == "SELECT":
            field.select_option(value)
        elif field.get_attribute("type") == "radio":
            page.locator(f"[name={name}][value={value}]").check()
        else:
            field.fill(value)
    page.locator("main form button[type=submit]").press("Enter")
    answer = page.locator(".reply")
    answer.wait_for()
    told = "".join(answer.inner_text().split()).replace("\u202f", "")
    for amount in expected:
        assert amount in told
    told_apart = answer.locator("details:not([open]) > summary")
    while told_apart.count():
        told_apart.first.click()
    answer.locator(f"a[href*='/explication/{rule}/']").click()
    assert page.locator(f"#r-{rule}").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
