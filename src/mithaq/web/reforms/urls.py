"""Addresses of the reform lab."""

from __future__ import annotations

from django.urls import path

from mithaq.web.reforms import views

urlpatterns = [
    path("reformes/", views.Reforms.as_view(), name="reforms"),
    path("reformes/nouvelle/", views.write, name="reform_write"),
    path("reformes/population/", views.population, name="reform_population"),
    path("reformes/<uuid:public_id>/", views.Reform.as_view(), name="reform"),
]
