"""The rules of a law: written once, dated and cited; computed for one person or for a nation."""

from __future__ import annotations

from mithaq.engines.rules._advice import Advice, FactChange
from mithaq.engines.rules._aside import (
    aside_for_rules,
    aside_for_scheme,
    aside_label,
)
from mithaq.engines.rules._authoring import Rule, rule
from mithaq.engines.rules._band import Band
from mithaq.engines.rules._case import Case
from mithaq.engines.rules._cases import CaseResult, Outcome, run_case, run_cases
from mithaq.engines.rules._changes import Change, proposed_values
from mithaq.engines.rules._compiling import compile_program
from mithaq.engines.rules._concepts import Concept
from mithaq.engines.rules._corpus import Scheme, as_day
from mithaq.engines.rules._errors import LawError
from mithaq.engines.rules._explain_text import comparison_text, plain, undecided
from mithaq.engines.rules._expression import (
    Name,
    Op,
    Operation,
    all_of,
    any_of,
    days_after,
    days_between,
    floor,
    greatest,
    least,
    month_by_month,
    month_of,
    months_after,
    months_between,
    not_,
    one_of,
    rounded,
    scale,
    when,
)
from mithaq.engines.rules._facts import Fact, Value, near
from mithaq.engines.rules._law import Law
from mithaq.engines.rules._parameters import DatedParameter, DatedValue, Override, SetAside
from mithaq.engines.rules._plan import Plan
from mithaq.engines.rules._say import say_bound, say_value
from mithaq.engines.rules._sentences import sentence
from mithaq.engines.rules._telling import (
    facts_of,
    say_answer,
    tell_answer,
    tell_case,
    tell_change,
    tell_fact,
    tell_law,
    tell_parameter,
    tell_rule,
    tell_scheme,
    tell_value,
)
from mithaq.engines.rules._trace import Comparison, Finding, ParameterUse, Reason
from mithaq.engines.rules._typed import read_bound

__all__ = [
    "Advice",
    "Band",
    "Case",
    "CaseResult",
    "Change",
    "Comparison",
    "Concept",
    "DatedParameter",
    "DatedValue",
    "Fact",
    "FactChange",
    "Finding",
    "Law",
    "LawError",
    "Name",
    "Op",
    "Operation",
    "Outcome",
    "Override",
    "ParameterUse",
    "Plan",
    "Reason",
    "Rule",
    "Scheme",
    "SetAside",
    "Value",
    "all_of",
    "any_of",
    "as_day",
    "aside_for_rules",
    "aside_for_scheme",
    "aside_label",
    "comparison_text",
    "compile_program",
    "days_after",
    "days_between",
    "facts_of",
    "floor",
    "greatest",
    "least",
    "month_by_month",
    "month_of",
    "months_after",
    "months_between",
    "near",
    "not_",
    "one_of",
    "plain",
    "proposed_values",
    "read_bound",
    "rounded",
    "rule",
    "run_case",
    "run_cases",
    "say_answer",
    "say_bound",
    "say_value",
    "scale",
    "sentence",
    "tell_answer",
    "tell_case",
    "tell_change",
    "tell_fact",
    "tell_law",
    "tell_parameter",
    "tell_rule",
    "tell_scheme",
    "tell_value",
    "undecided",
    "when",
]
