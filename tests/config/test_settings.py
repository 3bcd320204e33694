"""What the environment changes in the settings, read in a process that is not a test."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

NAMES = ("ALLOWED_HOSTS", "SECURE_HSTS_SECONDS", "SECURE_PROXY_SSL_HEADER", "SESSION_COOKIE_SECURE")
ASK = (
    "import json; from mithaq.config import settings; "
    f"print(json.dumps([getattr(settings, name, None) for name in {NAMES!r}]))"
)


def read(home: Path, **environment: str) -> dict[str, Any]:
    """The settings that an installation with this environment would have."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        env=kept | {"MITHAQ_HOME": str(home)} | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(zip(NAMES, json.loads(done.stdout), strict=True))


def test_an_installation_answers_to_local_names_only(tmp_path: Path) -> None:
    assert read(tmp_path) == {
        "ALLOWED_HOSTS": ["localhost", "127.0.0.1", "[::1]"],
        "SECURE_HSTS_SECONDS": 0,
        "SECURE_PROXY_SSL_HEADER": None,
        "SESSION_COOKIE_SECURE": False,
    }


def test_https_is_remembered_and_the_proxy_believed_only_when_asked(tmp_path: Path) -> None:
    alone = read(tmp_path, SECURE_COOKIES="1")
    assert (alone["SECURE_HSTS_SECONDS"], alone["SECURE_PROXY_SSL_HEADER"]) == (3600, None)
    behind = read(tmp_path, SECURE_COOKIES="1", BEHIND_TLS_PROXY="1", HSTS_SECONDS="31536000")
    assert behind["SECURE_HSTS_SECONDS"] == 31536000
    assert behind["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert read(tmp_path, BEHIND_TLS_PROXY="1")["SECURE_PROXY_SSL_HEADER"] is None


def test_an_empty_address_of_the_database_says_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, DATABASE_URL="") == read(tmp_path)
    assert (tmp_path / "secret.key").exists()
