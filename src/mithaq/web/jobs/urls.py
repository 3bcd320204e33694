"""Addresses of long work."""

from __future__ import annotations

from django.urls import path

from mithaq.web.jobs import views

urlpatterns = [
    path("traitements/", views.JobsView.as_view(), name="jobs"),
    path("traitements/<uuid:public_id>/", views.job, name="job"),
    path("traitements/<uuid:public_id>/avancement/", views.job_progress, name="job_progress"),
    path("traitements/<uuid:public_id>/annuler/", views.cancel, name="job_cancel"),
    path("traitements/<uuid:public_id>/relancer/", views.retry, name="job_retry"),
]
