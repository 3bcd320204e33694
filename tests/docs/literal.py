"""Follow a page of the documentation as a reader would: write, change, type, compare."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from tests.consistency.sources import ROOT, SOURCE

BLOCK = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
COMMAND = ".venv/bin/mithaq"


def checkout(folder: Path, *, own: str) -> Path:
    """A checkout whose package is the present one, but for one part that may be written to."""
    package = folder / "src" / "mithaq"
    package.mkdir(parents=True)
    for item in SOURCE.iterdir():
        if item.name not in {own, "__pycache__"}:
            (package / item.name).symlink_to(item)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(SOURCE / own, package / own, ignore=ignored)
    return folder


def followed(page: str, folder: Path) -> str:
    """The page as it should read: with, under each command, what it really prints."""

    def step(block: re.Match[str]) -> str:
        kind, title, text = block.groups()
        if kind == "console":
            command, *_ = text.splitlines()
            said = typed(command.removeprefix("$ "), folder)
            return f"```console\n{command}\n{said}```"
        if title and kind == "diff":
            change(folder / title, text)
        elif title:
            (folder / title).parent.mkdir(parents=True, exist_ok=True)
            (folder / title).write_text(text, encoding="utf-8")
        return block.group()

    return BLOCK.sub(step, page)


def change(file: Path, text: str) -> None:
    """Replace the lines marked with minus, which stand once, by those marked with plus."""
    lines = text.splitlines(keepends=True)
    old = "".join(line[1:] for line in lines if line.startswith("-"))
    new = "".join(line[1:] for line in lines if line.startswith("+"))
    before = file.read_text(encoding="utf-8")
    assert before.count(old) == 1, (file.name, old)
    file.write_text(before.replace(old, new), encoding="utf-8")


def typed(command: str, folder: Path) -> str:
    """What a command prints, errors included, without the blanks at the ends of lines."""
    words = shlex.split(command)
    assert words[0] == COMMAND, command
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment = kept | {
        "PYTHONPATH": str(folder / "src"),
        "MITHAQ_HOME": str(folder / "home"),
    }
    run = subprocess.run(
        [sys.executable, "-m", "mithaq", *words[1:]],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return "".join(f"{line.rstrip()}\n" for line in run.stdout.splitlines())


def page_of(name: str) -> str:
    """The text of a page of the documentation."""
    return (ROOT / "docs" / name).read_text(encoding="utf-8")
