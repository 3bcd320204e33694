"""A real site on the real demonstration, and a real Chromium."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "mithaq")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]


def find_chromium() -> str | None:
    """The browser of the machine, wherever its distribution put it."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


@pytest.fixture(scope="session")
def loaded_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration as `mithaq demo` loads it, served by nobody: copies of it are.

    The processes of a run share it: the first that needs it loads it, the others wait for it.
    """
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    home, proof = shared / "demonstration" / "home", shared / "demonstration.json"
    with (shared / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not proof.exists():
            loaded = subprocess.run(
                [*COMMAND, "demo", "--check", "--json"],
                env=_living_in(home),
                capture_output=True,
                text=True,
            )
            assert loaded.returncode == 0, loaded.stderr
            proof.write_text(loaded.stdout, encoding="utf-8")
    found = json.loads(proof.read_text(encoding="utf-8"))
    assert found["counts"]["signed_texts"] == 129
    return home


@pytest.fixture(scope="session")
def site(loaded_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demonstration that tests only read: they share it in any order."""
    with _served(loaded_home, tmp_path_factory.mktemp("shared") / "home") as address:
        yield address


@pytest.fixture
def own_site(loaded_home: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a demonstration for the one test that writes in it."""
    with _served(loaded_home, tmp_path / "site") as address:
        yield address


@contextmanager
def _served(loaded: Path, home: Path) -> Iterator[str]:
    shutil.copytree(loaded, home)
    port = _free_port()
    server = subprocess.Popen(
        [*COMMAND, "web", "--port", str(port), "--workers", "1"], env=_living_in(home)
    )
    try:
        _wait(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=60)


def _living_in(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**kept, "MITHAQ_HOME": str(home), "PYTHONPATH": str(ROOT / "src")}


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _wait(port: int) -> None:
    for _attempt in range(1200):
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the site did not answer in two minutes")


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """A headless Chromium, or a clear word that there is none."""
    path = find_chromium()
    if path is None:
        pytest.skip("No Chromium on this machine: browser tests are skipped.")
    from playwright.sync_api import sync_playwright

    # Playwright keeps a loop running in this thread, where Django then refuses to make a database:
    # that of the first test which needs one after a browser test.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        launched = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield launched
        launched.close()
