"""Social contributions on a wage: the social-security fund, health insurance, vocational training.

The job-loss contribution (0.38 and 0.19 %) stands inside the short-term rate (1.05 and 0.52 %):
adding it again is the usual fault of payrolls.
"""

from __future__ import annotations

from mithaq.engines.rules import least, rounded, rule

FUND = "dahir 1-72-184"
JOB_LOSS = "dahir 1-72-184 ; loi 03-14"
HEALTH = "loi 65-00 (assurance maladie obligatoire)"
TRAINING = "taxe de formation professionnelle"
ALL = "dahir 1-72-184 ; loi 65-00 ; taxe de formation professionnelle"


@rule(unit="MAD", article=FUND, since="1996-07-01")
def cnss_base(gross, p):
    """The wage of the month, up to the ceiling."""
    return least(gross, p.cnss.ceiling_monthly)


@rule(unit="ratio", article=FUND, since="1996-07-01", until="2002-03-31", of="total_capped_rate")
def total_capped_rate_before_2002(p):
    """Both shares of what is due up to the ceiling, whose split is not published before 2002."""
    return p.cnss.before_2002.short_term + p.cnss.before_2002.long_term


@rule(unit="ratio", article=FUND, since="2002-04-01")
def total_capped_rate(employer_capped_rate, employee_capped_rate):
    """Both shares of what is due up to the ceiling."""
    return employer_capped_rate + employee_capped_rate


@rule(unit="ratio", article=FUND, since="2002-04-01", until="2014-11-30", of="employer_capped_rate")
def employer_capped_rate_before_job_loss(p):
    """What the employer owes up to the ceiling: short term and long term."""
    return p.cnss.short_term_excl_ipe.employer + p.cnss.long_term.employer


@rule(unit="ratio", article=JOB_LOSS, since="2014-12-01")
def employer_capped_rate(p):
    """What the employer owes up to the ceiling: short term, job loss inside it, long term."""
    short_term = p.cnss.short_term_excl_ipe.employer + p.cnss.ipe.employer
    return short_term + p.cnss.long_term.employer


@rule(unit="ratio", article=FUND, since="2002-04-01", until="2014-11-30", of="employee_capped_rate")
def employee_capped_rate_before_job_loss(p):
    """What the employee owes up to the ceiling: short term and long term."""
    return p.cnss.short_term_excl_ipe.employee + p.cnss.long_term.employee


@rule(unit="ratio", article=JOB_LOSS, since="2014-12-01")
def employee_capped_rate(p):
    """What the employee owes up to the ceiling: short term, job loss inside it, long term."""
    short_term = p.cnss.short_term_excl_ipe.employee + p.cnss.ipe.employee
    return short_term + p.cnss.long_term.employee


@rule(unit="MAD", article=FUND, since="2002-04-01")
def employer_cnss(cnss_base, employer_capped_rate):
    """What the employer pays to the fund up to the ceiling."""
    return rounded(cnss_base * employer_capped_rate)


@rule(unit="MAD", article=FUND, since="2002-04-01")
def employee_cnss(cnss_base, employee_capped_rate):
    """What is withheld for the fund up to the ceiling."""
    return rounded(cnss_base * employee_capped_rate)


@rule(unit="MAD", article=FUND, since="2002-04-01")
def employer_long_term(cnss_base, p):
    """The part of the employer's share that pays for pensions."""
    return rounded(cnss_base * p.cnss.long_term.employer)


@rule(unit="MAD", article=FUND, since="2002-04-01")
def employer_short_term(employer_cnss, employer_long_term):
    """The part of the employer's share that pays for short-term benefits, job loss included."""
    return rounded(employer_cnss - employer_long_term)


@rule(unit="MAD", article="loi 03-14", since="2014-12-01")
def employer_job_loss(cnss_base, p):
    """Of the employer's short-term part, what pays for the job-loss indemnity."""
    return rounded(cnss_base * p.cnss.ipe.employer)


