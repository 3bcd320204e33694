"""Who may do what with a convention: pure predicates on a mandate in force."""

from __future__ import annotations

from mithaq.apps.conventions.policies.following import (
    Stake,
    can_name_owner,
    can_pause_alarm,
    can_read_follow_up,
    can_release_commitment,
    can_report_progress,
)
from mithaq.apps.conventions.policies.texts import (
    DRAFTING_POLICIES,
    LIFE_POLICIES,
    can_conclude_drafting,
    can_edit_drafting,
    can_evaluate_convention,
    can_give_visa,
    can_open_drafting,
    can_record_deliberation,
    can_see_drafting,
    can_sign,
    can_steer_convention,
    can_steer_drafting,
)

__all__ = [
    "DRAFTING_POLICIES",
    "LIFE_POLICIES",
    "Stake",
    "can_conclude_drafting",
    "can_edit_drafting",
    "can_evaluate_convention",
    "can_give_visa",
    "can_name_owner",
    "can_open_drafting",
    "can_pause_alarm",
    "can_read_follow_up",
    "can_record_deliberation",
    "can_release_commitment",
    "can_report_progress",
    "can_see_drafting",
    "can_sign",
    "can_steer_convention",
    "can_steer_drafting",
]
