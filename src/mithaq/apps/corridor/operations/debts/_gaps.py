"""What a plan asks beside the law: read before it is approved, and told in the journal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mithaq.apps.corridor.operations.debts import _words as words
from mithaq.apps.corridor.queries.debts import PlanGaps
from mithaq.base.errors import Fault
from mithaq.base.money import centimes_to_dirhams
from mithaq.base.text import Labels

GAP_UNREAD: Final = Labels(
    "Cet échéancier demande {0} DH de plus que la loi et {1} DH de moins : cochez que vous avez lu "
    "cet écart avant de l’approuver.",
    "يطلب هذا الجدول {0} درهما زيادة على القانون و{1} درهما أقل منه: ضعوا علامة على أنكم قرأتم هذا "
    "الفرق قبل الموافقة عليه.",
    "This plan asks {0} DH more than the law and {1} DH less: tick that you read this difference "
    "before you approve it.",
)


def unread_faults(found: PlanGaps, *, is_read: bool) -> Iterator[Fault]:
    """Whether a plan that asks another amount than the law gives was read so by who approves it."""
    if found and not is_read:
        above, below = centimes_to_dirhams(found.above), centimes_to_dirhams(found.below)
        said = words.number(GAP_UNREAD, above, below)
        yield words.fault("is_gap_read", "gap_is_read", said)


def told_gaps(found: PlanGaps | None, *, is_read: bool | None) -> dict[str, object]:
    """What the journal keeps of it: how much above and below the law, and whether it was read."""
    if not found:
        return {}
    told: dict[str, object] = {
        "above_law_centimes": found.above, "below_law_centimes": found.below,
    }  # fmt: skip
    return told if is_read is None else told | {"gap_read": is_read}
