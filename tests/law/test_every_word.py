"""Whatever a page may show of a law is said in French, in Arabic and in English."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from mithaq.base.text import LANGUAGES, Labels
from mithaq.engines.rules import Law, sentence

COUNTRIES = ("hesperides", "morocco")
FRENCH = re.compile(
    r"\b(?:les?|la|des?|du|une?|et|est|loi|dans|selon|par|avec|qui|au|aux)\b|[éèêàçûîôœ]"
)


def noted(law: Law) -> dict[str, Labels]:
    """The note of each value that has one, and where."""
    return {
        f"{path} {dated.since}": dated.note
        for path, parameter in law.parameters.items()
        for dated in parameter.history
        if dated.note.fr
    }


def shown(law: Law) -> Iterator[tuple[str, Labels]]:
    """Every text of a law that a page shows, and where it stands."""
    for name, scheme in law.schemes.items():
        yield f"{name}.label", scheme.label
        yield f"{name}.summary", scheme.summary
    for name, fact in law.facts.items():
        yield name, fact.label
        yield from [(f"{name}.hint", fact.hint)] if fact.hint.fr else []
        yield from ((f"{name}.{code}", said) for code, said in fact.choices.items())
    for name, concept in law.rules.items():
        yield name, concept.label
        yield from [(f"{name}.unmet", concept.unmet)] if concept.unmet else []
        yield from ((f"{name}.{code}", said) for code, said in concept.choices.items())
        for version in concept.written:
            yield f"{name} {version.since}", law.cited(version.article)
            told = (sentence(law, version.formula, language) for language in LANGUAGES)
            yield f"{name} {version.since}", Labels(*told)
    names = {code: said for fact in law.facts.values() for code, said in fact.choices.items()}
    for path, parameter in law.parameters.items():
        yield path, parameter.label
        yield from ((f"{path}.{code}", said) for code, said in parameter.choices.items())
        yield from (
            (f"{path} {code}", (names | parameter.choices)[code]) for code in parameter.codes
        )
        yield from ((f"{path} {dated.since}", law.proof_of(dated)) for dated in parameter.history)
    yield from noted(law).items()


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_text_that_is_shown_is_in_three_languages(country: str) -> None:
    texts = list(shown(Law.load(f"mithaq.law.{country}")))
    lacking = [where for where, said in texts if not (said.fr and said.ar and said.en)]

    assert len(texts) > 80
    assert not lacking


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_note_keeps_no_word_of_french(country: str) -> None:
    notes = noted(Law.load(f"mithaq.law.{country}"))
    latin = {where: said.ar for where, said in notes.items() if re.search(r"[A-Za-zÀ-ÿ]", said.ar)}
    french = {where: said.en for where, said in notes.items() if FRENCH.search(said.en)}

    assert notes
    assert not latin
    assert not french


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_note_tells_the_same_numbers_in_each_language(country: str) -> None:
    """A month of a date may be a word; so may a number of one digit."""

    def numbers(text: str) -> set[str]:
        plain = re.sub(r"/(0?\d|1[0-2])/(\d{4})", r" \2", text)
        plain = re.sub(r"(?<=\d)[ \u202f,](?=\d{3}(?!\d))", "", plain)
        return {number for number in re.findall(r"\d+", plain) if len(number) > 1}

    for where, said in noted(Law.load(f"mithaq.law.{country}")).items():
        assert numbers(said.fr) <= numbers(said.en), where
        assert numbers(said.fr) <= numbers(said.ar), where
