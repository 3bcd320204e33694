"""Statements and what is made of them."""

from __future__ import annotations

from mithaq.apps.observatory.models.datasets import Dataset
from mithaq.apps.observatory.models.reports import ResultsReport
from mithaq.apps.observatory.models.statements import Conflict, ConflictSide, Reading, Statement

__all__ = ["Conflict", "ConflictSide", "Dataset", "Reading", "ResultsReport", "Statement"]
