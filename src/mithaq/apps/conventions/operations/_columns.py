"""From the values of a draft to the columns of a table: texts, proofs and dates."""

from __future__ import annotations

from typing import Any

from mithaq.apps.conventions.operations.drafts import Origin
from mithaq.base.dates import UncertainDate
from mithaq.base.text import LANGUAGES, Labels


def texts(labels: Labels, stem: str = "label") -> dict[str, Any]:
    """The three columns ``<stem>_fr``, ``<stem>_ar``, ``<stem>_en`` of a text."""
    return {f"{stem}_{code}": getattr(labels, code) for code in LANGUAGES}


def proof(origin: Origin) -> dict[str, Any]:
    """The document that says it, and the place in the document."""
    return {"source_id": origin.source_id, "locator": origin.locator}


def dated(when: UncertainDate, stem: str) -> dict[str, Any]:
    """The two columns ``<stem>_on`` and ``<stem>_precision`` of a date half known."""
    return {f"{stem}_on": when.on, f"{stem}_precision": when.precision}
