"""The page of open data, in each language."""

from __future__ import annotations

from django.urls import path

from mithaq.web.open_data import views

urlpatterns = [
    path("donnees-ouvertes/", views.page, name="open_data"),
    path("donnees-ouvertes/publier/", views.publish, name="open_data_publish"),
]
