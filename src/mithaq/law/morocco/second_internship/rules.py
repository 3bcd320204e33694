"""A second internship, the last one: after a first that was broken early, at another host.

Both are no longer together than one alone. Before 2025 the stipend of a second one paid tax; since
then a change of host goes on with the same months without tax.
"""

from __future__ import annotations

from typing import Final

from mithaq.engines.rules import all_of, any_of, greatest, least, not_, rule, when

LAW: Final = "dahir-loi 1-93-16 (loi 101-14)"
ONCE: Final = "dahir-loi 1-93-16"
TAX: Final = "CGI, art. 57-16°"
START: Final = "2006-01-01"
ADMITTED: Final = "2016-04-04"
SIGNED: Final = "stage_signed_on"


@rule(article=LAW, since=ADMITTED, on=SIGNED)
def first_stage_was_broken(first_stage_broken):
    """The first internship was broken: one that went to its end was the only one."""
    return first_stage_broken


@rule(article=LAW, since=ADMITTED, on=SIGNED)
def first_stage_broken_early(first_stage_months, p):
    """The break came within the first months; a month that has begun counts."""
    return first_stage_months <= p.idmaj.second_stage.broken_within


@rule(article=LAW, since=ADMITTED, on=SIGNED)
def second_stage_at_another_host(first_stage_other_host):
    """The second internship is at another host."""
    return first_stage_other_host


@rule(article=LAW, since=ADMITTED, on=SIGNED)
def second_stage_is_last(had_second_insertion_contract):
    """There was no second internship yet: a third is never admitted."""
    return not_(had_second_insertion_contract)


@rule(article=ONCE, since=START, until="2016-04-03", on=SIGNED, of="second_stage_admitted")
def second_stage_not_admitted():
    """Before the improved form a person had one internship, whatever became of it."""
    return False


@rule(article=LAW, since=ADMITTED, on=SIGNED)
def second_stage_admitted(
    first_stage_was_broken,
    first_stage_broken_early,
    second_stage_at_another_host,
    second_stage_is_last,
):
    """The law admits this second internship."""
    return all_of(
        first_stage_was_broken,
        first_stage_broken_early,
        second_stage_at_another_host,
        second_stage_is_last,
    )


@rule(article=ONCE, since=START)
def insertion_once(insertion_first_time, second_stage_admitted):
    """It is the first internship of the person, or the last one that the law admits."""
    return any_of(insertion_first_time, second_stage_admitted)


@rule(unit="months", article=LAW, since=ADMITTED, on=SIGNED)
def second_stage_length(insertion_length, first_stage_months, p):
    """The longest second internship: what the first left of the length of both."""
    in_all = least(insertion_length, p.idmaj.second_stage.months_in_all)
    return greatest(0, in_all - first_stage_months)


@rule(unit="months", article=LAW, since=START)
def insertion_longest(insertion_first_time, insertion_length, second_stage_length):
    """The longest that this internship may be, a first one counted."""
    return when(insertion_first_time, insertion_length, second_stage_length)


@rule(article=LAW, since=START)
def insertion_within_both(insertion_first_time, insertion_month_number, second_stage_length):
    """The month stands within what a first internship left of the length of both."""
    return any_of(insertion_first_time, insertion_month_number <= second_stage_length)


@rule(unit="months", article=TAX, since=START, until="2024-12-31", on=SIGNED,
      of="insertion_tax_free_months")  # fmt: skip
def insertion_tax_free_months_of_one(insertion_first_time, p):
    """Months whose stipend pays no tax: the exemption is given once, to a first internship."""
    return when(insertion_first_time, p.idmaj.ir_exempt_months_stage.months, 0)


@rule(unit="months", article=TAX, since="2025-01-01", on=SIGNED)
def insertion_tax_free_months(insertion_first_time, first_stage_months, p):
    """Months whose stipend pays no tax: a second internship goes on with those of the first."""
    spent = when(insertion_first_time, 0, first_stage_months)
    return greatest(0, p.idmaj.ir_exempt_months_stage.months - spent)


@rule(article=TAX, since=START)
def insertion_month_tax_free(insertion_month_number, insertion_tax_free_months):
    """The month is among those whose stipend pays no tax."""
    return insertion_month_number <= insertion_tax_free_months


@rule(article=TAX, since=START, until="2024-12-31", on=SIGNED, of="insertion_tax_once")
def insertion_tax_of_first_time(insertion_first_time):
    """The exemption from tax is given once: a change of host ends it."""
    return insertion_first_time


@rule(article=TAX, since="2025-01-01", on=SIGNED)
def insertion_tax_once(insertion_once):
    """The exemption from tax is given once: a change of host goes on with it."""
    return insertion_once
