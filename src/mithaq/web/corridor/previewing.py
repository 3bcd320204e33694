"""Terms read again before they are sent: what will be sent, and who will read it."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext as _

from mithaq.apps.corridor import operations
from mithaq.apps.corridor.choices.exchanges import ProposalStatus
from mithaq.apps.corridor.operations import CaseReading
from mithaq.apps.corridor.queries.terms_readers import TermsReader, terms_readers
from mithaq.apps.corridor.queries.views import CaseView
from mithaq.web.corridor.acts import Posted

# The acts that are read again, and where their form stands on the page of the case.
PREVIEWED: Final = {"proposer": "acte-proposer", "contre-proposer": "proposition"}
# What the page sends under this name: to send, or to change; nothing asks to read again first.
NEXT: Final = "suite"
SEND: Final = "envoyer"
CHANGE: Final = "modifier"


def try_posted(key: str, posted: Posted) -> None:
    """Refuse now what sending would refuse; nothing is written."""
    operations.try_terms(
        proposal_id=posted.key if key == "contre-proposer" else None,
        terms=posted.text,
        due_on=posted.data.get("due_on"),
        **posted.case,
    )


def preview_words(key: str, reading: CaseReading, posted: Posted) -> dict[str, Any]:
    """What the page of terms to read again shows."""
    case = reading.view
    answered = next((item for item in case.proposals if item.status == ProposalStatus.MADE), None)
    return {
        "case": case,
        "key": key,
        "anchor": PREVIEWED[key],
        "form": posted.form,
        "subject": posted.subject,
        "terms": posted.text,
        "due_on": posted.data.get("due_on"),
        "answered": answered if key == "contre-proposer" else None,
        "readers": told_readers(case, party=reading.party),
        "page_is_exercise": case.is_exercise,
    }


def told_readers(case: CaseView, *, party: str) -> list[tuple[TermsReader, str]]:
    """Every party of a case with what it will read of terms that one of them proposes."""
    return [(row, reading_words(row)) for row in terms_readers(case, proposer=party)]


def reading_words(row: TermsReader) -> str:
    """What a party will read of terms, and whether it has to answer."""
    if row.proposes:
        return _("propose ces termes : c’est vous")
    if not row.reads:
        return _("ne les lit pas : le dossier touche au droit d’une personne")
    return _("les lit et y répond") if row.answers else _("les lit, sans avoir à y répondre")
