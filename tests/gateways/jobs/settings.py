"""The jobs gateway alone with Django's own users: a worker that starts in a second."""

from __future__ import annotations

from mithaq.config.settings import *  # noqa: F403

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "mithaq.apps.accounts",
    "mithaq.gateways.jobs",
]
ROOT_URLCONF = "tests.gateways.jobs.settings"
TEMPLATES: list[object] = []
urlpatterns: list[object] = []
MIDDLEWARE: list[str] = []
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
JOBS = {
    "count": "tests.gateways.jobs.samples.count",
    "unsteady": "tests.gateways.jobs.samples.unsteady",
    "refusing": "tests.gateways.jobs.samples.refusing",
}
