"""What every other app points to and none of them owns."""

from __future__ import annotations

from mithaq.apps.reference.models.calendars import Holiday
from mithaq.apps.reference.models.indicators import Indicator, IndicatorVersion
from mithaq.apps.reference.models.labelled import Labelled, Sourced
from mithaq.apps.reference.models.nomenclatures import Bank, Nomenclature, Term
from mithaq.apps.reference.models.papers import IssuedPaper, PaperCopy
from mithaq.apps.reference.models.sources import Source
from mithaq.apps.reference.models.staging import StagedFile
from mithaq.apps.reference.models.territories import Adjacency, PlaceAlias, Territory

__all__ = [
    "Adjacency",
    "Bank",
    "Holiday",
    "Indicator",
    "IndicatorVersion",
    "IssuedPaper",
    "Labelled",
    "Nomenclature",
    "PaperCopy",
    "PlaceAlias",
    "Source",
    "Sourced",
    "StagedFile",
    "Term",
    "Territory",
]
