"""French, Arabic and English are complete: nothing untranslated, fuzzy, or left over."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from tools.messages import LANGUAGES, _catalogue, _strings, faults

from tests.consistency.sources import ROOT, SOURCE

ARABIC = re.compile(r"[\u0600-\u06ff]")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def test_catalogues_are_complete() -> None:
    assert faults() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_survive_translation(language: str) -> None:
    """A form for zero, one or two may say the number in words."""
    for entry in _catalogue(language):
        if entry.msgid_plural:
            continue
        assert sorted(PLACEHOLDER.findall(entry.msgid)) == sorted(
            PLACEHOLDER.findall(entry.msgstr)
        ), entry.msgid


def test_arabic_is_written_in_arabic() -> None:
    """A sentence of letters left in Latin script was copied, not translated."""
    kept = [
        entry.msgid
        for entry in _catalogue("ar")
        if not entry.msgid_plural
        and re.search(r"[a-zàâçéèêîôû]{4,}", PLACEHOLDER.sub("", entry.msgid))
        and not ARABIC.search(entry.msgstr)
    ]

    assert kept == []


def test_no_french_is_written_outside_the_catalogue_in_templates() -> None:
    """Text between tags of a template goes through `translate`."""
    bare = re.compile(r">\s*[A-ZÀÉÈa-zàâçéèêîôû][^<>{}]*[a-zàâçéèêîôû]{3,}[^<>{}]*<")
    found = []
    for path in sorted(SOURCE.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        text = re.sub(
            r"{%\s*(blocktranslate|comment).*?{%\s*end(blocktranslate|comment)\s*%}",
            "",
            text,
            flags=re.DOTALL,
        )
        text = re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}", "", text, flags=re.DOTALL)
        text = re.sub(r"<(code|pre|title|script|style)\b.*?</\1>", "", text, flags=re.DOTALL)
        found += [f"{path.relative_to(ROOT)}: {hit.strip()[:60]}" for hit in bare.findall(text)]

    allowed = {"Français", "English", "Mithaq"}
    assert [hit for hit in found if not any(f">{word}<" in hit for word in allowed)] == []


def test_the_tool_says_the_same() -> None:
    run = subprocess.run(
        [sys.executable, ROOT / "tools" / "messages.py", "check"], capture_output=True, text=True
    )

    assert run.returncode == 0, run.stdout


def test_a_string_inside_an_f_string_is_extracted(tmp_path: Path) -> None:
    page = tmp_path / "page.py"
    page.write_text("""said = f"{name} {_('Choisissez un nom')} {pgettext('jour', 'Date')}"\n""")
    assert _strings(page) == [("", "Choisissez un nom", ""), ("jour", "Date", "")]


def test_arabic_writes_the_number_of_a_law_with_a_point() -> None:
    """Moroccan texts cite « القانون رقم 55.19 »: the dash is that of French."""
    dashed = re.compile(r"لقانون(?: \S+){0,2}? [0-9]+-[0-9]+")
    paths = [path for kind in ("*.yaml", "*.py", "*.html") for path in SOURCE.rglob(kind)]
    found = {
        str(path.relative_to(ROOT)): hits
        for path in sorted(paths)
        if (hits := dashed.findall(path.read_text(encoding="utf-8")))
    }
    assert found == {}
    assert [entry.msgid for entry in _catalogue("ar") if dashed.search(entry.msgstr)] == []
