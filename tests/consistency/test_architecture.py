"""The house's rules that the import contract cannot see."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

from tests.consistency.sources import ROOT, SOURCE, functions, imports, modules

STOREYS = ("config", "web", "api", "cli", "demo", "flows", "gateways", "apps", "law", "signals")
STOREYS += ("ledger", "engines", "base")
ANATOMY = {"choices", "events", "models", "frames", "queries", "policies", "operations"}
ANATOMY |= {"tasks", "admin", "apps", "migrations", "__init__"}
APPS = sorted(path.name for path in (SOURCE / "apps").iterdir() if (path / "apps.py").exists())


def test_every_storey_exists_and_says_what_it_is() -> None:
    for storey in STOREYS:
        text = (SOURCE / storey / "__init__.py").read_text(encoding="utf-8")
        assert ast.get_docstring(ast.parse(text)), storey


def test_the_import_contract_holds() -> None:
    """The same ten contracts that `make arch` shows."""
    command = Path(sys.executable).parent / "lint-imports"
    run = subprocess.run([command], cwd=ROOT, capture_output=True, text=True)

    assert run.returncode == 0, run.stdout[-3000:]


def test_an_app_holds_only_the_nine_names() -> None:
    allowed = ANATOMY | {"data", "__pycache__"}
    for app in APPS:
        names = {path.stem for path in (SOURCE / "apps" / app).iterdir()}
        assert names <= allowed, (app, names - allowed)


def test_an_app_never_imports_the_operations_of_another() -> None:
    """Only accounts is shared: every operation leaves its audit line through its door."""
    found = []
    for module in modules():
        parts = module.path.relative_to(SOURCE).parts
        if parts[0] != "apps" or len(parts) < 3:
            continue
        for name in imports(module):
            pieces = name.split(".")
            other = (
                pieces[:2] == ["mithaq", "apps"] and len(pieces) > 3 and pieces[3] == "operations"
            )
            if other and pieces[2] not in {parts[1], "accounts"}:
                found.append((module.name, name))

    assert not found


def test_an_operation_never_reads_the_tables_of_another_app() -> None:
    """Its queries do. Only the person who acts is named by type everywhere."""
    found = []
    for module in modules():
        parts = module.path.relative_to(SOURCE).parts
        if parts[0] != "apps" or not any(part.startswith("operations") for part in parts[2:]):
            continue
        for name in imports(module):
            pieces = name.split(".")
            is_model = (
                pieces[:2] == ["mithaq", "apps"] and len(pieces) > 3 and pieces[3] == "models"
            )
            if is_model and pieces[2] not in {parts[1], "accounts"}:
                found.append((module.name, name))

    assert not found


def test_an_operation_is_keyword_only_and_atomic() -> None:
    """One door to write: public functions of operations take no argument by position."""
    loose = []
    for module in modules():
        parts = module.path.relative_to(SOURCE).parts
        if parts[0] != "apps" or ("operations" not in parts[2:3] and parts[-1] != "operations.py"):
            continue
        if module.path.stem.startswith("_") or module.path.stem == "drafts":
            continue
        loose += [
            f"{module.name}:{node.name}"
            for node in module.tree.body
            if isinstance(node, ast.FunctionDef)
            and not node.name.startswith("_")
            and any(ast.unparse(item) == "transaction.atomic" for item in node.decorator_list)
            and node.args.args
        ]

    assert not loose


def test_apps_and_engines_never_read_the_clock() -> None:
    """Dates and instants are arguments."""
    clocks = ("timezone.now", "datetime.now", "date.today", "timezone.localdate", "time.time")
    found = [
        f"{module.name}: {clock}"
        for module in modules()
        if module.path.relative_to(SOURCE).parts[0] in {"apps", "engines", "ledger", "law", "base"}
        for clock in clocks
        if f"{clock}(" in module.text
    ]

    assert not found


def test_tests_ask_the_day_where_the_product_is() -> None:
    """Between eleven in the evening and midnight, the machine's day is the one before."""
    found = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "tests").rglob("*.py"))
        if "date" + ".today(" in path.read_text(encoding="utf-8")
    ]

    assert not found


def test_no_management_command_and_no_signal_between_apps() -> None:
    assert not list(SOURCE.rglob("management/commands"))
    found = [module.name for module in modules() if "django.dispatch" in "".join(imports(module))]

    assert not found


def test_functions_are_annotated() -> None:
    """All but the rules of a law, whose arguments are columns."""
    silent = [
        f"{module.name}:{node.name}"
        for module in modules()
        if module.path.relative_to(SOURCE).parts[0] != "law"
        for node in functions(module)
        if node.returns is None
    ]

    assert not silent
