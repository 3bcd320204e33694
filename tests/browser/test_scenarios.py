"""The five scenarios as those who follow, audit and read them play them, in French and Arabic."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.walk import readable

pytestmark = pytest.mark.browser
PROGRAMME = "EXERCICE-HESPERIDES-2025"
both = pytest.mark.parametrize("language", ["fr", "ar"])


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A visitor who has not signed in."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def sign_in(page: Any, site: str, username: str, language: str) -> None:
    page.goto(f"{site}/{language}/compte/connexion/")
    page.locator(f"button[name=username][value={username}]").click()
    page.wait_for_url("**/aujourdhui/")


def follow(page: Any, address: str) -> str:
    """Open the first visible link of the page that leads to an address, as a reader would."""
    page.locator(f'main a[href*="{address}"]:visible').first.click()
    page.wait_for_load_state()
    return said(page)


def said(page: Any) -> str:
    return readable(page.locator("body").inner_text())


@both
def test_one_a_reader_goes_from_44_millions_to_the_sentence(
    page: Any, site: str, language: str
) -> None:
    """Scenario 1: the figure, its grade, its two rival accounts, the text it comes from."""
    page.goto(f"{site}/{language}/")
    assert "44" in follow(page, "/chiffres/state-contributions-2017-06/")
    follow(page, "/conventions/ANAPEC-CNSS-2017/")
    words = follow(page, "/conventions/ANAPEC-CNSS-2017/bilan/")
    digits = words.replace(" ", "").replace(".", "").replace(",", "")
    for figure in ("3488", "31709", "75", "63", "44"):
        assert figure in digits
    assert page.locator('main a[href*=".pdf"]').count()


@both
def test_two_the_region_reads_both_amounts_and_says_where_its_promise_stands(
    page: Any, own_site: str, language: str
) -> None:
    """Scenario 2: 280 and 280.36 side by side; then the officer reports on an exercise."""
    sign_in(page, own_site, "region", language)
    page.goto(f"{own_site}/{language}/conventions/ETAT-SOUSS-MASSA-2021/")
    words = said(page)
    assert "280,36" in words
    assert "280" in words.replace("280,36", "")

    page.goto(f"{own_site}/{language}/aujourdhui/")
    follow(page, f"/conventions/{PROGRAMME}/engagements/5/")
    follow(page, "/engagements/5/avancement/")
    page.locator("input[name=state][value=partly_kept]").check()
    page.locator("input[name=stated_on]").fill("2099-01-01")
    page.locator("input[name=quantity]").fill("2.5")
    page.locator("form.form button[type=submit]").click()
    page.wait_for_load_state()
    # Refused: a day to come and no words; what was typed is kept, and each fault has its field.
    assert page.locator("input[name=quantity]").input_value() == "2.5"
    assert page.locator("[aria-invalid=true]").count() == 2

    page.locator("input[name=stated_on]").fill("2026-11-20")
    page.locator("textarea[name=done_fr]").fill(f"2,5 MDH versés sur 4 ({language}).")
    page.locator("form.form button[type=submit]").click()
    page.wait_for_url(f"**/{PROGRAMME}/engagements/5/")
    assert f"2,5 MDH versés sur 4 ({language})." in said(page)


@both
def test_three_a_pooled_target_is_never_divided(page: Any, site: str, language: str) -> None:
    """Scenario 3: 6,000 and 1,200 belong to the eight together; both words are kept."""
    page.goto(f"{site}/{language}/")
    words = follow(page, "/conventions/ANAPEC-PRIVE-2021/")
    unsaid = {"fr": "n’est pas publiée", "ar": "غير منشور"}[language]
    assert unsaid in words
    for slug in ("lydec", "fmes", "fenagri"):
        assert page.locator(f'a[href*="/organisations/{slug}/"]').count()
    follow(page, "/organisations/lydec/")
    shared = {
        "fr": ("ensemble", "part de chacune non publiée"),
        "ar": ("مجتمعة", "حصة كل منها غير منشورة"),
    }
    pooled = re.compile(r"\b(6[ .,]?000|1[ .,]?200)\b")
    lines = [readable(line) for line in page.locator("main li, main dd, main tr").all_inner_texts()]
    owed = [line for line in lines if pooled.search(line)]
    # The body's page may repeat what all promise, never as its own: the same line says so.
    assert all(word in line for line in owed for word in shared[language])
    told = pooled.findall(readable(page.locator("main").inner_text()))
    assert len(told) == sum(len(pooled.findall(line)) for line in owed)


@both
def test_four_an_undated_convention_says_what_is_not_published(
    page: Any, site: str, language: str
) -> None:
    """Scenario 4: no date is invented, and the search finds the association by its name."""
    page.goto(f"{site}/{language}/")
    page.locator("input[type=search][name=q]").first.fill("izdihar")
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    words = follow(page, "/conventions/ANAPEC-IZDIHAR/")
    assert "700" in words
    assert {"fr": "non datée", "ar": "دون تاريخ"}[language].casefold() in words.casefold()


@both
def test_five_an_auditor_goes_from_a_meeting_to_its_line_and_its_seal(
    page: Any, site: str, language: str
) -> None:
    """Scenario 5: the auditor reads the exercise's committee, the journal, and verifies it."""
    sign_in(page, site, "auditrice", language)
    page.goto(f"{site}/{language}/conventions/EXERCICE-COMITE-PERMANENT/")
    follow(page, "/EXERCICE-COMITE-PERMANENT/comites/")
    page.goto(f"{site}/{language}/aujourdhui/")
    follow(page, "/journal/verification/")
    intact = {"fr": "Le journal est intact.", "ar": "سجل العمليات سليم."}
    assert intact[language] in said(page)


@both
def test_an_auditor_writes_nothing(page: Any, site: str, language: str) -> None:
    sign_in(page, site, "auditrice", language)
    base = f"{site}/{language}"
    for path in ("chiffres/ajouter/", f"conventions/{PROGRAMME}/engagements/5/avancement/"):
        assert page.goto(f"{base}/{path}").status == 403
