"""Writing conventions: one function, one transaction, one audit line."""

from __future__ import annotations

from mithaq.apps.conventions.operations._amendment_checks import AmendmentDraft
from mithaq.apps.conventions.operations._checks import convention_faults
from mithaq.apps.conventions.operations.amending import (
    amendment_faults,
    record_amendment,
    withdraw_amendment,
)
from mithaq.apps.conventions.operations.drafting import (
    open_drafting,
    resolve_comment,
    save_version,
    set_circuit,
    write_comment,
)
from mithaq.apps.conventions.operations.feeding import open_calendar_feed, revoke_calendar_feed
from mithaq.apps.conventions.operations.life import Step, change_life, waive_entry_point
from mithaq.apps.conventions.operations.owning import OwnerDraft, name_owner
from mithaq.apps.conventions.operations.pausing import pause_alarm
from mithaq.apps.conventions.operations.recommending import link_recommendation
from mithaq.apps.conventions.operations.recording import record_convention
from mithaq.apps.conventions.operations.refusing import RefusalDraft, refuse_signature
from mithaq.apps.conventions.operations.reporting import (
    Evidence,
    ProgressDraft,
    progress_faults,
    record_progress,
)
from mithaq.apps.conventions.operations.roadmap_lines import (
    By,
    MilestoneLine,
    WorkstreamLine,
    open_roadmap,
    write_milestone,
    write_workstream,
)
from mithaq.apps.conventions.operations.roadmaps import (
    EvaluationDraft,
    MilestoneDraft,
    WorkstreamDraft,
    draw_roadmap,
    move_workstream,
    reach_milestone,
    record_evaluation,
)
from mithaq.apps.conventions.operations.signing import (
    Scan,
    conclude_drafting,
    open_session,
    sign_folders,
    sign_on_paper,
    view_folder,
)
from mithaq.apps.conventions.operations.stages import (
    Vote,
    answer_visa,
    move_drafting,
    record_deliberation,
)
from mithaq.apps.conventions.operations.withdrawing import withdraw_convention

__all__ = [
    "AmendmentDraft",
    "By",
    "EvaluationDraft",
    "Evidence",
    "MilestoneDraft",
    "MilestoneLine",
    "OwnerDraft",
    "ProgressDraft",
    "RefusalDraft",
    "Scan",
    "Step",
    "Vote",
    "WorkstreamDraft",
    "WorkstreamLine",
    "amendment_faults",
    "answer_visa",
    "change_life",
    "conclude_drafting",
    "convention_faults",
    "draw_roadmap",
    "link_recommendation",
    "move_drafting",
    "move_workstream",
    "name_owner",
    "open_calendar_feed",
    "open_drafting",
    "open_roadmap",
    "open_session",
    "pause_alarm",
    "progress_faults",
    "reach_milestone",
    "record_amendment",
    "record_convention",
    "record_deliberation",
    "record_evaluation",
    "record_progress",
    "refuse_signature",
    "resolve_comment",
    "revoke_calendar_feed",
    "save_version",
    "set_circuit",
    "sign_folders",
    "sign_on_paper",
    "view_folder",
    "waive_entry_point",
    "withdraw_amendment",
    "withdraw_convention",
    "write_comment",
    "write_milestone",
    "write_workstream",
]
