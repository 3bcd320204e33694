"""Debts read and computed: balances, growth by the law, waivers, plans, what a default brings."""

from __future__ import annotations

from mithaq.apps.corridor.choices.debts import UNDER_WAY
from mithaq.apps.corridor.queries.debts.access import (
    Body,
    DebtAccess,
    DebtScope,
    affiliates,
    body,
    companies_by_number,
    funds,
    is_fund,
)
from mithaq.apps.corridor.queries.debts.alarms import SOON_DAYS, plan_alarms
from mithaq.apps.corridor.queries.debts.balances import Entry, imputed, totals
from mithaq.apps.corridor.queries.debts.carried import Carried
from mithaq.apps.corridor.queries.debts.contested import ContestedLine, contested_lines
from mithaq.apps.corridor.queries.debts.defaults import DefaultBill, Reinstated, default_bill
from mithaq.apps.corridor.queries.debts.gaps import gaps, gaps_of
from mithaq.apps.corridor.queries.debts.growth import DelayMonth, Growth, Rates, growth
from mithaq.apps.corridor.queries.debts.options import (
    LENGTHS,
    Choice,
    Choices,
    Terms,
    choices,
    default_of,
    terms,
)
from mithaq.apps.corridor.queries.debts.owed_now import owed_now
from mithaq.apps.corridor.queries.debts.plan_views import (
    Alarm,
    ContributionView,
    DefaultView,
    InstalmentView,
    PlanGap,
    PlanGaps,
    SettlementView,
)
from mithaq.apps.corridor.queries.debts.plans import (
    endangered,
    redone_from,
    settlement_view,
    settlements,
)
from mithaq.apps.corridor.queries.debts.replacing import Replacing, replaced_by, replacing_of
from mithaq.apps.corridor.queries.debts.said_since import SaidSince, left_out, said_since
from mithaq.apps.corridor.queries.debts.standing import (
    Standing,
    StandingView,
    standing,
    standing_in_force,
    standing_request,
    standing_requests,
    standing_view,
)
from mithaq.apps.corridor.queries.debts.statements import (
    head_of,
    open_contests,
    settlement_rows,
    statement,
    statements,
)
from mithaq.apps.corridor.queries.debts.texts import plan_text, waiver_text
from mithaq.apps.corridor.queries.debts.to_redo import ToRedo, plans_to_redo
from mithaq.apps.corridor.queries.debts.to_settle import LeftToday, entries_of_now, left_today
from mithaq.apps.corridor.queries.debts.views import (
    ContestView,
    LineView,
    OwedNow,
    PaidPart,
    SettlementHead,
    StatementView,
    SurchargeCheck,
)
from mithaq.apps.corridor.queries.debts.waiting import DebtWaiting, debts_waiting
from mithaq.apps.corridor.queries.debts.waivers import PLAIN, SettledLine
from mithaq.apps.corridor.queries.debts.withdrawn import WithdrawnStatement, withdrawn_statement

__all__ = [
    "LENGTHS",
    "PLAIN",
    "SOON_DAYS",
    "UNDER_WAY",
    "Alarm",
    "Body",
    "Carried",
    "Choice",
    "Choices",
    "ContestView",
    "ContestedLine",
    "ContributionView",
    "DebtAccess",
    "DebtScope",
    "DebtWaiting",
    "DefaultBill",
    "DefaultView",
    "DelayMonth",
    "Entry",
    "Growth",
    "InstalmentView",
    "LeftToday",
    "LineView",
    "OwedNow",
    "PaidPart",
    "PlanGap",
    "PlanGaps",
    "Rates",
    "Reinstated",
    "Replacing",
    "SaidSince",
    "SettledLine",
    "SettlementHead",
    "SettlementView",
    "Standing",
    "StandingView",
    "StatementView",
    "SurchargeCheck",
    "Terms",
    "ToRedo",
    "WithdrawnStatement",
    "affiliates",
    "body",
    "choices",
    "companies_by_number",
    "contested_lines",
    "debts_waiting",
    "default_bill",
    "default_of",
    "endangered",
    "entries_of_now",
    "funds",
    "gaps",
    "gaps_of",
    "growth",
    "head_of",
    "imputed",
    "is_fund",
    "left_out",
    "left_today",
    "open_contests",
    "owed_now",
    "plan_alarms",
    "plan_text",
    "plans_to_redo",
    "redone_from",
    "replaced_by",
    "replacing_of",
    "said_since",
    "settlement_rows",
    "settlement_view",
    "settlements",
    "standing",
    "standing_in_force",
    "standing_request",
    "standing_requests",
    "standing_view",
    "statement",
    "statements",
    "terms",
    "totals",
    "waiver_text",
    "withdrawn_statement",
]
