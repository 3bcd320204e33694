"""Why each role opens what concerns a company: kept in French, read in any language."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext, gettext_noop

from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.queries import MandateView
from mithaq.web.shell.words import typed

OWN_CASE: Final = gettext_noop("suivi de son dossier par l’entreprise")
RECEIPT: Final = gettext_noop("accusé de réception du dépôt")
OWN_VALUE: Final = gettext_noop("Lecture par l’entreprise concernée")
_USUAL_CASE: Final = gettext_noop("traitement du dossier par son institution")
_CASES: Final = {
    Role.EMPLOYER: OWN_CASE,
    Role.AUDITOR: gettext_noop("contrôle du dossier par l’auditeur"),
    Role.COMMITTEE_SECRETARY: gettext_noop("préparation du comité permanent"),
}
_READINGS: Final = {
    Role.EMPLOYER: gettext_noop("consultation par l’entreprise"),
    Role.FEDERATION_OFFICER: gettext_noop("aide de la fédération à l’entreprise"),
    Role.FUND_OFFICER: gettext_noop("instruction par la caisse"),
    Role.SIGNATORY: gettext_noop("décision de la caisse"),
    Role.AUDITOR: gettext_noop("contrôle de l’auditeur"),
}
WRITTEN: Final = (RECEIPT, OWN_VALUE, _USUAL_CASE, *_CASES.values(), *_READINGS.values())


def case_purpose(mandate: MandateView | None) -> str:
    """Why a role opens a case of mediation."""
    return _CASES.get(mandate.role, _USUAL_CASE) if mandate else _USUAL_CASE


def reading_purpose(mandate: MandateView | None) -> str:
    """Why a role opens debts, a question or a list drawn; nothing for one that never does."""
    return _READINGS.get(mandate.role, "") if mandate else ""


def purpose_words(purpose: str) -> str:
    """A purpose in the reader's language where the product wrote it, else as it was typed."""
    return gettext(purpose) if purpose in WRITTEN else typed(purpose)
