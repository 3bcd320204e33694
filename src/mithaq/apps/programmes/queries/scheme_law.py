"""The law of one scheme as a page reads it: conditions, amounts, values, and every change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from mithaq.apps.programmes.queries.law import law_in_force
from mithaq.apps.programmes.queries.values_aside import ValueAside, values_aside
from mithaq.base.ports import JSON
from mithaq.base.text import LANGUAGES, Labels
from mithaq.engines.rules import (
    Concept,
    DatedParameter,
    DatedValue,
    Law,
    LawError,
    Name,
    Op,
    Operation,
    ParameterUse,
    aside_for_scheme,
    read_bound,
    sentence,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LawVersion:
    """A value of the law from a day, and what proves it.

    ``value`` is None where the law says nothing from then on. ``note`` is what its sources leave
    to be said. ``names`` and ``alternative_names`` are those of its codes, ``brackets`` the rates
    of a schedule by threshold.
    """

    since: date
    value: object
    names: tuple[Labels, ...]
    brackets: tuple[tuple[float, float], ...]
    reference: Labels
    is_published: bool
    confidence: str
    note: Labels
    alternatives: tuple[object, ...]
    alternative_names: tuple[Labels, ...]
    sources: tuple[str, ...]
    replaced_because: str
    replaced_by: str

    @property
    def is_confirmed(self) -> bool:
        """Whether the published sources leave no doubt, and nobody replaced the value."""
        return self.confidence == "sure" and not self.replaced_by


@dataclass(frozen=True, slots=True, kw_only=True)
class LawValue:
    """A dated number of the law: what it is on the day asked, and its whole history."""

    path: str
    label: Labels
    unit: str
    period: str
    scheme: str
    current: LawVersion | None
    history: tuple[LawVersion, ...]
    is_schedule: bool
    changes_nothing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LawRule:
    """A condition (no unit) or an amount (with its unit) as it stands on the day asked."""

    name: str
    label: Labels
    sentence: Labels
    unit: str | None
    article: Labels
    since: date
    values: tuple[LawValue, ...]

    @property
    def is_confirmed(self) -> bool:
        """Whether every value it rests on is."""
        return all(item.current is None or item.current.is_confirmed for item in self.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class LawRight:
    """What several conditions open together, with their articles.

    ``is_any``: one of them is enough; otherwise all of them are needed.
    """

    rule: LawRule
    is_any: bool
    conditions: tuple[LawRule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LawChange:
    """What changed in the law of a scheme on a day."""

    on: date
    values: tuple[tuple[LawValue, LawVersion | None, LawVersion], ...]
    rules: tuple[tuple[Labels, Labels], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeLaw:
    """The whole law of a scheme on a day."""

    name: str
    label: Labels
    summary: Labels
    on: date
    digest: str
    rights: tuple[LawRight, ...]
    conditions: tuple[LawRule, ...]
    amounts: tuple[LawRule, ...]
    values: tuple[LawValue, ...]
    changes: tuple[LawChange, ...]
    former: tuple[Labels, ...]
    set_aside: tuple[ValueAside, ...]

    @property
    def unconfirmed(self) -> tuple[LawValue, ...]:
        """The values in force that the published sources leave in doubt."""
        return tuple(v for v in self.values if v.current and v.current.confidence != "sure")


@dataclass(frozen=True, slots=True, kw_only=True)
class LawSummary:
    """A scheme of the law in one sentence, and how far its values are confirmed."""

    summary: Labels
    doubts: int


def scheme_law(name: str, *, on: date) -> SchemeLaw | None:
    """The law of a scheme on a day, replaced values included; nothing for a scheme without one."""
    law = law_in_force()
    if name not in law.schemes:
        return None
    concepts = [c for c in law.rules.values() if c.scheme == name]
    rules = {c.name: rule for c in concepts if (rule := _rule(law, c, on=on))}
    rights = tuple(_rights(law, concepts, rules, on=on))
    grouped = {item.name for right in rights for item in right.conditions}
    grouped |= {right.rule.name for right in rights}
    values = tuple(
        _value(law, parameter, on=on)
        for parameter in law.parameters.values()
        if parameter.scheme == name
    )
    return SchemeLaw(
        name=name,
        label=law.schemes[name].label,
        summary=law.schemes[name].summary,
        on=on,
        digest=law.digest,
        rights=rights,
        conditions=tuple(r for r in rules.values() if r.unit is None and r.name not in grouped),
        amounts=tuple(r for r in rules.values() if r.unit is not None),
        values=values,
        changes=_changes(law, values=values, concepts=concepts),
        former=tuple(c.label for c in concepts if c.name not in rules),
        set_aside=values_aside(law, aside_for_scheme(law, name)),
    )


def law_value(path: str, *, on: date) -> LawValue | None:
    """One value of the law with its history, or nothing."""
    law = law_in_force()
    parameter = law.parameters.get(path)
    return _value(law, parameter, on=on) if parameter else None


def law_version(path: str, stored: JSON) -> LawVersion | None:
    """A value kept as JSON, as the law of today tells it; nothing where it no longer reads it."""
    law = law_in_force()
    parameter = law.parameters.get(path)
    if parameter is None:
        return None
    try:
        bound = None if stored is None else read_bound(parameter, stored)
    except LawError:
        return None
    return _version(law, parameter, DatedValue(parameter.history[0].since, bound))


def law_values(paths: Iterable[str], *, on: date) -> tuple[tuple[Labels, LawValue], ...]:
    """The values of those parameters, each with the name of its scheme, in the order of the law."""
    law, wanted = law_in_force(), set(paths)
    return tuple(
        (law.schemes[parameter.scheme].label, _value(law, parameter, on=on))
        for path, parameter in law.parameters.items()
        if path in wanted
    )


def values_in(law: Law, paths: Iterable[str], *, on: date) -> tuple[LawValue, ...]:
    """The values of a law already read, in the order asked; those it has not are left out."""
    return tuple(
        _value(law, law.parameters[path], on=on) for path in paths if path in law.parameters
    )


def law_summaries(*, on: date) -> dict[str, LawSummary]:
    """What each scheme of the law is, and how many of its values in force are in doubt."""
    law = law_in_force()
    doubts: dict[str, int] = defaultdict(int)
    for parameter in law.parameters.values():
        dated = _current(parameter, on)
        doubts[parameter.scheme] += dated is not None and not dated.is_confirmed
    return {
        name: LawSummary(summary=scheme.summary, doubts=doubts[name])
        for name, scheme in law.schemes.items()
    }


def value_used(law: Law, use: ParameterUse) -> tuple[LawValue, LawVersion]:
    """A value that counted in a case, which may be an older one than that of the day."""
    return _value(law, use.parameter, on=use.dated.since), _version(law, use.parameter, use.dated)


def _rights(
    law: Law, concepts: list[Concept], rules: dict[str, LawRule], *, on: date
) -> Iterator[LawRight]:
    """A condition that only joins other conditions is what these open together."""
    for concept in concepts:
        joined = _joined(law, concept, on) if concept.name in rules else None
        if joined is None:
            continue
        found = tuple(
            rule
            for name in joined.names
            if (rule := rules.get(name) or _rule(law, law.rules[name], on=on))
        )
        yield LawRight(rule=rules[concept.name], is_any=joined.is_any, conditions=found)


@dataclass(frozen=True, slots=True)
class _Joined:
    names: tuple[str, ...]
    is_any: bool


def _joined(law: Law, concept: Concept, on: date) -> _Joined | None:
    """The conditions that the version of a day joins, when it does nothing else."""
    version = concept.version_at(on)
    formula = version.formula if version else None
    if not isinstance(formula, Operation) or formula.op not in {Op.ALL_OF, Op.ANY_OF}:
        return None
    names = tuple(arg.name for arg in formula.args if isinstance(arg, Name))
    are_rules = all(name in law.rules and law.rules[name].unit is None for name in names)
    if len(names) < max(2, len(formula.args)) or not are_rules:
        return None
    return _Joined(names, formula.op is Op.ANY_OF)


def _rule(law: Law, concept: Concept, *, on: date) -> LawRule | None:
    version = concept.version_at(on)
    if version is None:
        return None
    paths = sorted(concept.parameters)
    return LawRule(
        name=concept.name,
        label=concept.label,
        sentence=Labels(*(sentence(law, version.formula, code) for code in LANGUAGES)),
        unit=concept.unit,
        article=law.cited(version.article),
        since=version.since,
        values=tuple(_value(law, law.parameters[path], on=on) for path in paths),
    )


def _current(parameter: DatedParameter, on: date) -> DatedValue | None:
    return parameter.on(on) if parameter.history[0].since <= on else None


def _value(law: Law, parameter: DatedParameter, *, on: date) -> LawValue:
    current = _current(parameter, on)
    values = [dated.value for dated in parameter.history]
    return LawValue(
        path=parameter.path,
        label=parameter.label,
        unit=parameter.unit,
        period=parameter.period,
        scheme=parameter.scheme,
        current=_version(law, parameter, current) if current else None,
        history=tuple(_version(law, parameter, dated) for dated in parameter.history),
        is_schedule=any(isinstance(v, tuple) and v and not isinstance(v[0], str) for v in values),
        changes_nothing=parameter.changes_nothing,
    )


def _version(law: Law, parameter: DatedParameter, dated: DatedValue) -> LawVersion:
    return LawVersion(
        since=dated.since,
        value=dated.value,
        names=_names(law, parameter, dated.value),
        brackets=_brackets(dated.value),
        reference=law.proof_of(dated),
        is_published=bool(dated.reference),
        confidence=dated.confidence,
        note=dated.note,
        alternatives=dated.alternatives,
        alternative_names=_other_names(law, parameter, dated),
        sources=tuple(law.sources.get(code, code) for code in dated.sources),
        replaced_because=dated.override.reason if dated.override else "",
        replaced_by=dated.override.by if dated.override else "",
    )


def _names(law: Law, parameter: DatedParameter, value: object) -> tuple[Labels, ...]:
    """The names of the codes of a value: its parameter's choices, else those of facts and rules."""
    codes = value if isinstance(value, tuple) else (value,)
    if not all(isinstance(code, str) for code in codes):
        return ()
    known = {code: label for fact in law.facts.values() for code, label in fact.choices.items()}
    for concept in law.rules.values():
        known |= concept.choices
    known |= parameter.choices
    return tuple(known.get(code, Labels(code)) for code in codes)


