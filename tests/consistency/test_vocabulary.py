"""Words come from the vocabulary: one identifier, one French term, no synonym."""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db.models import Choices
from django.utils.translation import override

FILE = Path(__file__).resolve().parents[2] / "vocabulary.toml"
VOCABULARY: dict[str, Any] = tomllib.loads(FILE.read_text(encoding="utf-8"))
WORDS = [
    (identifier, entry)
    for section in VOCABULARY["words"].values()
    for identifier, entry in section.items()
]
MARKS = {"S", "C", "D", "T", "?", "M"}
LISTS = {
    "accounts": "mithaq.apps.accounts.choices",
    "reference": "mithaq.apps.reference.choices",
    "organisations": "mithaq.apps.organisations.choices",
    "conventions": "mithaq.apps.conventions.choices",
    "amending": "mithaq.apps.conventions.choices.amending",
    "life": "mithaq.apps.conventions.choices.life",
    "drafting": "mithaq.apps.conventions.choices.drafting",
    "meetings": "mithaq.apps.conventions.choices.meetings",
    "roadmaps": "mithaq.apps.conventions.choices.roadmaps",
    "programmes": "mithaq.apps.programmes.choices",
    "corridor": "mithaq.apps.corridor.choices",
    "cases": "mithaq.apps.corridor.choices.cases",
    "exchanges": "mithaq.apps.corridor.choices.exchanges",
    "problems": "mithaq.apps.corridor.choices.problems",
    "questions": "mithaq.apps.corridor.choices.questions",
    "debts": "mithaq.apps.corridor.choices.debts",
    "observatory": "mithaq.apps.observatory.choices",
    "jobs": "mithaq.gateways.jobs.choices",
    "mail": "mithaq.gateways.mail.choices",
}
# Tables without a word of their own, each with its reason.
TABLES_WITHOUT_WORD: dict[str, str] = {}


def _repeated(values: list[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


def test_an_identifier_is_used_once() -> None:
    assert _repeated([identifier for identifier, _ in WORDS]) == []


def test_no_two_words_say_the_same() -> None:
    for language in ("fr", "ar", "en"):
        assert _repeated([entry[language].casefold() for _, entry in WORDS]) == []


def test_every_word_is_complete() -> None:
    for identifier, entry in WORDS:
        assert set(entry) == {"fr", "ar", "en", "definition", "mark"}, identifier
        assert all(entry.values()), identifier
        assert set(entry["mark"].split(",")) <= MARKS, identifier


def test_every_table_has_its_word() -> None:
    known = {identifier for identifier, _ in WORDS} | set(TABLES_WITHOUT_WORD)
    ours = {model.__name__ for model in apps.get_models() if model.__module__.startswith("mithaq.")}
    assert sorted(ours - known) == []


def test_closed_lists_are_as_the_code_has_them() -> None:
    with override("fr"):
        assert _closed_lists() == VOCABULARY["lists"]


def _closed_lists() -> dict[str, dict[str, dict[str, str]]]:
    found: dict[str, dict[str, dict[str, str]]] = {}
    for app, path in LISTS.items():
        module = import_module(path)
        found[app] = {
            name: {str(value): str(label) for value, label in choices.choices}
            for name, choices in vars(module).items()
            if isinstance(choices, type)
            and issubclass(choices, Choices)
            and choices.__module__ == path
        }
    return found
