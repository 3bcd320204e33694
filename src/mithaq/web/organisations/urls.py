"""Addresses of the pages of organisations."""

from __future__ import annotations

from django.urls import path

from mithaq.web.organisations import memberships, views
from mithaq.web.shell.public_pages import public_page

urlpatterns = [
    path("organisations/", views.Organisations.as_view(), name="organisations"),
    path("organisations/<slug:slug>/", public_page(views.organisation), name="organisation"),
    path("organisations/<slug:slug>/adhesion/", memberships.add_member, name="member_add"),
    path(
        "organisations/<slug:slug>/adhesion/<int:pk>/fin/",
        memberships.end_member,
        name="member_end",
    ),
    path(
        "organisations/<slug:slug>/interlocuteurs/<int:pk>/", views.contact, name="contact_person"
    ),
]
