"""Every reference of the law reads in Arabic and in English, with no French left in it."""

from __future__ import annotations

import re

import pytest

from mithaq.engines.rules import Law

#: Parts of an article (II-G-8, I-A) and the laws of the Hesperides bear Roman numerals and letters.
ORDINALS = re.compile(r"\b[IVXLC]+\b|(?<=-)[A-Z]\b")
FRENCH = re.compile(
    r"\b(?:loi|lois|décret|décrets|arrêté|décision|conjointe|circulaire|dahir portant"
    r"|portant|modifiant|modifiée|finances|code|article|alinéa|du|de|des|et|à|LF|NC|BO|CGI|n°)\b"
    r"|[éèêàçûîôœ’]",
)


def references(country: str) -> dict[str, str]:
    """Each text that a rule or a value cites, and where."""
    law = Law.load(f"mithaq.law.{country}")
    found = {v.article: c.name for c in law.rules.values() for v in c.written}
    found |= {d.reference: p.path for p in law.parameters.values() for d in p.history}
    return {text: where for text, where in found.items() if text}


@pytest.mark.parametrize("country", ["hesperides", "morocco"])
def test_no_latin_word_is_left_in_arabic(country: str) -> None:
    law = Law.load(f"mithaq.law.{country}")
    left = {
        text: said
        for text in references(country)
        if re.search(r"[A-Za-zÀ-ÿ°]", ORDINALS.sub("", said := law.cited(text).ar)) or not said
    }

    assert not left


@pytest.mark.parametrize("country", ["hesperides", "morocco"])
def test_no_french_word_is_left_in_english(country: str) -> None:
    law = Law.load(f"mithaq.law.{country}")
    left = {
        text: said
        for text in references(country)
        if FRENCH.search(said := law.cited(text).en) or not said
    }

    assert not left


@pytest.mark.parametrize("country", ["hesperides", "morocco"])
def test_every_number_of_a_reference_is_in_each_language(country: str) -> None:
    law = Law.load(f"mithaq.law.{country}")

    def numbers(text: str) -> list[str]:
        plain = re.sub(r"/(0?\d|1[0-2])/(\d{4})", r" \2", text)  # a month is a word there
        return sorted(number.lstrip("0") for number in re.findall(r"\d+", plain))

    for text in references(country):
        said = law.cited(text)
        assert numbers(said.en) == numbers(text), said.en
        assert numbers(said.ar) == numbers(text), said.ar


def test_the_grammar_is_not_blind() -> None:
    assert FRENCH.search("Law No. 65-00, note circulaire")
    assert len(references("morocco")) > 80
