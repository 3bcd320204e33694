"""No code of the journal is shown raw: every action that is recorded somewhere has its words."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from itertools import product
from pathlib import Path

from django.utils.translation import override

import mithaq
from mithaq.apps.conventions.choices.drafting import DraftingAction
from mithaq.apps.conventions.choices.life import LifeAction
from mithaq.apps.conventions.choices.meetings import DECISION_STEPS
from mithaq.apps.corridor.choices.questions import REFORM_STEPS
from mithaq.apps.programmes.choices import EditionStep
from mithaq.apps.reference.choices import STAGED_TRANSITIONS
from mithaq.web.accounts.filters import JournalFilter
from mithaq.web.accounts.words import (
    ACTIONS,
    FIELDS,
    OBJECTS,
    action_words,
    field_words,
    value_words,
)

ROOT = Path(mithaq.__path__[0])
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in ROOT.rglob("*.py")}
# What is not written in the code is read from the table it comes from: where, and what is said.
TABLES = {
    "conventions/operations/life.py: step.action": set(LifeAction.values),
    "conventions/operations/stages.py: action": set(DraftingAction.values),
    "conventions/operations/deciding.py: name": {name for name, *_rest in DECISION_STEPS},
    "programmes/operations/editions.py: step": set(EditionStep.values),
    "corridor/operations/reforms.py: step": {
        name for name, *_rest, who in REFORM_STEPS if who == "can_draft_reform"
    },
    "reference/operations/staging.py: step": {name for name, *_rest in STAGED_TRANSITIONS},
}


@dataclass(frozen=True)
class Place:
    """An expression of the code: its file, and the function around it."""

    path: Path
    function: ast.FunctionDef | None


def _calls() -> Iterator[tuple[Place, ast.Call]]:
    """Every call of the code, with the function that makes it."""
    for path, tree in TREES.items():
        yield from _within(tree, Place(path, None))


def _within(node: ast.AST, place: Place) -> Iterator[tuple[Place, ast.Call]]:
    for child in ast.iter_child_nodes(node):
        inside = Place(place.path, child) if isinstance(child, ast.FunctionDef) else place
        if isinstance(child, ast.Call):
            yield place, child
        yield from _within(child, inside)


CALLS = list(_calls())


def _called(call: ast.Call) -> str:
    return getattr(call.func, "id", "") or getattr(call.func, "attr", "")


def _keywords(call: ast.Call) -> dict[str, ast.expr]:
    return {word.arg: word.value for word in call.keywords if word.arg}


def _lines() -> Iterator[tuple[Place, dict[str, ast.expr]]]:
    """Every call that writes a line of the journal, wherever it stands, pages included."""
    for place, call in CALLS:
        words = _keywords(call)
        if _called(call) == "record" and {"action", "object_type", "object_ref"} <= set(words):
            yield place, words


def _written(name: str) -> set[str]:
    return {said for place, words in _lines() for said in _said(words[name], place, frozenset())}


def _said(word: ast.expr, place: Place, seen: frozenset[str]) -> set[str]:
    """Every text that an expression can be; what cannot be told makes the test fail."""
    if isinstance(word, ast.Constant):
        return {word.value}
    if isinstance(word, ast.IfExp):
        return _said(word.body, place, seen) | _said(word.orelse, place, seen)
    if isinstance(word, ast.JoinedStr):
        parts = [_said(part, place, seen) for part in word.values]
        return {"".join(texts) for texts in product(*parts)}
    if isinstance(word, ast.FormattedValue):
        return _said(word.value, place, seen)
    if isinstance(word, ast.Call) and _called(word) == "str":
        return _said(word.args[0], place, seen)
    where = f"{place.path.relative_to(ROOT)}: {ast.unparse(word)}"
    for known, texts in TABLES.items():
        if where.endswith(known):
            return texts
    if isinstance(word, ast.Attribute) and isinstance(word.value, ast.Name):
        return {str(_member(word.value.id, word.attr, place))}
    assert isinstance(word, ast.Name), where
    around = f"{place.function.name if place.function else ''}: {where}"
    return _named(word.id, place, seen | {around}) if around not in seen else set()


def _named(name: str, place: Place, seen: frozenset[str]) -> set[str]:
    """A constant of the file or of another, or what each caller hands to a function."""
    taken = [arg.arg for arg in _arguments(place.function)] if place.function else []
    if name not in taken:
        return _constant(name, place)
    assert place.function is not None
    index, found = taken.index(name), set[str]()
    for caller, call in CALLS:
        if _called(call) != place.function.name or not _reaches(caller, place):
            continue
        words = _keywords(call)
        given = words.get(name) or (call.args[index] if index < len(call.args) else None)
        if given is not None:
            found |= _said(given, caller, seen)
    assert found, f"Nobody hands {name!r} to {place.function.name} ({place.path.name})."
    return found


def _member(name: str, attribute: str, place: Place) -> object:
    """A member of a closed list that the file imports: « DraftingAction.REFUSE »."""
    parts = place.path.relative_to(ROOT).with_suffix("").parts
    found = getattr(import_module(".".join((mithaq.__name__, *parts))), name)
    assert isinstance(found, type), f"{place.path.name}: {name}.{attribute} is no closed list."
    return getattr(found, attribute)


def _arguments(function: ast.FunctionDef) -> list[ast.arg]:
    return [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]


def _reaches(caller: Place, place: Place) -> bool:
    """A private function is called in its own file, any other from a file that imports it."""
    assert place.function is not None
    if caller.path == place.path or place.function.name.startswith("_"):
        return caller.path == place.path
    file = ".".join((mithaq.__name__, *place.path.relative_to(ROOT).with_suffix("").parts))
    rooms = {file, file.rpartition(".")[0]}
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module in rooms
        and place.function.name in {item.name for item in node.names}
        for node in ast.walk(TREES[caller.path])
    ) or any(
        # « operations.give(…) »: the room is imported, its function is called through it.
        isinstance(node, ast.ImportFrom) and f"{node.module}.{item.name}" in rooms
        for node in ast.walk(TREES[caller.path])
        for item in getattr(node, "names", ())
    )


def _constant(name: str, place: Place) -> set[str]:
    """The value of a constant, in the file or in the one it is imported from."""
    for path in (place.path, *TREES):
        for node in ast.walk(TREES[path]):
            if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(
                node.value, ast.Constant
            ):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                if any(getattr(target, "id", "") == name for target in targets):
                    return {node.value.value}
        if path == place.path and name.islower():
            break
    raise AssertionError(f"{place.path.name}: {name!r} is no constant and no argument.")


def test_every_action_recorded_somewhere_has_its_words() -> None:
    written = _written("action")
    assert {"stage_file", "undo_file", "note_written", "load_banks", "add_holiday"} <= written
    assert {"drafting.sign", "conventions.renew", "change_password"} <= written
    assert written <= set(ACTIONS), written - set(ACTIONS)


def test_no_action_has_words_that_nothing_writes() -> None:
    assert set(ACTIONS) <= _written("action"), set(ACTIONS) - _written("action")


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


def _details() -> set[str]:
    """The name of every detail that an operation writes beside « before » and « after »."""
    found = set()
    for path in sorted(ROOT.glob("apps/*/operations*/**/*.py")) + sorted(
        ROOT.glob("apps/*/operations.py")
    ):
        for node in ast.walk(ast.parse(path.read_text())):
            given = (
                node.value if isinstance(node, ast.keyword | ast.Assign | ast.AugAssign) else None
            )
            if not isinstance(given, ast.Dict):
                continue
            target = node.arg if isinstance(node, ast.keyword) else ""
            targets = node.targets if isinstance(node, ast.Assign) else ()
            names = {target, *(item.id for item in targets if isinstance(item, ast.Name))}
            if names & {"after", "before"}:
                keys = (key.value for key in given.keys if isinstance(key, ast.Constant))
                found |= {str(key) for key in keys}
    return found


def test_every_detail_that_an_operation_writes_has_its_words() -> None:
    found = _details()
    assert len(found) > 60
    assert sorted(name for name in found if name not in FIELDS) == []
