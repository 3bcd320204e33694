"""One process of the tests that kill: python -m tests.gateways.mail.drive post|deliver|state."""

from __future__ import annotations

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.gateways.mail.settings")
django.setup()

from django.core.management import call_command  # noqa: E402

from mithaq.apps.accounts.models import User  # noqa: E402
from mithaq.gateways.mail.door import Mail  # noqa: E402
from mithaq.gateways.mail.models import OutgoingMessage  # noqa: E402

KEY = "digest:1:daily:2026-03-02"


def post() -> str:
    """Make the tables and keep one message."""
    call_command("migrate", verbosity=0, interactive=False)
    user = User.objects.create(username="alice", email="alice@exemple.invalid")
    return str(Mail().post(key=KEY, user_id=user.pk, language="fr", subject="Objet", body="Texte"))


def deliver() -> str:
    """Send it."""
    return Mail().deliver(KEY)


def state() -> str:
    """Say where it stands."""
    return OutgoingMessage.objects.get(key=KEY).status


if __name__ == "__main__":
    sys.stdout.write({"post": post, "deliver": deliver, "state": state}[sys.argv[1]]())
