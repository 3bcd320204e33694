"""Why each role takes the journal away: kept in French, read in any language."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_noop

from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.queries import MandateView
from mithaq.web.corridor import purposes

_TAKEN: Final = {
    Role.AUDITOR: gettext_noop("contrôle du journal par l’auditeur"),
    Role.ADMINISTRATOR: gettext_noop("administration de l’installation"),
}
WRITTEN: Final = (*_TAKEN.values(), *purposes.WRITTEN)


def journal_purpose(mandate: MandateView | None) -> str:
    """Why a role takes lines of the journal away; nothing for who reads it under none."""
    return _TAKEN.get(mandate.role, "") if mandate else ""
