"""Addresses for programs: outside the languages, because answers hold all three."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from mithaq.api.docs import docs
from mithaq.api.permalinks import permalink
from mithaq.api.service import api


@csrf_exempt  # nothing is written at either address
def short_law(request: HttpRequest, rest: str) -> HttpResponse:
    """Lead the short address of the law to its present version, with its verb and its body."""
    asked = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    return HttpResponsePermanentRedirect(f"/api/v1/law/{rest}{asked}", preserve_request=True)


urlpatterns = [
    path("api/v1/docs", docs, name="api_docs"),
    path("api/v1/", api.urls),
    path("api/law/<path:rest>", short_law, name="short_law"),
    path("id/<str:kind>/<str:code>", permalink, name="permalink"),
]
