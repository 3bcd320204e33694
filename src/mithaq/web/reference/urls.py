"""Addresses of the reference pages."""

from __future__ import annotations

from django.urls import path

from mithaq.web.reference.views import calendars, identifiers, lists, papers, sources, territories
from mithaq.web.shell.public_pages import public_page

urlpatterns = [
    path("territoires/", territories.Territories.as_view(), name="territories"),
    path("territoires/<str:code>/", public_page(territories.territory), name="territory"),
    path("referentiels/", lists.home, name="reference"),
    path("referentiels/banques/", lists.Banks.as_view(), name="banks"),
    path("referentiels/identifiants/", identifiers.check, name="identifiers"),
    path("referentiels/<slug:code>/", lists.Terms.as_view(), name="nomenclature"),
    path("jours-feries/", calendars.Holidays.as_view(), name="holidays"),
    path("jours-feries/<int:year>/", calendars.Holidays.as_view(), name="holidays_of_year"),
    path("jours-feries/nouveau/", calendars.add, name="holiday_add"),
    path("jours-feries/<int:year>/<int:pk>/", calendars.edit, name="holiday_edit"),
    path("jours-feries/<int:year>/<int:pk>/confirmer/", calendars.confirm, name="holiday_confirm"),
    path("jours-feries/<int:year>/<int:pk>/annuler/", calendars.cancel, name="holiday_cancel"),
    path("verifier/", papers.verify, name="verify_paper"),
    path("sources/", sources.Sources.as_view(), name="sources"),
    path("sources/<slug:code>/", public_page(sources.source), name="source"),
]
