"""What corridors are arrives: the catalogue of problems, who joins, their hours and delays."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from mithaq.apps.corridor.events import CatalogueLoaded
from mithaq.apps.corridor.operations import load_catalogue as write_catalogue
from mithaq.apps.corridor.operations import load_corridors as write_corridors
from mithaq.apps.corridor.operations import read_catalogue
from mithaq.apps.corridor.operations.drafts import CorridorDraft
from mithaq.apps.corridor.queries import packaged_catalogue, packaged_sources
from mithaq.apps.reference.operations import load_sources
from mithaq.flows.move_calendar import refresh_open_clocks


def load_catalogue(*, at: datetime, actor: Any = None, mandate: str = "") -> CatalogueLoaded:
    """Load what the product ships of the corridor; loading again changes nothing."""
    load_sources(packaged_sources(), at=at, actor=actor, mandate=mandate)
    drafts = read_catalogue(packaged_catalogue())
    return write_catalogue(drafts=drafts, actor=actor, mandate=mandate, at=at)


@transaction.atomic
def load_corridors(
    *, drafts: Iterable[CorridorDraft], at: datetime, actor: Any = None, mandate: str = ""
) -> CatalogueLoaded:
    """Load corridors, their institutions, hours and delays; where something changed, the clocks
    that run are read again. A case already filed keeps the delay that it was promised."""
    loaded = write_corridors(drafts=drafts, actor=actor, mandate=mandate, at=at)
    if loaded.changed:
        refresh_open_clocks(actor=actor, at=at)
    return loaded
