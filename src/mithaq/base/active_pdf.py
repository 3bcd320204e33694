"""Whether a PDF would act when it is opened: a program, another file, or what cannot be read."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Final

# What makes a PDF act. « /JS » is short: any image may hold its bytes by chance, so that it is
# looked for with what follows it only where objects are written.
_ACTS: Final = re.compile(rb"/JavaScript|/Launch|/EmbeddedFile")
_SHORT: Final = re.compile(rb"/JS[ (]")
_SHORT_IN_OBJECTS: Final = re.compile(rb"/JS[\s(<\[]")
# A name may be spelt with the codes of its letters: « /J#61vaScript ».
_CODED: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM: Final = re.compile(rb"(?<!end)stream[ \t]*\r?\n")
_END: Final = b"endstream"
# Objects may hide in a compressed stream: one of these codings on it, and nothing is read here.
_OBJECTS: Final = b"/ObjStm"
_UNREAD: Final = re.compile(rb"/(ASCIIHex|ASCII85|LZW|RunLength)Decode|/Crypt\b|/Predictor")
# No object of a paper sent is longer; a stream that grows further is not worth the memory.
_MOST: Final = 64 * 1024 * 1024


def is_active(content: bytes) -> bool:
    """Whether a PDF holds a program or another file, which opening it could run; also when it
    keeps objects in a stream that cannot be read whole."""
    if not content.startswith(b"%PDF-"):
        return False
    told = _spelt(content)
    if _ACTS.search(told) or _SHORT.search(told):
        return True
    packed, known = told.count(_OBJECTS), 0
    left = _MOST
    for before, body, is_inside in _streams(content):
        written = _spelt(before)
        holds = written.count(_OBJECTS) if body is not None else 0
        known += holds
        if _SHORT_IN_OBJECTS.search(written) or (packed and is_inside):
            return True
        if body is None:
            continue
        if holds and _UNREAD.search(written):
            return True
        found, is_whole = _inflated(body, left)
        left -= len(found)
        if holds and b"/Filter" in written and not is_whole:
            return True
        plain = _spelt(found)
        if _ACTS.search(plain) or (holds and _SHORT_IN_OBJECTS.search(plain)):
            return True
    # A stream of objects that no stream was seen to be is one that somebody hid.
    return packed != known


def _spelt(text: bytes) -> bytes:
    """The same bytes with coded letters written out."""
    return _CODED.sub(lambda found: bytes([int(found[1], 16)]), text)


def _streams(content: bytes) -> Iterator[tuple[bytes, bytes | None, bool]]:
    """What is written before each stream since the last one, its bytes, and whether it begins
    inside another; at the end, what follows the last one, without bytes."""
    since = 0
    for found in _STREAM.finditer(content):
        end = content.find(_END, found.end())
        end = len(content) if end < 0 else end
        is_inside = found.start() < since
        if is_inside:
            before = content[content.rfind(_END, 0, found.start()) + 1 : found.start()]
        else:
            before = content[since : found.start()]
        yield before, content[found.end() : end], is_inside
        since = max(since, end)
    yield content[since:], None, False


def _inflated(body: bytes, most: int) -> tuple[bytes, bool]:
    """What a compressed stream says, and whether it was read to its end."""
    reader = zlib.decompressobj()
    try:
        found = reader.decompress(body, max(1, most))
    except zlib.error:
        return b"", False
    return found, reader.eof
