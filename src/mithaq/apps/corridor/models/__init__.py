"""Tables of corridors: who joins, cases and their sides, what is said and agreed, what recurs."""

from __future__ import annotations

from mithaq.apps.corridor.models.absences import CaseAbsence
from mithaq.apps.corridor.models.answers import SideAnswer
from mithaq.apps.corridor.models.cases import (
    Case,
    ConcernedPerson,
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
from mithaq.apps.corridor.models.debts import (
    Contest,
    ContestEvidence,
    DebtLine,
    DebtStatement,
    GoodStanding,
)
from mithaq.apps.corridor.models.draws import ControlDraw, DrawnCompany, FollowUp
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
from mithaq.apps.corridor.models.explanations import Explanation
from mithaq.apps.corridor.models.numbers import NumberSeries
from mithaq.apps.corridor.models.problems import CommitteeReferral, SystemicProblem
from mithaq.apps.corridor.models.questions import (
    Answer,
    AnswerEvidence,
    HelpRequest,
    Question,
    QuestionDecision,
    ScoreReading,
    Signal,
)
from mithaq.apps.corridor.models.reasons import CaseReason
from mithaq.apps.corridor.models.reforms import ReformDrafter, ReformProposal
from mithaq.apps.corridor.models.settlements import (
    CurrentContribution,
    Instalment,
    InstalmentPayment,
    PlanDefault,
    Settlement,
)

__all__ = [
    "Agreement",
    "AgreementSignature",
    "Answer",
    "AnswerEvidence",
    "Appointment",
    "Attachment",
    "Case",
    "CaseAbsence",
    "CaseFamily",
    "CaseOfficer",
    "CaseOfficerFamily",
    "CaseReason",
    "CaseSubject",
    "CommitteeReferral",
    "ConcernedPerson",
    "Contest",
    "ContestEvidence",
    "ControlDraw",
    "Corridor",
    "CorridorInstitution",
    "CurrentContribution",
    "DebtLine",
    "DebtStatement",
    "DrawnCompany",
    "Explanation",
    "FollowUp",
    "GoodStanding",
    "HelpRequest",
    "Instalment",
    "InstalmentPayment",
    "Message",
    "NumberSeries",
    "Outcome",
    "PlanDefault",
    "Proposal",
    "Question",
    "QuestionDecision",
    "ReformDrafter",
    "ReformProposal",
    "Satisfaction",
    "ScoreReading",
    "Settlement",
    "Side",
    "SideAnswer",
    "SideEvent",
    "SideNorm",
    "Signal",
    "SystemicProblem",
]
