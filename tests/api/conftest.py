"""A register with a real convention, an exercise, figures and a report, for programs to read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache

from mithaq.apps.observatory.operations import record_observations
from mithaq.flows.publish_results_report import publish_results_report
from tests.apps.observatory.real import SIGNED, record_real
from tests.apps.observatory.world import WHO, insertions, world
from tests.conftest import AT

__all__ = ["world"]


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def register(world: Any) -> str:
    """The reference of the real convention; figures of both kinds stand beside it."""
    reference = record_real()
    drafts = [
        insertions(sex=sex, milieu=milieu)
        for sex in ("all", "women", "men")
        for milieu in ("all", "urban", "rural")
    ]
    record_observations(drafts=drafts, **WHO)
    record_observations(
        drafts=[insertions(source="dossier-hesperides", organisation="agence-hesperides")], **WHO
    )
    publish_results_report(
        reference=reference, as_of=SIGNED, actor=None, mandate="essai", reason="essai", at=AT
    )
    assert date(2017, 6, 13) == SIGNED
    return reference
