"""The fund issues a certificate of good standing: decided, printed with its code, kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from mithaq.apps.corridor.operations import debts
from mithaq.apps.corridor.queries.debts import StandingView
from mithaq.apps.organisations.queries import MandateView
from mithaq.apps.reference.choices import PaperKind
from mithaq.apps.reference.operations.papers import issue_paper, new_paper_code
from mithaq.base.text import Labels

OBJECT: str = "good_standing"


@transaction.atomic
def issue_good_standing(
    *,
    number: str,
    basis: str,
    valid_until_on: date,
    language: str,
    labels: Callable[[StandingView], Labels],
    printed: Callable[[StandingView], bytes],
    actor: Any,
    under: MandateView,
    at: datetime,
) -> bytes:
    """Draw a code, let the fund decide, print the certificate, keep its bytes and give them back.

    ``labels`` name no private person: whoever holds the code reads them.
    """
    code = new_paper_code()
    view = debts.issue_good_standing(
        number=number, code=code, basis=basis, valid_until_on=valid_until_on, actor=actor,
        under=under, at=at,
    )  # fmt: skip
    content = printed(view)
    issue_paper(
        code=code, kind=PaperKind.GOOD_STANDING, content=content, language=language,
        labels=labels(view), issuer=view.issuer.labels, object_type=OBJECT, object_ref=number,
        is_exercise=view.is_exercise, actor=actor, mandate=under.text, at=at,
    )  # fmt: skip
    return content
