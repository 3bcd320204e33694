"""No inline script or style in any template, no physical direction in any stylesheet of ours."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import mithaq

WEB = Path(mithaq.__file__).parent / "web"
TEMPLATES = sorted(WEB.rglob("*.html"))
SHEETS = sorted(path for path in WEB.rglob("*.css") if "vendor" not in path.parts)
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)|<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|hx-on|hx-vals=.js",
    re.IGNORECASE,
)
PHYSICAL = re.compile(
    r"(?<![\w.-])(?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|top|bottom"
    r"|(?:min-|max-)?(?:width|height))\s*:|text-align:\s*(?:left|right)|float:\s*(?:left|right)"
)
TYPE = re.compile(r"letter-spacing|font-style:\s*italic")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(WEB)))
def test_no_inline_script_or_style(path: Path) -> None:
    assert INLINE.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(WEB)))
def test_tags_of_the_shell_are_never_shadowed(path: Path) -> None:
    assert "{% load i18n" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_one_sheet_for_both_directions(path: Path) -> None:
    # A condition on the screen's width is not a direction.
    text = re.sub(r"\((?:max|min)-width:[^)]*\)", "", path.read_text(encoding="utf-8"))
    text = re.sub(r"@page\{.*\}\}", "", text)
    assert PHYSICAL.findall(text) == []


def test_no_outside_address_in_what_browsers_load() -> None:
    for path in [*SHEETS, *TEMPLATES, *(WEB / "shell/static/shell").glob("*.js")]:
        found = re.findall(r"(?:src|href|url\()\s*=?\s*[\"']?(https?:)?//", path.read_text("utf-8"))
        assert found == [], path


def test_every_vendored_folder_carries_its_licence() -> None:
    for folder in (WEB / "shell/static/vendor").iterdir():
        assert list(folder.glob("LICENSE*")), folder.name
