"""Permanent addresses of the files: without a language, for they hold all three."""

from __future__ import annotations

from django.urls import path

from mithaq.web.open_data import views

urlpatterns = [
    path("donnees/<str:name>", views.file, name="open_data_file"),
    path("donnees/<str:edition>/<str:name>", views.file, name="open_data_edition_file"),
]
