"""The shell alone, so that its tests say nothing of the pages built on it."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, path

from mithaq.web.shell import urls, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.to_own_language),
    *i18n_patterns(*urls.urlpatterns),
]
handler404 = views.not_found
