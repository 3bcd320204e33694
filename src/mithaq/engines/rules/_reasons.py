"""Why an answer is what it is: the leaves that settle it, and what would have to be known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from mithaq.base.text import Labels
from mithaq.engines.rules._expression import (
    BOOLEANS,
    COMPARISONS,
    Expression,
    Name,
    Op,
    Operation,
    Parameter,
)
from mithaq.engines.rules._findings import compared, counted, sides_of, used, uses_of
from mithaq.engines.rules._reading import Reading
from mithaq.engines.rules._trace import Reason


class Reasons:
    """The leaves that make a condition what it is, or that took the lesser branch of an amount."""

    def __init__(self, case: Reading) -> None:
        self._case = case
        self._told = set[str]()
        self.found: list[Reason] = []

    def read(self, node: Expression, rule: str) -> None:
        """Keep the leaves of a node of a rule; each rule is told once."""
        if isinstance(node, Operation):
            self._operation(node.op, node, rule)
        elif isinstance(node, Name) and node.name in self._case.law.rules:
            name = node.name
            if name in self._told:
                return
            self._told.add(name)
            if (version := self._case.version(name)) is not None:
                self.read(version.formula, name)
        elif isinstance(self._case.at(node), bool):
            self.found.append(_reason(self._case, node, rule))

    def _operation(self, op: Op, node: Operation, rule: str) -> None:
        case = self._case
        if op in COMPARISONS:
            self.found.append(_reason(case, node, rule))
        elif op in {Op.ALL_OF, Op.ANY_OF}:
            value = case.at(node)
            settles = value is (op is Op.ANY_OF)
            for arg in node.args:
                if not settles or case.at(arg) is value:
                    self.read(arg, rule)
        elif op is Op.WHEN:
            condition, yes, no = node.args
            taken = case.at(condition)
            if taken is False:
                self.read(condition, rule)
            if taken is not None:
                self.read(yes if taken else no, rule)
        else:
            for arg in leading(case, node):
                self.read(arg, rule)


def leading(case: Reading, node: Operation) -> tuple[Expression, ...]:
    """The operands of an amount that a condition, or a rule, may lie behind."""
    kept = case.traced.leading
    found = kept.get(id(node))
    if found is None:
        found = kept[id(node)] = tuple(arg for arg in node.args if _leads(case, arg))
    return found


def _leads(case: Reading, node: Expression) -> bool:
    if isinstance(node, Operation):
        return node.op in BOOLEANS or node.op is Op.WHEN or bool(leading(case, node))
    return (isinstance(node, Name) and node.name in case.law.rules) or case.kind(node).is_truth


def _reason(case: Reading, node: Expression, rule: str) -> Reason:
    version = case.version(rule)
    is_compared = isinstance(node, Operation) and node.op in COMPARISONS
    sides = sides_of(case, node) if is_compared and isinstance(node, Operation) else None
    return Reason(
        rule=rule,
        label=case.law.rules[rule].label,
        article=version.article if version else "",
        node=node,
        comparison=None if sides is None else compared(case, sides),
        parameters=uses_of(case, counted(case, node)),
    )


#: A fact that is missing, or the words of a silence of the law.
_Unknown: TypeAlias = "tuple[str, Labels | None]"


def unknowns(case: Reading, node: Expression, seen: set[str]) -> Iterator[_Unknown]:
    """What leaves a node unknown: facts that are missing, or silences of the law."""
    if case.at(node) is not None:
        return
    match node:
        case Name(name=name) if name in case.law.rules:
            if name not in seen:
                seen.add(name)
                yield from _unknown_rule(case, name, seen)
        case Name(name=name):
            yield name, None
        case Parameter(path=path):
            if node.on is not None and case.at(node.on) is None:
                yield from unknowns(case, node.on, seen)
            elif (use := used(case, node)) is None or use.dated.value is None:
                yield "", _silent(case.law.parameters[path].label)
        case Operation(op=Op.WHEN, args=(condition, yes, no)):
            taken = case.at(condition)
            inner = condition if taken is None else yes if taken else no
            yield from unknowns(case, inner, seen)
        case Operation(op=Op.MONTH_BY_MONTH, args=(Parameter(path=path), *asked)):
            found = [pair for arg in asked for pair in unknowns(case, arg, seen)]
            yield from found or [("", _silent(case.law.parameters[path].label))]
        case Operation(args=args):
            found = [pair for arg in args for pair in unknowns(case, arg, seen)]
            yield from found
            if not found and node.op is Op.DIVIDE:
                yield (
                    "",
                    Labels(
                        fr="Une division par zéro n’a pas de résultat.",
                        ar="القسمة على صفر لا نتيجة لها.",
                        en="A division by zero has no result.",
                    ),
                )
        case _:
            return


def _unknown_rule(case: Reading, name: str, seen: set[str]) -> Iterator[_Unknown]:
    concept = case.law.rules[name]
    if concept.on and case.column(concept.on) is None:
        yield from unknowns(case, Name(concept.on), seen)
        # Which version counts is open: what the last one reads is most likely needed too.
        yield from unknowns(case, concept.versions[-1].formula, seen)
        return
    version = case.version(name)
    if version is None:
        yield "", _silent(concept.label)
        return
    yield from unknowns(case, version.formula, seen)


def _silent(label: Labels) -> Labels:
    return Labels(
        fr=f"La loi ne dit rien ce jour-là : {label.fr}.",
        ar=f"القانون لا يحدد شيئا في ذلك اليوم: {label.of('ar')}.",
        en=f"The law says nothing on that day: {label.of('en')}.",
    )
