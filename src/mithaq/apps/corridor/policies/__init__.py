"""Who may do what in a corridor: read from a mandate and from what a case concerns."""

from __future__ import annotations

from mithaq.apps.corridor.policies.acts import acts_of
from mithaq.apps.corridor.policies.cases import (
    SIDE_POLICIES,
    can_act_for_side,
    can_answer_proposal,
    can_answer_side,
    can_close_case,
    can_escalate_case,
    can_join_case,
    can_read_case,
    can_read_content,
    can_read_note,
    can_read_person,
    can_refer_to_committee,
    can_reopen_case,
    can_see_answers,
    can_sign_agreement,
    can_speak_for_company,
    can_submit_case,
    can_withdraw_consent,
    can_withdraw_proposal,
    party_of,
    queue_scope,
    reader_of,
)
from mithaq.apps.corridor.policies.corridors import (
    can_keep_officers,
    can_settle_referral,
    can_steer_problem,
)

__all__ = [
    "SIDE_POLICIES",
    "acts_of",
    "can_act_for_side",
    "can_answer_proposal",
    "can_answer_side",
    "can_close_case",
    "can_escalate_case",
    "can_join_case",
    "can_keep_officers",
    "can_read_case",
    "can_read_content",
    "can_read_note",
    "can_read_person",
    "can_refer_to_committee",
    "can_reopen_case",
    "can_see_answers",
    "can_settle_referral",
    "can_sign_agreement",
    "can_speak_for_company",
    "can_steer_problem",
    "can_submit_case",
    "can_withdraw_consent",
    "can_withdraw_proposal",
    "party_of",
    "queue_scope",
    "reader_of",
]
