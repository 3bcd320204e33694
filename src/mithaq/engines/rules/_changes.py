"""A law changed: a reform, a value replaced with a reason, and what differs between two laws."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mithaq.base.errors import Fault
from mithaq.base.text import Labels
from mithaq.engines.rules._authoring import Rule
from mithaq.engines.rules._checks import check_changes, order_of
from mithaq.engines.rules._concepts import Concept
from mithaq.engines.rules._corpus import Corpus
from mithaq.engines.rules._digest import bound_text, rule_text
from mithaq.engines.rules._errors import LawError, fault
from mithaq.engines.rules._facts import near
from mithaq.engines.rules._parameters import DatedParameter, DatedValue
from mithaq.engines.rules._typed import as_bound, read_bound
from mithaq.engines.rules._typed_words import CHANGED_TWICE


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What differs from a day: a parameter or a rule, before and after."""

    name: str
    label: Labels
    scheme: str
    since: date
    before: DatedValue | Rule | None
    after: DatedValue | Rule | None


def proposed_values(
    law: Corpus, changes: Iterable[tuple[str, object, str | None]]
) -> dict[str, object]:
    """Values that somebody proposes (parameter, what is given, from which day), for a reform.

    Without a day a value counts on every day, and leaves no room for another. LawError says all
    that is wrong.
    """
    values, faults = dict[str, dict[str | None, object]](), list[Fault]()
    for path, given, since in changes:
        parameter = law.parameters.get(path)
        if parameter is None:
            faults.append(no_parameter(law, path))
            continue
        try:
            bound = read_bound(parameter, given)
        except LawError as error:
            faults += error.faults
            continue
        dated = values.setdefault(path, {})
        if since in dated or (dated and None in {since, *dated}):
            faults.append(Fault(path, CHANGED_TWICE, "reform.changed_once"))
        dated[since] = bound
    if faults:
        raise LawError(faults)
    return {path: dated.get(None, dated) for path, dated in values.items()}


def reformed_values(
    law: Corpus, name: str, values: Mapping[str, object]
) -> tuple[dict[str, DatedParameter], list[Fault]]:
    """The parameters that a reform changes: on every day, or from the days that it says."""
    changed: dict[str, DatedParameter] = {}
    faults: list[Fault] = []
    for path, given in values.items():
        parameter = law.parameters.get(path)
        if parameter is None:
            faults.append(no_parameter(law, path))
            continue
        try:
            changed[path] = _reformed(parameter, name, given)
        except LawError as error:
            faults += error.faults
    return changed, faults


def _reformed(parameter: DatedParameter, name: str, given: object) -> DatedParameter:
    if not isinstance(given, Mapping):
        first = parameter.history[0].since
        return parameter.with_value(_dated(parameter, first, given, name), keeps_later=False)
    days = {_iso(parameter, key): value for key, value in given.items()}
    for since in sorted(days):
        dated = _dated(parameter, since, days[since], name)
        parameter = parameter.with_value(dated, keeps_later=False)
    return parameter


def _dated(parameter: DatedParameter, since: date, value: object, name: str) -> DatedValue:
    return DatedValue(since, as_bound(parameter, value), reference=name)


def _iso(parameter: DatedParameter, key: object) -> date:
    if isinstance(key, date):
        return key
    try:
        return date.fromisoformat(str(key))
    except ValueError:
        said = f"« {key} » n’est pas une date : écrivez 2025-01-01."
        raise LawError(fault(parameter.path, said)) from None


def no_parameter(law: Corpus, path: str) -> Fault:
    """There is no such parameter; perhaps one of like name."""
    close = near(path, law.parameters)
    hint = f" ({', '.join(close)} ?)" if close else ""
    return fault(
        path,
        Labels(
            fr=f"La loi n’a pas de paramètre « {path} »{hint}.",
            ar=f"ليس في القانون معيار باسم « {path} ».",
            en=f"The law has no parameter “{path}”{hint}.",
        ),
    )


def reformed_rules(law: Corpus, rules: Sequence[Rule]) -> dict[str, Concept]:
    """The concepts of a law where new versions replace what stood from their day on."""
    concepts = dict(law.rules)
    for rule in sorted(rules, key=lambda rule: rule.since):
        old = concepts.get(rule.name)
        if old is None:
            concepts[rule.name] = Concept(
                name=rule.name, scheme="", label=Labels(rule.first_line), versions=(rule,)
            )
            continue
        kept = tuple(
            replace(v, until=None) if v.until and v.until >= rule.since else v
            for v in old.versions
            if v.since < rule.since
        )
        earlier = tuple(v for v in old.superseded if v.since < rule.since)
        concepts[rule.name] = replace(old, versions=(*kept, rule), superseded=earlier)
    return concepts


def checked(
    law: Corpus,
    faults: list[Fault],
    *,
    values: Collection[str] = (),
    rules: Collection[str] = (),
) -> None:
    """Refuse a changed law that does not hold together; ``values`` and ``rules`` name all that
    changed."""
    faults = faults or check_changes(law, values=values, rules=rules)
    if faults:
        raise LawError(faults)


def reordered(concepts: Mapping[str, Concept]) -> tuple[str, ...]:
    """The order of the rules of a changed law; LawError when they run in a circle."""
    order, faults = order_of(concepts)
    if faults:
        raise LawError(faults)
    return order


def days_apart(law: Corpus, one: date, other: date) -> Iterator[Change]:
    """What differs between two days of one law."""
    for parameter in law.parameters.values():
        before, after = parameter.at(one), parameter.at(other)
        if _text(before) != _text(after):
            since = after.since if after else other
            yield _change(parameter, since, (before, after))
    for concept in law.rules.values():
        old, new = concept.version_at(one), concept.version_at(other)
        if old is not new:
            yield _change(concept, new.since if new else other, (old, new))


def laws_apart(one: Corpus, other: Corpus) -> Iterator[Change]:
    """What differs between two laws, from each day on which it begins to."""
    for path in dict.fromkeys((*one.parameters, *other.parameters)):
        left, right = one.parameters.get(path), other.parameters.get(path)
        either = right or left
        if either is None or left is right:
            continue
        days = {d.since for p in (left, right) if p for d in p.history}
        previous: tuple[str, str] | None = None
        for day in sorted(days):
            pair = (left.at(day) if left else None, right.at(day) if right else None)
            texts = (_text(pair[0]), _text(pair[1]))
            if texts[0] != texts[1] and texts != previous:
                yield _change(either, day, pair)
            previous = texts
    for name in dict.fromkeys((*one.rules, *other.rules)):
        yield from _rules_apart(one.rules.get(name), other.rules.get(name))


def _rules_apart(left: Concept | None, right: Concept | None) -> Iterator[Change]:
    either = right or left
    if either is None or left is right:
        return
    days = {v.since for concept in (left, right) if concept for v in concept.versions}
    for day in sorted(days):
        old, new = (concept.version_at(day) if concept else None for concept in (left, right))
        begins = (old is not None and old.since == day) or (new is not None and new.since == day)
        if begins and _rule_text(old) != _rule_text(new):
            yield _change(either, day, (old, new))


def _change(
    what: DatedParameter | Concept,
    since: date,
    pair: tuple[DatedValue | Rule | None, DatedValue | Rule | None],
) -> Change:
    name = what.path if isinstance(what, DatedParameter) else what.name
    return Change(
        name=name, label=what.label, scheme=what.scheme, since=since, before=pair[0], after=pair[1]
    )


def _text(dated: DatedValue | None) -> str:
    return bound_text(dated.value) if dated else "absent"


def _rule_text(rule: Rule | None) -> str:
    return rule_text(rule) if rule else ""
