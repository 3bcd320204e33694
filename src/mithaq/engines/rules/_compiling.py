"""From a law on a day to one program: the rules that the targets need, lowered in their order."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from mithaq.engines.rules._authoring import Rule
from mithaq.engines.rules._binding import Bound, Lowered
from mithaq.engines.rules._corpus import Corpus, as_day
from mithaq.engines.rules._expression import Name
from mithaq.engines.rules._facts import MONTH
from mithaq.engines.rules._lowering import Lowering
from mithaq.engines.rules._parameters import DatedValue
from mithaq.engines.rules._program import Column, Program
from mithaq.engines.rules._steps import Steps


@dataclass(slots=True)
class LawBinding:
    """What the formulas of one law are read with, on one day.

    ``shallow`` takes other rules as columns, to check one formula alone.
    """

    law: Corpus
    day: date
    steps: Steps
    complete: bool | Collection[str] = False
    shallow: bool = False
    columns: dict[str, Lowered] = field(default_factory=dict)
    _window: tuple[date, date | None] | None = None
    lowering: Lowering = field(init=False)

    def __post_init__(self) -> None:
        """Read formulas with this very law."""
        self.lowering = Lowering(self.steps, self)

    def column(self, name: str) -> Lowered:
        """The steps of a fact or of a rule, written once."""
        found = self.columns.get(name)
        if found is None:
            is_rule = name in self.law.rules and not self.shallow
            found = self.rule(name) if is_rule else self._fact(name)
            self.columns[name] = found
        return found

    def _fact(self, name: str) -> Lowered:
        is_boolean = self.law.is_truth(name)
        value = self.steps.value(name, is_boolean=is_boolean)
        return Lowered(value, None if self.is_complete(name) else self.steps.known(name))

    def is_complete(self, name: str) -> bool:
        """Whether no case lacks that fact."""
        if name == MONTH or isinstance(self.complete, bool):
            return name == MONTH or self.complete is True
        return name in self.complete

    def rule(self, name: str) -> Lowered:
        """The steps of a rule: of the version in force, or of each, by the day that chooses."""
        concept = self.law.rules[name]
        if concept.on is None:
            return self._version(concept.version_on(self.day), concept.codes)
        rungs = []
        for version in concept.versions:
            self._window = (version.since, version.until)
            rungs.append((version.since, self._version(version, concept.codes)))
            self._window = None
        until = concept.versions[-1].until
        return self.lowering.by_day(Name(concept.on), rungs, until)

    def _version(self, version: Rule, codes: Mapping[str, int] | None) -> Lowered:
        return self.lowering.lower(version.formula, codes)

    def in_force(self, path: str) -> Bound:
        """The value of a parameter on the day of the plan."""
        return self.law.parameters[path].on(self.day).value

    def history(self, path: str) -> tuple[DatedValue, ...]:
        """The values of a parameter that a version can meet."""
        history = self.law.parameters[path].history
        if self._window is None:
            return history
        since, until = self._window
        first = max((n for n, d in enumerate(history) if d.since <= since), default=0)
        met = tuple(d for d in history[first:] if until is None or d.since <= until)
        return met or history[first : first + 1]

    def is_truth(self, path: str) -> bool:
        """Whether a parameter is a yes or a no."""
        return self.law.parameters[path].is_truth

    def choices(self, name: str) -> Mapping[str, int] | None:
        """The numbers of the codes of a fact or of a rule."""
        if name in self.law.rules:
            return self.law.rules[name].codes
        return self.law.facts[name].codes or None if name in self.law.facts else None


def lower_targets(binding: LawBinding, targets: Sequence[str]) -> dict[str, Lowered]:
    """Lower what the targets need, each rule after those it reads (no deep recursion)."""
    for name in binding.law.needed_rules(targets, binding.day):
        binding.column(name)
    return {target: binding.column(target) for target in targets}


def compile_program(
    laws: Sequence[Corpus],
    day: date | str,
    targets: Sequence[str],
    *,
    complete: bool | Collection[str] = False,
) -> Program:
    """One program for a law and its reforms, on a day: what they share is computed once.

    Outputs are named as the targets for the first law, ``target@1`` for the second, and so on.
    ``complete`` says that no case lacks a fact, or names those that none lacks.
    """
    steps, outputs = Steps(), dict[str, Lowered]()
    names: dict[str, Column] = {}
    for rank, law in enumerate(laws):
        binding = LawBinding(law, as_day(day), steps, complete)
        suffix = f"@{rank}" if rank else ""
        law.check_targets(targets)
        for target, lowered in lower_targets(binding, targets).items():
            outputs[f"{target}{suffix}"] = lowered
        for name in law.needed_facts(targets, binding.day):
            names[name] = column_of(law, name, may_be_missing=not binding.is_complete(name))
    return Program(tuple(steps.listed), tuple(names.values()), outputs)


def column_of(law: Corpus, name: str, *, may_be_missing: bool) -> Column:
    """A fact as the column of a file: its kind, and the choices that its codes number."""
    if name == MONTH:
        return Column(name, is_boolean=False, may_be_missing=may_be_missing, kind="date")
    fact = law.facts[name]
    return Column(
        name,
        fact.is_boolean,
        may_be_missing=may_be_missing,
        kind=fact.kind,
        choices=tuple(fact.choices),
    )
