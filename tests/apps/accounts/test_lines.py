"""Audit lines are written with the write itself, and neither database lets them change."""

# ruff: noqa: S608 - someone who owns the database writes raw SQL

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import Error, IntegrityError, connection, transaction
from django.utils.translation import gettext_lazy

from mithaq.apps.accounts.models import AuditLine, Installation, Seal, SealedLine, User
from mithaq.apps.accounts.operations import (
    change_user,
    create_user,
    found_installation,
    record,
    seal_lines,
    set_language,
)
from mithaq.apps.accounts.queries import audit_lines, audit_lines_of, installation_kind, is_demo
from mithaq.base.errors import Refusal

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def write(label: str = "Convention", **other: object) -> AuditLine:
    """Write a line in a transaction of its own."""
    values: dict[str, object] = {
        "actor": None, "mandate": "", "action": "record_convention", "object_type": "convention",
        "object_ref": "X-1", "object_label": label, "before": None, "after": {"n": 1},
        "reason": "", "at": AT,
    }  # fmt: skip
    with transaction.atomic():
        return record(**(values | other))  # type: ignore[arg-type]


@pytest.mark.django_db(transaction=True)
def test_a_line_outside_a_transaction_is_a_defect() -> None:
    with pytest.raises(RuntimeError):
        record(
            actor=None, mandate="", action="a", object_type="o", object_ref="r",
            object_label="l", before=None, after=None, reason="", at=AT,
        )  # fmt: skip
    assert not AuditLine.objects.exists()


@pytest.mark.django_db
def test_a_line_keeps_plain_values_and_the_name_of_its_author(alice: User) -> None:
    line = write(after={"on": date(2017, 6, 13), "word": gettext_lazy("agence")}, actor=alice.pk)
    line.refresh_from_db()
    assert line.after == {"on": "2017-06-13", "word": "agence"}
    assert line.actor == alice
    assert line.actor_label == "Alice Amrani"
    assert write(label="x" * 400).object_label.endswith("…")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("table", ["auditline", "seal", "sealedline"])
def test_the_database_refuses_to_change_or_delete(table: str) -> None:
    write()
    seal_lines(at=AT)
    column = {"auditline": "reason", "seal": "digest", "sealedline": "digest"}[table]
    for statement in (
        f"UPDATE accounts_{table} SET {column} = 'x'",
        f"DELETE FROM accounts_{table}",
    ):
        with pytest.raises(Error, match="append-only"), transaction.atomic():
            connection.cursor().execute(statement)
    assert AuditLine.objects.count() == Seal.objects.count() == SealedLine.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
@pytest.mark.parametrize("table", ["auditline", "seal", "sealedline", "user"])
def test_the_database_refuses_to_empty_the_journal(table: str) -> None:
    write()
    seal_lines(at=AT)
    with pytest.raises(Error, match="append-only"), transaction.atomic():
        connection.cursor().execute(f"TRUNCATE accounts_{table} CASCADE")
    assert AuditLine.objects.count() == Seal.objects.count() == SealedLine.objects.count() == 1


@pytest.mark.django_db
def test_a_sign_in_name_is_one_whatever_its_case() -> None:
    User.objects.create(username="Salma")
    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        User.objects.create(username="sALMA")


@pytest.mark.django_db
def test_the_installation_has_one_nature() -> None:
    assert installation_kind() is None
    assert not is_demo()
    found_installation(kind="demo", at=AT)
    found_installation(kind="demo", at=AT)
    assert is_demo()
    assert AuditLine.objects.filter(action="found_installation").count() == 1
    with pytest.raises(Refusal, match="MITHAQ_HOME"):
        found_installation(kind="production", at=AT)


@pytest.mark.django_db
def test_the_database_knows_one_installation_and_one_line_a_place() -> None:
    with pytest.raises(IntegrityError, match="installation_is_single"), transaction.atomic():
        Installation.objects.create(id=2, kind="demo", created_at=AT)
    seal = Seal.objects.create(
        number=1, line_count=2, previous_digest="0" * 64, digest="1" * 64, sealed_at=AT
    )
    SealedLine.objects.create(seal=seal, line_id=1, position=1, digest="2" * 64)
    for line, position in ((2, 1), (1, 2)):
        with pytest.raises(IntegrityError), transaction.atomic():
            SealedLine.objects.create(seal=seal, line_id=line, position=position, digest="3" * 64)


@pytest.mark.django_db
def test_accounts_are_opened_changed_and_closed_with_a_line_each(alice: User) -> None:
    with pytest.raises(Refusal) as refusal:
        create_user(username="ALICE", full_name=" ", language="de", actor=None, mandate="", at=AT)
    assert {fault.where for fault in refusal.value.faults} == {"username", "full_name", "language"}
    assert set_language(user_id=alice.pk, language="ar", mandate="m", at=AT)
    assert not set_language(user_id=alice.pk, language="ar", mandate="m", at=AT)
    change_user(
        user_id=alice.pk, full_name="Alice A.", is_active=False,
        actor=None, mandate="", reason="départ", at=AT,
    )  # fmt: skip
    lines = audit_lines_of(object_type="user", object_ref=str(alice.public_id))
    assert sorted(line.action for line in lines) == ["close_user", "create_user", "set_language"]
    assert "password" not in str([line.after for line in lines])
    assert audit_lines().count() >= 3


@pytest.mark.django_db
def test_without_a_password_nobody_signs_in_with_one() -> None:
    user = create_user(username="z", full_name="Z", actor=None, mandate="", at=AT)
    assert not user.has_usable_password()
