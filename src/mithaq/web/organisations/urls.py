"""Addresses of the pages of organisations."""

from __future__ import annotations

from django.urls import path

from mithaq.web.organisations import views
from mithaq.web.shell.public_pages import public_page

urlpatterns = [
    path("organisations/", views.Organisations.as_view(), name="organisations"),
    path("organisations/<slug:slug>/", public_page(views.organisation), name="organisation"),
    path(
        "organisations/<slug:slug>/interlocuteurs/<int:pk>/", views.contact, name="contact_person"
    ),
]
