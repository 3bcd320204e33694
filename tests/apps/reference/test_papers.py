"""An issued paper answers for its bytes, once, until it is withdrawn with a reason."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.reference.models import IssuedPaper
from mithaq.apps.reference.operations import issue_paper, new_paper_code, withdraw_paper
from mithaq.apps.reference.queries import (
    issued_paper,
    paper_content,
    paper_of_content,
    papers_of,
)
from mithaq.base.codes import grouped
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels

AT = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def issue(content: bytes = b"%PDF minutes", **changes: Any) -> str:
    values: dict[str, Any] = {
        "code": new_paper_code(),
        "kind": "minutes",
        "content": content,
        "language": "fr",
        "labels": Labels("Procès-verbal", "محضر", "Minutes"),
        "issuer": Labels("Agence fictive"),
        "object_type": "meeting",
        "object_ref": "1",
        "is_exercise": True,
        "actor": None,
        "mandate": "",
        "at": AT,
    }
    return issue_paper(**{**values, **changes}).code


def test_a_paper_is_found_by_code_and_by_content_and_read_back_whole() -> None:
    code = issue()
    for typed in (code, grouped(code).lower()):
        paper = issued_paper(typed)
        assert paper is not None
        assert (paper.kind, paper.labels.ar, paper.is_exercise) == ("minutes", "محضر", True)
        assert paper.sha256 == sha256(b"%PDF minutes").hexdigest()
    assert paper_of_content(b"%PDF minutes") == issued_paper(code)
    assert paper_of_content(b"%PDF minutes ") is None
    assert paper_content(code) == b"%PDF minutes"
    assert [item.code for item in papers_of(object_type="meeting", object_ref="1")] == [code]
    assert AuditLine.objects.get(action="issue_paper").object_ref == grouped(code)


def test_bytes_damaged_on_disk_are_not_given_for_the_paper(settings: Any) -> None:
    code = issue()
    (kept,) = (path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())
    kept.write_bytes(b"%PDF other")
    assert paper_content(code) is None


def test_every_fault_is_said_at_once_and_nothing_is_written() -> None:
    taken = issue()
    before = IssuedPaper.objects.count(), AuditLine.objects.count()
    with pytest.raises(Refusal) as refused:
        issue(b"", code=taken, kind="poem")
    assert [fault.where for fault in refused.value.faults] == ["code", "kind", "content"]
    with pytest.raises(Refusal):
        issue(code="ABC")
    assert (IssuedPaper.objects.count(), AuditLine.objects.count()) == before


def test_a_paper_is_withdrawn_once_and_with_a_reason() -> None:
    code = issue()
    who: dict[str, Any] = {"actor": None, "mandate": "", "at": AT}
    with pytest.raises(Refusal):
        withdraw_paper(code=code, reason=" ", **who)
    withdraw_paper(code=code, reason="Une autre version la remplace.", **who)
    paper = issued_paper(code)
    assert paper is not None
    assert (paper.withdrawn_at, paper.withdrawn_reason) == (AT, "Une autre version la remplace.")
    for wrong in (code, new_paper_code()):
        with pytest.raises(Refusal):
            withdraw_paper(code=wrong, reason="encore", **who)


def test_a_paper_still_in_use_is_found_before_a_withdrawn_twin() -> None:
    used = issue()
    gone = issue()
    withdraw_paper(code=gone, reason="doublon", actor=None, mandate="", at=AT)
    found = paper_of_content(b"%PDF minutes")
    assert found is not None
    assert found.code == used


@pytest.mark.parametrize(
    "changes",
    [{"sha256": "abc"}, {"withdrawn_at": AT}, {"withdrawn_reason": "sans date"}],
)
def test_the_database_holds_the_rules(changes: dict[str, Any]) -> None:
    code = issue()
    with pytest.raises(IntegrityError), transaction.atomic():
        IssuedPaper.objects.filter(code=code).update(**changes)
    with pytest.raises(IntegrityError), transaction.atomic():
        IssuedPaper.objects.create(
            code=code, kind="note", language="fr", sha256="0" * 64, object_type="x",
            object_ref="1", issuer_fr="x", label_fr="x", issued_at=AT,
        )  # fmt: skip
