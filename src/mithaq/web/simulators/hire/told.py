"""The conditions of a measure on a hire, with what the hire itself already says of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from django.utils.translation import gettext as _

from mithaq.apps.programmes.queries import HireSimulation, MeasureResult, law_value
from mithaq.web.simulators.telling import ToldAnswer, days_said, told_answer

# Conditions on a day of signature, of which a hire says only its own day.
_SIGNED: Final = frozenset({"first_hire_signed_in_window", "first_job_contract_signed_in_window"})
_REGISTERED: Final = ("tahfiz_job_seeker_registered", "insertion_registered")
_SENIORITY: Final = "idmaj.anapec_seniority_months_for_ir"
_AFTER_INTERNSHIP: Final = "conversion"


def told_measure(
    found: HireSimulation, item: MeasureResult, facts: Mapping[str, str], *, hangs: bool
) -> ToldAnswer:
    """One measure in words; ``facts`` are those of its address."""
    told = told_answer(item.answer, facts, said=_said(found), traces_each=False, hangs=hangs)
    signed = _("Date d’embauche, prise pour celle de la signature")
    conditions = tuple(
        replace(c, words=(signed, *c.words)) if c.condition.name in _SIGNED else c
        for c in told.conditions
    )
    if item.code == _AFTER_INTERNSHIP and found.facts.get("is_converted_intern") is False:
        # There was no internship: nobody is asked its terms.
        conditions = tuple(c for c in conditions if c.state != "unknown")
    return replace(told, conditions=conditions)


def _said(found: HireSimulation) -> dict[str, str]:
    """What the page says of some conditions, by their names."""
    said = days_said(found.facts)
    if found.facts.get("is_first_job"):
        said["hiring_bonus_not_declared"] = _("Premier emploi déclaré : jamais déclarée avant.")
    if not _asks_seniority(found):
        said |= dict.fromkeys(_REGISTERED, _("La durée de l’inscription ne compte pas."))
    return said


def _asks_seniority(found: HireSimulation) -> bool:
    """Whether the law of that day asks how long a person has been registered."""
    value = law_value(_SENIORITY, on=found.hired_on)
    asked = value.current.value if value and value.current else None
    return isinstance(asked, int | float) and asked > 0
