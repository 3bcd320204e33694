"""An explanation as lines of text, and as what JSON can hold."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, Final

from mithaq.base.text import LANGUAGES, Labels
from mithaq.engines.rules._aside import aside_dict, aside_for_rules, aside_text
from mithaq.engines.rules._binding import Bracket
from mithaq.engines.rules._corpus import Corpus
from mithaq.engines.rules._explain import Explanation
from mithaq.engines.rules._expression import Name, Op
from mithaq.engines.rules._facts import Value
from mithaq.engines.rules._kinds import kind_of
from mithaq.engines.rules._say import (
    CONFIRM,
    OVERRIDDEN,
    SINCE,
    UNDECIDED,
    say_bound,
    say_distance,
    say_value,
)
from mithaq.engines.rules._sentences import compared, label_of, sentence
from mithaq.engines.rules._trace import Comparison, Finding, ParameterUse, Reason

_HOLDS: Final[Mapping[Op, Callable[[Any, Any], bool]]] = {
    Op.LESS: operator.lt,
    Op.AT_MOST: operator.le,
    Op.MORE: operator.gt,
    Op.AT_LEAST: operator.ge,
    Op.EQUAL: operator.eq,
    Op.DIFFERENT: operator.ne,
}
_MARKS = {True: "✓", False: "✗", None: "?"}


def case_text(case: Explanation, language: str) -> str:
    """The answer, what is missing, then every rule with what it read, indented."""
    lines = []
    if not case.is_known:
        lines.append(undecided(case, language))
    seen = set[str]()
    lines += _lines(case, case.finding, (language, 0), seen)
    law = case.law
    lines += [f"! {aside_text(law, one, language)}" for one in aside_for_rules(law, sorted(seen))]
    return "\n".join(lines)


def undecided(case: Explanation, language: str) -> str:
    """« Cannot be decided: missing … », or where the law is silent."""
    names = [label_of(case.law, name).of(language) for name in case.missing]
    listed = "، ".join(names) if language == "ar" else ", ".join(names)
    said = [f"{UNDECIDED.of(language)} {listed}."] if names else []
    return " ".join([*said, *(silence.of(language) for silence in case.silences)])


def _lines(
    case: Explanation, finding: Finding, at: tuple[str, int], seen: set[str]
) -> Iterator[str]:
    language, depth = at
    pad = "  " * depth
    value = finding.value
    mark = _MARKS[value] if isinstance(value, bool) or value is None else "="
    said = "" if isinstance(value, bool) else f" : {say_value(value, finding.kind, language)}"
    cited = case.law.cited(finding.rule.article).of(language) if finding.rule else ""
    article = f" ({cited})" if cited else ""
    yield f"{pad}{mark} {finding.label.of(language)}{said}{article}"
    if finding.name in seen:
        return
    seen.add(finding.name)
    if finding.rule is not None:
        yield f"{pad}    {sentence(case.law, finding.rule.formula, language)}"
    for comparison in finding.comparisons:
        yield f"{pad}    {comparison_text(comparison, language)}"
    for name, fact in finding.facts.items():
        kind = kind_of(case.law, Name(name))
        label = label_of(case.law, name).of(language)
        yield f"{pad}    · {label} : {say_value(fact, kind, language)}"
    for use in finding.parameters:
        yield f"{pad}    · {parameter_text(case.law, use, language)}"
    for part in finding.parts:
        yield from _lines(case, part, (language, depth + 1), seen)


def comparison_text(comparison: Comparison, language: str) -> str:
    """« 11 200 MAD > 10 000 MAD (1 200 MAD apart) »."""
    left = say_value(comparison.left, comparison.kind, language)
    right = say_value(comparison.right, comparison.kind, language)
    said = compared(
        comparison.op,
        (left, right),
        language,
        holds=_holds(comparison),
        are_days=comparison.kind.is_date,
    )
    if not comparison.distance:
        return said
    return f"{said} ({say_distance(comparison.distance, comparison.kind, language)})"


def _holds(comparison: Comparison) -> bool:
    """Whether a comparison is true; one that is not decided is said as it is asked."""
    left: Any = comparison.left
    if left is None or comparison.right is None or comparison.op not in _HOLDS:
        return True
    return bool(_HOLDS[comparison.op](left, comparison.right))


def parameter_text(law: Corpus, use: ParameterUse, language: str) -> str:
    """A value with since when, by which text, and whether it is confirmed."""
    parameter, dated = use.parameter, use.dated
    held = say_bound(dated.value, parameter.unit, language, choices=parameter.choices)
    said = [
        f"{parameter.label.of(language)} : {held}",
        f"{SINCE.of(language)} {dated.since.isoformat()}",
    ]
    if proof := law.proof_of(dated).of(language):
        said.append(f"({proof})")
    if not dated.is_confirmed:
        said.append(f"— {CONFIRM.of(language)}")
    if dated.override:
        said.append(f"— {OVERRIDDEN.of(language)} {dated.override.reason} ({dated.override.by})")
    return " ".join(said)


def case_dict(case: Explanation) -> dict[str, Any]:
    """The stored decision."""
    seen = set[str]()
    trace = _finding_dict(case, case.finding, seen)
    aside = aside_for_rules(case.law, seen) if case.law.set_aside else ()
    return {
        "law": {"name": case.law.name, "digest": case.law.digest, "reform": case.law.reform_name},
        "day": case.day.isoformat(),
        "known": case.law.known.isoformat() if case.law.known else None,
        "target": case.target,
        "facts": {name: plain(value) for name, value in case.facts.items()},
        "value": plain(case.value),
        "is_known": case.is_known,
        "missing": list(case.missing),
        "silences": [labels_dict(said) for said in case.silences],
        "because": [_reason_dict(case, reason) for reason in case.because],
        "set_aside": [aside_dict(case.law, one) for one in aside],
        "trace": trace,
    }


def plain(value: Value | None) -> float | bool | str | None:
    """A value as JSON holds it: a day is its ISO text."""
    return value.isoformat() if isinstance(value, date) else value


def labels_dict(labels: Labels) -> dict[str, str]:
    """A label in its three languages."""
    return dict(_in_each_language(labels))


@lru_cache(maxsize=4096)
def _in_each_language(labels: Labels) -> tuple[tuple[str, str], ...]:
    return tuple((language, labels.of(language)) for language in LANGUAGES)


def _reason_dict(case: Explanation, reason: Reason) -> dict[str, Any]:
    return {
        "rule": reason.rule,
        "label": labels_dict(reason.label),
        "article": reason.article,
        "citation": labels_dict(case.law.cited(reason.article)),
        "comparison": _comparison_dict(reason.comparison) if reason.comparison else None,
        "parameters": [_use_dict(case, use) for use in reason.parameters],
    }


def _comparison_dict(comparison: Comparison) -> dict[str, Any]:
    return {
        "left": plain(comparison.left),
        "op": comparison.op.value,
        "right": plain(comparison.right),
        "distance": comparison.distance,
        "unit": comparison.kind.unit,
    }


def _use_dict(case: Explanation, use: ParameterUse) -> dict[str, Any]:
    """A value of the law that counted, as every case tells it: made once a law."""
    told: dict[str, Any] = case.law.kept(
        ("value", id(use.dated)), lambda: _value_dict(case.law, use)
    )
    return {**told}


def _value_dict(law: Corpus, use: ParameterUse) -> dict[str, Any]:
    dated, parameter = use.dated, use.parameter
    value = dated.value
    return {
        "path": parameter.path,
        "label": labels_dict(parameter.label),
        "unit": parameter.unit,
        "value": [[b.threshold, b.rate] if isinstance(b, Bracket) else b for b in value]
        if isinstance(value, tuple)
        else plain(value),
        "since": dated.since.isoformat(),
        "reference": dated.reference,
        "citation": labels_dict(law.proof_of(dated)),
        "confidence": dated.confidence,
        "override": {"reason": dated.override.reason, "by": dated.override.by}
        if dated.override
        else None,
    }


def _finding_dict(case: Explanation, finding: Finding, seen: set[str]) -> dict[str, Any]:
    """A rule once in full; where it comes back, its name and value."""
    value = finding.value
    if finding.name in seen:
        return {**_named(finding), "value": plain(value)}
    seen.add(finding.name)
    rule = finding.rule
    key = ("finding", finding.name, rule.since if rule else None)
    told: dict[str, Any] = case.law.kept(key, lambda: _version_dict(case, finding))
    own = {**told, "label": {**told["label"]}}
    if rule is not None:
        own["citation"], own["sentence"] = {**told["citation"]}, {**told["sentence"]}
    own["value"] = value.isoformat() if isinstance(value, date) else value
    own["facts"] = {
        name: one.isoformat() if isinstance(one, date) else one
        for name, one in finding.facts.items()
    }
    own["comparisons"] = [_comparison_dict(comparison) for comparison in finding.comparisons]
    own["parameters"] = [_use_dict(case, use) for use in finding.parameters]
    own["parts"] = [_finding_dict(case, part, seen) for part in finding.parts]
    return own


def _named(finding: Finding) -> dict[str, Any]:
    label = labels_dict(finding.label)
    return {"rule": finding.name, "label": label, "unit": finding.kind.unit, "value": None}


def _version_dict(case: Explanation, finding: Finding) -> dict[str, Any]:
    """A rule and its version as every case tells them: made once a law, copied for each."""
    rule = finding.rule
    if rule is None:
        return _named(finding)
    return _named(finding) | {
        "article": rule.article,
        "citation": labels_dict(case.law.cited(rule.article)),
        "since": rule.since.isoformat(),
        "until": rule.until.isoformat() if rule.until else None,
        "known": rule.known.isoformat() if rule.known else None,
        "sentence": {
            language: sentence(case.law, rule.formula, language) for language in LANGUAGES
        },
    }
