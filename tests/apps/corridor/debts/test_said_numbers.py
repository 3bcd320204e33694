"""The numbers of papers that a text names."""

from __future__ import annotations

import pytest

from mithaq.apps.corridor.queries.debts.said_numbers import is_number_said, is_reference_said

NUMBER = "2026-000003"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (f"Voir {NUMBER}, payé", {"statement", "settlement"}),
        (f"le relevé de dettes n° {NUMBER}.", {"statement"}),
        (f"l’arrangement n° {NUMBER} du relevé 2026-000004", {"settlement"}),
        (f"échéancier {NUMBER}", {"settlement"}),
        (f"relevés 2026-000001 et {NUMBER}", {"statement"}),
        (f"dossier {NUMBER}", set()),
        (f"attestation de régularité n° {NUMBER}", set()),
        (f"statement of debts no. {NUMBER}", {"statement"}),
        (f"بيان الديون رقم {NUMBER}", {"statement"}),
        ("بيان الديون رقم ٢٠٢٦-٠٠٠٠٠٣", {"statement"}),
        (f"اتفاق التسوية رقم {NUMBER}", {"settlement"}),
        (f"الملف رقم {NUMBER}", set()),
        (f"{NUMBER}4, A-{NUMBER}, {NUMBER}-01", set()),
    ],
)
def test_a_number_is_that_of_the_paper_that_the_word_before_tells(
    text: str, kinds: set[str]
) -> None:
    assert {
        kind for kind in ("statement", "settlement") if is_number_said(NUMBER, text, kind=kind)
    } == kinds


@pytest.mark.parametrize(
    ("reference", "text", "is_said"),
    [
        ("1", "payé 1 fois, 12 mois", False),
        ("1", "le relevé n° 1", True),
        ("2024", "août 2024", False),
        ("2024", "le relevé 2024", True),
        ("REL/24-7", "notre rel/24-7 est faux", True),
        ("REL/24-7", "REL/24-71", False),
        ("REL/24-7", "dossier REL/24-7", False),
        ("", "relevé", False),
    ],
)
def test_a_short_reference_needs_the_word_before(reference: str, text: str, is_said: bool) -> None:
    assert is_reference_said(reference, text) is is_said