@rule(unit="MAD", article="loi 03-14", since="2014-12-01")
def employee_job_loss(cnss_base, p):
    """Of what is withheld up to the ceiling, what pays for the job-loss indemnity."""
    return rounded(cnss_base * p.cnss.ipe.employee)


@rule(unit="MAD", article=FUND, since="1996-07-01")
def employer_family(gross, p):
    """What the employer pays for family allowances, without ceiling."""
    return rounded(gross * p.cnss.family.employer)


@rule(unit="MAD", article=TRAINING, since="1974-06-01")
def employer_training_tax(gross, p):
    """What the employer pays for vocational training, without ceiling."""
    return rounded(gross * p.tfp.employer)


@rule(unit="MAD", article=HEALTH, since="2006-03-01")
def employer_amo(gross, p):
    """What the employer pays for health insurance, without ceiling."""
    return rounded(gross * p.amo.base.employer)


@rule(unit="MAD", article=HEALTH, since="2006-03-01")
def employer_solidarity(gross, p):
    """What the employer pays for the solidarity of health insurance, without ceiling."""
    return rounded(gross * p.amo.solidarity.employer)


@rule(unit="MAD", article=HEALTH, since="2006-03-01")
def employee_amo(gross, p):
    """What is withheld for health insurance, without ceiling."""
    return rounded(gross * p.amo.base.employee)


@rule(unit="ratio", article=ALL, since="2002-04-01", until="2006-02-28", of="employer_total_rate")
def employer_total_rate_before_amo(employer_capped_rate, p):
    """Every rate due by the employer on a wage under the ceiling."""
    return employer_capped_rate + p.cnss.family.employer + p.tfp.employer


@rule(unit="ratio", article=ALL, since="2006-03-01")
def employer_total_rate(employer_capped_rate, employer_uncapped_rate):
    """Every rate due by the employer on a wage under the ceiling."""
    return employer_capped_rate + employer_uncapped_rate


@rule(unit="ratio", article=ALL, since="2006-03-01")
def employer_uncapped_rate(p):
    """Every rate due by the employer on the whole wage."""
    health = p.amo.base.employer + p.amo.solidarity.employer
    return p.cnss.family.employer + health + p.tfp.employer


@rule(unit="ratio", article=ALL, since="2006-03-01")
def employee_total_rate(employee_capped_rate, p):
    """Every rate withheld on a wage under the ceiling."""
    return employee_capped_rate + p.amo.base.employee


@rule(unit="ratio", article=ALL, since="2006-03-01")
def total_rate(employer_total_rate, employee_total_rate):
    """Every rate due on a wage under the ceiling, both shares."""
    return employer_total_rate + employee_total_rate


@rule(unit="MAD", article=ALL, since="2002-04-01", until="2006-02-28", of="employer_contributions")
def employer_contributions_before_amo(employer_cnss, employer_family, employer_training_tax):
    """Everything that the employer owes on the wage of the month."""
    return employer_cnss + employer_family + employer_training_tax


@rule(unit="MAD", article=ALL, since="2006-03-01")
def employer_contributions(
    employer_cnss, employer_family, employer_amo, employer_solidarity, employer_training_tax
):
    """Everything that the employer owes on the wage of the month."""
    health = employer_amo + employer_solidarity
    return rounded(employer_cnss + employer_family + health + employer_training_tax)


@rule(unit="MAD", article=FUND, since="2002-04-01", until="2006-02-28", of="employee_contributions")
def employee_contributions_before_amo(employee_cnss):
    """Everything that is withheld from the wage of the month, tax apart."""
    return rounded(employee_cnss)


@rule(unit="MAD", article="dahir 1-72-184 ; loi 65-00", since="2006-03-01")
def employee_contributions(employee_cnss, employee_amo):
    """Everything that is withheld from the wage of the month, tax apart."""
    return rounded(employee_cnss + employee_amo)


@rule(unit="MAD", article=ALL, since="2002-04-01")
def employer_cost(gross, employer_contributions):
    """What the employer spends in the month for this wage, without any measure."""
    return rounded(gross + employer_contributions)
