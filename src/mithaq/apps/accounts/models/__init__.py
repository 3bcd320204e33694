"""Users, the installation, audit lines and their seals."""

from __future__ import annotations

from mithaq.apps.accounts.models.audit import AuditLine, OpenSeal, Seal, SealedLine
from mithaq.apps.accounts.models.notices import NoticePreference
from mithaq.apps.accounts.models.people import Installation, User
from mithaq.apps.accounts.models.reports import ErrorReport

__all__ = [
    "AuditLine",
    "ErrorReport",
    "Installation",
    "NoticePreference",
    "OpenSeal",
    "Seal",
    "SealedLine",
    "User",
]
