"""A convention, its people, its promises, its money and its bodies."""

from __future__ import annotations

from mithaq.apps.conventions.models.alarms import AlarmPause
from mithaq.apps.conventions.models.amendments import Amendment, AmendmentChange
from mithaq.apps.conventions.models.bodies import Committee, Document, Remark
from mithaq.apps.conventions.models.committees import (
    AgendaItem,
    Attendance,
    CommitteeMember,
    CommitteeRule,
    Meeting,
)
from mithaq.apps.conventions.models.conventions import Convention, ConventionSet
from mithaq.apps.conventions.models.decisions import (
    Decision,
    DecisionStep,
    Minutes,
    MinutesSignature,
)
from mithaq.apps.conventions.models.drafting import (
    Deliberation,
    DraftComment,
    Drafting,
    DraftingBody,
    DraftVersion,
    Visa,
)
from mithaq.apps.conventions.models.feeds import CalendarFeed
from mithaq.apps.conventions.models.following import CommitmentOwner, CommitmentProgress
from mithaq.apps.conventions.models.life import EntryWaiver, LifeEvent
from mithaq.apps.conventions.models.money import BudgetLine
from mithaq.apps.conventions.models.people import Contribution, Party, Signatory, Witness
from mithaq.apps.conventions.models.promises import Axis, Commitment, Measure
from mithaq.apps.conventions.models.roadmaps import (
    Evaluation,
    EvaluationPoint,
    Milestone,
    Roadmap,
    Workstream,
)
from mithaq.apps.conventions.models.signing import (
    FolderView,
    SigningFolder,
    SigningSession,
    SigningTurn,
)
from mithaq.apps.conventions.models.targets import Target
from mithaq.apps.conventions.models.ties import ConventionLink, LanguageVersion, PreambleReference

__all__ = [
    "AgendaItem",
    "AlarmPause",
    "Amendment",
    "AmendmentChange",
    "Attendance",
    "Axis",
    "BudgetLine",
    "CalendarFeed",
    "Commitment",
    "CommitmentOwner",
    "CommitmentProgress",
    "Committee",
    "CommitteeMember",
    "CommitteeRule",
    "Contribution",
    "Convention",
    "ConventionLink",
    "ConventionSet",
    "Decision",
    "DecisionStep",
    "Deliberation",
    "Document",
    "DraftComment",
    "DraftVersion",
    "Drafting",
    "DraftingBody",
    "EntryWaiver",
    "Evaluation",
    "EvaluationPoint",
    "FolderView",
    "LanguageVersion",
    "LifeEvent",
    "Measure",
    "Meeting",
    "Milestone",
    "Minutes",
    "MinutesSignature",
    "Party",
    "PreambleReference",
    "Remark",
    "Roadmap",
    "Signatory",
    "SigningFolder",
    "SigningSession",
    "SigningTurn",
    "Target",
    "Visa",
    "Witness",
    "Workstream",
]
