"""Values that somebody put in place of the law, and that it does not take: said where used."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from mithaq.base.text import LANGUAGES, Labels
from mithaq.engines.rules._corpus import Corpus
from mithaq.engines.rules._parameters import SetAside

NOT_APPLIED: Final = Labels(
    fr="valeur de remplacement non appliquée :",
    ar="قيمة معوضة لم تطبق:",
    en="replacing value not applied:",
)


def aside_for_scheme(law: Corpus, scheme: str) -> tuple[SetAside, ...]:
    """What is set aside in a scheme; a parameter that is gone is known by its first name."""
    return tuple(one for one in law.set_aside if _scheme_of(law, one) in {scheme, None})


def aside_for_rules(law: Corpus, names: Iterable[str]) -> tuple[SetAside, ...]:
    """What is set aside among the values that rules read, or would have read."""
    concepts = [law.rules[name] for name in names]
    paths = {path for concept in concepts for path in concept.parameters}
    schemes = {concept.scheme for concept in concepts}
    return tuple(
        one
        for one in law.set_aside
        if one.path in paths
        or (one.path not in law.parameters and _scheme_of(law, one) in {*schemes, None})
    )


def _scheme_of(law: Corpus, one: SetAside) -> str | None:
    if one.path in law.parameters:
        return law.parameters[one.path].scheme
    top = one.path.partition(".")[0]
    found = (p.scheme for path, p in law.parameters.items() if path.partition(".")[0] == top)
    return next(found, None)


def aside_label(law: Corpus, one: SetAside) -> Labels:
    """What the parameter is called, or its path when the law has it no more."""
    return law.parameters[one.path].label if one.path in law.parameters else Labels(one.path)


def aside_text(law: Corpus, one: SetAside, language: str) -> str:
    """A value set aside in one line: which, who wrote it and why, what the law says against it."""
    label = aside_label(law, one).of(language)
    said = f"{NOT_APPLIED.of(language)} {label} = {one.value} ({one.since.isoformat()})"
    return f"{said} — {one.reason} ({one.by}). {one.why.of(language)}"


def aside_dict(law: Corpus, one: SetAside) -> dict[str, Any]:
    """A value set aside, as JSON holds it."""
    label = aside_label(law, one)
    return {
        "path": one.path,
        "label": {language: label.of(language) for language in LANGUAGES},
        "since": one.since.isoformat(),
        "value": one.value,
        "reason": one.reason,
        "by": one.by,
        "why": {language: one.why.of(language) for language in LANGUAGES},
    }
