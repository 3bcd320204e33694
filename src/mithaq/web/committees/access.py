"""Which committee, which meeting, for whom: the same checks for every screen."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from mithaq.apps.conventions.policies.committees import can_read_committee, can_run_committee
from mithaq.apps.conventions.queries.meetings import committee_detail, meeting_detail
from mithaq.apps.conventions.queries.sitting_views import Access, CommitteeDetail, MeetingDetail


def mandate_of(request: HttpRequest) -> Any:
    """The mandate in force, or None: it is promised lazily and an absent one is falsy."""
    found: Any = getattr(request, "mandate", None)
    return found or None


def signed(request: HttpRequest) -> dict[str, Any]:
    """Who writes, under which mandate, when."""
    return {"actor": request.user, "mandate": mandate_of(request).text, "at": timezone.now()}


def may_run(request: HttpRequest, access: Access) -> bool:
    """Whether this reader runs the committee."""
    return can_run_committee(mandate_of(request), access)


def may_read(request: HttpRequest, access: Access) -> bool:
    """Whether this reader sees more than what is published."""
    return can_read_committee(mandate_of(request), access)


def committee_or_404(reference: str, number: int) -> CommitteeDetail:
    """The committee asked for."""
    found = committee_detail(reference, number, on=timezone.localdate())
    if found is None:
        raise Http404(_("Cette convention n’a pas de comité %(n)s.") % {"n": number})
    return found


def meeting_or_404(reference: str, committee: int, number: int) -> MeetingDetail:
    """The meeting asked for."""
    found = meeting_detail(reference, committee, number, on=timezone.localdate())
    if found is None:
        raise Http404(_("Ce comité n’a pas de séance %(n)s.") % {"n": number})
    return found


def meeting_to_run(
    request: HttpRequest, reference: str, committee: int, number: int
) -> MeetingDetail:
    """The meeting, for whoever runs its committee; others are refused."""
    found = meeting_or_404(reference, committee, number)
    if not may_run(request, found.access):
        raise PermissionDenied
    return found


def meeting_to_read(
    request: HttpRequest, reference: str, committee: int, number: int
) -> MeetingDetail:
    """The meeting, for the bodies it concerns; a stranger does not learn whether it exists."""
    found = meeting_or_404(reference, committee, number)
    if not may_read(request, found.access):
        raise PermissionDenied
    return found


def address(meeting: MeetingDetail) -> tuple[str, int, int]:
    """The arguments of a meeting's address."""
    return meeting.reference, meeting.committee_number, meeting.number
