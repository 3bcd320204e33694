"""Loading the nomenclatures and the banks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from mithaq.apps.reference import frames
from mithaq.apps.reference.events import LoadReport
from mithaq.apps.reference.models import Bank, Nomenclature, Term
from mithaq.apps.reference.operations.synchronising import Table, Tally, run_loading, synchronise


def load_nomenclatures(*, at: datetime, actor: Any = None, mandate: str = "") -> LoadReport:
    """Load the activity sections, the company forms and the diploma levels."""
    return run_loading(
        _load_nomenclatures,
        name="nomenclatures",
        label="Nomenclatures",
        at=at,
        actor=actor,
        mandate=mandate,
    )


def load_categories(
    entries: Sequence[Mapping[str, Any]], *, at: datetime, actor: Any = None, mandate: str = ""
) -> LoadReport:
    """Load the lists that figures are broken down by, as a deployment brings them."""
    return run_loading(
        partial(_load_files, frames.category_lists(entries)),
        name="categories",
        label="Catégories de chiffres",
        at=at,
        actor=actor,
        mandate=mandate,
    )


def load_banks(*, at: datetime, actor: Any = None, mandate: str = "") -> LoadReport:
    """Load the banks and their codes."""
    return run_loading(
        _load_banks, name="banks", label="Banques", at=at, actor=actor, mandate=mandate
    )


def _load_banks(tally: Tally) -> None:
    stored = {row.code: row for row in Bank.objects.all()}
    table = Table(Bank.objects, stored, lambda code: {"code": code})
    synchronise(table, frames.bank_rows(), tally=tally)


def _load_nomenclatures(tally: Tally) -> None:
    _load_files(frames.nomenclatures(), tally)


def _load_files(files: Sequence[frames.ListFile], tally: Tally) -> None:
    listed = {file.row.key: file for file in files}
    stored = {str(row): row for row in Nomenclature.objects.all()}
    table = Table(Nomenclature.objects, stored, _code_and_version)
    written = synchronise(table, [file.row for file in listed.values()], tally=tally)
    for key, file in listed.items():
        _load_terms(written[key], file, tally)


def _load_terms(nomenclature: Nomenclature, file: frames.ListFile, tally: Tally) -> None:
    stored = {row.code: row for row in Term.objects.filter(nomenclature=nomenclature)}
    table = Table(Term.objects, stored, lambda code: {"code": code, "nomenclature": nomenclature})
    synchronise(table, file.terms(), tally=tally)


def _code_and_version(key: str) -> dict[str, Any]:
    code, _, version = key.partition(" ")
    return {"code": code, "version": version}
