"""The questions on hires, internships and first jobs, answered on a phone in French and Arabic."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.walk import HIRE, readable

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}
both = pytest.mark.parametrize("language", ["fr", "ar"])


@pytest.fixture
def phone(browser: Any) -> Iterator[Any]:
    """A visitor with a small phone who has not signed in."""
    context = browser.new_context(viewport=PHONE)
    yield context.new_page()
    context.close()


def answer(page: Any, answers: dict[str, str]) -> str:
    """Fill what a form asks, its folds open, send it, and read the page that answers."""
    # Each opening takes a fold out of what is still shut: the first one is the next.
    shut = page.locator("main form .ask-folded:not([open]) > summary:visible")
    for fold in [shut.first] * shut.count():
        fold.click()
    for name, value in answers.items():
        tick = page.locator(f"main [name=suppose][value={name}]")
        if tick.count():
            tick.set_checked(value == "supposed")
            continue
        control = page.locator(f"main [name={name}]").first
        if control.get_attribute("type") == "radio":
            page.locator(f"main [name={name}][value={value}]").check()
        elif control.evaluate("e => e.tagName") == "SELECT":
            control.select_option(value)
        else:
            control.fill(value)
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state()
    return digits(page)


def digits(page: Any) -> str:
    """The text of the page, its numbers closed up: 41 995,20 as 41995,20."""
    text = readable(page.locator("main").inner_text())
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    return text.replace(" ", "")


def state(page: Any, measure: str) -> str:
    """Whether a measure is open: the mark beside its name, by its class."""
    found = page.locator(f"article[aria-labelledby=m-{measure}] .measure-state").first
    return str(found.get_attribute("class"))


@both
def test_an_employer_compares_a_hire(phone: Any, site: str, language: str) -> None:
    """What it costs with and without, which measures are open, until when, and for how many."""
    phone.goto(f"{site}/{language}/")
    phone.locator("main a[href$='/simuler/embauche/']").first.click()
    text = answer(
        phone,
        {
            "gross": "10000",
            "hire_date": "2026-12-01",
            "contract_kind": "permanent",
            "employer_form": "company",
            "employer_created_on": "2026-03-02",
            "employer_operating_since": "2026-03-02",
            "hire_rank": "1",
            "age": "27",
            "dependants": "0",
            "anapec_registered": "supposed",
            "is_first_job": "non",
            "is_converted_intern": "supposed",
        },
    )
    phone.locator("#t-avec").click()
    text += digits(phone)
    for amount in ("41995,20", "11749,80", "10000,00", "380997,60", "9505,20"):
        assert amount in text
    assert "is-met" in state(phone, "tahfiz")
    assert "is-unmet" in state(phone, "first_hire")


@both
def test_the_first_screen_of_a_phone_leads_to_the_simulators(
    browser: Any, site: str, language: str
) -> None:
    """Before any scrolling, at 390 pixels: every question is listed, and each is one touch away."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{site}/{language}/")
    questions = page.locator(".ten a")
    assert questions.count() == 10
    box = questions.last.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 844
    assert all(len(text.split()) <= 8 for text in questions.all_inner_texts())
    questions.first.click()
    page.wait_for_url(f"**/{language}/simuler/embauche/")
    context.close()


@both
def test_an_amount_opens_to_its_articles(phone: Any, site: str, language: str) -> None:
    """Each contribution of the employer leads to its rule, its values and their texts."""
    phone.goto(f"{site}/{language}/{HIRE}")
    phone.locator("#t-lignes").click()
    phone.locator(".line-bars a").first.click()
    text = digits(phone)
    assert "63,00" in text
    assert phone.locator("#r-employer_short_term").count() == 1
    assert {"fr": "dahir", "ar": "ظهير"}[language] in text


@both
def test_what_is_not_known_is_named(phone: Any, site: str, language: str) -> None:
    """A wage alone gives the cost, and says which answers the measures wait for."""
    phone.goto(f"{site}/{language}/simuler/embauche/")
    answer(phone, {"gross": "8000"})
    assert "is-unknown" in state(phone, "tahfiz")
    assert phone.locator(".answer-open").count()


@both
def test_faults_are_told_together_and_lead_to_their_fields(
    phone: Any, site: str, language: str
) -> None:
    """A wage in letters and an impossible age: both at once, each beside its field."""
    phone.goto(f"{site}/{language}/simuler/embauche/")
    answer(phone, {"gross": "dix mille", "age": "7"})
    assert phone.locator(".faults li a").count() == 2
    assert phone.locator("#id_gross_error, #id_age_error").count() == 2


@both
def test_a_host_asks_about_an_intern(phone: Any, site: str, language: str) -> None:
    """May I, how long, what does it cost, what shall I owe at the end."""
    phone.goto(f"{site}/{language}/simuler/stage/")
    text = answer(
        phone,
        {
            "stage_signed_on": "2026-12-01",
            "stipend": "3000",
            "diploma": "higher_education",
            "employer_form": "company",
            "anapec_registered": "supposed",
            "had_insertion_contract": "supposed",
            "host_commits_to_hire": "supposed",
            "host_interns_ended": "5",
            "host_interns_hired": "2",
        },
    )
    assert phone.locator(".verdict.is-met").count() == 1
    assert "3000,00" in text
    assert "135,60" in text


