"""What the bidirectional algorithm would turn round is isolated; nothing is isolated twice."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mithaq.base.typography import ISOLATE, RELEASE, arabic, arabic_joined


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("اكتبوا 2021-12-15 أو 2021-12", ["2021-12-15", "2021-12"]),
        ("برنامج 2020-2022 لسوس", ["2020-2022"]),
        ("186.88 MDH و 12000 DH", ["186.88 MDH", "12000 DH"]),
        ("في 13/06/2017", ["13/06/2017"]),
        ("1.5 millions", ["1.5 millions"]),
        ("1 200 شخص", []),
        ("ANAPEC-CNSS-2017", []),
        ("الالتزام 405 sur 900 placements في أكادير", ["405 sur 900 placements"]),
        ("القاعدة E-1، والقرار 4-1", ["E-1", "4-1"]),
        ("ارتفاع +13,6% ثم 75%", ["+13,6%", "75%"]),
        ("الوكالة ANAPEC تشهد", []),
        ("عقد (CIDI) ثم (C12) 2026", []),
        ("برنامج Forsa (2ᵉ édition) هنا", ["Forsa (2ᵉ édition)"]),
        ("405 sur 900 placements, dit la Caisse.", ["405 sur 900 placements, dit la Caisse."]),
        ("Examiné. Les parties confirment.", ["Examiné. Les parties confirment."]),
        ("Souss-Massa", []),
        ("فقرة\n3 textes.", ["3 textes."]),
    ],
)
def test_dates_ranges_and_units_are_whole(text: str, whole: list[str]) -> None:
    assert re.findall(f"{ISOLATE}(.*?){RELEASE}", arabic(text)) == whole


@example("ا0/0+0")
@given(st.text("0123456789-/.,()«»%+ \n\u202fاب MDH", max_size=40))
def test_twice_gives_the_same_as_once(text: str) -> None:
    once = arabic(text)

    assert arabic(once) == once
    assert once.count(ISOLATE) == once.count(RELEASE)


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("الملفات التي لـالفيدرالية دور فيها", "الملفات التي للفيدرالية دور فيها"),
        ("أُحيل لـاللجنة الدائمة", "أُحيل للجنة الدائمة"),
        ("وبـالصندوق", "وبالصندوق"),
        ("لـنسيج الزيتونة", "لنسيج الزيتونة"),
        ("لـ\u2068الصندوق\u2069", "ل\u2068لصندوق\u2069"),
        ("لـ12 ملفا وفي الـ12 شهرا", "لـ12 ملفا وفي الـ12 شهرا"),
        ("لـ ANAPEC", "لـ ANAPEC"),
        ("تم الجواب بتأخر يوما عمل", "تم الجواب بتأخر يومي عمل"),
        ("خلال شهران، ثم بيومان", "خلال شهرين، ثم بيومين"),
        ("التأخر: يوما عمل", "التأخر: يوما عمل"),
        ("المدة يومان", "المدة يومان"),
    ],
)
def test_a_particle_and_a_dual_are_written_as_their_sentence_asks(given: str, written: str) -> None:
    assert arabic_joined(given) == written
    assert arabic_joined(written) == written
