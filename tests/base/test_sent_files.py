"""A file is judged by what it holds, and its name is only a label."""

from __future__ import annotations

import pytest

from mithaq.base.sent_files import LONGEST_NAME, is_active, safe_name, type_of


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 rest", "application/pdf"),
        (b"\xff\xd8\xff\xe0 rest", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n rest", "image/png"),
        (b" %PDF-1.7", None),
        (b"MZ\x90", None),
        (b"<svg onload=alert(1)>", None),
        (b"", None),
    ],
)
def test_the_first_bytes_say_what_a_file_is(content: bytes, kind: str | None) -> None:
    assert type_of(content) == kind


@pytest.mark.parametrize("word", [b"/JavaScript", b"/JS (go)", b"/Launch", b"/EmbeddedFile"])
def test_a_pdf_that_acts_is_told(word: bytes) -> None:
    assert is_active(b"%PDF-1.7 << " + word + b" >>")
    assert not is_active(b"%PDF-1.7 << /Type /Page /JSX >>")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("recu mars.pdf", "recu mars.pdf"),
        ("../../etc/passwd", "etcpasswd"),
        ("C:\\temp\\a.pdf", "Ctempa.pdf"),
        ("fdp.\u202exe.pdf", "fdp.xe.pdf"),
        ("\r\n\t\0", "document"),
        ("وصل.pdf", "وصل.pdf"),
    ],
)
def test_a_name_is_no_path_and_turns_no_page(name: str, kept: str) -> None:
    assert safe_name(name) == kept


def test_a_long_name_is_cut() -> None:
    assert len(safe_name("a" * 1_000)) == LONGEST_NAME
