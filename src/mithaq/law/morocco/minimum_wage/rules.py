"""The least wage: by the hour in industry, trade and services, by the day in agriculture."""

from __future__ import annotations

from mithaq.engines.rules import rounded, rule, when

SMIG = "décrets fixant le SMIG (le texte de chaque montant est cité avec lui)"
SMAG = "décrets fixant le SMAG (le texte de chaque montant est cité avec lui)"


@rule(unit="MAD", article=SMIG, since="2008-07-01")
def smig_monthly(p):
    """The least wage of a full month in industry, trade and services."""
    return rounded(p.smig.hourly * p.smig.monthly_hours)


@rule(unit="MAD", article=SMAG, since="2009-07-01")
def smag_monthly(p):
    """The least wage of a full month in agriculture."""
    return rounded(p.smag.daily * p.smag.monthly_days)


@rule(unit="MAD", article=f"{SMIG} ; {SMAG}", since="2009-07-01")
def minimum_wage_monthly(is_agricultural, smig_monthly, smag_monthly):
    """The least wage of a full month for this work."""
    return when(is_agricultural, smag_monthly, smig_monthly)


@rule(article=f"{SMIG} ; {SMAG}", since="2009-07-01")
def wage_reaches_minimum(gross, minimum_wage_monthly):
    """The gross wage of a full month reaches the least wage."""
    return gross >= minimum_wage_monthly


@rule(
    unit="MAD", article="contrôle de la déclaration de salaires (CNSS, e-BDS)", since="2008-07-01"
)
def declared_wage_floor(declared_days, smig_monthly):
    """The wage that a return must exceed for so many declared days out of 26."""
    return rounded(smig_monthly / 26 * (declared_days - 1))


@rule(article="contrôle de la déclaration de salaires (CNSS, e-BDS)", since="2008-07-01")
def declared_wage_is_possible(gross, declared_wage_floor):
    """The declared wage exceeds the least wage of the declared days but one."""
    return gross > declared_wage_floor
