"""Small laws made in a test: the words that every law needs are filled in here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mithaq.engines.rules import Law, Rule
from mithaq.engines.rules._loading import SchemeSource, assemble


def said(name: str) -> dict[str, str]:
    """A label in three languages."""
    return {"fr": f"{name} fr", "ar": f"{name} ع", "en": f"{name} en"}


def source(
    rules: Sequence[Rule] = (),
    facts: Mapping[str, Any] | None = None,
    parameters: Mapping[str, Any] | None = None,
    name: str = "scheme",
) -> SchemeSource:
    """A scheme; a fact is its kind, or its entry; a parameter is its dated values."""
    leaves = {
        path: entry if "brackets" in entry else {"values": entry}
        for path, entry in (parameters or {}).items()
    }
    entries = {
        fact: {"label": said(fact), **({"kind": e} if isinstance(e, str) else e)}
        for fact, e in (facts or {}).items()
    }
    for entry in entries.values():
        if "choices" in entry:
            entry["choices"] = {code: said(code) for code in entry["choices"]}
    words = {
        "scheme": {"label": said(name), "summary": said(name)},
        "facts": entries,
        "rules": {rule.name: {"label": said(rule.name)} for rule in rules},
        "parameters": {path: {"label": said(path)} for path in leaves},
    }
    return SchemeSource(name=name, rules=rules, parameters=leaves, words=words)


def law_of(
    rules: Sequence[Rule] = (),
    facts: Mapping[str, Any] | None = None,
    parameters: Mapping[str, Any] | None = None,
) -> Law:
    """A country of one scheme."""
    return Law.of(assemble("testland", [source(rules, facts, parameters)]))
