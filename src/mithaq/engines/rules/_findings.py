"""What each rule gave in a case: what it read, the values of the law, the comparisons."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from mithaq.engines.rules._expression import (
    COMPARISONS,
    Constant,
    Expression,
    Name,
    Op,
    Operation,
    Parameter,
)
from mithaq.engines.rules._facts import MONTH, Value
from mithaq.engines.rules._kinds import Kind, kind_of, side_kind
from mithaq.engines.rules._reading import Reading
from mithaq.engines.rules._trace import (
    Comparison,
    Counted,
    Finding,
    ParameterUse,
    Parts,
    Side,
    Sides,
)

_NOTHING = Counted((), (), (), ())


class Findings:
    """The findings of a case, each rule once."""

    def __init__(self, case: Reading) -> None:
        self._case = case
        self._made: dict[str, Finding] = {}

    def of(self, name: str) -> Finding:
        """What a rule gave, with its parts."""
        found = self._made.get(name)
        if found is None:
            found = self._made[name] = self._make(name)
        return found

    def _make(self, name: str) -> Finding:
        case, concept = self._case, self._case.law.rules[name]
        version = case.version(name)
        nodes = counted(case, version.formula) if version else _NOTHING
        parts = self._parts(name, nodes)
        return Finding(
            name=name,
            label=concept.label,
            kind=parts.kind,
            value=case.column(name),
            rule=version,
            facts={n: self._fact(n) for n in parts.facts},
            parameters=uses_of(case, nodes),
            comparisons=tuple([compared(case, sides) for sides in nodes.comparisons]),
            parts=tuple([self.of(n) for n in parts.rules]),
        )

    def _parts(self, name: str, nodes: Counted) -> Parts:
        """The facts and the rules that counted, the day that chooses the version last."""
        kept, key = self._case.traced.parts, (name, nodes.names)
        found = kept.get(key)
        if found is None:
            law = self._case.law
            anchor = law.rules[name].on
            names = dict.fromkeys((*nodes.names, *((anchor,) if anchor else ())))
            found = kept[key] = Parts(
                kind_of(law, Name(name)),
                tuple(n for n in names if n not in law.rules),
                tuple(n for n in names if n in law.rules),
            )
        return found

    def _fact(self, name: str) -> Value | None:
        return self._case.day.replace(day=1) if name == MONTH else self._case.facts.get(name)


def counted(case: Reading, node: Expression) -> Counted:
    """The nodes of a formula that counted: not the branch that was not taken.

    Worked out once for each way through the formula, as its conditions choose it.
    """
    traced, identity = case.traced, id(node)
    conditions = traced.choices.get(identity)
    if conditions is None:
        conditions = traced.choices[identity] = tuple(_conditions(case, node))
    key = (identity, *[case.at(condition) for condition in conditions])
    found = traced.counted.get(key)
    if found is None:
        found = traced.counted[key] = _counted(case, node)
    return found


def _conditions(case: Reading, node: Expression) -> Iterable[Expression]:
    """What chooses the branches of a formula, and the values that its months met."""
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Operation):
            if part.op is Op.WHEN:
                yield part.args[0]
            yield from [under.any for under in case.traced.months.get(id(part), ())]
            waiting += part.args


def _counted(case: Reading, node: Expression) -> Counted:
    found: list[Expression] = []
    monthly: list[ParameterUse] = []
    waiting = [node]
    while waiting:
        part = waiting.pop()
        found.append(part)
        if not isinstance(part, Operation):
            continue
        if part.op is Op.WHEN:
            condition, yes, no = part.args
            taken = case.at(condition)
            waiting += [] if taken is None else [yes if taken else no]
            waiting.append(condition)
        elif part.op is Op.MONTH_BY_MONTH:
            monthly += _met(case, part)
            waiting += reversed(part.args[1:])
        else:
            waiting += reversed(part.args)
    parameters = tuple(n for n in found if isinstance(n, Parameter))
    sides = [sides_of(case, n) for n in found if isinstance(n, Operation) and n.op in COMPARISONS]
    is_same = all(parameter.on is None for parameter in parameters)
    return Counted(
        names=tuple(dict.fromkeys(n.name for n in found if isinstance(n, Name))),
        parameters=parameters,
        comparisons=tuple(one for one in sides if one is not None),
        uses=_once((*monthly, *[used(case, one) for one in parameters])) if is_same else None,
        monthly=tuple(monthly),
    )


def _met(case: Reading, node: Operation) -> Iterable[ParameterUse]:
    """The values of a parameter under which some of the months of a sum began."""
    parameter = case.law.parameters[next(n.path for n in node.args if isinstance(n, Parameter))]
    for under in case.traced.months.get(id(node), ()):
        dated = parameter.at(under.since) if under.since and case.at(under.any) else None
        if dated is not None:
            yield ParameterUse(parameter, dated)


def uses_of(case: Reading, nodes: Counted) -> tuple[ParameterUse, ...]:
    """The values of the law that counted, each once."""
    if nodes.uses is not None:
        return nodes.uses
    return _once((*nodes.monthly, *[used(case, node) for node in nodes.parameters]))


def _once(uses: Iterable[ParameterUse | None]) -> tuple[ParameterUse, ...]:
    return tuple({id(use.dated): use for use in uses if use is not None}.values())


def used(case: Reading, node: Parameter) -> ParameterUse | None:
    """The value of a parameter that counted, None where the law has none."""
    parameter = case.law.parameters[node.path]
    day = case.day if node.on is None else case.at(node.on)
    dated = parameter.at(day) if isinstance(day, date) else None
    if dated is None:
        return None
    found = case.traced.uses.get(id(dated))
    if found is None:
        found = case.traced.uses[id(dated)] = ParameterUse(parameter, dated)
    return found


def sides_of(case: Reading, node: Operation) -> Sides | None:
    """A comparison made ready; None where it has no two sides."""
    kept = case.traced.sides
    if id(node) not in kept:
        kept[id(node)] = _sides_of(case, node)
    return kept[id(node)]


def _sides_of(case: Reading, node: Operation) -> Sides | None:
    if node.op is Op.ONE_OF or len(node.args) != 2:
        return None
    left, right = node.args
    kind = _kind_of_side(case, left)
    if kind.is_plain:
        kind = _kind_of_side(case, right)
    return Sides(node.op, _side(case, left, kind), _side(case, right, kind), kind)


def _kind_of_side(case: Reading, node: Expression) -> Kind:
    return side_kind(case.law, node) if isinstance(node, Parameter) else case.kind(node)


def _side(case: Reading, node: Expression, kind: Kind) -> Side:
    if isinstance(node, Constant):
        return Side(node, None, _as_read(node.value))
    codes = case.law.parameters[node.path].codes if isinstance(node, Parameter) else ()
    return Side(node, case.reader(node, kind), is_setting=bool(codes))


def _as_read(value: Value) -> Value:
    return float(value) if type(value) is int else value


def compared(case: Reading, sides: Sides) -> Comparison:
    """Both sides of a comparison, and how far apart they are."""
    left, right = _value(case, sides.left), _value(case, sides.right)
    return Comparison(
        op=sides.op, left=left, right=right, kind=sides.kind, distance=_distance(left, right)
    )


def _value(case: Reading, side: Side) -> Value | None:
    if side.constant is not None:
        return side.constant
    if side.is_setting and isinstance(side.node, Parameter):
        use = used(case, side.node)
        if use is not None and isinstance(use.dated.value, str):  # without a fact of its choices
            return use.dated.value
    return case.read(side.reader)


def _distance(left: Value | None, right: Value | None) -> float | None:
    if isinstance(left, date) and isinstance(right, date):
        return float(abs((left - right).days))
    if isinstance(left, bool | str | date | None) or isinstance(right, bool | str | date | None):
        return None
    return abs(left - right)
