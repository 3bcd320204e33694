"""Rules 10, 13 and 14: small, typed, explicit, and said in a sentence."""

from __future__ import annotations

import ast
import re

import pytest

from tests.consistency.sources import Module, functions, modules

pytestmark = pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)


def test_a_file_has_at_most_400_lines(module: Module) -> None:
    assert module.text.count("\n") <= 400


def test_a_function_has_at_most_60_lines(module: Module) -> None:
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1}"
        for node in functions(module)
        if node.end_lineno and node.end_lineno - node.lineno + 1 > 60
    ]

    assert not long


def test_a_module_opens_with_a_sentence(module: Module) -> None:
    assert ast.get_docstring(module.tree)


def test_public_functions_and_classes_have_a_docstring(module: Module) -> None:
    tops = [node for node in module.tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    silent = [
        node.name
        for node in tops
        if not node.name.startswith("_") and not is_overload(node) and not ast.get_docstring(node)
    ]

    assert not silent


def is_overload(node: ast.FunctionDef | ast.ClassDef) -> bool:
    """Tell whether a function only declares one of the shapes of the next."""
    return any(isinstance(item, ast.Name) and item.id == "overload" for item in node.decorator_list)


def test_more_than_two_arguments_are_keyword_only(module: Module) -> None:
    """Libraries call some methods by position: only free functions are held; typer names all."""
    if "/cli/" in module.name:
        return
    loose = [
        node.name
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef)
        and not node.decorator_list
        and len(node.args.args) + len(node.args.posonlyargs) > 4
    ]

    assert not loose


def test_nothing_is_left_to_do(module: Module) -> None:
    words = ("TODO", "FIXME", "XXX", "NotImplementedError", "pragma: no cover")

    # Whole words: article 247-XXXIII of the tax code is no note to oneself.
    assert not [word for word in words if re.search(rf"\b{word}\b", module.text)]
