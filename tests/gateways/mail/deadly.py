"""A mail server that takes the message, then kills its caller before any answer."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class DeadlyServer(BaseEmailBackend):
    """Leaves one line a message it was given: a double would be seen."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write down what came, then kill the process with -9."""
        with (Path(settings.HOME) / "received").open("a") as received:
            received.writelines(f"{message.to[0]}\n" for message in email_messages)
        os.kill(os.getpid(), signal.SIGKILL)
        return 0
