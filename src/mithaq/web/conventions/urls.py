"""Addresses of conventions."""

from __future__ import annotations

from django.urls import path

from mithaq.web.conventions import exporting, register, views
from mithaq.web.conventions.importing import urlpatterns_import
from mithaq.web.shell.public_pages import public_page

urlpatterns = [
    path("conventions/", public_page(register.RegisterView.as_view()), name="conventions"),
    *urlpatterns_import,
    path("conventions/<str:reference>/", views.convention, name="convention"),
    path("conventions/<str:reference>/fichier/", exporting.export, name="convention_export"),
]
