"""A law that does not hold together is refused whole, every fault at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from mithaq.engines.rules import Law, LawError, Rule, tell_parameter, when
from mithaq.engines.rules._loading import StrictLoader, assemble
from tests.engines.rules.laws import law_of, source

PAST = {"2000-01-01": {"value": 10}}


def made(function: Any, **changes: Any) -> Rule:
    """A rule of a function, a condition since 2010 unless said otherwise."""
    about: dict[str, Any] = {
        "name": function.__name__, "unit": None, "article": "art. 1",
        "since": date(2010, 1, 1), "until": None, "on": None, "first_line": "",
    }  # fmt: skip
    return Rule(function=function, **{**about, **changes})


def faults(*args: Any, **kwargs: Any) -> str:
    """What is said of a law that is refused."""
    with pytest.raises(LawError) as refused:
        law_of(*args, **kwargs)
    return str(refused.value)


def rich(gross, p):  # type: ignore[no-untyped-def]
    return gross > p.limit


def test_a_law_that_holds_is_loaded() -> None:
    assert law_of([made(rich)], {"gross": "money"}, {"limit": PAST}).order == ("rich",)


def test_every_fault_is_said_at_once() -> None:
    text = faults([made(rich), made(lambda wage: wage > 1, name="other")], {"gros": "monney"})

    assert "« monney » n’est pas une sorte de fait" in text
    assert "« gross » n’est ni un fait ni une règle. Voulez-vous dire gros ?" in text
    assert "aucun paramètre « limit »" in text
    assert "« wage » n’est ni un fait ni une règle" in text


def test_a_rule_that_uses_python_conditions_is_told_how_to_write() -> None:
    def chosen(gross):  # type: ignore[no-untyped-def]
        return 1 if gross > 3 else 2

    assert "write when(condition, yes, no)" in faults([made(chosen)], {"gross": "money"})


def test_a_gap_between_versions() -> None:
    first = made(rich, until=date(2011, 12, 31))
    later = made(rich, since=date(2013, 1, 1))

    text = faults([first, later], {"gross": "money"}, {"limit": PAST})

    assert "aucune version entre le 2011-12-31 et le 2013-01-01" in text


def test_an_overlap_of_versions() -> None:
    first = made(rich, until=date(2013, 1, 1))
    later = made(rich, since=date(2013, 1, 1))

    text = faults([first, later], {"gross": "money"}, {"limit": PAST})

    assert "deux versions valent le 2013-01-01" in text


def test_a_cycle() -> None:
    one = made(lambda b: b, name="a")
    other = made(lambda a: a, name="b")

    assert "ces règles tournent en rond : " in faults([one, other])


def test_a_rule_older_than_its_value() -> None:
    text = faults([made(rich)], {"gross": "money"}, {"limit": {"2015-01-01": {"value": 3}}})

    assert "la première valeur de limit est du 2015-01-01" in text


def test_a_rule_that_outlives_what_it_reads() -> None:
    ended = made(rich, until=date(2015, 12, 31))
    reader = made(lambda rich: rich, name="reader")

    text = faults([ended, reader], {"gross": "money"}, {"limit": PAST})

    assert "elle vaut encore après le 2015-12-31, dernier jour de rich" in text


def test_a_condition_has_no_unit_and_an_amount_has_one() -> None:
    text = faults(
        [made(rich, unit="MAD"), made(lambda gross: gross * 2, name="twice")],
        {"gross": "money"},
        {"limit": PAST},
    )

    assert "la règle a une unité (MAD) et donne une condition" in text
    assert "la règle n’a pas d’unité et donne un nombre" in text


def test_a_code_that_the_fact_has_not() -> None:
    text = faults(
        [made(lambda form: form == "bank", name="r")],
        {"form": {"kind": "code", "choices": ["company"]}},
    )

    assert "« bank » n’est aucun de : company" in text


def test_a_truth_and_a_number_do_not_mix() -> None:
    text = faults(
        [
            made(lambda ok: ok + 1, name="sum", unit="MAD"),
            made(lambda x, ok: when(x, ok, ok), name="choice"),
        ],
        {"ok": "boolean", "x": "number"},
    )

    assert "« add » porte sur des nombres" in text
    assert "« when » porte sur des conditions" in text


def test_a_label_that_lacks_a_language() -> None:
    scheme = source([], {"gross": "money"})
    words = {**scheme.words, "facts": {"gross": {"kind": "money", "label": {"fr": "Brut"}}}}  # type: ignore[dict-item]

    with pytest.raises(LawError, match="le libellé manque en : ar, en"):
        assemble("testland", [replace(scheme, words=words)])


def test_a_source_that_nobody_names() -> None:
    values = {"2000-01-01": {"value": 1, "metadata": {"sources": ["S99"]}}}

    assert "la source S99 n’est dite" in faults([], {}, {"limit": values})


def test_a_name_declared_by_two_schemes() -> None:
    with pytest.raises(LawError, match="ce fait est déjà déclaré par one") as refused:
        assemble(
            "testland",
            [
                source([], {"gross": "money"}, {"limit": PAST}, name="one"),
                source([], {"gross": "money"}, {"limit": PAST}, name="two"),
            ],
        )

    assert "ce nom est déjà pris par one" in str(refused.value)


def test_values_that_are_not_dated_numbers() -> None:
    text = faults([], {}, {"limit": {"soon": {"value": 1}}, "other": {"2000-01-01": {"value": {}}}})

    assert "« soon » n’est pas une date" in text
    assert "n’est ni un nombre" in text


def test_thresholds_that_do_not_grow() -> None:
    line = {"threshold": {"2000-01-01": {"value": 5}}, "rate": {"2000-01-01": {"value": 0.1}}}

    assert "les seuils doivent croître" in faults([], {}, {"tax": {"brackets": [line, line]}})


def test_files_that_lack_or_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "brokenland" / "one"
    folder.mkdir(parents=True)
    (tmp_path / "brokenland" / "__init__.py").write_text("")
    (folder / "rules.py").write_text("")
    (folder / "words.yaml").write_text("scheme: [")
    monkeypatch.syspath_prepend(str(tmp_path))

    with pytest.raises(LawError) as refused:
        Law.load("brokenland")

    assert "one/parameters.yaml : ce fichier manque" in str(refused.value)
    assert "one/words.yaml : YAML illisible" in str(refused.value)


def test_two_values_of_one_day_are_told_apart_by_when_they_were_known() -> None:
    told = {"2000-01-01": [{"value": 10}, {"value": 12}]}

    text = faults([made(rich)], {"gross": "money"}, {"limit": told})

    assert "deux valeurs à partir du 2000-01-01" in text


def test_a_day_written_twice_in_a_file_is_said_with_its_line() -> None:
    written = "limit:\n  2000-01-01: {value: 10}\n  2000-01-01: {value: 12}\n"

    with pytest.raises(yaml.YAMLError, match=r"« 2000-01-01 » est écrit deux fois \(ligne 2\)"):
        yaml.load(written, Loader=StrictLoader)  # noqa: S506 - a safe loader


def noted(words: dict[str, Any] | None, note: str = "selon la presse") -> Law:
    """A law of one value that bears a note, and what its words say of notes."""
    values = {"2000-01-01": {"value": 10, "metadata": {"note": note}}}
    made_of = source([made(rich)], {"gross": "money"}, {"limit": values})
    notes = {"notes": words} if words is not None else {}
    return Law.of(assemble("testland", [replace(made_of, words={**made_of.words, **notes})]))


SAID = {"ar": "حسب الصحافة", "en": "according to the press"}


def test_a_note_is_said_in_three_languages_and_identifies_no_law() -> None:
    law = noted({"selon la presse": SAID})
    note = law.parameters["limit"].on("2026-01").note
    assert [note.of(language) for language in ("fr", "ar", "en")] == [
        "selon la presse", SAID["ar"], SAID["en"],
    ]  # fmt: skip
    told = tell_parameter(law, law.parameters["limit"])["history"][0]
    assert (told["note"], told["note_words"]["ar"]) == ("selon la presse", SAID["ar"])

    assert law.digest == noted({"avant mars": SAID}, "avant mars").digest
    decision = law.on("2026-01").explain("rich", gross=12).to_dict()
    again = noted({"avant mars": SAID}, "avant mars").explain_again(decision)
    assert again.value is True


def test_a_note_that_lacks_a_language_is_refused() -> None:
    with pytest.raises(LawError, match="la note « selon la presse » n’a pas de forme arabe"):
        noted(None)
    with pytest.raises(LawError, match="selon la presse : le libellé manque en : ar"):
        noted({"selon la presse": {"en": SAID["en"]}})


def test_words_of_a_note_that_no_value_bears_are_refused() -> None:
    with pytest.raises(LawError, match="avant mars : aucune valeur ne porte cette note"):
        noted({"selon la presse": SAID, "avant mars": SAID})
