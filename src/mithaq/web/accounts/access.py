"""Who opens the journal."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from mithaq.apps.organisations.policies import can_read_audit
from mithaq.web.accounts.acting import acting_mandate


def require_reader(request: HttpRequest) -> None:
    """Refuse whoever does not read the journal under the mandate of the moment."""
    if not can_read_audit(acting_mandate(request)):
        raise PermissionDenied
