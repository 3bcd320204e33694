"""Addresses of the first screen, of « Aujourd’hui », of the search and of what explains."""

from __future__ import annotations

from django.urls import path

from mithaq.web.home import errors, search, today, views

urlpatterns = [
    path("", views.home, name="home"),
    path("aujourdhui/", today.today, name="today"),
    path("recherche/", search.search, name="search"),
    path("methode/", views.method, name="method"),
    path("accessibilite/", views.accessibility, name="accessibility"),
    path("signaler/", errors.report_error, name="report_error"),
    path("aujourdhui/<slug:name>/", today.whole, name="today_list"),
    path("signaler/repondre/", errors.answer, name="report_answer"),
    path("signaler/effacer/", errors.erase, name="report_erase"),
]