@both
def test_an_intern_asks_about_illness(phone: Any, site: str, language: str) -> None:
    """Without a diploma the State pays no cover: the condition is shown with its article."""
    phone.goto(f"{site}/{language}/simuler/stage/maladie/")
    answer(
        phone,
        {
            "stage_signed_on": "2026-12-01",
            "stipend": "3000",
            "diploma": "no_diploma",
            "employer_form": "company",
            "anapec_registered": "supposed",
            "had_insertion_contract": "supposed",
        },
    )
    assert phone.locator(".verdict.is-unmet").count() == 1
    assert phone.locator(".conditions .condition-unmet").count()


@both
def test_a_first_job_asks_about_its_tax(phone: Any, site: str, language: str) -> None:
    """At 25 and never declared: exempt, with the net wage both ways."""
    phone.goto(f"{site}/{language}/simuler/premier-emploi/")
    text = answer(
        phone,
        {
            "gross": "6000",
            "hire_date": "2026-12-01",
            "contract_kind": "permanent",
            "employer_form": "company",
            "is_first_job": "supposed",
            "dependants": "0",
            "age": "25",
        },
    )
    assert phone.locator(".verdict.is-met").count() == 1
    assert "5579,37" in text
    assert "5595,60" in text


@both
def test_an_answer_is_on_the_first_screen_and_its_links_fit_a_thumb(
    phone: Any, site: str, language: str
) -> None:
    """Tahfiz alone, without a wage: sent from the list, answered above the fold of a phone."""
    phone.goto(f"{site}/{language}/simuler/")
    phone.locator(".ask-here > summary").click()
    answer(
        phone,
        {
            "employer_form": "company",
            "employer_created_on": "2026-03-02",
            "employer_operating_since": "2026-04-01",
        },
    )
    box = phone.locator(".headline").bounding_box()
    assert box["y"] + box["height"] <= PHONE["height"]
    links = phone.locator("main a:visible").all()
    assert min(link.bounding_box()["height"] for link in links) >= 24
    folds = phone.locator("main summary:visible").all()
    assert min(fold.bounding_box()["x"] for fold in folds) >= 0


@both
def test_the_keyboard_alone_answers(phone: Any, site: str, language: str) -> None:
    """Typed and sent without a pointer; the faults then take the focus."""
    phone.goto(f"{site}/{language}/simuler/embauche/")
    phone.locator("#id_gross").focus()
    phone.keyboard.type("abc")
    with phone.expect_navigation():
        phone.keyboard.press("Enter")
    expect(phone.locator(".faults")).to_be_focused()
    assert phone.locator(".faults li a").first.get_attribute("href") == "#id_gross"


@both
def test_the_header_of_a_phone_is_short_and_folds_the_menu_behind_a_key(
    browser: Any, site: str, language: str
) -> None:
    """The page begins under 130 pixels; the menu and the search open by the keyboard."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{site}/{language}/simuler/")
    box = page.locator("main").bounding_box()
    assert box is not None
    assert box["y"] <= 130
    menu, search = page.locator("#rubriques"), page.locator("#chercher")
    assert not menu.is_visible()
    assert not search.is_visible()
    page.locator("button.fold[popovertarget=rubriques]").press("Enter")
    assert menu.locator("a[href$='/simuler/']").is_visible()
    page.keyboard.press("Escape")
    assert not menu.is_visible()
    page.locator("button.fold[popovertarget=chercher]").press("Enter")
    assert search.locator("input").is_visible()
    # The browser tells the opening a moment after it: the focus follows that event.
    # (The content policy forbids to evaluate a text, so no `wait_for_function` here.)
    expect(search.locator("input")).to_be_focused()
    context.close()


@both
def test_a_yes_or_a_no_is_as_large_as_a_thumb(phone: Any, site: str, language: str) -> None:
    """Each answer is 44 pixels high at least, on the smallest of phones."""
    days = "declared_days_36_months=800&declared_days_12_months=270&leaving_reason=dismissal"
    phone.goto(f"{site}/{language}/simuler/perte-emploi/?job_lost_on=2026-07-15&{days}")
    phone.locator("#changer > summary").click()
    phone.locator(".ask-folded > summary").click()
    labels = phone.locator(".answers label, .supposed label").all()
    heights = [item.bounding_box()["height"] for item in labels]
    assert len(heights) >= 9
    assert min(heights) >= 44


@both
def test_wages_above_the_ceiling_fit_a_phone(phone: Any, site: str, language: str) -> None:
    """Both tables stand whole in 350 pixels, without any frame to scroll."""
    phone.set_viewport_size({"width": 350, "height": 740})
    phone.goto(f"{site}/{language}/{HIRE}")
    tables = phone.locator("section[aria-labelledby=t-salaire] table")
    assert tables.count() == 2
    for table in tables.all():
        box = table.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 350
