"""A file issued here bears its code: in a paper's properties, in a workbook's first notes."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Final

from mithaq.base.codes import read_code

_KEYWORDS: Final = re.compile(rb"<pdf:Keywords>([^<]{1,200})</pdf:Keywords>")
_PRINTED: Final = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")
_STRINGS: Final = "xl/sharedStrings.xml"
# A workbook issued here holds a few hundred kilobytes of texts; a larger one is none of ours.
_MOST: Final = 8 * 1024 * 1024


def carried_code(content: bytes) -> str:
    """The verification code that a file bears, or an empty text."""
    if content.startswith(b"%PDF-"):
        told = " ".join(found.decode(errors="replace") for found in _KEYWORDS.findall(content))
    else:
        told = _texts_of_workbook(content)
    codes = (read_code(found) for found in _PRINTED.findall(told))
    return next((code for code in codes if code), "")


def _texts_of_workbook(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if archive.getinfo(_STRINGS).file_size > _MOST:
                return ""
            return archive.read(_STRINGS).decode(errors="replace")
    # Whatever a stranger sends is read here: a broken archive bears no code. RuntimeError: the
    # archive is locked by a password, or packed in a way that is not known here.
    except (zipfile.BadZipFile, KeyError, zlib.error, EOFError, RuntimeError, ValueError):
        return ""