def _other_names(law: Law, parameter: DatedParameter, dated: DatedValue) -> tuple[Labels, ...]:
    """The names of the other readings: a list of codes as one name, its members joined."""
    if not any(isinstance(other, tuple) for other in dated.alternatives):
        return _names(law, parameter, dated.alternatives)
    listed = [_names(law, parameter, other) for other in dated.alternatives]
    return tuple(
        Labels(
            ", ".join(label.fr for label in names),
            "، ".join(label.of("ar") for label in names),
            ", ".join(label.of("en") for label in names),
        )
        for names in listed
        if names
    )


def _brackets(value: object) -> tuple[tuple[float, float], ...]:
    if not isinstance(value, tuple):
        return ()
    return tuple((item.threshold, item.rate) for item in value if not isinstance(item, str))


def _changes(
    law: Law, *, values: tuple[LawValue, ...], concepts: list[Concept]
) -> tuple[LawChange, ...]:
    """Every day on which a value or a rule of the scheme begins, latest first."""
    by_day: dict[date, list[tuple[LawValue, LawVersion | None, LawVersion]]] = defaultdict(list)
    for value in values:
        before: LawVersion | None = None
        for version in value.history:
            by_day[version.since].append((value, before, version))
            before = version
    rules: dict[date, list[tuple[Labels, Labels]]] = defaultdict(list)
    for concept in concepts:
        # The first version of a rule begins with its scheme: only later ones are changes.
        for rule in concept.versions[1:]:
            rules[rule.since].append((concept.label, law.cited(rule.article)))
    days = sorted({*by_day, *rules}, reverse=True)
    return tuple(
        LawChange(on=day, values=tuple(by_day[day]), rules=tuple(rules[day])) for day in days
    )
