"""Reading corridors: the catalogue, queues, cases as one reader may see them, the scoreboard."""

from __future__ import annotations

from mithaq.apps.corridor.queries.access import CaseAccess, access_of, federations_on
from mithaq.apps.corridor.queries.agenda import calls_of_corridor, referral_of_key
from mithaq.apps.corridor.queries.cases import case_view
from mithaq.apps.corridor.queries.clocks import clocks_of, working_days
from mithaq.apps.corridor.queries.committees import members_of
from mithaq.apps.corridor.queries.corridors import (
    CorridorView,
    FamilyView,
    InstitutionView,
    NormView,
    SubjectView,
    catalogue,
    corridor,
    corridors,
    corridors_of,
    corridors_open_to,
    institutions_on,
    subject,
)
from mithaq.apps.corridor.queries.lists import cases_of_problem
from mithaq.apps.corridor.queries.loading import packaged_catalogue, packaged_sources
from mithaq.apps.corridor.queries.officers import OfficerView, officers
from mithaq.apps.corridor.queries.problems import problem, problems_of, repeated_subjects
from mithaq.apps.corridor.queries.queues import Shown, queue_page
from mithaq.apps.corridor.queries.referrals import referrals_of
from mithaq.apps.corridor.queries.scoreboard import Figure, Scoreboard, ScoreCell, scoreboard
from mithaq.apps.corridor.queries.turns import Act, SideState, Turn, whose_turn
from mithaq.apps.corridor.queries.views import (
    AgreementView,
    AppointmentView,
    AttachmentView,
    CaseView,
    MessageView,
    OutcomeView,
    PersonView,
    ProblemView,
    ProposalView,
    QueueCounts,
    QueuePage,
    QueueRow,
    QueueScope,
    Reader,
    ReferralView,
    SideView,
    SignatureView,
)

__all__ = [
    "Act",
    "AgreementView",
    "AppointmentView",
    "AttachmentView",
    "CaseAccess",
    "CaseView",
    "CorridorView",
    "FamilyView",
    "Figure",
    "InstitutionView",
    "MessageView",
    "NormView",
    "OfficerView",
    "OutcomeView",
    "PersonView",
    "ProblemView",
    "ProposalView",
    "QueueCounts",
    "QueuePage",
    "QueueRow",
    "QueueScope",
    "Reader",
    "ReferralView",
    "ScoreCell",
    "Scoreboard",
    "Shown",
    "SideState",
    "SideView",
    "SignatureView",
    "SubjectView",
    "Turn",
    "access_of",
    "calls_of_corridor",
    "case_view",
    "cases_of_problem",
    "catalogue",
    "clocks_of",
    "corridor",
    "corridors",
    "corridors_of",
    "corridors_open_to",
    "federations_on",
    "institutions_on",
    "members_of",
    "officers",
    "packaged_catalogue",
    "packaged_sources",
    "problem",
    "problems_of",
    "queue_page",
    "referral_of_key",
    "referrals_of",
    "repeated_subjects",
    "scoreboard",
    "subject",
    "whose_turn",
    "working_days",
]
