"""Contributions and tax on the wage of a month."""

from mithaq.engines.rules import greatest, least, rounded, rule, scale


@rule(article="Loi I, art. 4", since="2010-01-01", unit="ECU")
def capped_wage(gross, p):
    """The part of the wage on which contributions are due."""
    return least(gross, p.fund.ceiling)


@rule(article="Loi I, art. 5", since="2010-01-01", unit="ECU")
def employer_share(capped_wage, p):
    """What the employer pays to the fund."""
    return rounded(capped_wage * p.fund.employer_rate)


@rule(article="Loi I, art. 6", since="2010-01-01", unit="ECU")
def employee_share(capped_wage, p):
    """What is kept from the wage for the fund."""
    return rounded(capped_wage * p.fund.employee_rate)


@rule(article="Loi II, art. 2", since="2010-01-01", unit="ECU")
def taxable_wage(gross, employee_share, children, p):
    """The wage of the month less the contribution and the allowance for children."""
    allowance = least(children, p.wage_tax.most_children) * p.wage_tax.child_allowance
    return greatest(gross - employee_share - allowance, 0)


@rule(article="Loi II, art. 3", since="2010-01-01", unit="ECU")
def wage_tax(taxable_wage, p):
    """The yearly schedule, applied month by month, to the centime below."""
    return rounded(scale(taxable_wage * 12, p.wage_tax.brackets) / 12, 0.01, "down")


@rule(article="Loi II, art. 3 (2020)", since="2020-01-01", of="wage_tax", unit="ECU")
def wage_tax_by_ten(taxable_wage, p):
    """Since 2020 the taxable wage of the year is first rounded down to ten."""
    yearly = rounded(taxable_wage * 12, 10, "down")
    return rounded(scale(yearly, p.wage_tax.brackets) / 12)


@rule(article="Loi II, art. 9", since="2010-01-01", unit="ECU")
def net_wage(gross, employee_share, wage_tax):
    """What the employee receives."""
    return gross - employee_share - wage_tax
