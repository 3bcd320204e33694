"""A programme of the fictitious bodies of the cast, followed by its own people."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mithaq.apps.conventions.operations import (
    OwnerDraft,
    ProgressDraft,
    name_owner,
    record_convention,
    record_progress,
)
from mithaq.apps.conventions.operations.drafts import PartyDraft
from mithaq.base.dates import UncertainDate
from mithaq.base.text import Labels
from tests.apps.conventions.drafts import axis, commitment, draft
from tests.conftest import AT
from tests.web.conventions.story import source

REFERENCE = "PROGRAMME-1"
AGENCY = "agence-hesperides"


@pytest.fixture
def programme(bodies: dict[str, int]) -> str:
    """Three commitments: the agency's is late, the region's is later, the joint one undated."""
    origin = commitment().origin
    promises = (
        commitment(text=Labels("Ouvrir un guichet", "فتح شباك"), due=UncertainDate.parse("2025"),
                   debtor_organisation_id=bodies[AGENCY], beneficiary=Labels("jeunes")),
        commitment(text=Labels("Verser la part", "أداء الحصة"),
                   due=UncertainDate.parse("2035-06-30"),
                   debtor_organisation_id=bodies["region-hesperides"]),
        commitment(text=Labels("Se réunir", "الاجتماع"), status="not_published"),
    )  # fmt: skip
    record_convention(
        draft=draft(
            reference=REFERENCE,
            status="active",
            is_exercise=True,
            parties=tuple(
                PartyDraft(organisation_id=bodies[slug], role="party", origin=origin)
                for slug in (AGENCY, "region-hesperides")
            ),
            axes=(axis(commitments=promises),),
        ),
        actor=None,
        mandate="",
        reason="",
        at=AT,
    )
    assert source()
    return REFERENCE


def owned(number: int, organisation: str = AGENCY, **changes: Any) -> None:
    """Make an organisation answer for a commitment since 2025."""
    name_owner(
        reference=REFERENCE, number=number,
        draft=OwnerDraft(organisation=organisation, since_on=date(2025, 1, 1), **changes),
        actor=None, mandate="", reason="", at=AT,
    )  # fmt: skip


def reported(number: int, state: str, **changes: Any) -> None:
    """Report on a commitment."""
    record_progress(
        reference=REFERENCE, number=number,
        draft=ProgressDraft(
            stated_on=date(2026, 2, 1), state=state, done=Labels("Un guichet ouvert", "شباك واحد"),
            **changes,
        ),
        actor=None, mandate="", at=AT,
    )  # fmt: skip
