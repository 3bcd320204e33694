"""What people send: the type of a file by its content, and a name that is safe to keep."""

from __future__ import annotations

from typing import Final

# The first bytes say what a file is; its name does not.
_STARTS: Final = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}
# A disk could read a path in a name; a page could be turned around by its direction marks.
_UNSAFE: Final = frozenset('/\\<>:"|?*\0\r\n\t\u202e\u202d\u2066\u2067')
LONGEST_NAME: Final = 200


def type_of(content: bytes) -> str | None:
    """The media type of a PDF, JPEG or PNG; None when the content is none of them."""
    return next((kind for start, kind in _STARTS.items() if content.startswith(start)), None)


def safe_name(name: str) -> str:
    """A name of at most ``LONGEST_NAME`` characters that no disk or page takes for anything else;
    "document" when nothing is left of it."""
    kept = "".join(char for char in name if char not in _UNSAFE).strip(" .")
    return kept[:LONGEST_NAME] or "document"
