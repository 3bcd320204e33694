"""A convention, its people, its promises, its money and its bodies."""

from __future__ import annotations

from mithaq.apps.conventions.models.bodies import Committee, Document, Remark
from mithaq.apps.conventions.models.conventions import Convention, ConventionSet
from mithaq.apps.conventions.models.money import BudgetLine
from mithaq.apps.conventions.models.people import Party, Signatory, Witness
from mithaq.apps.conventions.models.promises import Axis, Commitment, Measure, Target

__all__ = [
    "Axis",
    "BudgetLine",
    "Commitment",
    "Committee",
    "Convention",
    "ConventionSet",
    "Document",
    "Measure",
    "Party",
    "Remark",
    "Signatory",
    "Target",
    "Witness",
]
