"""Settlements of a debt to the social fund: four operations of waiver, and the plan after."""

from __future__ import annotations

from typing import Final

from mithaq.engines.rules import (
    all_of,
    any_of,
    days_after,
    greatest,
    months_after,
    rounded,
    rule,
    when,
)

OF_2015: Final = "Décision conjointe 852 du 17/03/2015"
OF_2016_DEBTS: Final = "Décision 002/2020 du 01/07/2020"
OF_COVID: Final = "Décision 004/2020 du 25/09/2020 ; décret 2-20-331"
OF_2023: Final = "Décision 005/2023 du 17/10/2023"
PERMANENT: Final = "Décision conjointe 2020/001 du 18/03/2020 ; loi 15-97 (code de recouvrement)"
ARRANGEMENT: Final = "Loi 15-97 (code de recouvrement), art. 124"
OPERATIONS: Final = f"{OF_2015} ; {OF_2016_DEBTS} ; {OF_COVID} ; {OF_2023}"
START: Final = "2015-03-17"
# The first days of the months in which these began: a month asked is read on its first day, and
# the day of the request, or the last of that month, says the rest.
MONTH: Final = "2015-03-01"
PERMANENT_MONTH: Final = "2020-03-01"
FROM_2016_DEBTS: Final = "2020-07-01"
FROM_COVID: Final = "2020-09-25"
FROM_2023: Final = "2023-11-07"
ASKED: Final = "settlement_asked_on"
LAST_DAY: Final = "settlement_month_ends_on"


def no_operation_yet():
    """There was no such operation yet."""
    return False


def not_yet(name, article, until):
    """The version of an operation's opening that stands before it."""
    return rule(of=name, article=article, since=MONTH, until=until, on=ASKED)(no_operation_yet)


waiver_2015_not_yet = not_yet("waiver_2015_open", OF_2015, "2015-03-16")
waiver_2016_debts_not_yet = not_yet("waiver_2016_debts_open", OF_2016_DEBTS, "2020-06-30")
waiver_covid_not_yet = not_yet("waiver_covid_open", OF_COVID, "2020-09-24")
waiver_2023_not_yet = not_yet("waiver_2023_open", OF_2023, "2023-11-06")


def of_operation(operation, *, of_2015, of_2016_debts, of_covid, of_2023):
    """What goes with the operation chosen."""
    before_2023 = when(operation == "of_covid", of_covid, of_2015)
    before_2023 = when(operation == "of_2016_debts", of_2016_debts, before_2023)
    return when(operation == "of_2023", of_2023, before_2023)


def by_length_of_2023(count, p, *, at_once, short, long):
    """What goes with the length of a plan under the operation of 2023."""
    in_time = when(count <= p.settlements.of_2023.short_months, short, long)
    return when(count <= 1, at_once, in_time)


@rule(article=OF_2015, since=START, on=ASKED)
def waiver_2015_open(settlement_asked_on, p):
    """The operation of 2015 was open on the day of the request."""
    return settlement_asked_on <= p.settlements.of_2015.closes_on


@rule(article=OF_2015, since=START, on=ASKED)
def waiver_2015_debt_covered(debt_month, p):
    """The debt is of the years that the operation of 2015 covers."""
    return all_of(
        debt_month >= p.settlements.of_2015.oldest_debt,
        debt_month <= p.settlements.of_2015.newest_debt,
    )


@rule(article=OF_2016_DEBTS, since=FROM_2016_DEBTS, on=ASKED)
def waiver_2016_debts_open(settlement_asked_on, p):
    """The operation on debts up to 2016 was open on the day of the request."""
    return settlement_asked_on <= p.settlements.of_2016_debts.closes_on


@rule(article=OF_2016_DEBTS, since=FROM_2016_DEBTS, on=ASKED)
def waiver_2016_debts_covered(debt_month, p):
    """The debt is of 2016 or before."""
    return debt_month <= p.settlements.of_2016_debts.newest_debt


@rule(article=OF_2016_DEBTS, since=FROM_2016_DEBTS, on=ASKED, unit="ratio")
def waiver_2016_debts_share(instalment_count, p):
    """The share waived, of surcharges, penalties and costs alike: the shorter, the more."""
    return when(
        instalment_count <= p.settlements.of_2016_debts.short_months,
        p.settlements.of_2016_debts.share_short,
        when(
            instalment_count <= p.settlements.of_2016_debts.middle_months,
            p.settlements.of_2016_debts.share_middle,
            p.settlements.of_2016_debts.share_long,
        ),
    )


@rule(article=OF_COVID, since=FROM_COVID, on=ASKED)
def waiver_covid_open(settlement_asked_on, p):
    """The operation for firms hit by the epidemic was open on the day of the request."""
    return settlement_asked_on <= p.settlements.of_covid.closes_on


@rule(article=OF_COVID, since=FROM_COVID, on=ASKED)
def waiver_covid_debt_covered(debt_month, p):
    """The debt is of June 2020 or before."""
    return debt_month <= p.settlements.of_covid.newest_debt


