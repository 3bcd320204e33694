"""The words of a scheme: labels of its facts, rules and parameters in three languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from mithaq.base.errors import Fault
from mithaq.base.text import LANGUAGES, Labels
from mithaq.engines.rules._errors import fault
from mithaq.engines.rules._facts import KINDS, Fact

_SECTIONS: Final = ("scheme", "facts", "rules", "parameters", "sources", "references", "notes")
_FACT_KEYS: Final = ("kind", "unit", "label", "hint", "minimum", "maximum", "choices", "fixed")


@dataclass(slots=True)
class Words:
    """What words.yaml says of one scheme, with what is wrong in it."""

    scheme: str
    label: Labels = field(default_factory=lambda: Labels(""))
    summary: Labels = field(default_factory=lambda: Labels(""))
    facts: dict[str, Fact] = field(default_factory=dict)
    rules: dict[str, Labels] = field(default_factory=dict)
    unmet: dict[str, Labels] = field(default_factory=dict)
    choices: dict[str, dict[str, Labels]] = field(default_factory=dict)
    parameters: dict[str, Labels] = field(default_factory=dict)
    settings: dict[str, dict[str, Labels] | str] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    references: dict[str, Labels] = field(default_factory=dict)
    notes: dict[str, Labels] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def labels(self, value: object, where: str) -> Labels:
        """A text in French, Arabic and English; each language that lacks is a fault."""
        if not isinstance(value, Mapping):
            self.wrong(where, "il faut un libellé {fr: …, ar: …, en: …}.")
            return Labels("")
        said = {language: str(value.get(language) or "").strip() for language in LANGUAGES}
        missing = [language for language, text in said.items() if not text]
        if missing:
            self.wrong(where, f"le libellé manque en : {', '.join(missing)}.")
        return Labels(**said)

    def section(self, raw: Mapping[str, Any], name: str) -> Mapping[str, Any]:
        """A part of the file, by name; empty when it is not there."""
        section = raw.get(name) or {}
        if isinstance(section, Mapping):
            return section
        self.wrong("", f"« {name} » doit être un tableau de noms.")
        return {}

    def wrong(self, where: str, sentence: str) -> None:
        """Keep a fault of this file."""
        file = f"{self.scheme}/words.yaml"
        self.faults.append(fault(f"{file} : {where}" if where else file, sentence))


def read_words(scheme: str, raw: object) -> Words:
    """Read the words of a scheme from its parsed YAML."""
    words = Words(scheme)
    if not isinstance(raw, Mapping):
        words.wrong("", "le fichier est vide : il porte les mots du dispositif.")
        return words
    for key in raw:
        if key not in _SECTIONS:
            words.wrong(str(key), f"partie inconnue ; les parties sont {', '.join(_SECTIONS)}.")
    about = words.section(raw, "scheme")
    words.label = words.labels(about.get("label"), "scheme.label")
    words.summary = words.labels(about.get("summary"), "scheme.summary")
    for name, entry in words.section(raw, "facts").items():
        _read_fact(words, str(name), entry)
    for name, entry in words.section(raw, "rules").items():
        _read_rule(words, str(name), entry)
    for path, entry in words.section(raw, "parameters").items():
        label = entry.get("label") if isinstance(entry, Mapping) else None
        words.parameters[str(path)] = words.labels(label, str(path))
        choices = entry.get("choices") if isinstance(entry, Mapping) else None
        if isinstance(choices, str):
            words.settings[str(path)] = choices
        elif choices:
            words.settings[str(path)] = _choices(words, str(path), choices)
    for text, said in _said(words, raw, "references"):
        words.references[text.casefold()] = said
    words.notes = dict(_said(words, raw, "notes"))
    words.sources = {str(code): str(text) for code, text in words.section(raw, "sources").items()}
    return words


def _said(words: Words, raw: Mapping[str, Any], name: str) -> Iterator[tuple[str, Labels]]:
    """Texts printed in French, with their Arabic and their English."""
    for text, entry in words.section(raw, name).items():
        said = {**entry, "fr": text} if isinstance(entry, Mapping) else entry
        yield str(text), words.labels(said, str(text))


def _read_rule(words: Words, name: str, entry: object) -> None:
    if not isinstance(entry, Mapping):
        words.wrong(name, "il faut {label: {fr: …, ar: …, en: …}}.")
        return
    words.rules[name] = words.labels(entry.get("label"), name)
    if "unmet" in entry:
        words.unmet[name] = words.labels(entry["unmet"], f"{name}.unmet")
    if entry.get("choices"):
        words.choices[name] = _choices(words, name, entry["choices"])


def _read_fact(words: Words, name: str, entry: object) -> None:
    if not isinstance(entry, Mapping):
        words.wrong(name, "il faut {kind: …, label: {…}}.")
        return
    for key in entry:
        if key not in _FACT_KEYS:
            words.wrong(name, f"« {key} » est inconnu ; un fait a {', '.join(_FACT_KEYS)}.")
    kind = str(entry.get("kind", ""))
    if kind not in KINDS:
        words.wrong(name, f"« {kind} » n’est pas une sorte de fait : {', '.join(KINDS)}.")
    choices = _choices(words, name, entry.get("choices") or {})
    if (kind == "code") != bool(choices):
        words.wrong(name, "un code a des choix (choices), et lui seul.")
    if not name.isidentifier() or name in {"month", "p"}:
        words.wrong(name, "ce nom est réservé ou n’est pas un identifiant.")
    words.facts[name] = Fact(
        name=name,
        kind=kind,
        label=words.labels(entry.get("label"), name),
        scheme=words.scheme,
        unit=entry.get("unit"),
        minimum=_bound(words, name, entry.get("minimum")),
        maximum=_bound(words, name, entry.get("maximum")),
        choices=choices,
        is_fixed=bool(entry.get("fixed", False)),
        hint=words.labels(entry["hint"], f"{name}.hint") if "hint" in entry else Labels(""),
    )


def _choices(words: Words, name: str, entry: object) -> dict[str, Labels]:
    if not isinstance(entry, Mapping):
        words.wrong(name, "les choix sont un tableau {code: {fr: …, ar: …, en: …}}.")
        return {}
    for code in entry:
        if not isinstance(code, str):  # YAML reads « no » and « 2 » as a truth and a number
            words.wrong(name, f"le code {code!r} n’est pas un texte : mettez-le entre guillemets.")
    return {str(code): words.labels(said, f"{name}.{code}") for code, said in entry.items()}


def _bound(words: Words, name: str, value: object) -> float | None:
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    words.wrong(name, f"la borne {value!r} n’est pas un nombre.")
    return None
