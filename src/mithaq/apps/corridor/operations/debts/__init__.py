"""Writing debts: statements, contests, settlements, their plans and defaults, good standing."""

from __future__ import annotations

from mithaq.apps.corridor.operations.debts.approving import (
    approve_settlement,
    refuse_settlement,
    return_settlement,
)
from mithaq.apps.corridor.operations.debts.contesting import (
    answer_contest,
    contest_line,
    withdraw_contest,
)
from mithaq.apps.corridor.operations.debts.drafts import (
    LineDraft,
    SettlementDraft,
    StatementDraft,
)
from mithaq.apps.corridor.operations.debts.following import (
    declare_default,
    keep_settlement,
    record_contribution,
    record_payment,
)
from mithaq.apps.corridor.operations.debts.reading import (
    read_contest_paper,
    read_good_standing,
    read_settlement,
    read_statement,
)
from mithaq.apps.corridor.operations.debts.redoing import redo_settlement
from mithaq.apps.corridor.operations.debts.settling import (
    ask_settlement,
    hand_settlement,
    prepare_settlement,
    request_settlement,
    simulate_settlement,
    transmit_settlement,
)
from mithaq.apps.corridor.operations.debts.standing import (
    issue_good_standing,
    refuse_good_standing,
    request_good_standing,
    revoke_good_standing,
)
from mithaq.apps.corridor.operations.debts.statements import (
    access_to,
    enter_statement,
    erase_statement,
    erase_statements,
    line_faults,
    statement_faults,
)
from mithaq.apps.corridor.operations.debts.withdrawing import (
    drop_simulation,
    withdraw_payment,
    withdraw_settlement,
)

__all__ = [
    "LineDraft",
    "SettlementDraft",
    "StatementDraft",
    "access_to",
    "answer_contest",
    "approve_settlement",
    "ask_settlement",
    "contest_line",
    "declare_default",
    "drop_simulation",
    "enter_statement",
    "erase_statement",
    "erase_statements",
    "hand_settlement",
    "issue_good_standing",
    "keep_settlement",
    "line_faults",
    "prepare_settlement",
    "read_contest_paper",
    "read_good_standing",
    "read_settlement",
    "read_statement",
    "record_contribution",
    "record_payment",
    "redo_settlement",
    "refuse_good_standing",
    "refuse_settlement",
    "request_good_standing",
    "request_settlement",
    "return_settlement",
    "revoke_good_standing",
    "simulate_settlement",
    "statement_faults",
    "transmit_settlement",
    "withdraw_contest",
    "withdraw_payment",
    "withdraw_settlement",
]
