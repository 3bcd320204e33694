"""The writes of accounts: audit lines, seals, people who log in, the installation's nature."""

from __future__ import annotations

from mithaq.apps.accounts.operations.exports import note_export
from mithaq.apps.accounts.operations.lines import record
from mithaq.apps.accounts.operations.notices import set_notice_preference
from mithaq.apps.accounts.operations.people import (
    change_user,
    create_user,
    found_installation,
    give_password,
    note_security_change,
    set_address,
    set_language,
)
from mithaq.apps.accounts.operations.reports import (
    answer_error_report,
    erase_error_report,
    receive_error_report,
)
from mithaq.apps.accounts.operations.seals import SealingReport, export_head, seal_lines

__all__ = [
    "SealingReport",
    "answer_error_report",
    "change_user",
    "create_user",
    "erase_error_report",
    "export_head",
    "found_installation",
    "give_password",
    "note_export",
    "note_security_change",
    "receive_error_report",
    "record",
    "seal_lines",
    "set_address",
    "set_language",
    "set_notice_preference",
]
