"""Addresses of the pages that belong to the shell."""

from __future__ import annotations

from django.urls import path

from mithaq.web.shell import views

urlpatterns = [
    path("composants/", views.components, name="components"),
    path("mandat/", views.choose_mandate, name="choose_mandate"),
]
