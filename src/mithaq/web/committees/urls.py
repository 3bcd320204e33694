"""Addresses of committees, their meetings and their decisions."""

from __future__ import annotations

from django.urls import path

from mithaq.web.committees.views import (
    committees,
    composing,
    decisions,
    downloads,
    minutes,
    preparing,
    sitting,
    translating,
)
from mithaq.web.shell.public_pages import public_page

COMMITTEE = "conventions/<str:reference>/comites/<int:committee>"
MEETING = f"{COMMITTEE}/seances/<int:number>"

urlpatterns = [
    path(f"{COMMITTEE}/", public_page(committees.committee), name="committee"),
    path(
        "conventions/<str:reference>/comites/constituer/", composing.found, name="found_committee"
    ),
    path(f"{COMMITTEE}/composition/", composing.composition, name="committee_composition"),
    path(f"{COMMITTEE}/composition/<int:pk>/", composing.member, name="committee_member"),
    path(f"{COMMITTEE}/regle/", composing.rule, name="committee_rule"),
    path(f"{COMMITTEE}/decisions.xlsx", downloads.decisions_xlsx, name="committee_decisions_xlsx"),
    path(f"{MEETING}/", committees.meeting, name="meeting"),
    path(f"{MEETING}/preparer/", preparing.prepare, name="meeting_prepare"),
    path(f"{MEETING}/tenir/", sitting.hold, name="meeting_hold"),
    path(f"{MEETING}/proces-verbal/", minutes.minutes, name="meeting_minutes"),
    path(f"{MEETING}/proces-verbal/arabe/", translating.arabic, name="minutes_arabic"),
    path(f"{MEETING}/proces-verbal/signature-<slug:seat>/", downloads.scan, name="minutes_scan"),
    path(f"{MEETING}/<slug:paper>-<str:code>.pdf", downloads.paper, name="meeting_paper"),
    path("decisions/", decisions.Decisions.as_view(), name="decisions"),
    path("decisions/<int:pk>/", decisions.decision, name="decision"),
]
