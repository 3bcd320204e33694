"""A file is judged by what it holds, and its name is only a label."""

from __future__ import annotations

import zlib

import pytest

from mithaq.base.active_pdf import is_active
from mithaq.base.sent_files import LONGEST_NAME, safe_name, type_of


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
    "word", [b"/J#61vaScript", b"/#4a#53 (go)", b"/L#61unch", b"/Embedded#46ile", b"/JS<676f>"]
)
def test_a_name_spelt_with_codes_is_read(word: bytes) -> None:
    assert is_active(b"%PDF-1.7 << " + word + b" >>")


HIDDEN = (b"1 0 << /S /JavaScript /JS (go) >>", b"1 0 << /S /J#61vaScript >>", b"1 0 << /JS\n2 0 R")
PLAIN = b"1 0 << /Type /Catalog /Pages 2 0 R >>"


def packed(objects: bytes, *, told: bytes = b"/Type /ObjStm", more: bytes = b"") -> bytes:
    """A PDF that keeps objects in a compressed stream."""
    body = zlib.compress(objects)
    head = b"3 0 obj << " + told + b" /N 1 /First 4 /Filter /FlateDecode " + more
    return b"%PDF-1.5\n" + head + b">>\nstream\r\n" + body + b"\nendstream\nendobj\n%%EOF"


@pytest.mark.parametrize("objects", HIDDEN)
@pytest.mark.parametrize("told", [b"/Type /ObjStm", b"/Type /Obj#53tm", b"/Type/ObjStm"])
def test_what_a_stream_of_objects_hides_is_read(objects: bytes, told: bytes) -> None:
    assert is_active(packed(objects, told=told))
    assert not is_active(packed(PLAIN, told=told))


def test_a_stream_of_objects_that_cannot_be_read_is_refused() -> None:
    whole = packed(PLAIN)
    assert is_active(packed(PLAIN, more=b"/DecodeParms << /Predictor 12 >>"))
    assert is_active(packed(PLAIN, more=b"/Filter [/ASCIIHexDecode /FlateDecode]"))
    assert is_active(whole.replace(zlib.compress(PLAIN), zlib.compress(PLAIN)[:-9]))
    assert is_active(whole.replace(zlib.compress(PLAIN), b"\x8f" * 40)), "encrypted"
    # Words that look like the ends of a stream hide no dictionary.
    assert is_active(packed(HIDDEN[2], more=b"/X (endstream) "))
    assert is_active(packed(PLAIN, more=b"/X (endstream) /Filter /ASCII85Decode"))
    assert is_active(packed(PLAIN, told=b"/X (stream\n) /Type /ObjStm"))
    assert is_active(packed(b"0" * (65 * 1024 * 1024))), "it grows without end"


def test_an_ordinary_paper_with_compressed_pages_is_taken() -> None:
    page = b"4 0 obj << /Length 9 /Filter /FlateDecode >> stream\n"
    image = b"5 0 obj << /Subtype /Image /Filter /DCTDecode >> stream\n\xff\xd8\xff\nendstream "
    table = b"6 0 obj << /Type /XRef /DecodeParms << /Predictor 12 >> >> stream\n"
    body = zlib.compress(b"BT (Un texte) Tj ET") + b"\nendstream endobj "
    whole = packed(PLAIN) + page + body + image + table + body
    assert not is_active(whole)
    assert is_active(whole + b"7 0 obj << /S /Launch >>")
    assert not is_active(b"\xff\xd8\xff /JavaScript"), "a picture runs nothing"


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