@rule(article=OF_COVID, since=MONTH)
def waiver_covid_activity_stopped(activity_stopped):
    """The state of health emergency had stopped the activity of the firm."""
    return activity_stopped


@rule(article=OF_COVID, since=FROM_COVID, on=ASKED)
def waiver_covid_turnover_fell(turnover_drop, p):
    """The turnover of April to June 2020 had fallen enough against that of 2019."""
    return turnover_drop >= p.settlements.of_covid.min_turnover_drop


@rule(article=OF_COVID, since=FROM_COVID, on=ASKED)
def waiver_covid_size(employees_stopped, p):
    """The employees whose work had stopped are not too many (above: a commission decides)."""
    return employees_stopped <= p.settlements.of_covid.max_employees


@rule(article=OF_COVID, since=FROM_COVID, on=ASKED)
def waiver_covid_length(instalment_count, p):
    """The plan is not longer than this operation allows."""
    return instalment_count <= p.settlements.of_covid.max_months


@rule(article=OF_2023, since=FROM_2023, on=ASKED)
def waiver_2023_open(settlement_asked_on, p):
    """The operation of 2023 was open on the day of the request."""
    return settlement_asked_on <= p.settlements.of_2023.closes_on


@rule(article=OF_2023, since=FROM_2023, on=ASKED)
def waiver_2023_debt_covered(debt_month, p):
    """The debt is of December 2024 or before."""
    return debt_month <= p.settlements.of_2023.newest_debt


@rule(article=OF_2023, since=FROM_2023, on=ASKED, unit="ratio")
def waiver_2023_share_of_surcharges(instalment_count, p):
    """The share waived of surcharges and costs: at once, up to 24 months, or longer."""
    of = p.settlements.of_2023
    return by_length_of_2023(
        instalment_count,
        p,
        at_once=of.surcharges_at_once,
        short=of.surcharges_short,
        long=of.surcharges_long,
    )


@rule(article=OF_2023, since=FROM_2023, on=ASKED, unit="ratio")
def waiver_2023_share_of_penalties(instalment_count, p):
    """The share waived of filing penalties: at once, up to 24 months, or longer."""
    of = p.settlements.of_2023
    return by_length_of_2023(
        instalment_count,
        p,
        at_once=of.penalties_at_once,
        short=of.penalties_short,
        long=of.penalties_long,
    )


@rule(article=OF_2015, since=START, on=ASKED, unit="ratio")
def waiver_2015_share(p):
    """The share waived in 2015: it was not published."""
    return p.settlements.of_2015.share


@rule(article=OF_COVID, since=FROM_COVID, on=ASKED, unit="ratio")
def waiver_covid_share(p):
    """The share waived to a firm hit by the epidemic, of all that is not contributions."""
    return p.settlements.of_covid.share


@rule(article=OF_2015, since=MONTH)
def waiver_2015_possible(waiver_2015_open, waiver_2015_debt_covered):
    """The operation of 2015 could be asked for."""
    return all_of(waiver_2015_open, waiver_2015_debt_covered)


@rule(article=OF_2016_DEBTS, since=MONTH)
def waiver_2016_debts_possible(waiver_2016_debts_open, waiver_2016_debts_covered):
    """The operation on debts up to 2016 could be asked for."""
    return all_of(waiver_2016_debts_open, waiver_2016_debts_covered)


@rule(article=OF_COVID, since=MONTH)
def waiver_covid_possible(
    waiver_covid_open,
    waiver_covid_debt_covered,
    waiver_covid_activity_stopped,
    waiver_covid_turnover_fell,
    waiver_covid_size,
    waiver_covid_length,
):
    """The operation for firms hit by the epidemic could be asked for."""
    return all_of(
        waiver_covid_open,
        waiver_covid_debt_covered,
        waiver_covid_activity_stopped,
        waiver_covid_turnover_fell,
        waiver_covid_size,
        waiver_covid_length,
    )


@rule(article=OF_2023, since=MONTH)
def waiver_2023_possible(waiver_2023_open, waiver_2023_debt_covered):
    """The operation of 2023 could be asked for."""
    return all_of(waiver_2023_open, waiver_2023_debt_covered)


@rule(article=OPERATIONS, since=MONTH)
def waiver_possible(
    waiver_operation,
    waiver_2015_possible,
    waiver_2016_debts_possible,
    waiver_covid_possible,
    waiver_2023_possible,
):
    """The operation chosen could be asked for, on that day and for that debt."""
    of_2015 = all_of(waiver_operation == "of_2015", waiver_2015_possible)
    return of_operation(
        waiver_operation,
        of_2015=of_2015,
        of_2016_debts=waiver_2016_debts_possible,
        of_covid=waiver_covid_possible,
        of_2023=waiver_2023_possible,
    )


@rule(article=OPERATIONS, since=MONTH, unit="ratio")
def waiver_share_of_surcharges(
    waiver_operation,
    waiver_2015_share,
    waiver_2016_debts_share,
    waiver_covid_share,
    waiver_2023_share_of_surcharges,
):
    """The share of surcharges and costs that the operation chosen waives."""
    return of_operation(
        waiver_operation,
        of_2015=waiver_2015_share,
        of_2016_debts=waiver_2016_debts_share,
        of_covid=waiver_covid_share,
        of_2023=waiver_2023_share_of_surcharges,
    )


