"""Writing reference data: loading it again is harmless, and every loading says what it changed."""

from __future__ import annotations

from mithaq.apps.reference.operations.calendars import (
    add_holiday,
    cancel_holiday,
    edit_holiday,
    load_holidays,
)
from mithaq.apps.reference.operations.lists import load_banks, load_categories, load_nomenclatures
from mithaq.apps.reference.operations.meanings import (
    load_indicators,
    load_sources,
    withdraw_sources,
)
from mithaq.apps.reference.operations.papers import issue_paper, new_paper_code, withdraw_paper
from mithaq.apps.reference.operations.places import load_territories
from mithaq.apps.reference.operations.staging import (
    amend_staged_file,
    decide_staged_file,
    hold_staged_file,
    note_written,
    stage_file,
)

__all__ = [
    "add_holiday",
    "amend_staged_file",
    "cancel_holiday",
    "decide_staged_file",
    "edit_holiday",
    "hold_staged_file",
    "issue_paper",
    "load_banks",
    "load_categories",
    "load_holidays",
    "load_indicators",
    "load_nomenclatures",
    "load_sources",
    "load_territories",
    "new_paper_code",
    "note_written",
    "stage_file",
    "withdraw_paper",
    "withdraw_sources",
]
