"""Addresses of the pages of schemes."""

from __future__ import annotations

from django.urls import path

from mithaq.web.programmes import steering, views
from mithaq.web.shell.public_pages import public_page

urlpatterns = [
    path("programmes/", public_page(views.schemes), name="schemes"),
    path("programmes/<slug:code>/", public_page(views.scheme), name="scheme"),
    path("programmes/<slug:code>/delais/", views.delays, name="scheme_delays"),
    path("programmes/<slug:code>/editions/nouvelle/", steering.prepare, name="edition_prepare"),
    path(
        "programmes/<slug:code>/editions/<int:number>/enveloppe/",
        steering.envelope,
        name="envelope_add",
    ),
    path(
        "programmes/<slug:code>/editions/<int:number>/<slug:step>/",
        steering.move,
        name="edition_move",
    ),
    path(
        "programmes/<slug:code>/enveloppes/<int:pk>/releve/",
        steering.reading,
        name="envelope_reading",
    ),
    path("loi/valeurs/<str:path>/", steering.replace, name="law_value"),
    path("loi/valeurs/<str:path>/<int:pk>/rendre/", steering.give_back, name="law_give_back"),
]
