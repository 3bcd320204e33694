"""How every address answers: only reads, cheap when nothing changed, errors declared."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeAlias

from django.http import HttpRequest
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition
from ninja import Router
from ninja.decorators import decorate_view

from mithaq.api.shapes import Refused
from mithaq.apps.accounts.queries import journal_version, last_written_at
from mithaq.base.errors import Fault, Refusal
from mithaq.base.text import Labels

ERRORS: dict[int, Any] = {404: Refused, 422: Refused, 429: Refused}
KEPT_SECONDS = 60


def version_of(request: HttpRequest, *_args: Any, **_words: Any) -> str:
    """Name the answer: the address, the day, and the state of the journal."""
    asked = (request.get_full_path(), timezone.localdate(), journal_version())
    return '"' + hashlib.blake2b(repr(asked).encode(), digest_size=16).hexdigest() + '"'


def written_at(_request: HttpRequest, *_args: Any, **_words: Any) -> datetime | None:
    """When the register last changed."""
    return last_written_at()


def _kept(view: Callable[..., Any]) -> Callable[..., Any]:
    def shown(request: HttpRequest, *args: Any, **words: Any) -> Any:
        response = view(request, *args, **words)
        patch_cache_control(response, public=True, max_age=KEPT_SECONDS)
        return response

    return shown


State: TypeAlias = tuple[Callable[..., str], Callable[..., datetime | None] | None]
REGISTER: State = (version_of, written_at)


def read(
    router: Router, path: str, answer: Any, *, summary: str, name: str, state: State = REGISTER
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare an address that reads: what it answers, and what it says when it cannot.

    ``state`` names the answer and says when it last changed; by default, with the register.
    """

    def declare(function: Callable[..., Any]) -> Callable[..., Any]:
        guarded = decorate_view(_kept, condition(*state))(function)
        declared: Callable[..., Any] = router.get(
            path,
            response={200: answer, **ERRORS},
            summary=summary,
            operation_id=name,
            url_name=name,
        )(guarded)
        return declared

    return declare


def nothing_there(where: str, code: str) -> Refusal:
    """The refusal of an address that leads nowhere."""
    return Refusal(
        Fault(
            where,
            Labels(
                f"Rien au registre ne porte « {code} ».",
                f"لا شيء في السجل يحمل «{code}».",
                f"Nothing in the register bears “{code}”.",
            ),
            NOT_FOUND,
        )
    )


NOT_FOUND = "api.not_found"
