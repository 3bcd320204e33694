"""Seals find what was edited, removed or cut off, even by someone who owns the database."""

# ruff: noqa: S608 - someone who owns the database writes raw SQL

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections, transaction

from mithaq.apps.accounts.models import AuditLine, OpenSeal, Seal, SealedLine
from mithaq.apps.accounts.models.triggers import append_only_drop_sql, append_only_sql
from mithaq.apps.accounts.operations import export_head, seal_lines
from mithaq.apps.accounts.queries import (
    AuditVerification,
    FindingKind,
    exported_head,
    exported_heads,
    verify_audit,
)
from mithaq.base.errors import Refusal
from tests.apps.accounts.test_lines import AT, write

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sealed() -> None:
    """Five lines in two seals."""
    for number in range(3):
        write(f"Première série {number}", after={"n": number, "deep": {"b": 1, "a": [1.5, None]}})
    seal_lines(at=AT)
    for number in range(2):
        write(f"Seconde série {number}")
    seal_lines(at=AT + timedelta(minutes=1))


@pytest.fixture
def owned(sealed: None) -> Any:
    """Someone who owns the database and lifted the triggers."""
    tables = [f"accounts_{name}" for name in ("auditline", "seal", "sealedline", "openseal")]
    with connection.cursor() as cursor:
        for table in tables:
            for statement in append_only_drop_sql(table, connection.vendor):
                cursor.execute(statement)
    yield lambda sql: connection.cursor().execute(sql)
    with connection.cursor() as cursor:
        for table in tables:
            for statement in append_only_sql(table, connection.vendor):
                cursor.execute(statement)


def kinds(verification: AuditVerification) -> set[FindingKind]:
    """What was found."""
    return {finding.kind for finding in verification.findings}


def test_a_journal_left_alone_is_sound(sealed: None) -> None:
    write("pas encore scellée")
    found = verify_audit(exported_head=exported_heads())
    assert found.is_sound
    assert (found.seal_count, found.sealed_line_count, found.unsealed_line_count) == (2, 5, 1)
    assert found.head_count == 2


def test_sealing_again_adds_nothing(sealed: None) -> None:
    again = seal_lines(at=AT)
    assert (again.line_count, again.seal_count) == (0, 0)
    assert again.head == exported_head()
    assert Seal.objects.count() == 2


def test_lines_are_sealed_in_batches() -> None:
    for number in range(7):
        write(str(number))
    report = seal_lines(at=AT, batch=3)
    assert (report.line_count, report.seal_count) == (7, 3)
    assert verify_audit().is_sound


def test_an_edited_line_is_found(owned: Any) -> None:
    line = AuditLine.objects.order_by("pk")[1]
    owned(f"UPDATE accounts_auditline SET reason = 'autre' WHERE id = {line.pk}")
    found = verify_audit()
    assert kinds(found) == {FindingKind.LINE_EDITED}
    assert [finding.line_id for finding in found.findings] == [line.pk]


def test_an_edited_line_with_its_digest_is_found(owned: Any) -> None:
    owned("UPDATE accounts_auditline SET reason = 'autre'")
    owned(f"UPDATE accounts_sealedline SET digest = '{'0' * 64}'")
    assert FindingKind.SEAL_BROKEN in kinds(verify_audit())


def test_a_deleted_line_is_a_gap(owned: Any) -> None:
    line = AuditLine.objects.order_by("pk")[3]
    owned(f"DELETE FROM accounts_auditline WHERE id = {line.pk}")
    found = verify_audit()
    assert kinds(found) == {FindingKind.LINE_MISSING}
    assert str(line.pk) in found.findings[0].sentence.of("ar")


def test_a_line_removed_from_its_seal_too_is_found(owned: Any) -> None:
    line = AuditLine.objects.order_by("pk")[3]
    owned(f"DELETE FROM accounts_sealedline WHERE line_id = {line.pk}")
    owned(f"DELETE FROM accounts_auditline WHERE id = {line.pk}")
    assert kinds(verify_audit()) == {FindingKind.SEAL_BROKEN}


def _forget_seal(owned: Any, number: int) -> None:
    seal = Seal.objects.get(number=number)
    lines = list(SealedLine.objects.filter(seal=seal).values_list("line_id", flat=True))
    owned(f"DELETE FROM accounts_openseal WHERE seal_id = {seal.pk}")
    owned(f"DELETE FROM accounts_sealedline WHERE seal_id = {seal.pk}")
    owned(f"DELETE FROM accounts_seal WHERE id = {seal.pk}")
    for line in lines:
        owned(f"DELETE FROM accounts_auditline WHERE id = {line}")


def test_a_seal_removed_from_the_middle_is_found(owned: Any) -> None:
    _forget_seal(owned, 1)
    assert FindingKind.SEAL_MISSING in kinds(verify_audit())


def test_the_end_cut_off_is_found_with_the_exported_head_only(owned: Any) -> None:
    head = exported_head()
    _forget_seal(owned, 2)
    assert verify_audit().is_sound, "without a head, nothing says that there was more"
    found = verify_audit(exported_head=head)
    assert kinds(found) == {FindingKind.TRUNCATED}
    assert "5" in found.findings[0].sentence.fr


