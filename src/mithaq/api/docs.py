"""The page that documents the service: drawn here from its own description, no outside call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from mithaq.api.service import api


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One thing that an address can be asked with."""

    name: str
    place: str
    values: tuple[str, ...]
    kind: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One address of the service."""

    path: str
    verb: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    example: str


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """List every address, what it answers and how to ask."""
    schema: dict[str, Any] = api.get_openapi_schema()
    words = {
        "addresses": [
            _address(path, verb, told)
            for path, methods in sorted(schema["paths"].items())
            for verb, told in methods.items()
        ],
        "schema_url": reverse("api:openapi-json"),
        "version": schema["info"]["version"],
    }
    return render(request, "api/docs.html", words)


def _address(path: str, verb: str, told: dict[str, Any]) -> Address:
    return Address(
        path=path,
        verb=verb.upper(),
        summary=told["summary"],
        description=told.get("description", ""),
        parameters=tuple(_parameter(item) for item in told.get("parameters", ())),
        example=path if verb == "get" and "{" not in path else "",
    )


def _parameter(item: dict[str, Any]) -> Parameter:
    shape = item["schema"]
    options = shape.get("anyOf", [shape])
    values = tuple(value for option in options for value in option.get("enum", ()))
    kinds = [option.get("format") or option.get("type", "") for option in options]
    return Parameter(
        name=item["name"],
        place=item["in"],
        values=values,
        kind=next((kind for kind in kinds if kind and kind != "null"), ""),
        description=shape.get("description", ""),
    )
