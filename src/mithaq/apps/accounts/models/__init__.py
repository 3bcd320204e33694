"""Users, the installation, audit lines and their seals."""

from __future__ import annotations

from mithaq.apps.accounts.models.audit import AuditLine, Seal, SealedLine
from mithaq.apps.accounts.models.people import Installation, User

__all__ = ["AuditLine", "Installation", "Seal", "SealedLine", "User"]
