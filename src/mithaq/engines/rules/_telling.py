"""The law as what JSON can hold: schemes, facts, rules, parameters, each with its proofs."""

from __future__ import annotations

from datetime import date
from typing import Any

from mithaq.base.text import LANGUAGES, Labels
from mithaq.engines.rules._authoring import Rule
from mithaq.engines.rules._binding import Bound, Bracket
from mithaq.engines.rules._case import Case
from mithaq.engines.rules._cases import CaseResult
from mithaq.engines.rules._changes import Change
from mithaq.engines.rules._concepts import Concept
from mithaq.engines.rules._corpus import Corpus
from mithaq.engines.rules._explain_text import plain
from mithaq.engines.rules._expression import Name
from mithaq.engines.rules._facts import MONTH, Fact, Value
from mithaq.engines.rules._kinds import kind_of
from mithaq.engines.rules._parameters import DatedParameter, DatedValue
from mithaq.engines.rules._say import say_value
from mithaq.engines.rules._sentences import sentence


def tell_scheme(law: Corpus, name: str) -> dict[str, Any]:
    """A scheme: what it is called, its rules, the facts they read, its parameters."""
    scheme = law.schemes[name]
    rules = [concept for concept in law.rules.values() if concept.scheme == name]
    return {
        "name": name,
        "label": _said(scheme.label),
        "summary": _said(scheme.summary),
        "rules": [concept.name for concept in rules],
        "facts": list(facts_of(law, name)),
        "parameters": [path for path, p in law.parameters.items() if p.scheme == name],
        "since": min((c.versions[0].since for c in rules), default=date.min).isoformat(),
    }


def facts_of(law: Corpus, scheme: str) -> tuple[str, ...]:
    """The facts that the rules of a scheme read, through the rules of others too, as declared."""
    wanted = [concept.name for concept in law.rules.values() if concept.scheme == scheme]
    found = set[str]()
    while wanted:
        name = wanted.pop()
        if name in found or name == MONTH:
            continue
        found.add(name)
        if name in law.rules:
            wanted += law.rules[name].reads
    return tuple(name for name in law.facts if name in found)


def tell_fact(fact: Fact) -> dict[str, Any]:
    """A fact: what it is, its bounds and its choices."""
    return {
        "name": fact.name,
        "scheme": fact.scheme,
        "kind": fact.kind,
        "unit": fact.unit,
        "label": _said(fact.label),
        "hint": _said(fact.hint) if fact.hint else None,
        "minimum": fact.minimum,
        "maximum": fact.maximum,
        "choices": [{"code": code, "label": _said(said)} for code, said in fact.choices.items()],
    }


def tell_rule(law: Corpus, concept: Concept) -> dict[str, Any]:
    """A rule with every version: its article, its days, its formula in words."""
    return {
        "name": concept.name,
        "scheme": concept.scheme,
        "label": _said(concept.label),
        "unit": concept.unit,
        "on": concept.on,
        "reads": sorted(concept.reads),
        "parameters": sorted(concept.parameters),
        "versions": [_version(law, version) for version in concept.versions],
    }


def _version(law: Corpus, version: Rule) -> dict[str, Any]:
    return {
        "since": version.since.isoformat(),
        "until": version.until.isoformat() if version.until else None,
        "known": version.known.isoformat() if version.known else None,
        "article": version.article,
        "citation": _said(law.cited(version.article)),
        "sentence": {lang: sentence(law, version.formula, lang) for lang in LANGUAGES},
    }


def tell_parameter(law: Corpus, parameter: DatedParameter) -> dict[str, Any]:
    """A parameter with its whole history and the proof of each value."""
    return {
        "path": parameter.path,
        "scheme": parameter.scheme,
        "label": _said(parameter.label),
        "description": parameter.description,
        "unit": parameter.unit,
        "period": parameter.period,
        "used_by": list(parameter.used_by),
        "history": [tell_value(law, dated) for dated in parameter.history],
    }


def tell_value(law: Corpus, dated: DatedValue) -> dict[str, Any]:
    """A value from a day, with what proves it and how sure it is."""
    replaced = dated.override
    return {
        "since": dated.since.isoformat(),
        "value": plain_bound(dated.value),
        "reference": dated.reference,
        "citation": _said(law.proof_of(dated)),
        "confidence": dated.confidence,
        "sources": [{"code": code, "text": law.sources.get(code, "")} for code in dated.sources],
        "note": dated.note.fr,
        "note_words": _said(dated.note) if dated.note.fr else None,
        "alternatives": [_plain_other(value) for value in dated.alternatives],
        "known": dated.known.isoformat() if dated.known else None,
        "override": {"reason": replaced.reason, "by": replaced.by} if replaced else None,
    }


def _plain_other(value: object) -> str:
    """Another reading as text: a list by its members."""
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def plain_bound(value: Bound) -> Any:
    """A value as JSON holds it: a day is its ISO text, a schedule the list of its brackets."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [
            {"threshold": item.threshold, "rate": item.rate} if isinstance(item, Bracket) else item
            for item in value
        ]
    return value


def _said(labels: Labels) -> dict[str, str]:
    return {language: labels.of(language) for language in LANGUAGES}


def tell_law(law: Corpus) -> dict[str, Any]:
    """Everything that a law says."""
    return {
        "name": law.name,
        "digest": law.digest,
        "schemes": [tell_scheme(law, name) for name in law.schemes],
        "facts": [tell_fact(fact) for fact in law.facts.values()],
        "rules": [tell_rule(law, law.rules[name]) for name in law.order],
        "parameters": [tell_parameter(law, parameter) for parameter in law.parameters.values()],
    }


def tell_change(law: Corpus, change: Change) -> dict[str, Any]:
    """What differs from a day: a value or a version of a rule, before and after."""
    return {
        "name": change.name,
        "is_rule": isinstance(change.before or change.after, Rule),
        "label": _said(change.label),
        "scheme": change.scheme,
        "since": change.since.isoformat(),
        "before": _state(law, change.before),
        "after": _state(law, change.after),
    }


def _state(law: Corpus, state: DatedValue | Rule | None) -> dict[str, Any] | None:
    if isinstance(state, Rule):
        return _version(law, state)
    return tell_value(law, state) if state else None


def tell_case(result: CaseResult) -> dict[str, Any]:
    """A case that was run: whether it holds, and each result beside what was expected."""
    return {
        "name": result.name,
        "period": result.period,
        "status": result.status,
        "source": result.source,
        "holds": result.holds,
        "outcomes": [
            {
                "target": one.target,
                "expected": plain(one.expected),
                "found": plain(one.found),
                "holds": one.holds,
            }
            for one in result.outcomes
        ],
        "faults": [{"where": one.where, "sentence": _said(one.sentence)} for one in result.faults],
    }


def say_answer(law: Corpus, name: str, value: Value | None, language: str) -> str:
    """A result of a rule in words, with its unit."""
    return say_value(value, kind_of(law, Name(name)), language)


def tell_answer(case: Case) -> dict[str, Any]:
    """A stored decision, and what would make it yes."""
    advice = case.advice
    changes = advice.changes if advice else ()
    return case.to_dict() | {
        "advice": [
            {
                "fact": change.fact,
                "label": _said(change.label),
                "before": plain(change.before),
                "after": plain(change.after),
            }
            for change in changes
        ]
    }
