"""A one-page note is issued: printed with a code that answers for its bytes from then on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction

from mithaq.apps.reference.choices import PaperKind
from mithaq.apps.reference.operations.papers import issue_paper, new_paper_code
from mithaq.base.codes import grouped
from mithaq.base.text import Labels


@transaction.atomic
def issue_convention_note(
    *,
    reference: str,
    labels: Labels,
    issuer: Labels,
    language: str,
    is_exercise: bool,
    printed: Callable[[str], bytes],
    actor: Any,
    mandate: str,
    reason: str,
    at: datetime,
) -> bytes:
    """Draw a code, print the note with it, keep the bytes and give them back."""
    code = new_paper_code()
    content = printed(grouped(code))
    issue_paper(
        code=code,
        kind=PaperKind.NOTE,
        content=content,
        language=language,
        labels=labels,
        issuer=issuer,
        object_type="convention",
        object_ref=reference,
        is_exercise=is_exercise,
        actor=actor,
        mandate=mandate,
        reason=reason,
        at=at,
    )
    return content
