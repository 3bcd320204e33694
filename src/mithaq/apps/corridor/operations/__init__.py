"""Writing corridors: submissions, sides, exchanges, closings, problems, officers, catalogue."""

from __future__ import annotations

from mithaq.apps.corridor.operations.absences import declare_absence, end_absence
from mithaq.apps.corridor.operations.climbing import (
    call_case,
    contest_refusal,
    escalate_case,
    refer_case,
)
from mithaq.apps.corridor.operations.closing import (
    close_case,
    rate_case,
    reopen_case,
    withdraw_case,
)
from mithaq.apps.corridor.operations.drafts import (
    CaseDraft,
    CorridorDraft,
    FamilyDraft,
    FileDraft,
    InstitutionDraft,
    NormDraft,
    OfficerDraft,
    OutcomeDraft,
    PersonDraft,
    ProblemDraft,
    SubjectDraft,
)
from mithaq.apps.corridor.operations.handing import hand_back, wait_for_other
from mithaq.apps.corridor.operations.loading import load_catalogue, load_corridors
from mithaq.apps.corridor.operations.meeting import move_appointment, propose_appointment
from mithaq.apps.corridor.operations.officers import (
    appoint_officer,
    end_officer,
    set_availability,
)
from mithaq.apps.corridor.operations.persons import (
    record_consent,
    reveal_concerned_person,
    withdraw_consent,
)
from mithaq.apps.corridor.operations.problems import (
    group_cases,
    move_problem,
    open_problem,
    ungroup_case,
)
from mithaq.apps.corridor.operations.proposing import (
    accept_proposal,
    counter_proposal,
    drop_agreement,
    make_proposal,
    refuse_proposal,
    sign_agreement,
    withdraw_proposal,
)
from mithaq.apps.corridor.operations.reading import read_catalogue, read_corridors
from mithaq.apps.corridor.operations.reads import CaseReading, read_attachment, read_case
from mithaq.apps.corridor.operations.referring import (
    refer_called,
    refer_object,
    refer_problem,
    settle_referral,
    withdraw_referral,
)
from mithaq.apps.corridor.operations.refreshing import refresh_clocks
from mithaq.apps.corridor.operations.sides import (
    answer_side,
    ask_completion,
    bring_completion,
    resume_side,
    revise_side,
    see_answers,
    take_side,
    transfer_side,
)
from mithaq.apps.corridor.operations.submitting import (
    answer_explanation,
    show_explanation,
    submit_case,
)
from mithaq.apps.corridor.operations.talking import withdraw_message, write_message, write_note
from mithaq.apps.corridor.operations.trying import try_acceptance, try_terms

__all__ = [
    "CaseDraft",
    "CaseReading",
    "CorridorDraft",
    "FamilyDraft",
    "FileDraft",
    "InstitutionDraft",
    "NormDraft",
    "OfficerDraft",
    "OutcomeDraft",
    "PersonDraft",
    "ProblemDraft",
    "SubjectDraft",
    "accept_proposal",
    "answer_explanation",
    "answer_side",
    "appoint_officer",
    "ask_completion",
    "bring_completion",
    "call_case",
    "close_case",
    "contest_refusal",
    "counter_proposal",
    "declare_absence",
    "drop_agreement",
    "end_absence",
    "end_officer",
    "escalate_case",
    "group_cases",
    "hand_back",
    "load_catalogue",
    "load_corridors",
    "make_proposal",
    "move_appointment",
    "move_problem",
    "open_problem",
    "propose_appointment",
    "rate_case",
    "read_attachment",
    "read_case",
    "read_catalogue",
    "read_corridors",
    "record_consent",
    "refer_called",
    "refer_case",
    "refer_object",
    "refer_problem",
    "refresh_clocks",
    "refuse_proposal",
    "reopen_case",
    "resume_side",
    "reveal_concerned_person",
    "revise_side",
    "see_answers",
    "set_availability",
    "settle_referral",
    "show_explanation",
    "sign_agreement",
    "submit_case",
    "take_side",
    "transfer_side",
    "try_acceptance",
    "try_terms",
    "ungroup_case",
    "wait_for_other",
    "withdraw_case",
    "withdraw_consent",
    "withdraw_message",
    "withdraw_proposal",
    "withdraw_referral",
    "write_message",
    "write_note",
]
