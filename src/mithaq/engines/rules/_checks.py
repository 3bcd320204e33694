"""Whether a law holds together: every name known, no gap, no overlap, no day before a value."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from graphlib import CycleError, TopologicalSorter

from mithaq.base.errors import Fault
from mithaq.engines.rules._authoring import Rule
from mithaq.engines.rules._binding import FormulaError
from mithaq.engines.rules._compiling import LawBinding
from mithaq.engines.rules._concepts import Concept
from mithaq.engines.rules._corpus import Corpus
from mithaq.engines.rules._errors import LawError, fault
from mithaq.engines.rules._facts import MONTH, near
from mithaq.engines.rules._names import parameters_in
from mithaq.engines.rules._steps import Steps


def order_of(rules: Mapping[str, Concept]) -> tuple[tuple[str, ...], list[Fault]]:
    """The rules, each after those that it reads; what cannot be read, or runs in a circle."""
    graph: dict[str, set[str]] = {}
    faults: list[Fault] = []
    for name, concept in rules.items():
        try:
            graph[name] = {read for read in concept.reads if read in rules}
        except (TypeError, ValueError) as error:
            faults.append(fault(_at(concept), str(error)))
    if faults:
        return (), faults
    try:
        return tuple(TopologicalSorter(graph).static_order()), faults
    except CycleError as error:
        circle = " → ".join(error.args[1])
        return (), [fault("rules.py", f"ces règles tournent en rond : {circle}.")]


def check_changes(
    law: Corpus, *, values: Collection[str] = (), rules: Collection[str] = ()
) -> list[Fault]:
    """Every fault of a law that holds but for the values of some parameters and some rules.

    Only these rules, and those that read one of either, can be at fault: another formula meets
    the same columns, values and days as before.
    """
    touched = [
        concept
        for name in law.order
        if (concept := law.rules[name]).name in rules
        or not concept.reads.isdisjoint(rules)
        or not concept.parameters.isdisjoint(values)
    ]
    faults: list[Fault] = []
    for concept in touched if rules else ():
        faults += _versions(concept)
        faults += _names(law, concept)
    return faults or _told(law, touched)


def check_law(law: Corpus) -> list[Fault]:
    """Every fault of an assembled law."""
    faults = [
        fault(f"{parameter.scheme}/parameters.yaml : {parameter.path} {dated.since}",
              f"la source {code} n’est dite dans aucun words.yaml (sources).")
        for parameter in law.parameters.values()
        for dated in parameter.history
        for code in dated.sources
        if code not in law.sources
    ]  # fmt: skip
    if len(law.order) < len(law.rules):
        return faults  # a cycle, or formulas that cannot be read: said already
    for name in law.order:
        faults += _versions(law.rules[name])
        faults += _names(law, law.rules[name])
    return faults or _told(law, [law.rules[name] for name in law.order])


def _told(law: Corpus, concepts: list[Concept]) -> list[Fault]:
    """What is wrong with what some rules read, and with their formulas, on each of their days."""
    names = [concept.name for concept in concepts]
    return [*_windows(law, names), *_formulas(law, names), *_knowledge(law, names)]


def _at(concept: Concept, version: Rule | None = None) -> str:
    since = f" ({version.since})" if version else ""
    return f"{concept.scheme}/rules.py : {concept.name}{since}"


def _versions(concept: Concept) -> Iterator[Fault]:
    for one, other in zip(concept.versions, concept.versions[1:], strict=False):
        if one.since == other.since or (one.until and one.until >= other.since):
            yield fault(_at(concept, other), f"deux versions valent le {other.since}.")
        elif one.until and one.until + timedelta(days=1) < other.since:
            yield fault(
                _at(concept, other),
                f"aucune version entre le {one.until} et le {other.since}.",
                "Écrivez une version pour ces jours, ou prolongez la précédente.",
            )
        if one.unit != other.unit or one.on != other.on:
            yield fault(_at(concept, other), "unit et on sont les mêmes pour toutes les versions.")
    last = concept.versions[-1]
    if last.until and last.until < last.since:
        yield fault(_at(concept, last), "la fin (until) précède le début (since).")
    if (concept.unit == "code") != bool(concept.choices):
        yield fault(_at(concept), 'unit="code" va avec des choix (choices) dans words.yaml.')


def _knowledge(law: Corpus, names: Collection[str]) -> Iterator[Fault]:
    """The law must hold together for who did not know a text yet: before each became known."""
    days = {v.known for concept in law.rules.values() for v in concept.written if v.known}
    said: set[tuple[str, str]] = set()
    for day in sorted(days, reverse=True):
        before = law.known_on(day - timedelta(days=1))
        counting = [c for c in before.rules.values() if not c.versions[0].is_void]
        faults = [wrong for concept in counting for wrong in _versions(concept)]
        for wrong in faults or [*_windows(before, names), *_formulas(before, names)]:
            if (wrong.where, wrong.sentence.fr) not in said:
                said.add((wrong.where, wrong.sentence.fr))
                known = f"telle qu’on la connaissait avant le {day}, {wrong.sentence.fr}"
                yield fault(wrong.where, known, wrong.remedy.fr if wrong.remedy else "")


def _names(law: Corpus, concept: Concept) -> Iterator[Fault]:
    known = {*law.facts, *law.rules, MONTH}
    arguments = {name for version in concept.versions for name in version.arguments}
    for name in sorted((concept.reads | arguments) - known):
        close = near(name, known)
        hint = f" Voulez-vous dire {', '.join(close)} ?" if close else ""
        yield fault(_at(concept), f"« {name} » n’est ni un fait ni une règle.{hint}")
    for path in sorted(concept.parameters - law.parameters.keys()):
        close = near(path, law.parameters)
        hint = f" Voulez-vous dire {', '.join(close)} ?" if close else ""
        yield fault(_at(concept), f"aucun paramètre « {path} ».{hint}")
    anchor = concept.on
    if anchor and anchor in law.facts and law.facts[anchor].kind != "date":
        yield fault(_at(concept), f'on="{anchor}" doit être une date.')
    if anchor and anchor in law.rules and law.rules[anchor].unit != "date":
        yield fault(_at(concept), f'on="{anchor}" doit être une date (unit="date").')


def _windows(law: Corpus, names: Collection[str]) -> Iterator[Fault]:
    """What a version reads must be in the law on each of its days."""
    for name in names:
        concept = law.rules[name]
        for rank, version in enumerate(concept.versions):
            if version.is_void:
                continue
            following = concept.versions[rank + 1 :]
            last = following[0].since - timedelta(days=1) if following else version.until
            for parameter in parameters_in(version.formula):
                first = law.parameters[parameter.path].history[0].since
                if first > version.since:
                    yield fault(
                        _at(concept, version),
                        f"la règle vaut le {version.since} et la première valeur de "
                        f"{parameter.path} est du {first}.",
                        "Datez la règle plus tard, ou donnez la valeur (null : la loi se tait).",
                    )
            if concept.on is None:
                yield from _covered(law, concept, (version, last))


def _covered(law: Corpus, concept: Concept, span: tuple[Rule, date | None]) -> Iterator[Fault]:
    version, last = span
    for read in sorted(version.reads & law.rules.keys()):
        other = law.rules[read]
        if other.on is not None:
            continue
        if other.versions[0].since > version.since:
            yield fault(
                _at(concept, version),
                f"elle vaut le {version.since} et lit {read}, qui commence le "
                f"{other.versions[0].since}.",
                f"Écrivez une version de {read} pour ces jours.",
            )
        end = other.versions[-1].until
        if end and (last is None or last > end):
            yield fault(
                _at(concept, version),
                f"elle vaut encore après le {end}, dernier jour de {read}, qu’elle lit.",
                f"Écrivez une version de {read} pour la suite, ou finissez celle-ci (until).",
            )


def _formulas(law: Corpus, names: Collection[str]) -> Iterator[Fault]:
    """Lower each rule on each day on which it may come down to other steps."""
    said: set[tuple[str, str]] = set()
    for name in names:
        concept = law.rules[name]
        days = {version.since for version in concept.versions}
        for path in concept.parameters:
            days |= {d.since for d in law.parameters[path].history}
        for day in sorted(days):
            if concept.version_at(day) is None and concept.on is None:
                continue
            for sentence in _lowered(law, concept, day):
                if (name, sentence) not in said:
                    said.add((name, sentence))
                    yield fault(_at(concept, concept.version_at(day)), sentence)


def _lowered(law: Corpus, concept: Concept, day: date) -> Iterator[str]:
    steps = Steps()
    binding = LawBinding(law, day, steps, shallow=True)
    try:
        result = binding.rule(concept.name)
    except (FormulaError, LawError) as error:
        yield str(error)
        return
    is_truth = steps.listed[result.value].is_boolean
    if is_truth and concept.unit is not None:
        yield f"la règle a une unité ({concept.unit}) et donne une condition."
    if not is_truth and concept.unit is None:
        yield 'la règle n’a pas d’unité et donne un nombre : dites unit="…".'
