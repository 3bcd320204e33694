"""Addresses of mediation: the company's side, and the officers' side."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("mithaq.web.corridor.urls_company")),
    path("", include("mithaq.web.corridor.urls_officers")),
]
