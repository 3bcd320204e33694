"""What may never be committed, and what every commit must keep."""

from __future__ import annotations

import re
import subprocess

from tests.consistency.sources import ROOT


def _tracked() -> list[str]:
    run = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True
    )
    return [name for name in run.stdout.splitlines() if (ROOT / name).is_file()]


def test_locks_name_no_address() -> None:
    for name in ("runtime", "dev"):
        text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        assert not re.search(r"https?://|file://|--index-url|--find-links", text)
        assert "--hash=sha256:" in text


def test_no_foreign_lock_file() -> None:
    forbidden = {"uv.lock", "poetry.lock", "pdm.lock", "package-lock.json"}

    assert not [name for name in _tracked() if name.rpartition("/")[2] in forbidden]


def test_no_file_is_too_large_to_read() -> None:
    heavy = [name for name in _tracked() if (ROOT / name).stat().st_size > 1_500_000]

    assert not heavy


def test_the_two_commands_of_the_readme_are_targets() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for verb in ("demo", "test"):
        assert f"make {verb}" in readme
        assert re.search(rf"^{verb}:", makefile, re.MULTILINE)


def test_licence_and_credits_are_there() -> None:
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    for credit in ("Haut-Commissariat au Plan", "OpenStreetMap", "IBM Plex", "Noto"):
        assert credit in notice
