"""What the texts of a country say: schemes, facts, rules and dated parameters."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, Final, Self

from mithaq.base.dates import is_of_our_time
from mithaq.base.errors import Fault
from mithaq.base.text import Labels
from mithaq.engines.rules._authoring import Rule
from mithaq.engines.rules._citations import UNPUBLISHED, cite
from mithaq.engines.rules._concepts import Concept
from mithaq.engines.rules._digest import digest_of, rule_text, value_text
from mithaq.engines.rules._errors import LawError, fault
from mithaq.engines.rules._facts import (
    MONTH,
    Fact,
    Value,
    near,
    out_of_years,
    read_facts,
)
from mithaq.engines.rules._parameters import DatedParameter, DatedValue, SetAside

_MOST_KEPT: Final = 8192


@dataclass(frozen=True, slots=True)
class Scheme:
    """One legal instrument: a folder of the country."""

    name: str
    label: Labels
    summary: Labels


@dataclass(frozen=True, kw_only=True)
class Corpus:
    """Everything that the law of a country says, on every day.

    ``known`` is the day whose knowledge of the texts counts; None is everything published.
    """

    name: str
    schemes: Mapping[str, Scheme]
    facts: Mapping[str, Fact]
    rules: Mapping[str, Concept]
    parameters: Mapping[str, DatedParameter]
    sources: Mapping[str, str]
    order: tuple[str, ...]
    references: Mapping[str, Labels] = field(default_factory=dict)
    known: date | None = None
    reform_name: str = ""
    set_aside: tuple[SetAside, ...] = ()
    _kept: dict[tuple[object, ...], Any] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def digest(self) -> str:
        """What identifies this very law: its rules, its values and its facts, not its words."""
        lines = [f"{fact.name} {fact.kind} {list(fact.choices)}" for fact in self.facts.values()]
        lines += [rule_text(v) for concept in self.rules.values() for v in concept.written]
        lines += [
            f"{path} {value_text(dated)}"
            for path, parameter in self.parameters.items()
            for dated in parameter.history
        ]
        return digest_of(lines)

    @cached_property
    def days_of_change(self) -> tuple[date, ...]:
        """The days on which a rule or a value begins to count, or ends."""
        days = {dated.since for p in self.parameters.values() for dated in p.history}
        for concept in self.rules.values():
            days |= concept.changes()
        return tuple(sorted(days))

    def known_on(self, day: date) -> Self:
        """The law as its texts were known on a day."""

        found: Self = self.kept(("known", day), lambda: self._known_on(day))
        return found

    def _known_on(self, day: date) -> Self:
        parameters = {path: p.known_on(day) for path, p in self.parameters.items()}
        rules = {name: concept.known_on(day) for name, concept in self.rules.items()}
        return self.changed(parameters=parameters, rules=rules, known=day)

    def changed(self, **changes: Any) -> Self:
        """The same law, but for what is given."""
        return replace(self, **changes, _kept={})

    def kept(self, key: tuple[object, ...], make: Callable[[], Any]) -> Any:
        """What was once computed from this law, by key."""
        found = self._kept.get(key)
        if found is None:
            found = make()
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[key] = found
        return found

    def cited(self, reference: str) -> Labels:
        """A legal reference in three languages; in French alone where nothing reads it."""
        found: Labels = self.kept(
            ("cited", reference), lambda: cite(reference, self.references) or Labels(reference)
        )
        return found

    def proof_of(self, dated: DatedValue) -> Labels:
        """The text that gives a value, or that none was found; nothing for a value replaced."""
        if dated.reference:
            return self.cited(dated.reference)
        return Labels("") if dated.override else UNPUBLISHED

    def check_facts(self, given: Mapping[str, object]) -> tuple[Fault, ...]:
        """What is wrong in the facts of a case, field by field; nothing when all is well."""
        return read_facts(self.facts, given)[1]

    def read_facts(self, given: Mapping[str, object]) -> dict[str, Value]:
        """The facts of a case as the law reads them; LawError with every fault."""
        values, faults = read_facts(self.facts, given)
        if faults:
            raise LawError(faults)
        return values

    def is_truth(self, name: str) -> bool:
        """Whether a fact or a rule is a condition."""
        if name in self.rules:
            return self.rules[name].unit is None
        return name != MONTH and self.facts[name].is_boolean

    def check_targets(self, targets: Iterable[str]) -> None:
        """Refuse what is neither a rule nor a fact of the law."""
        unknown = [name for name in targets if name not in self.rules]
        if unknown:
            raise LawError([_no_rule(name, self.rules) for name in unknown])

    def versions_on(self, name: str, day: date) -> tuple[Rule, ...]:
        """The versions of a rule that may count on a day."""
        concept = self.rules[name]
        return (concept.version_on(day),) if concept.on is None else concept.versions

    def needed_rules(self, targets: Sequence[str], day: date) -> tuple[str, ...]:
        """The rules that targets need on a day, each after those it reads."""
        return self._needed(targets, day)[0]

    def needed_facts(self, targets: Sequence[str], day: date) -> tuple[str, ...]:
        """The facts that targets may read on a day, in the order of their declaration."""
        return self._needed(targets, day)[1]

    def _needed(self, targets: Sequence[str], day: date) -> tuple[tuple[str, ...], tuple[str, ...]]:
        wanted, found = list(targets), set[str]()
        while wanted:
            name = wanted.pop()
            if name in found:
                continue
            found.add(name)
            if name in self.rules:
                for version in self.versions_on(name, day):
                    wanted += version.reads - found
        rules = tuple(name for name in self.order if name in found)
        return rules, tuple(name for name in (*self.facts, MONTH) if name in found)

    def with_users(self) -> Self:
        """The law with, on each parameter, the rules that read it."""
        users: dict[str, list[str]] = {path: [] for path in self.parameters}
        for name in self.order:
            for path in self.rules[name].parameters:
                users[path].append(name)
        parameters = {
            path: replace(p, used_by=tuple(users[path])) for path, p in self.parameters.items()
        }
        return self.changed(parameters=parameters)


def as_day(day: date | str) -> date:
    """A day from a date, an ISO day, or an ISO month (its first day)."""
    if isinstance(day, date):
        return day
    try:
        read = date.fromisoformat(f"{day}-01" if len(day) == 7 else day)
    except ValueError:
        sentence = Labels(
            fr=f"« {day} » n’est ni un jour ni un mois : écrivez 2025-10-31 ou 2025-10.",
            ar=f"« {day} » ليس يوما ولا شهرا: اكتبوا 2025-10-31 أو 2025-10.",
            en=f"“{day}” is neither a day nor a month: write 2025-10-31 or 2025-10.",
        )
        raise LawError(fault("period", sentence)) from None
    if not is_of_our_time(read.year):
        raise LawError(fault("period", out_of_years()))
    return read


def _no_rule(name: str, known: Collection[str]) -> Fault:
    close = near(name, known)
    hint = f" ({', '.join(close)} ?)" if close else ""
    return fault(
        name,
        Labels(
            fr=f"La loi n’a pas de règle « {name} »{hint}.",
            ar=f"ليست في القانون قاعدة باسم « {name} ».",
            en=f"The law has no rule “{name}”{hint}.",
        ),
    )
