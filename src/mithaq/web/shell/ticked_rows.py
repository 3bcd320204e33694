"""The boxes of a staged file as they stand on the screen."""

from __future__ import annotations

from django.http import HttpRequest


def ticked(request: HttpRequest) -> tuple[set[int], set[int]]:
    """The rows whose boxes were on the screen: those ticked, and those left out."""
    shown, take = (
        {int(n) for n in request.POST.getlist(name) if n.isdecimal()} for name in ("shown", "take")
    )
    return take & shown, shown - take
