"""How much one address may ask: often for what is read, seldom for what is computed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from ninja.throttling import AnonRateThrottle

from mithaq.api.shapes import wrong
from mithaq.base.errors import Fault
from mithaq.base.text import Labels

# Fifty whole cases fit in it many times.
LARGEST_BYTES: Final = 512 * 1024


class _Questions(AnonRateThrottle):
    scope = "questions"


class _Exercises(AnonRateThrottle):
    scope = "exercises"


READS: Final = AnonRateThrottle(settings.API_RATE)
QUESTIONS: Final = _Questions(settings.API_QUESTION_RATE)
EXERCISES: Final = _Exercises(settings.API_EXERCISE_RATE)


def of_bounded_size(view: Callable[..., Any]) -> Callable[..., Any]:
    """Refuse a question too large before any of it is read."""

    def answered(request: HttpRequest, *args: Any, **words: Any) -> Any:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > LARGEST_BYTES:
            said = wrong(Fault("", _TOO_LARGE, "api.size")).dict()
            return JsonResponse({"errors": [said]}, status=413)
        return view(request, *args, **words)

    return answered


_TOO_LARGE: Final = Labels(
    f"Cette demande est trop grande : {LARGEST_BYTES // 1024} Ko au plus. Envoyez-la en "
    "plusieurs fois.",
    f"هذا الطلب كبير جدا: {LARGEST_BYTES // 1024} كيلوبايت على الأكثر. أرسلوه على دفعات.",
    f"This request is too large: {LARGEST_BYTES // 1024} KB at most. Send it in several parts.",
)
