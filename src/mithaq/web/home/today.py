"""« Aujourd’hui »: what waits for a role, by urgency, then what it promised, then its figures."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@login_required
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """Show the home of the mandate in force."""
    return render(request, "home/today.html", {"sections": []})
