"""The journal is proved outside: the head is public, the recipe runs alone on what was taken."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from django.test import Client

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.accounts.operations import record, seal_lines
from tests.web.accounts.test_sign_in import at

if TYPE_CHECKING:
    from mithaq.apps.accounts.models import User

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
# A seal is a whole transaction of its own.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sealed(alice: User) -> None:
    """Six lines in two seals, one of them dated from before the first seal."""
    from django.db import transaction

    for batch in range(2):
        for number in range(3):
            with transaction.atomic():
                record(
                    actor=alice, mandate="responsable, Agence secrète", action="edit_holiday",
                    object_type="holiday", object_ref=f"secret-{number}",
                    object_label="Objet secret", before=None, after={"on": "2027-01-01"},
                    reason="motif secret", at=AT - timedelta(days=400 * batch),
                )  # fmt: skip
        seal_lines(at=AT + timedelta(minutes=batch + 1))


def taken(client: Client, folder: Path, **asked: str) -> Path:
    """Take the file of the journal and open it in a folder."""
    answer = client.get(at("audit_package"), asked)
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    ZipFile(BytesIO(content)).extractall(folder)
    return folder


def verified(folder: Path, *heads: str) -> tuple[int, str]:
    """Run the recipe alone, with nothing of Mithaq in reach."""
    done = subprocess.run(
        [sys.executable, "-I", "verify.py", *heads],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_the_recipe_runs_alone_on_what_was_taken(
    client: Client, bob: User, sealed: None, tmp_path: Path
) -> None:
    client.force_login(bob)
    folder = taken(client, tmp_path)
    code, said = verified(folder)
    assert (code, "Intact" in said) == (0, True), said
    lines = (folder / "journal-lines.csv").read_text()
    assert "edit_holiday" in lines
    assert "ecret" not in lines, "names, objects and reasons are masked"
    assert AuditLine.objects.filter(action="accounts.read_export", actor=bob).count() == 1


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("journal-lines.csv", "edit_holiday", "add_holiday", "ligne a été modifiée"),
        ("journal-lines.csv", "2026-03-02", "2026-03-03", "ligne a été modifiée"),
        ("journal-seals.csv", "09:31", "09:30", "n’est pas celle de ses lignes"),
    ],
)
def test_what_was_altered_is_seen(
    client: Client, bob: User, sealed: None, tmp_path: Path, name: str, old: str, new: str,
    said: str,
) -> None:  # fmt: skip
    client.force_login(bob)
    file = taken(client, tmp_path) / name
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new, 1))
    code, answer = verified(tmp_path)
    assert code == 1
    assert said in answer
    assert "Pas intact" in answer


def test_a_line_or_a_seal_taken_away_is_seen(
    client: Client, bob: User, sealed: None, tmp_path: Path
) -> None:
    client.force_login(bob)
    file = taken(client, tmp_path) / "journal-lines.csv"
    whole = file.read_text().splitlines(keepends=True)
    file.write_text("".join(whole[:2] + whole[3:]))
    assert verified(tmp_path)[0] == 1
    file.write_text("".join(line for line in whole if not line.startswith("2,")))
    assert verified(tmp_path)[0] == 1


def test_a_head_kept_earlier_contradicts_a_journal_written_anew(
    client: Client, bob: User, sealed: None, tmp_path: Path
) -> None:
    client.force_login(bob)
    folder = taken(client, tmp_path)
    kept = json.loads((folder / "journal-head.json").read_text())
    (folder / "kept.json").write_text(json.dumps(kept | {"open_digest": "0" * 64}))
    assert verified(folder, "kept.json")[0] == 1


def test_who_keeps_an_older_head_takes_only_what_follows(
    client: Client, bob: User, sealed: None, tmp_path: Path
) -> None:
    client.force_login(bob)
    folder = taken(client, tmp_path, depuis="2")
    assert verified(folder)[0] == 0
    assert (folder / "journal-seals.csv").read_text().count("\n") == 2


def test_the_head_is_given_to_everyone_and_the_lines_to_those_who_read_the_journal(
    client: Client, alice: User, sealed: None
) -> None:
    head = json.loads(client.get(at("audit_head")).content)
    assert (head["number"], head["sealed_line_count"]) == (2, AuditLine.objects.count())
    assert client.get(at("audit_package")).status_code == 302
    client.force_login(alice)
    assert client.get(at("audit_package")).status_code == 403


def test_the_page_says_when_lines_were_written_and_who_keeps_a_head(
    client: Client, bob: User, sealed: None
) -> None:
    client.force_login(bob)
    page = client.get(at("audit_verification")).content.decode()
    assert "Personne n’a encore pris la tête" in page
    assert "3\u00a0lignes portent une date d’avant le scellé précédent" in page.replace(
        "3 lignes", "3\u00a0lignes"
    )
    assert "sha256(" in page
    client.get(at("audit_package"))
    assert (
        str(bob)
        in client.get(at("audit_verification")).content.decode().partition("Qui a pris une tête")[2]
    )


def test_one_line_is_unmasked_with_its_salt(
    client: Client, bob: User, sealed: None, tmp_path: Path
) -> None:
    client.force_login(bob)
    line = AuditLine.objects.filter(object_ref="secret-1").first()
    assert line
    given = json.loads(client.get(at("audit_masked", line.public_id)).content)
    assert sha256(f"{given['salt']}\n{given['content']}".encode()).hexdigest() == given["masked"]
    assert "motif secret" in given["content"]
    lines = (taken(client, tmp_path) / "journal-lines.csv").read_text()
    assert f"{given['masked']},{given['sha256']}" in lines
