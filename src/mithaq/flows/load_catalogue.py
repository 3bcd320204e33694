"""The catalogue of problems arrives: the documents that it cites, then families and subjects."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from mithaq.apps.corridor.events import CatalogueLoaded
from mithaq.apps.corridor.operations import load_catalogue as write_catalogue
from mithaq.apps.corridor.operations import read_catalogue
from mithaq.apps.corridor.queries import packaged_catalogue, packaged_sources
from mithaq.apps.reference.operations import load_sources


def load_catalogue(*, at: datetime, actor: Any = None, mandate: str = "") -> CatalogueLoaded:
    """Load what the product ships of the corridor; loading again changes nothing."""
    load_sources(packaged_sources(), at=at, actor=actor, mandate=mandate)
    drafts = read_catalogue(packaged_catalogue())
    return write_catalogue(drafts=drafts, actor=actor, mandate=mandate, at=at)
