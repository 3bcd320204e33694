"""Pages by key: stable while rows are added, and each page costs the same however far it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Annotated, Any, TypeAlias
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Query
from pydantic import BeforeValidator

CODE = r"^[A-Za-z0-9._:~-]{1,120}$"


def _iso(value: object) -> object:
    """Only 2024-12-31 is a day: a bare number would be read as seconds since 1970."""
    if isinstance(value, str) and len(value) != len("2024-12-31"):
        raise ValueError("write a day as 2024-12-31")
    return value


Day: TypeAlias = Annotated[date | None, BeforeValidator(_iso)]
SomeDay: TypeAlias = Annotated[date, BeforeValidator(_iso)]
Limit: TypeAlias = Annotated[
    int, Query(50, ge=1, le=200, description="How many items a page holds, 200 at most.")
]
After: TypeAlias = Annotated[
    str | None,
    Query(None, pattern=CODE, description="The key after which the page starts; see `next`."),
]


def page_of(
    request: HttpRequest,
    rows: QuerySet[Any],
    *,
    key: str,
    after: object,
    limit: int,
    convert: Callable[[Sequence[Any]], list[Any]],
) -> dict[str, Any]:
    """One page of rows in the order of a unique key, and the address of the next one."""
    found = rows.order_by(key)
    if after is not None:
        found = found.filter(**{f"{key}__gt": after})
    listed = list(found[: limit + 1])
    shown = listed[:limit]
    last = str(getattr(shown[-1], key)) if len(listed) > limit else None
    return {"items": convert(shown), "next": _following(request, last)}


def page_of_listed(
    request: HttpRequest,
    names: Iterable[str],
    *,
    after: str | None,
    limit: int,
    tell: Callable[[str], Any],
) -> dict[str, Any]:
    """One page of things that no table holds, by their names in order; only these are told."""
    keys = [key for key in sorted(names) if after is None or key > after]
    shown = keys[:limit]
    last = shown[-1] if len(keys) > limit else None
    return {"items": [tell(key) for key in shown], "next": _following(request, last)}


def _following(request: HttpRequest, last: str | None) -> str | None:
    """The address of the page after a key."""
    if last is None:
        return None
    words = [(name, value) for name, value in request.GET.lists() if name != "after"]
    words.append(("after", [last]))
    return f"{request.build_absolute_uri(request.path)}?{urlencode(words, doseq=True)}"
