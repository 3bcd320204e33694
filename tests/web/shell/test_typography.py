"""French gets its spaces at display, on text only; Arabic and English are left alone."""

from __future__ import annotations

import pytest
from django.template import engines
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from mithaq.web.shell.typography import JOINER, french, set_text
from mithaq.web.shell.words import typed

T, W = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("Qui a promis quoi ?", f"Qui a promis quoi{T}?"),
        ("« non publié »", f"«{T}non publié{T}»"),
        ("Tahfiz : deux sources", f"Tahfiz{W}: deux sources"),
        ("63 % des insérés ; fin", f"63{T}% des insérés{T}; fin"),
        ("3 488 entreprises", f"3{T}488 entreprises"),
        ("1 234 567", f"1{T}234{T}567"),
        ("en 2017 640 entreprises", "en 2017 640 entreprises"),
        ("le 13 juin 2017", "le 13 juin 2017"),
        ("44 MDH", f"44{W}MDH"),
        ("10 h 20", f"10{W}h 20"),
        ("voir https://exemple.ma/a?b=1;c", "voir https://exemple.ma/a?b=1;c"),
        ("10:30", "10:30"),
    ],
)
def test_french_spaces(typed: str, set_: str) -> None:
    assert french(typed) == set_


@given(st.text(alphabet="ab 0123456789?!;:%«».", max_size=40))
def test_setting_twice_is_setting_once(text: str) -> None:
    assert french(french(text)) == french(text)


@given(st.text(max_size=40))
def test_only_spaces_change(text: str) -> None:
    def bare(value: str) -> str:
        return value.replace(T, " ").replace(W, " ")

    assert bare(french(text)) == bare(text)


def test_tags_and_their_attributes_are_left_alone() -> None:
    with override("fr"):
        html = set_text(mark_safe('<a title="Quoi ?" href="?a=1 ;">Quoi ?</a>'))
    assert html == f'<a title="Quoi ?" href="?a=1 ;">Quoi{T}?</a>'


def test_the_spaces_of_french_are_only_for_french() -> None:
    with override("en"):
        assert set_text("Quoi ? 48 : « a »") == "Quoi ? 48 : « a »"
    with override("ar"):
        # Kept whole from left to right: its last quote would otherwise come first.
        assert set_text("Quoi ? 48 : « a »") == "\u2066Quoi ? 48 : « a »\u2069"


def test_a_number_is_never_swapped_from_right_to_left() -> None:
    with override("ar"):
        assert set_text("رقم 1 200 شخص") == f"رقم 1{T}200 شخص"
        assert set_text(SafeString("<b>1 200</b>")) == f"<b>1{T}200</b>"


def test_a_text_stays_escaped_by_the_template() -> None:
    with override("fr"):
        page = engines["django"].from_string("{{ text|typo }}").render({"text": "<b> ?"})
    assert page == escape(f"<b>{T}?")


def test_translate_is_set_in_every_form() -> None:
    source = (
        '{% translate "Quoi ?" %}|{% translate "Quoi ?" as word %}{{ word }}|'
        "{% blocktranslate trimmed count n=2 %}Une ?{% plural %}{{ n }} ?{% endblocktranslate %}"
    )
    with override("fr"):
        page = engines["django"].from_string(source).render({})
    assert page == f"Quoi{T}?|Quoi{T}?|2{T}?"


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("number", ["1-72-184", "65-00", "2-25-983"])
@pytest.mark.parametrize("shown", [set_text, typed])
def test_the_number_of_a_law_is_never_broken(shown: object, number: str, language: str) -> None:
    assert callable(shown)
    held = number.replace("-", f"-{JOINER}")
    with override(language):
        for text in (f"Dahir {number}, art. 26", f"(loi {number}) dit", number):
            assert held in shown(text)
        assert held in shown(mark_safe(f'<b title="{number}">loi {number}</b>'))  # noqa: S308
        assert f'title="{number}"' in set_text(mark_safe(f'<b title="{number}">x</b>'))  # noqa: S308
        for kept in ("2026-000001", "2026-11-30", "Q-2026-00001", "2024-10"):
            assert kept in shown(f"le {kept} :")


@pytest.mark.parametrize("shown", [set_text, typed])
def test_what_somebody_typed_is_never_drawn_from_its_end_in_arabic(shown: object) -> None:
    assert callable(shown)
    with override("ar"):
        assert f"\u20661-{JOINER}72-{JOINER}184\u2069" in shown("الظهير رقم 1-72-184، الفصل 26")
        assert f"\u206665-{JOINER}00\u2069" in shown("القانون رقم 65-00")
