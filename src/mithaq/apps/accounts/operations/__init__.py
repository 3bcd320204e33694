"""The writes of accounts: audit lines, seals, people who log in, the installation's nature."""

from __future__ import annotations

from mithaq.apps.accounts.operations.lines import record
from mithaq.apps.accounts.operations.people import (
    change_user,
    create_user,
    found_installation,
    note_security_change,
    set_language,
)
from mithaq.apps.accounts.operations.seals import SealingReport, export_head, seal_lines

__all__ = [
    "SealingReport",
    "change_user",
    "create_user",
    "export_head",
    "found_installation",
    "note_security_change",
    "record",
    "seal_lines",
    "set_language",
]
