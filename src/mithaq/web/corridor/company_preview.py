"""Terms read again by a company before it accepts them, or sends others."""

from __future__ import annotations

from typing import Any, Final

from mithaq.apps.corridor.choices.exchanges import ProposalStatus
from mithaq.apps.corridor.operations import CaseReading
from mithaq.apps.corridor.queries.terms_readers import accepting
from mithaq.web.corridor.acts import Posted
from mithaq.web.corridor.previewing import CHANGE, NEXT, SEND, told_readers, try_posted
from mithaq.web.shell.typography import comma
from mithaq.web.shell.words import local

__all__ = ["CHANGE", "NEXT", "PREVIEWED", "SEND", "company_preview"]

# The acts that are read again, and the right that opens each.
PREVIEWED: Final = {
    "accepter": "accept_proposal",
    "contre-proposer": "accept_proposal",
    "proposer": "make_proposal",
}


def company_preview(key: str, reading: CaseReading, posted: Posted) -> dict[str, Any] | None:
    """What the page to read again shows; nothing where the act is not open, which refuses it.

    Raises the ``Refusal`` that sending the terms would raise; nothing is written.
    """
    case = reading.view
    made = next((item for item in case.proposals if item.status == ProposalStatus.MADE), None)
    if PREVIEWED[key] not in reading.acts or (key != "proposer" and made is None):
        return None
    words: dict[str, Any] = {
        "case": case,
        "key": key,
        "form": posted.form,
        "subject": posted.subject,
        "answered": made,
        "page_is_exercise": case.is_exercise,
    }
    if key == "accepter" and made is not None:
        after = accepting(case, made, party=reading.party)
        return words | {
            "is_accepting": True,
            "terms": made.terms,
            "due_on": made.due_on,
            "left": comma().join(map(local, after.left)),
            "signing": comma().join(map(local, after.signing)),
        }
    try_posted(key, posted)
    return words | {
        "terms": posted.text,
        "due_on": posted.data.get("due_on"),
        "readers": told_readers(case, party=reading.party),
    }
