"""Tables of corridors: who joins, cases and their sides, what is said and agreed, what recurs."""

from __future__ import annotations

from mithaq.apps.corridor.models.cases import (
    Case,
    ConcernedPerson,
    Explanation,
    Side,
    SideEvent,
)
from mithaq.apps.corridor.models.corridors import (
    CaseFamily,
    CaseOfficer,
    CaseOfficerFamily,
    CaseSubject,
    Corridor,
    CorridorInstitution,
    SideNorm,
)
from mithaq.apps.corridor.models.exchanges import (
    Agreement,
    AgreementSignature,
    Appointment,
    Attachment,
    Message,
    Outcome,
    Proposal,
    Satisfaction,
)
from mithaq.apps.corridor.models.problems import CommitteeReferral, SystemicProblem

__all__ = [
    "Agreement",
    "AgreementSignature",
    "Appointment",
    "Attachment",
    "Case",
    "CaseFamily",
    "CaseOfficer",
    "CaseOfficerFamily",
    "CaseSubject",
    "CommitteeReferral",
    "ConcernedPerson",
    "Corridor",
    "CorridorInstitution",
    "Explanation",
    "Message",
    "Outcome",
    "Proposal",
    "Satisfaction",
    "Side",
    "SideEvent",
    "SideNorm",
    "SystemicProblem",
]
