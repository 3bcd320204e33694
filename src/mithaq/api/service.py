"""The service itself: its description, its patience, and how it says what is wrong."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, Throttled, ValidationError

from mithaq.api import conventions, figures, law, law_questions, places
from mithaq.api.patience import READS
from mithaq.api.reading import NOT_FOUND
from mithaq.api.shapes import wrong
from mithaq.base.errors import Fault, Refusal
from mithaq.base.text import Labels

DESCRIPTION: Final = (
    "Nothing is written; a case put to the law is kept nowhere. Every figure carries its grade "
    "(announced, contractual, recorded, measured, verified), source, date and definition; every "
    "object says whether it is an exercise, invented to practise, never to be mixed with real "
    "ones. Values are exact, as text; money is in centimes; only the law counts in whole units, as "
    "numbers. Lists go by key: follow `next`. Answers carry ETag. Credits: "
    "Haut-Commissariat au Plan (CC BY 4.0 conditions), © OpenStreetMap contributors (ODbL), "
    "press facts as cited by each source."
)
api = NinjaAPI(
    title="Mithaq",
    version="1.0.0",
    description=DESCRIPTION,
    docs_url=None,
    urls_namespace="api",
    throttle=[READS],
)
for module in (conventions, figures, places):
    api.add_router("", module.router)
for module in (law, law_questions):
    api.add_router("/law", module.router)


@api.exception_handler(Refusal)
def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Say every fault; an address that leads nowhere is a 404, anything else a 422."""
    is_absent = all(fault.rule == NOT_FOUND for fault in refusal.faults)
    return _said(request, refusal.faults, 404 if is_absent else 422)


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Say what a parameter should have been."""
    return _said(request, [_parameter(item) for item in error.errors], 422)


@api.exception_handler(Throttled)
def hurried(request: HttpRequest, error: Throttled) -> HttpResponse:
    """Ask to wait, and say how long."""
    response = _said(request, [Fault("", _WAIT, "api.rate")], 429)
    response.headers["Retry-After"] = str(int(error.wait or 60))
    return response


@api.exception_handler(HttpError)
def failed(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Say any other refusal of the service in the same shape."""
    return _said(request, [Fault("", Labels(str(error)), "api.http")], error.status_code)


def _said(request: HttpRequest, faults: Any, status: int) -> HttpResponse:
    errors = [wrong(fault).dict() for fault in faults]
    return api.create_response(request, {"errors": errors}, status=status)


def _parameter(item: dict[str, Any]) -> Fault:
    where = str(item.get("loc", ("",))[-1])
    reason = str(item.get("msg", ""))
    return Fault(
        where,
        Labels(
            f"Le paramètre « {where} » n’est pas compris : {reason}.",
            f"الوسيط «{where}» غير مفهوم: {reason}.",
            f"Parameter “{where}” is not understood: {reason}.",
        ),
        "api.parameter",
    )


_WAIT: Final = Labels(
    "Trop de demandes à la fois : attendez un instant.",
    "طلبات كثيرة دفعة واحدة: انتظروا قليلا.",
    "Too many requests at once: wait a moment.",
)
