"""The files port, filled with a folder: a file's name is its SHA-256, so none replaces another."""

from __future__ import annotations

import os
import re
from hashlib import sha256
from pathlib import Path
from typing import Final

from django.conf import settings

from mithaq.base.errors import GatewayError
from mithaq.base.text import Labels

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


class FolderFiles:
    """Keeps contents under ``MEDIA_ROOT/kept``, readable by the installation alone."""

    def keep(self, content: bytes) -> str:
        """Keep a content and give its SHA-256; the same content is kept once."""
        digest = sha256(content).hexdigest()
        place = _place(digest)
        if not _is_whole(place, digest):
            try:
                _write(place, content)
            except OSError as error:
                raise GatewayError(_NOT_KEPT) from error
        return digest

    def read(self, sha256: str) -> bytes | None:
        """Give back a content, or None when nothing with this fingerprint was kept whole."""
        if not _DIGEST.fullmatch(sha256):
            return None
        place = _place(sha256)
        return place.read_bytes() if _is_whole(place, sha256) else None


def _place(digest: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "kept" / digest[:2] / digest


def _is_whole(place: Path, digest: str) -> bool:
    return place.is_file() and sha256(place.read_bytes()).hexdigest() == digest


def _write(place: Path, content: bytes) -> None:
    """Write beside, then move: a reader never finds half a file."""
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = place.with_name(f"{place.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    draft.replace(place)


_NOT_KEPT: Final = Labels(
    "Le fichier n’a pas pu être gardé : le disque de l’installation ne l’accepte pas.",
    "تعذر حفظ الملف: قرص المنصة لا يقبله.",
    "The file could not be kept: the installation’s disk does not accept it.",
)
