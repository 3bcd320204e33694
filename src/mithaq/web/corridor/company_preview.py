"""Terms read again by a company before it accepts them, or sends others."""

from __future__ import annotations

from typing import Any, Final

from mithaq.apps.corridor.operations import CaseReading
from mithaq.web.corridor.acts import Posted
from mithaq.web.corridor.previewing import CHANGE, NEXT, SEND, preview_words, try_posted
from mithaq.web.corridor.terms_told import open_proposal

__all__ = ["CHANGE", "NEXT", "PREVIEWED", "SEND", "company_preview"]

# The acts that are read again, and the right that opens each.
PREVIEWED: Final = {
    "accepter": "accept_proposal",
    "contre-proposer": "counter_proposal",
    "proposer": "make_proposal",
}


def company_preview(key: str, reading: CaseReading, posted: Posted) -> dict[str, Any] | None:
    """What the page to read again shows; nothing where the act is not open, which refuses it.

    Raises the ``Refusal`` that sending or accepting the terms would raise; nothing is written.
    """
    is_open = PREVIEWED[key] in reading.acts
    if not is_open or (key != "proposer" and open_proposal(reading.view) is None):
        return None
    try_posted(key, posted)
    return preview_words(key, reading, posted)
