"""Addresses: every page lives under its language; `/` goes to the visitor's own."""

from __future__ import annotations

from importlib.util import find_spec

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from mithaq.web.shell import views

PACKAGES = (
    "home",
    "following",
    "committees",
    "conventions",
    "corridor",
    "questions",
    "debts",
    "programmes",
    "simulators",
    "reforms",
    "observatory",
    "organisations",
    "reference",
    "accounts",
    "jobs",
    "open_data",
    "shell",
)


def _pages() -> list[URLPattern | URLResolver]:
    modules = (f"mithaq.web.{name}" for name in PACKAGES)
    return [
        path("", include(f"{module}.urls"))
        for module in modules
        if find_spec(module) and find_spec(f"{module}.urls")
    ]


urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.to_own_language, name="root"),
    path("", include("mithaq.api.urls")),
    path("", include("mithaq.web.open_data.files")),
    *i18n_patterns(*_pages(), prefix_default_language=True),
]

handler400 = views.bad_request
handler403 = views.forbidden
handler404 = views.not_found
handler500 = views.server_error