def test_the_end_cut_off_then_sealed_anew_contradicts_the_history(owned: Any) -> None:
    _forget_seal(owned, 2)
    for number in range(3):
        write(f"fausse {number}")
        seal_lines(at=AT)
    assert verify_audit(exported_head=exported_head()).is_sound
    assert FindingKind.SEAL_BROKEN in kinds(verify_audit(exported_head=exported_heads()))


def test_a_shortened_journal_never_replaces_the_newer_head(owned: Any) -> None:
    head = exported_head()
    _forget_seal(owned, 2)
    export_head()
    assert exported_head() == head


def test_an_open_digest_that_was_changed_is_found(owned: Any) -> None:
    owned(
        f"UPDATE accounts_openseal SET digest = '{'0' * 64}' WHERE seal_id = "
        f"{Seal.objects.get(number=1).pk}"
    )
    assert kinds(verify_audit()) == {FindingKind.SEAL_BROKEN}


def test_seals_from_before_the_open_chain_enter_it_at_the_next_sealing(owned: Any) -> None:
    digests = list(OpenSeal.objects.order_by("pk").values_list("digest", flat=True))
    owned("DELETE FROM accounts_openseal")
    assert verify_audit().is_sound
    seal_lines(at=AT)
    assert list(OpenSeal.objects.order_by("pk").values_list("digest", flat=True)) == digests


def test_another_key_is_named_as_such(sealed: None, settings: Any) -> None:
    heads = exported_heads()
    settings.SECRET_KEY = "une autre clé"
    assert FindingKind.OTHER_KEY in kinds(verify_audit(exported_head=heads))


def test_the_head_holds_no_secret(sealed: None, settings: Any, tmp_path: Path) -> None:
    content = json.loads((tmp_path / "audit-head.json").read_text())
    assert set(content) == {
        "number", "digest", "sealed_line_count", "sealed_at", "key_fingerprint", "open_digest",
    }  # fmt: skip
    assert settings.SECRET_KEY not in json.dumps(content)


def test_an_unreadable_head_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("[]")
    with pytest.raises(Refusal, match="exportée par Mithaq"):
        exported_head(tmp_path / "bad.json")


def test_a_head_cut_while_written_stops_nothing(
    sealed: None, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    history = tmp_path / "audit-heads.jsonl"
    with history.open("a") as stream:
        stream.write('{"digest": "ab')
    assert len(exported_heads()) == 2
    write("après la coupure")
    seal_lines(at=AT)
    assert "half-written" in caplog.text
    assert [head.number for head in exported_heads()] == [1, 2, 3]
    assert verify_audit(exported_head=exported_heads()).is_sound


def test_an_unreadable_last_head_is_passed_over_when_exporting_but_said_when_verifying(
    sealed: None, tmp_path: Path
) -> None:
    with (tmp_path / "audit-heads.jsonl").open("a") as stream:
        stream.write("illisible\n")
    write("ensuite")
    assert seal_lines(at=AT).head == exported_head()
    with pytest.raises(Refusal, match="exportée par Mithaq"):
        exported_heads()


def test_what_is_rolled_back_is_never_sealed() -> None:
    with transaction.atomic():
        write("perdue")
        transaction.set_rollback(True)
    assert seal_lines(at=AT).line_count == 0


@pytest.fixture
def on_disk(tmp_path: Path) -> Iterator[None]:
    """Give threads a database file: SQLite's memory is shared by a cache that never waits."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    file = tmp_path / "shared.sqlite3"
    with closing(sqlite3.connect(file)) as target:
        connection.connection.backup(target)
    memory = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = str(file)
    yield
    connection.settings_dict["NAME"] = memory


def in_threads(*acts: Callable[[], Any]) -> list[Any]:
    """Run each act in a thread with a connection of its own; give what each returned."""

    def run(act: Callable[[], Any]) -> Any:
        try:
            return act()
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(max_workers=len(acts)) as pool:
        return [future.result() for future in [pool.submit(run, act) for act in acts]]


def test_two_sealers_and_two_writers_at_once(on_disk: None) -> None:
    def twelve_times(act: Callable[[int], Any]) -> None:
        for number in range(12):
            act(number)

    in_threads(
        lambda: twelve_times(lambda n: write(f"a{n}")),
        lambda: twelve_times(lambda n: write(f"b{n}")),
        lambda: twelve_times(lambda _: seal_lines(at=AT, batch=2)),
        lambda: twelve_times(lambda _: seal_lines(at=AT, batch=3)),
    )

    def conclude() -> tuple[AuditVerification, int]:
        seal_lines(at=AT)
        return verify_audit(exported_head=exported_heads()), AuditLine.objects.count()

    ((found, count),) = in_threads(conclude)
    assert found.is_sound
    assert (found.sealed_line_count, found.unsealed_line_count) == (24, 0)
    assert count == 24
