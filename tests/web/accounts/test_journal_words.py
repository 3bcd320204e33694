"""No code of the journal is shown raw: every action that is recorded somewhere has its words."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import override

import mithaq
from mithaq.apps.reference.choices import STAGED_TRANSITIONS
from mithaq.web.accounts.filters import JournalFilter
from mithaq.web.accounts.words import ACTIONS, OBJECTS, action_words, field_words, value_words

ROOT = Path(mithaq.__path__[0])
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in ROOT.rglob("*.py")}
LOADINGS = "run_loading"


def _called(call: ast.Call) -> str:
    return getattr(call.func, "id", "") or getattr(call.func, "attr", "")


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _said(call: ast.Call, name: str, places: dict[str, int]) -> ast.expr | None:
    """What a call gives under a name, or at its place in a function of the same file."""
    found = next((word.value for word in call.keywords if word.arg == name), None)
    place = places.get(_called(call))
    if found is None and place is not None and place < len(call.args):
        return call.args[place]
    return found


def _places(tree: ast.Module, name: str) -> dict[str, int]:
    """The functions of a file that take the name, and at which place."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    taken = {function.name: [word.arg for word in function.args.args] for function in functions}
    return {key: names.index(name) for key, names in taken.items() if name in names}


def _loadings() -> set[str]:
    """Every name under which something is loaded."""
    words = (_said(call, "name", {}) for tree in TREES.values() for call in _calls(tree)
             if _called(call) == LOADINGS)  # fmt: skip
    return {word.value for word in words if isinstance(word, ast.Constant)}


def _computed(word: ast.JoinedStr) -> set[str]:
    """The names that a computed action can take; a new kind of computation fails here."""
    shape = "".join(part.value if isinstance(part, ast.Constant) else "*" for part in word.values)
    return {
        "load_*": {f"load_{name}" for name in _loadings()},
        "*_file": {f"{name}_file" for name, *_rest in STAGED_TRANSITIONS},
    }[shape]


def _written(name: str) -> set[str]:
    found: set[str] = set()
    for tree in TREES.values():
        places = _places(tree, name)
        for call in _calls(tree):
            word = _said(call, name, places)
            if _called(call) == "filter" or word is None:
                continue
            if isinstance(word, ast.Constant):
                found.add(word.value)
            elif isinstance(word, ast.JoinedStr):
                found |= _computed(word)
            else:
                # A name handed on: its own callers are read too.
                assert isinstance(word, ast.Name | ast.Attribute), ast.dump(word)
    return {item for item in found if isinstance(item, str) and item}


def test_every_action_recorded_somewhere_has_its_words() -> None:
    written = _written("action")
    assert {"stage_file", "undo_file", "note_written", "load_banks", "add_holiday"} <= written
    assert written <= set(ACTIONS), written - set(ACTIONS)


def test_every_kind_of_object_has_its_words() -> None:
    written = _written("object_type")
    assert "staged_file" in written
    assert written <= set(OBJECTS), written - set(OBJECTS)


def test_the_filter_offers_every_action() -> None:
    assert dict(JournalFilter.base_filters["action"].extra["choices"]) == ACTIONS


def test_what_a_line_changed_is_said_in_words() -> None:
    with override("fr"):
        assert action_words("undo_file") == "import annulé"
        assert field_words("kind") == "nature"
        assert value_words("holiday", "kind", "lunar_estimated") == "date lunaire estimée"
        assert value_words("holiday", "is_cancelled", "true") == "oui"
        assert value_words("organisation", "label_fr", "Hespérides") == "Hespérides"
