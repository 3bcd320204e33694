"""A plan: the law in force on a day, cut to what some targets need."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mithaq.engines.rules._case import Case
from mithaq.engines.rules._compiling import LawBinding, column_of, compile_program, lower_targets
from mithaq.engines.rules._corpus import Corpus
from mithaq.engines.rules._errors import LawError, fault
from mithaq.engines.rules._facts import EPOCH, MONTH, Value, day_of, read_facts
from mithaq.engines.rules._program import Program
from mithaq.engines.rules._python import case_function, trace_function
from mithaq.engines.rules._steps import Steps
from mithaq.engines.rules._trace import Traced

if TYPE_CHECKING:
    import pyarrow as pa

    from mithaq.engines.rules._polars import PolarsPlan
    from mithaq.engines.rules._population import Run
    from mithaq.engines.rules._source import Source

_EPOCH_ORDINAL = EPOCH.toordinal()


@dataclass(frozen=True)
class Plan:
    """Targets computed by the law of one day; two days of one segment share their programs."""

    law: Corpus
    day: date
    targets: tuple[str, ...]
    segment: int

    @property
    def month(self) -> date:
        """The first day of the month asked: the fact ``month`` of every rule."""
        return self.day.replace(day=1)

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that the targets may read, ``month`` apart."""
        return tuple(name for name in self._read if name != MONTH)

    @cached_property
    def program(self) -> Program:
        """The steps, for cases that may lack any fact."""
        return self._program(complete=False)

    @cached_property
    def complete_program(self) -> Program:
        """The steps, for cases that lack no fact."""
        return self._program(complete=True)

    def _program(self, *, complete: bool) -> Program:
        def made() -> Program:
            return compile_program([self.law], self.day, self.targets, complete=complete)

        key = ("program", self.segment, self.targets, complete)
        program: Program = self.law.kept(key, made)
        return program

    def compute(self, /, **facts: object) -> dict[str, Value | None]:
        """The targets for one case; None where the facts do not settle it.

        Facts are numbers, truths, dates and codes; one that is absent or None is unknown. Nothing
        is checked but what cannot be read: ``law.check_facts`` tells what is wrong in a form.
        """
        given: dict[str, Any] = facts
        given[MONTH] = self.month
        is_complete = self._wanted <= given.keys() and None not in given.values()
        function = self._whole if is_complete else self._partial
        try:
            results = function(given)
        except (TypeError, ValueError, KeyError, AttributeError):
            del given[MONTH]
            faults = read_facts(self.law.facts, given)[1]
            if faults:
                raise LawError(faults) from None
            raise
        if not given.keys() <= self._known_names:
            del given[MONTH]
            raise LawError(read_facts(self.law.facts, given)[1])
        if self._decoders:
            return {
                name: value if value is None or name not in self._decoders
                else self._decoders[name](value)
                for name, value in zip(self.targets, results, strict=True)
            }  # fmt: skip
        return dict(zip(self.targets, results, strict=True))

    def explain(self, target: str = "", /, **facts: object) -> Case:
        """One target for one case, with its trace. Raises LawError for facts that are wrong."""
        wanted = target or self._single()
        values = self.law.read_facts(facts)
        traced = self._traced(wanted)
        return Case(
            law=self.law,
            day=self.day,
            target=wanted,
            facts=values,
            traced=traced,
            values=traced.run({**values, MONTH: self.month}),
        )

    def run(self, source: Source) -> Run:
        """The plan over a population: Parquet paths, or Arrow batches; then ``.total(by=[…])``."""
        from mithaq.engines.rules._nation import run_day

        return run_day(self.law, self.day, source, targets=self.targets)

    def sql(self, table: str, dialect: str = "duckdb", *, keep: Sequence[str] = ()) -> str:
        """The plan as one query on a table (``duckdb``, ``postgresql`` or ``spark``)."""
        from mithaq.engines.rules._sql import render_sql

        return render_sql(self.program, table, dialect=dialect, keep=keep, supplied=self._supplied)

    def polars(self) -> PolarsPlan:
        """The plan as Polars expressions, level by level."""
        from mithaq.engines.rules._polars import render_polars

        return render_polars(self.program, supplied=self._supplied)

    def arrow(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Batches of facts to batches of results, as Spark's ``mapInArrow`` calls it."""
        return self.run(batches).rows()

    @property
    def schema(self) -> pa.Schema:
        """The columns of the results: truths, days, codes in letters, numbers."""
        return self.run(()).schema()

    @property
    def _supplied(self) -> dict[str, float]:
        return {MONTH: day_number(self.month)}

    def _single(self) -> str:
        if len(self.targets) != 1:
            raise LawError(fault("target", 'dites quelle règle expliquer : explain("…", …).'))
        return self.targets[0]

    def _traced(self, target: str) -> Traced:
        def made() -> Traced:
            self.law.check_targets([target])
            steps = Steps()
            binding = LawBinding(self.law, self.day, steps)
            outputs = lower_targets(binding, [target])
            names = self.law.needed_facts([target], self.day)
            for name in names:
                binding.column(name)
            columns = tuple(
                column_of(self.law, name, may_be_missing=name != MONTH) for name in names
            )
            program = Program(tuple(steps.listed), columns, outputs)
            run = trace_function(program, readers(self.law, names))
            return Traced(run, binding.lowering.places, binding.columns, binding.lowering.months)

        traced: Traced = self.law.kept(("traced", self.segment, target), made)
        return traced

    @cached_property
    def _read(self) -> tuple[str, ...]:
        return self.law.needed_facts(self.targets, self.day)

    @cached_property
    def _wanted(self) -> frozenset[str]:
        return frozenset(self._read)

    @cached_property
    def _known_names(self) -> frozenset[str]:
        return frozenset((*self.law.facts, MONTH))

    @cached_property
    def _partial(self) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
        return self._function(complete=False)

    @cached_property
    def _whole(self) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
        return self._function(complete=True)

    def _function(self, *, complete: bool) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
        def made() -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
            program = self.complete_program if complete else self.program
            return case_function(program, readers(self.law, self._read))

        key = ("python", self.segment, self.targets, complete)
        function: Callable[[Mapping[str, Any]], tuple[Any, ...]] = self.law.kept(key, made)
        return function

    @cached_property
    def _decoders(self) -> dict[str, Callable[[float], Value]]:
        found = {name: decoder(self.law, name) for name in self.targets}
        return {name: decode for name, decode in found.items() if decode is not None}


def day_number(day: object) -> float:
    """A day as a number of days since 1970-01-01."""
    if isinstance(day, str):
        day = date.fromisoformat(day)
    if not isinstance(day, date):
        raise TypeError(f"{day!r} is no day.")
    return float(day.toordinal() - _EPOCH_ORDINAL)


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"{value!r} is no truth.")
    return value


def readers(law: Corpus, names: tuple[str, ...]) -> dict[str, Callable[[Any], Any]]:
    """How each fact becomes a number or a truth."""
    found: dict[str, Callable[[Any], Any]] = {}
    for name in names:
        fact = law.facts.get(name)
        if fact is None or fact.kind == "date":
            found[name] = day_number
        elif fact.kind == "code":
            found[name] = {code: float(n) for code, n in fact.codes.items()}.__getitem__
        else:
            found[name] = _truth if fact.is_boolean else float
    return found


def decoder(law: Corpus, name: str) -> Callable[[float], Value] | None:
    """How the result of a rule reads: a date or a code; None when it is what it is."""
    concept = law.rules[name]
    if concept.unit == "date":
        return lambda number: day_of(number, name)
    if concept.unit == "code":
        codes = tuple(concept.choices)
        return lambda number: codes[round(number)]
    return None
