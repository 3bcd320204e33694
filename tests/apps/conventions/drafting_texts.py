"""A text to draft, the people who draft it, and the steps that bring it to the signature."""

from __future__ import annotations

from datetime import date
from typing import Any

from mithaq.apps.accounts.models import User
from mithaq.apps.conventions import operations
from mithaq.apps.conventions.models import Drafting, SigningFolder
from mithaq.apps.organisations.operations import MandateDraft, grant_mandate
from mithaq.apps.organisations.queries import MandateView, mandates_in_force_for
from mithaq.base.text import Labels
from tests.conftest import AT, person

TODAY = date(2026, 3, 2)
AGENCY, REGION, COMPANY = "agence-hesperides", "region-hesperides", "conserves-du-verger"


def content(**changes: Any) -> dict[str, Any]:
    """A complete text between two fictitious bodies."""
    right: dict[str, Any] = {
        "reference": "PROJET-HESPERIDES",
        "kind": "partnership",
        "level": "regional",
        "title": {"fr": "Un partenariat", "ar": "شراكة", "en": "A partnership"},
        "purpose": {"fr": "Agir ensemble pour l’emploi.", "ar": "العمل معا.", "en": "Act."},
        "duration": "fixed",
        "covers": {"from": "2026-01-01", "to": "2027-12-31"},
        "parties": [
            {"organisation": AGENCY, "role": "party", "signatories": [signatory("Alice")]},
            {"organisation": REGION, "role": "party", "signatories": [signatory("Rachid")]},
        ],
        "commitments": [
            {
                "text": {"fr": "Former cent personnes.", "ar": "تكوين مائة شخص."},
                "debtor": AGENCY,
                "nature": "result",
                "status": "to_come",
                "grade": "contractual",
            }
        ],
    }
    return {**right, **changes}


def signatory(name: str) -> dict[str, Any]:
    return {"person": {"fr": name}, "capacity": {"fr": "directeur", "ar": "المدير"}}


def under(user: User, role: str = "", on: date = TODAY) -> MandateView | None:
    """The mandate of a person on a day, in a role when it is named."""
    held = mandates_in_force_for(user=user, on=on)
    return next((item for item in held if role in ("", item.role)), None)


def grant(user: User, role: str, organisation: str, **changes: Any) -> None:
    """Give somebody one more mandate."""
    values: dict[str, Any] = {
        "user_id": user.pk, "role": role, "organisation": organisation,
        "starts_on": date(2024, 1, 1), "capacity": Labels("directeur", "المدير", "director"),
    }  # fmt: skip
    grant_mandate(draft=MandateDraft(**{**values, **changes}), actor=None, mandate="", at=AT)


def signer(username: str, organisation: str) -> User:
    """Somebody who signs for a body."""
    return person(username, username.title(), "signatory", organisation=organisation)


def open_text(user: User, **changes: Any) -> str:
    """Open a text, in negotiation; give its public id."""
    circuit = {name: changes.pop(name, ()) for name in ("visas", "deliberating")}
    opened = operations.open_drafting(
        content=content(**changes), **circuit, actor=user, under=under(user), at=AT
    )
    move(user, opened.public_id, "open_negotiation")
    return opened.public_id


def move(user: User, public_id: str, action: str, reason: str = "") -> str:
    """Take one step of the table."""
    return operations.move_drafting(
        public_id=public_id, action=action, reason=reason, actor=user, under=under(user), at=AT
    ).stage


def folder_of(public_id: str) -> str:
    """The open folder of a text."""
    text = Drafting.objects.get(public_id=public_id)
    return str(SigningFolder.objects.get(drafting=text, status="open").public_id)


def read_and_sign(user: User, folder_id: str) -> bool:
    """Open a folder, then sign it; tell whether that was the last signature."""
    held = under(user, "signatory")
    operations.view_folder(folder_id=folder_id, actor=user, under=held, at=AT)
    (signed,) = operations.sign_folders(folder_ids=[folder_id], actor=user, under=held, at=AT)
    return signed.is_complete
