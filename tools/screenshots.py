"""Take the pictures of the README from the real demonstration, in a real browser.

    python tools/screenshots.py [ADDRESS]

Without an address, a demonstration is loaded in a temporary home and served for the time of it.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
SHOTS = {
    "home-fr": ("fr/", 1280, 900),
    "convention-ar": ("ar/conventions/ANAPEC-CNSS-2017/", 1280, 900),
    "report-fr": ("fr/conventions/ANAPEC-CNSS-2017/bilan/?au=2017-06-13", 1280, 900),
    "phone-ar": ("ar/", 390, 844),
}


@contextmanager
def demonstration() -> Iterator[str]:
    """Load the demonstration in a home of its own and serve it."""
    with tempfile.TemporaryDirectory() as home, socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = str(trial.getsockname()[1])
        trial.close()
        environment = {**os.environ, "MITHAQ_HOME": home}
        command = [sys.executable, "-m", "mithaq"]
        subprocess.run([*command, "demo", "--check"], env=environment, check=True)
        server = subprocess.Popen([*command, "web", "--port", port], env=environment)
        time.sleep(3)
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=15)


def take(address: str) -> None:
    """Save each picture."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for name, (path, width, height) in SHOTS.items():
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto(f"{address}/{path}")
            page.wait_for_load_state("networkidle")
            page.screenshot(path=IMAGES / f"{name}.png")
            page.close()
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        take(sys.argv[1])
    else:
        with demonstration() as served:
            take(served)
