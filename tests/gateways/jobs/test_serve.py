"""`mithaq serve` as a person runs it: it answers, mends what dies, and stops cleanly."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.gateways.jobs.conftest import ROOT, until

pytestmark = pytest.mark.slow


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A server on a new home and a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment |= {
        "MITHAQ_HOME": str(tmp_path / "home"),
        "DJANGO_SETTINGS_MODULE": "mithaq.config.settings",
        "PYTHONPATH": str(ROOT / "src"),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "mithaq", "serve", "--port", str(port)],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    yield process, port
    if process.poll() is None:
        process.terminate()
        process.wait(timeout=120)


def test_it_serves_mends_and_stops(served: tuple[subprocess.Popen[str], int]) -> None:
    process, port = served
    until(lambda: answers(port), seconds=180)
    assert_a_taken_port_is_said(port)
    (worker,) = children(process.pid, "worker")
    os.kill(worker, signal.SIGKILL)
    until(lambda: children(process.pid, "worker") not in ([], [worker]))
    begun = time.monotonic()
    process.terminate()
    output, _ = process.communicate(timeout=120)
    assert process.returncode == 0, output
    assert time.monotonic() - begun < 20
    assert f"http://localhost:{port}/" in output
    assert "est relancé" in output
    assert not answers(port)
    assert children(process.pid, "") == []


def assert_a_taken_port_is_said(port: int) -> None:
    """A second server on the same port refuses to start, and says what to do."""
    second = subprocess.run(
        [sys.executable, "-m", "mithaq", "serve", "--port", str(port)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        env=os.environ | {"MITHAQ_HOME": "", "PYTHONPATH": str(ROOT / "src")},
    )
    assert second.returncode == 2
    assert "déjà pris" in second.stdout


def answers(port: int) -> bool:
    """Tell whether pages are answered."""
    try:
        with urlopen(f"http://127.0.0.1:{port}/fr/", timeout=30) as answer:
            return bool(answer.status == 200)
    except HTTPError:
        return True
    except OSError:
        return False


def children(parent: int, verb: str) -> list[int]:
    """The processes started by this server for a verb (the command line names the parent)."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().decode().split("\0")
        except OSError:
            continue
        if "--parent" in words and str(parent) in words and verb in (*words, ""):
            found.append(int(folder.name))
    return found
