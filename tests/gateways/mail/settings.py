"""The mail gateway alone, on a database of its own, with a server that kills who calls it."""

from __future__ import annotations

from mithaq.config.settings import *  # noqa: F403

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "mithaq.apps.accounts",
    "mithaq.gateways.mail",
]
ROOT_URLCONF = "tests.gateways.mail.settings"
TEMPLATES: list[object] = []
urlpatterns: list[object] = []
MIDDLEWARE: list[str] = []
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
EMAIL_BACKEND = "tests.gateways.mail.deadly.DeadlyServer"
