"""A paper leaves the product: its bytes are kept, its code answers for it.

The code is printed on the paper, so it is drawn first: ``code = new_paper_code()``, print with
``grouped(code)``, then ``issue_paper(code=code, content=printed, …)``.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from mithaq.apps.accounts.operations import record
from mithaq.apps.reference.choices import PaperKind
from mithaq.apps.reference.events import PaperIssued
from mithaq.apps.reference.models import IssuedPaper, PaperCopy
from mithaq.base.codes import ENTROPY_BYTES, code_from, grouped, read_code
from mithaq.base.errors import Fault, Refusal, refuse_if_any
from mithaq.base.ports import port
from mithaq.base.text import Labels


def new_paper_code() -> str:
    """Draw a code that no paper has: about 2^54 of them exist."""
    while IssuedPaper.objects.filter(code=(code := code_from(_entropy()))).exists():
        pass
    return code


def _entropy() -> bytes:
    return secrets.token_bytes(ENTROPY_BYTES)


@transaction.atomic
def issue_paper(
    *,
    code: str,
    kind: str,
    content: bytes,
    language: str,
    labels: Labels,
    issuer: Labels,
    object_type: str,
    object_ref: str,
    is_exercise: bool,
    actor: Any,
    mandate: str,
    reason: str = "",
    copies: Mapping[str, bytes] | None = None,
    at: datetime,
) -> PaperIssued:
    """Keep a paper's bytes and answer for them from now on.

    ``copies`` are the same paper in other languages, under the same code. ``labels`` (what it is)
    and ``issuer`` (which body) are public to whoever holds the code. Raises ``Refusal`` when the
    code is taken or malformed, the kind unknown or the paper empty.
    """
    refuse_if_any(_faults(code, kind, content))
    row = IssuedPaper.objects.create(
        code=code,
        kind=kind,
        language=language,
        sha256=port("files").keep(content),
        label_fr=labels.fr,
        label_ar=labels.ar,
        label_en=labels.en,
        issuer_fr=issuer.fr,
        issuer_ar=issuer.ar,
        issuer_en=issuer.en,
        object_type=object_type,
        object_ref=object_ref,
        is_exercise=is_exercise,
        issued_at=at,
    )
    PaperCopy.objects.bulk_create(
        PaperCopy(paper=row, language=code, sha256=port("files").keep(printed))
        for code, printed in (copies or {}).items()
    )
    _line("issue_paper", row, None, actor=actor, mandate=mandate, reason=reason, at=at)
    return PaperIssued(code=row.code, sha256=row.sha256)


@transaction.atomic
def withdraw_paper(*, code: str, actor: Any, mandate: str, reason: str, at: datetime) -> None:
    """Say that an issued paper no longer holds; the verification page then says so, and why."""
    row = IssuedPaper.objects.select_for_update().filter(code=read_code(code)).first()
    if row is None:
        raise Refusal.because(where="code", sentence=_UNKNOWN, rule="paper.exists")
    if row.withdrawn_at is not None:
        raise Refusal.because(where="code", sentence=_WITHDRAWN, rule="paper.withdrawn_once")
    if not reason.strip():
        raise Refusal.because(where="reason", sentence=_NO_REASON, rule="paper.withdrawn_reason")
    row.withdrawn_at, row.withdrawn_reason = at, reason.strip()[:300]
    row.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    before = {"is_withdrawn": False}
    _line("withdraw_paper", row, before, actor=actor, mandate=mandate, reason=reason, at=at)


def _faults(code: str, kind: str, content: bytes) -> list[Fault]:
    faults = []
    if read_code(code) != code:
        faults.append(Fault("code", _MALFORMED, "paper.code_is_drawn"))
    elif IssuedPaper.objects.filter(code=code).exists():
        faults.append(Fault("code", _TAKEN, "paper.code_is_unique"))
    if kind not in PaperKind.values:
        faults.append(Fault("kind", _KIND, "paper.kind_is_known"))
    if not content:
        faults.append(Fault("content", _EMPTY, "paper.has_content"))
    return faults


def _line(
    action: str,
    row: IssuedPaper,
    before: Mapping[str, object] | None,
    *,
    actor: Any,
    mandate: str,
    reason: str,
    at: datetime,
) -> None:
    record(
        actor=actor,
        mandate=mandate,
        action=action,
        object_type="issued_paper",
        object_ref=grouped(row.code),
        object_label=row.label_fr,
        before=before,
        after={
            "kind": row.kind,
            "sha256": row.sha256,
            "is_withdrawn": row.withdrawn_at is not None,
        },
        reason=reason,
        at=at,
    )


_MALFORMED: Final = Labels(
    "Ce code n’a pas été tiré par le registre.",
    "هذا الرمز لم يصدر عن السجل.",
    "This code was not drawn by the register.",
)
_TAKEN: Final = Labels(
    "Ce code appartient déjà à un autre document.",
    "هذا الرمز مخصص لوثيقة أخرى.",
    "This code already belongs to another paper.",
)
_KIND: Final = Labels(
    "Cette nature de document n’existe pas.",
    "هذا الصنف من الوثائق غير موجود.",
    "This kind of paper does not exist.",
)
_EMPTY: Final = Labels("Ce document est vide.", "هذه الوثيقة فارغة.", "This paper is empty.")
_UNKNOWN: Final = Labels(
    "Aucun document émis ne porte ce code.",
    "لا توجد وثيقة صادرة تحمل هذا الرمز.",
    "No issued paper bears this code.",
)
_WITHDRAWN: Final = Labels(
    "Ce document est déjà retiré.", "سبق سحب هذه الوثيقة.", "This paper is already withdrawn."
)
_NO_REASON: Final = Labels(
    "Dites pourquoi ce document ne vaut plus.",
    "بيّنوا لماذا لم تعد هذه الوثيقة سارية.",
    "Say why this paper no longer holds.",
)
