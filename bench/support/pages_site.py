"""The product's site and, beside it, the bare peer: same middleware, same table, plain template."""

from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.support.settings")

import django

django.setup()

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from mithaq.apps.conventions.models import Convention
from mithaq.config import urls as product

ROWS = 25
PLAIN = engines["django"].from_string(
    "<!doctype html><html lang=fr><title>bare</title><table>"
    "{% for row in rows %}<tr><td>{{ row.reference }}<td>{{ row.label_fr }}<td>{{ row.kind }}"
    "<td>{{ row.level }}<td>{{ row.status }}<td>{{ row.signed_on }}{% endfor %}</table>"
)


def bare(request: HttpRequest) -> HttpResponse:
    """Twenty-five rows of the register's table through a plain template."""
    fields = ("reference", "label_fr", "kind", "level", "status", "signed_on")
    rows = Convention.objects.order_by("-signed_on", "reference").values(*fields)[:ROWS]
    return HttpResponse(PLAIN.render({"rows": rows}, request))


# A first visit after a write: nothing is kept from one request to the next.
if os.environ.get("BENCH_KEEPS_NOTHING"):
    settings.CACHES = {
        name: {"BACKEND": "django.core.cache.backends.dummy.DummyCache"} for name in settings.CACHES
    }

urlpatterns = [path("bare/", bare), *product.urlpatterns]
settings.ROOT_URLCONF = __name__

from mithaq.config.wsgi import application

__all__ = ["application", "urlpatterns"]
