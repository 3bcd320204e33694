"""Terms read again before they are sent or accepted: what they say, who reads, what follows."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext as _

from mithaq.apps.corridor import operations
from mithaq.apps.corridor.operations import CaseReading
from mithaq.apps.corridor.queries.terms_readers import TermsReader, accepting, terms_readers
from mithaq.apps.corridor.queries.views import CaseView, ProposalView
from mithaq.web.corridor.acts import Posted
from mithaq.web.corridor.terms_told import open_proposal
from mithaq.web.corridor.words import names_of_case, weight_words
from mithaq.web.shell.typography import comma
from mithaq.web.shell.words import local

ACCEPT: Final = "accepter"
# The acts that are read again, and where their form stands on the page of the case.
PREVIEWED: Final = {
    "proposer": "acte-proposer", "contre-proposer": "proposition", ACCEPT: "proposition",
}  # fmt: skip
# What the page sends under this name: to send, or to change; nothing asks to read again first.
NEXT: Final = "suite"
SEND: Final = "envoyer"
CHANGE: Final = "modifier"


def try_posted(key: str, posted: Posted) -> None:
    """Refuse now what sending or accepting would refuse; nothing is written."""
    if key == ACCEPT:
        operations.try_acceptance(proposal_id=posted.key, **posted.case)
        return
    operations.try_terms(
        proposal_id=posted.key if key == "contre-proposer" else None,
        terms=posted.text,
        due_on=posted.data.get("due_on"),
        **posted.case,
    )


def preview_words(key: str, reading: CaseReading, posted: Posted) -> dict[str, Any]:
    """What the page of terms to read again shows."""
    case = reading.view
    made = open_proposal(case)
    words: dict[str, Any] = {
        "case": case,
        "key": key,
        "anchor": PREVIEWED[key],
        "form": posted.form,
        "subject": posted.subject,
        "answered": made if key != "proposer" else None,
        "page_is_exercise": case.is_exercise,
    }
    if key == ACCEPT and made is not None:
        return words | acceptance_words(case, made, party=reading.party)
    return words | {
        "terms": posted.text,
        "due_on": posted.data.get("due_on"),
        "readers": told_readers(case, party=reading.party),
    }


def acceptance_words(case: CaseView, proposal: ProposalView, *, party: str) -> dict[str, Any]:
    """What a party accepts, for whom, and what follows: who accepts still, signs, carries out."""
    after = accepting(case, proposal, party=party)
    return {
        "is_accepting": True,
        "terms": proposal.terms,
        "due_on": proposal.due_on,
        "for_whom": names_of_case(case).get(party),
        "left": comma().join(map(local, after.left)),
        "signing": comma().join(map(local, after.signing)),
        "performing": comma().join(map(local, after.performing)),
        "weight": "" if party == case.company else weight_words(case, party),
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
