"""The article of a body’s name inside a French sentence."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from mithaq.base.text import Labels
from mithaq.web.shell.articles import called, called_after, subject

FUND = Labels("Caisse sociale fictive", "الصندوق الاجتماعي الوهمي", "Fictitious fund")


@pytest.mark.parametrize(
    ("name", "after_par", "after_de"),
    [
        ("Caisse sociale fictive", "la Caisse sociale fictive", "la Caisse sociale fictive"),
        ("Agence locale", "l’Agence locale", "l’Agence locale"),
        # « de le Conseil » is no French: there the bare name stays.
        ("Conseil régional", "le Conseil régional", "Conseil régional"),
        ("Câblage du Port", "Câblage du Port", "Câblage du Port"),
        ("ANAPEC", "ANAPEC", "ANAPEC"),
        ("", "", ""),
    ],
)
def test_a_body_takes_its_article(name: str, after_par: str, after_de: str) -> None:
    assert (called(name), called_after(name)) == (after_par, after_de)


def test_another_language_keeps_the_name_as_it_is() -> None:
    for tongue in ("ar", "en"):
        with override(tongue):
            assert called(FUND) == called_after(FUND) == FUND.of(tongue)


def test_a_sentence_begins_with_a_capital_where_an_article_was_added() -> None:
    assert subject("Caisse sociale") == "La Caisse sociale"
    assert subject("Agence locale") == "L’Agence locale"
    assert subject("atelier-du-port") == "atelier-du-port"
