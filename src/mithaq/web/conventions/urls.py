"""Addresses of conventions."""

from __future__ import annotations

from django.urls import path

from mithaq.web.conventions import exporting, register, views
from mithaq.web.conventions.amendments.listing import amendments
from mithaq.web.conventions.amendments.recording import record as record_amendment
from mithaq.web.conventions.drafting.urls import urlpatterns_drafting
from mithaq.web.conventions.importing import urlpatterns_import
from mithaq.web.conventions.noting import issue_note, note
from mithaq.web.conventions.roadmaps import writing
from mithaq.web.conventions.roadmaps.views import move, reach, roadmap
from mithaq.web.shell.public_pages import public_page

ROAD = "conventions/<str:reference>/feuille-de-route"

urlpatterns = [
    path("conventions/", public_page(register.RegisterView.as_view()), name="conventions"),
    *urlpatterns_import,
    *urlpatterns_drafting,
    path("conventions/<str:reference>/", views.convention, name="convention"),
    path("conventions/<str:reference>/feuille-de-route/", roadmap, name="roadmap"),
    path(
        "conventions/<str:reference>/feuille-de-route/<int:workstream>/<int:number>/",
        reach,
        name="milestone_reach",
    ),
    path(
        "conventions/<str:reference>/feuille-de-route/<int:workstream>/etape/",
        move,
        name="workstream_move",
    ),
    path(
        "conventions/<str:reference>/feuille-de-route/ouvrir/", writing.begin, name="roadmap_begin"
    ),
    path(f"{ROAD}/chantier/", writing.workstream, name="workstream_add"),
    path(f"{ROAD}/<int:number>/corriger/", writing.workstream, name="workstream_change"),
    path(f"{ROAD}/<int:number>/jalon/", writing.milestone, name="milestone_add"),
    path(f"{ROAD}/<int:number>/<int:rank>/deplacer/", writing.milestone, name="milestone_change"),
    path(
        "conventions/<str:reference>/evaluations/<str:kind>/<int:rank>/decision/",
        writing.recommendation,
        name="recommendation_link",
    ),
    path("conventions/<str:reference>/note/<str:code>.pdf", note, name="convention_note"),
    path("conventions/<str:reference>/note/<str:code>/emettre/", issue_note, name="note_issue"),
    path("conventions/<str:reference>/avenants/", amendments, name="convention_amendments"),
    path(
        "conventions/<str:reference>/avenants/inscrire/", record_amendment, name="amendment_record"
    ),
    path("conventions/<str:reference>/fichier/", exporting.export, name="convention_export"),
]
