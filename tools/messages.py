"""Extract the French source strings into the Arabic and English catalogues, and compile them.

    python tools/messages.py extract | compile | check

GNU gettext is not needed: Django turns templates into source, Babel reads sources, polib keeps
the catalogues. ``check`` fails when a string is missing, untranslated, fuzzy or no longer used.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polib
from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "mithaq"
LOCALE = SOURCE / "locale"
LANGUAGES = ("ar", "en")
PLURALS = {
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 "
    ": n%100>=11 && n%100<=99 ? 4 : 5;",
    "en": "nplurals=2; plural=(n != 1);",
}
# A few files, from src/mithaq, say where a string is met: all of them were a third of a catalogue.
PLACES = 3
FORMS = {"ar": 6, "en": 2, "fr": 2}
KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "_": None,
}


@dataclass(order=True)
class Message:
    """One string to translate and the files that say it."""

    key: tuple[str, str]
    plural: str = ""
    places: set[str] = field(default_factory=set)


def _strings(path: Path) -> list[tuple[str, str, str]]:
    """Find (context, singular, plural) in one source file or template."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        calls = _code_calls(text)
    else:
        # templatize leaves template words between calls; only the calls are Python.
        text = templatize(text, origin=str(path))
        calls = _template_calls("\n".join(re.findall(r"(?:\bn?p?gettext|_)\(.*\)", text)))
    found = []
    for name, said in calls:
        # A call on a variable says nothing to extract.
        parts = list(said)
        if not parts:
            continue
        context = parts.pop(0) if name.startswith(("pgettext", "npgettext")) else ""
        plural = parts[1] if name.startswith(("ngettext", "npgettext")) else ""
        if parts and parts[0]:
            found.append((context or "", parts[0], plural or ""))
    return found


def _code_calls(text: str) -> Iterator[tuple[str, list[str]]]:
    """The calls of a module, from its syntax tree: reading tokens misses those in an f-string."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", None) or getattr(node.func, "attr", "")
            if name in KEYWORDS:
                said = (getattr(part, "value", "") for part in node.args)
                yield name, [part if isinstance(part, str) else "" for part in said]


def _template_calls(text: str) -> Iterator[tuple[str, list[str]]]:
    """The calls that a template becomes, with words between them."""
    for _line, name, arguments, _comments in extract_python(
        io.BytesIO(text.encode()), KEYWORDS, [], {"encoding": "utf-8"}
    ):
        yield name, [arguments] if isinstance(arguments, str) else list(arguments or ())


def messages() -> dict[tuple[str, str], Message]:
    """Every string of the product, by context and singular."""
    found: dict[tuple[str, str], Message] = {}
    files = [*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html"), *SOURCE.rglob("*.txt")]
    for path in sorted(files):
        if "migrations" in path.parts or "static" in path.parts or "data" in path.parts:
            continue
        for context, singular, plural in _strings(path):
            message = found.setdefault((context, singular), Message((context, singular)))
            message.plural = message.plural or plural
            message.places.add(path.relative_to(SOURCE).as_posix())
    return found


def _catalogue(language: str) -> polib.POFile:
    path = LOCALE / language / "LC_MESSAGES" / "django.po"
    if path.exists():
        return polib.pofile(str(path), wrapwidth=96)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue = polib.POFile(wrapwidth=96)
    catalogue.fpath = str(path)
    return catalogue


def _entry(message: Message, old: polib.POEntry | None, language: str) -> polib.POEntry:
    entry = polib.POEntry(
        msgid=message.key[1],
        msgctxt=message.key[0] or None,
        occurrences=[(place, "") for place in sorted(message.places)[:PLACES]],
    )
    if message.plural:
        kept = old.msgstr_plural if old else {}
        entry.msgid_plural = message.plural
        entry.msgstr_plural = {form: kept.get(form, "") for form in range(FORMS[language])}
    else:
        entry.msgstr = old.msgstr if old else ""
    if "%(" in entry.msgid or "%s" in entry.msgid:
        entry.flags.append("python-format")
    return entry


def extract() -> None:
    """Bring both catalogues in step with the sources, keeping what is translated."""
    wanted = messages()
    _write_french(wanted)
    for language in LANGUAGES:
        catalogue = _catalogue(language)
        old = {(entry.msgctxt or "", entry.msgid): entry for entry in catalogue}
        fresh = polib.POFile(wrapwidth=96)
        fresh.metadata = {
            "Project-Id-Version": "mithaq",
            "Language": language,
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
            "Plural-Forms": PLURALS[language],
        }
        fresh.extend(_entry(item, old.get(item.key), language) for item in sorted(wanted.values()))
        fresh.save(catalogue.fpath)
        print(f"{language}: {len(fresh)} strings, {len(fresh.untranslated_entries())} to translate")


def _write_french(wanted: dict[tuple[str, str], Message]) -> None:
    """French says itself; its catalogue only holds its plural rule: zero is singular."""
    catalogue = _catalogue("fr")
    fresh = polib.POFile(wrapwidth=96)
    fresh.metadata = {
        "Project-Id-Version": "mithaq",
        "Language": "fr",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n > 1);",
    }
    for message in sorted(wanted.values()):
        if message.plural:
            entry = _entry(message, None, "fr")
            entry.msgstr_plural = {0: message.key[1], 1: message.plural}
            fresh.append(entry)
    fresh.save(catalogue.fpath)


def compile_all() -> None:
    """Write the .mo files that Django reads."""
    for language in ("fr", *LANGUAGES):
        catalogue = _catalogue(language)
        catalogue.save_as_mofile(catalogue.fpath[:-3] + ".mo")


def faults() -> list[str]:
    """What keeps a catalogue from being complete."""
    wanted = messages()
    found = []
    for language in LANGUAGES:
        catalogue = _catalogue(language)
        have = {(entry.msgctxt or "", entry.msgid): entry for entry in catalogue}
        found += [f"{language}: missing « {key[1][:70]} »" for key in wanted if key not in have]
        found += [
            f"{language}: no longer used « {key[1][:70]} »" for key in have if key not in wanted
        ]
        for key, entry in have.items():
            texts = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
            if not all(texts):
                found.append(f"{language}: untranslated « {key[1][:70]} »")
            if entry.fuzzy:
                found.append(f"{language}: fuzzy « {key[1][:70]} »")
    return found


def main() -> int:
    """Do what the first argument says."""
    verb = sys.argv[1] if len(sys.argv) > 1 else "check"
    if verb == "extract":
        extract()
        return 0
    if verb == "compile":
        compile_all()
        return 0
    problems = faults()
    print("\n".join(problems) or "complete")
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
