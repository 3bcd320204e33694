"""The months that a text names."""

from __future__ import annotations

from datetime import date

import pytest

from mithaq.base.said_months import months_said

BY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Le virement d’août a été porté sur juillet", {(2026, 8), (2026, 7)}),
        ("Paiement de janvier, fait le 10 février", {(2026, 1)}),
        ("BDS 02/2025 payé", {(2025, 2)}),
        ("impayé de décembre", {(2025, 12)}),
        ("janvier 2024 et 2023-11", {(2024, 1), (2023, 11)}),
        ("أداء غشت حُسب على شهر آخر", {(2026, 8)}),
        ("you may pay in March", {(2026, 3)}),
        ("Dette à échelonner", set()),
        # A day is no month of contributions.
        ("payé le 15/03/2024", set()),
        ("payé le 2024-03-15, puis le 15-03-2024", set()),
        ("payé le 10-mars-2024", set()),
        ("paid on March 15, 2024", set()),
        ("أدي في ١٥/٠٣/٢٠٢٤", set()),
        ("du 1er mars au 31 mai 2024", set()),
        # Nor is the number of a decision.
        ("décision n° 4/2026", set()),
        ("décision nº4/2026 et numéro 05/2026", set()),
        ("decision No. 4/2026", set()),
        ("قرار رقم 4/2026", set()),
        ("dossier SM-2026-04", set()),
        # A year is that of its whole list.
        ("juillet et août 2024", {(2024, 7), (2024, 8)}),
        ("mai, juin, et de juillet 2024", {(2024, 5), (2024, 6), (2024, 7)}),
        ("juillet/août 2024", {(2024, 7), (2024, 8)}),
        ("May and June 2024", {(2024, 5), (2024, 6)}),
        ("يوليوز وغشت 2024", {(2024, 7), (2024, 8)}),
        ("يوليوز و غشت من سنة 2024", {(2024, 7), (2024, 8)}),
        ("payé en mars. Mai 2024 reste dû", {(2026, 3), (2024, 5)}),
        ("mars 2023 et mai 2024", {(2023, 3), (2024, 5)}),
        # A range names each of its months.
        ("de mars à mai 2024", {(2024, 3), (2024, 4), (2024, 5)}),
        ("du mois de mars au mois de mai 2024", {(2024, 3), (2024, 4), (2024, 5)}),
        ("de novembre à février 2024", {(2023, 11), (2023, 12), (2024, 1), (2024, 2)}),
        ("de novembre 2023 à janvier", {(2023, 11), (2023, 12), (2024, 1)}),
        ("from March to May 2024", {(2024, 3), (2024, 4), (2024, 5)}),
        ("from May to July", {(2026, 5), (2026, 6), (2026, 7)}),
        ("من مارس إلى ماي 2024", {(2024, 3), (2024, 4), (2024, 5)}),
        ("de 11/2023 à 01/2024", {(2023, 11), (2023, 12), (2024, 1)}),
        ("11/2023-01/2024", {(2023, 11), (2023, 12), (2024, 1)}),
        ("٠٣/٢٠٢٤", {(2024, 3)}),
    ],
)
def test_months_are_read_in_three_languages(text: str, months: set[tuple[int, int]]) -> None:
    assert months_said(text, by=BY) == {date(year, month, 1) for year, month in months}
