"""A process killed with -9 while the server has the message: it is never sent a second time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def drive(verb: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run one verb in a process of its own."""
    kept = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    kept |= {
        "MITHAQ_HOME": str(home),
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "DJANGO_SETTINGS_MODULE": "tests.gateways.mail.settings",
    }
    return subprocess.run(
        [sys.executable, "-m", "tests.gateways.mail.drive", verb],
        env=kept,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_a_killed_sender_never_sends_twice(tmp_path: Path) -> None:
    first = drive("post", tmp_path)
    assert first.stdout == "True", first.stderr
    assert drive("deliver", tmp_path).returncode == -signal.SIGKILL
    assert drive("state", tmp_path).stdout == "sending"

    again = [drive("deliver", tmp_path).stdout for _ in range(2)]

    assert again == ["uncertain", "uncertain"]
    assert (tmp_path / "received").read_text().splitlines() == ["alice@exemple.invalid"]
