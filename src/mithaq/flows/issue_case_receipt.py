"""A case filed gets its receipt: printed once in a language with its code, then given as it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from mithaq.apps.organisations.queries import MandateView
from mithaq.apps.reference.choices import PaperKind
from mithaq.apps.reference.operations.papers import issue_paper, new_paper_code
from mithaq.apps.reference.queries import paper_content, papers_of
from mithaq.base.text import Labels

OBJECT: Final = "case"


@transaction.atomic
def issue_case_receipt(
    *,
    number: str,
    language: str,
    labels: Labels,
    issuer: Labels,
    is_exercise: bool,
    printed: Callable[[str], bytes],
    actor: Any,
    under: MandateView,
    at: datetime,
) -> bytes:
    """The receipt of a case in a language: the very bytes issued before, or a new paper.

    ``printed`` gets the code; neither it nor ``labels`` tell what a case about a person says.
    """
    issued = papers_of(object_type=OBJECT, object_ref=number)
    held = next(
        (row for row in issued if row.kind == PaperKind.RECEIPT and row.language == language), None
    )
    kept = paper_content(held.code) if held else None
    if kept is not None:
        return kept
    code = new_paper_code()
    content = printed(code)
    issue_paper(
        code=code, kind=PaperKind.RECEIPT, content=content, language=language, labels=labels,
        issuer=issuer, object_type=OBJECT, object_ref=number, is_exercise=is_exercise,
        actor=actor, mandate=under.text, at=at,
    )  # fmt: skip
    return content