@rule(article=OPERATIONS, since=MONTH, unit="ratio")
def waiver_share_of_penalties(
    waiver_operation,
    waiver_2015_share,
    waiver_2016_debts_share,
    waiver_covid_share,
    waiver_2023_share_of_penalties,
):
    """The share of filing penalties that the operation chosen waives."""
    return of_operation(
        waiver_operation,
        of_2015=waiver_2015_share,
        of_2016_debts=waiver_2016_debts_share,
        of_covid=waiver_covid_share,
        of_2023=waiver_2023_share_of_penalties,
    )


@rule(article=OPERATIONS, since=MONTH, unit="MAD")
def waived_surcharges(
    waiver_possible, surcharges_owed, recovery_costs_owed, waiver_share_of_surcharges
):
    """Surcharges and costs of recovery that are waived."""
    waived = rounded((surcharges_owed + recovery_costs_owed) * waiver_share_of_surcharges)
    return when(waiver_possible, waived, 0)


@rule(article=OPERATIONS, since=MONTH, unit="MAD")
def waived_penalties(waiver_possible, penalties_owed, waiver_share_of_penalties):
    """Filing penalties that are waived."""
    return when(waiver_possible, rounded(penalties_owed * waiver_share_of_penalties), 0)


@rule(article=ARRANGEMENT, since=MONTH, unit="MAD")
def waived_in_all(waived_surcharges, waived_penalties):
    """What the operation waives in all."""
    return rounded(waived_surcharges + waived_penalties)


@rule(article=ARRANGEMENT, since=MONTH, unit="MAD")
def debt_in_all(contributions_owed, amo_owed, surcharges_owed, recovery_costs_owed, penalties_owed):
    """Contributions, surcharges, costs and penalties, before any waiver."""
    owed = contributions_owed + amo_owed + surcharges_owed + recovery_costs_owed + penalties_owed
    return rounded(owed)


@rule(article=ARRANGEMENT, since=MONTH, unit="MAD")
def settlement_to_pay(debt_in_all, waived_in_all):
    """What is left to pay after the waiver: contributions are never waived."""
    return rounded(debt_in_all - waived_in_all)


@rule(article=ARRANGEMENT, since=MONTH, unit="MAD")
def settlement_instalment(settlement_to_pay, instalment_count):
    """Each instalment but the last: equal parts, down to the centime."""
    return rounded(settlement_to_pay / greatest(1, instalment_count), 0.01, "down")


@rule(article=ARRANGEMENT, since=MONTH, unit="MAD")
def settlement_last_instalment(settlement_to_pay, settlement_instalment, instalment_count):
    """The last instalment: what the centimes of the others left."""
    others = greatest(1, instalment_count) - 1
    return rounded(settlement_to_pay - settlement_instalment * others)


@rule(article=ARRANGEMENT, since="2020-01-01")
def settlement_length_allowed(instalment_count, p):
    """The plan is not longer than allowed; no general limit has been published since 2023."""
    return instalment_count <= p.settlements.max_months


@rule(article=PERMANENT, since=MONTH)
def instalments_all_paid(missed_instalments):
    """No instalment was missed."""
    return missed_instalments <= 0


@rule(article=PERMANENT, since=MONTH)
def settlement_kept(instalments_all_paid, current_contributions_paid):
    """Every instalment is paid, and every contribution of the months of the plan."""
    return all_of(instalments_all_paid, current_contributions_paid)


@rule(article=PERMANENT, since=MONTH, unit="date")
def settlement_month_ends_on(month):
    """The last day of the month asked: a rule may begin within it."""
    return days_after(months_after(month, 1), -1)


@rule(article=PERMANENT, since="2020-03-18", on=LAST_DAY, unit="MAD")
def plan_surcharges_waived(settlement_kept, plan_surcharges, p):
    """Surcharges that grew while the plan ran: waived when it is kept to the end."""
    return when(settlement_kept, rounded(plan_surcharges * p.settlements.plan_waiver_share), 0)


@rule(article=PERMANENT, since=PERMANENT_MONTH, unit="MAD")
def reinstated_on_default(settlement_kept, waived_in_all, plan_surcharges):
    """What a plan that is not kept brings back: everything waived, and what grew meanwhile."""
    return when(settlement_kept, 0, rounded(waived_in_all + plan_surcharges))


@rule(article=PERMANENT, since=PERMANENT_MONTH, unit="MAD")
def owed_after_plan(settlement_to_pay, reinstated_on_default, paid_under_plan):
    """What is still owed, with what a default brings back, less what was paid."""
    return rounded(settlement_to_pay + reinstated_on_default - paid_under_plan)


@rule(article="Décret 2-22-431 (avant : décret 2-12-349, art. 25)", since=MONTH)
def good_standing_possible(debt_in_all, settlement_kept):
    """The certificate for public tenders: nothing is owed, or a plan is kept."""
    return any_of(debt_in_all <= 0, settlement_kept)
