"""A box of files instead of a server: what a demonstration would have sent can be read."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

FOLDER: Final = "outbox"


class FileOutbox(BaseEmailBackend):
    """Writes each message once as ``outbox/<name>.eml``, beside then moved: never half a file."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the messages; the same one again is written over itself."""
        folder = Path(settings.HOME) / FOLDER
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for message in email_messages:
            name = message.extra_headers["Message-ID"].strip("<>").partition("@")[0]
            place = folder / f"{name}.eml"
            draft = place.with_suffix(f".{os.getpid()}")
            draft.write_bytes(message.message().as_bytes())
            draft.replace(place)
        return len(email_messages)
