"""`mithaq law diff` and `mithaq law reform`: what changed between two days, what would change."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from django.utils import timezone
from rich.console import Console

from mithaq.base.errors import Fault, Refusal
from mithaq.base.text import Labels
from mithaq.cli.law.asking import (
    AsJson,
    Country,
    Language,
    On,
    Pairs,
    Spoken,
    answering,
    law_at_hand,
    read_pairs,
)
from mithaq.cli.law.printing import print_json, print_rows
from mithaq.cli.law.words import heading, said
from mithaq.engines.rules import (
    Change,
    DatedValue,
    Law,
    Rule,
    as_day,
    proposed_values,
    say_answer,
    say_bound,
    tell_change,
)
from mithaq.ledger.exercise import employees

Earlier = Annotated[str, typer.Argument(metavar="AVANT", help="Mois ou jour : 2024-12.")]
Later = Annotated[str, typer.Argument(metavar="APRÈS", help="Mois ou jour : 2025-01.")]
Target = Annotated[str, typer.Argument(metavar="RÈGLE", help="La règle dont on veut l’effet.")]
Sets = Annotated[
    list[str],
    typer.Option(
        "--set", metavar="CHEMIN=VALEUR[@JOUR]", help="Une valeur changée, partout ou dès un jour."
    ),
]
Rows = Annotated[
    list[Path] | None,
    typer.Option("--rows", help="Population en Parquet, plutôt qu’un seul cas."),
]
Invented = Annotated[
    int,
    typer.Option("--exercise", min=0, help="Population d’exercice : tant de salariés inventés."),
]
Seed = Annotated[
    int, typer.Option("--seed", min=0, help="Graine de l’exercice : même graine, mêmes gens.")
]
By = Annotated[str, typer.Option("--by", help="Regrouper la population : region,sex.")]
_FROM = re.compile(r"(.*)@(\d{4}-\d{2}-\d{2})")


def diff(
    before: Earlier,
    after: Later,
    country: Country = "",
    lang: Spoken = Language.FR,
    as_json: AsJson = False,
) -> None:
    """Ce qui a changé dans la loi entre deux jours : valeurs et règles."""
    with answering(lang) as console:
        law = law_at_hand(country)
        changes = law.diff(before, after)
        if as_json:
            print_json([tell_change(law, change) for change in changes])
        else:
            _print_changes(console, law, changes, lang)


def reform(
    target: Target,
    facts: Pairs = None,
    changed: Sets = [],  # noqa: B006 - typer reads it, nothing writes to it
    on: On = "",
    rows: Rows = None,
    exercise: Invented = 0,
    seed: Seed = 1,
    by: By = "",
    country: Country = "",
    lang: Spoken = Language.FR,
    as_json: AsJson = False,
) -> None:
    """Essaie d’autres valeurs : un cas, ou une population, avant et après. N’écrit rien."""
    with answering(lang) as console:
        law = law_at_hand(country)
        tried = law.reform("reform", read_changes(law, changed))
        changes = law.diff(tried)
        day = as_day(on or timezone.localdate().isoformat())
        source: Any = rows
        if exercise:
            source = employees(count=exercise, seed=seed, month=day.replace(day=1))
        if source:
            groups = [name.strip() for name in by.split(",") if name.strip()]
            whole = day if exercise or on else None
            found = law.compare(tried, source, targets=[target], by=groups, on=whole).listed()
        else:
            found = _one_case(law, tried, day=day, target=target, facts=read_pairs(facts))
        if as_json:
            told = [tell_change(law, one) for one in changes]
            print_json({"is_exercise": bool(exercise), "changes": told, "result": found})
            return
        _print_changes(console, law, changes, lang)
        console.print()
        if exercise:
            console.print(f"{_INVENTED.of(lang)}\n", markup=False)
        _print_result(console, law, found, lang)


def read_changes(law: Law, texts: Sequence[str]) -> dict[str, object]:
    """Read PATH=VALUE or PATH=VALUE@DAY; every wrong one is said."""
    if not texts:
        raise Refusal(Fault("--set", _NOTHING_SET))
    return proposed_values(law, map(_change, texts))


def _change(text: str) -> tuple[str, object, str | None]:
    path, _, given = text.partition("=")
    dated = _FROM.fullmatch(given)
    return (path, dated[1], dated[2]) if dated else (path, given, None)


def _one_case(
    law: Law, tried: Law, *, day: date, target: str, facts: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The target and the rules it reads that the reform moves, for one case."""
    law.check_targets([target])
    values = law.read_facts(facts)
    plan = law.on(day, target)
    names = [name for name in law.needed_rules([target], plan.day) if name != target]
    old, new = (each.on(day, target, *names).compute(**values) for each in (law, tried))
    return [
        {"rule": name, "before": old[name], "after": new[name]}
        for name in (target, *names)
        if name == target or old[name] != new[name]
    ]


def _print_changes(console: Console, law: Law, changes: Sequence[Change], lang: Language) -> None:
    if not changes:
        console.print(said("same", lang), markup=False)
        return
    heads = [said(head, lang) for head in ("what", "label", "since", "before", "after")]
    rows = [
        (
            change.name,
            change.label.of(lang),
            change.since.isoformat(),
            _state(law, change.name, change.before, lang),
            _state(law, change.name, change.after, lang),
        )
        for change in sorted(changes, key=lambda change: (change.since, change.name))
    ]
    print_rows(console, heads, rows)


def _state(law: Law, name: str, state: DatedValue | Rule | None, lang: Language) -> str:
    if state is None:
        return said("absent", lang)
    if isinstance(state, Rule):
        return law.cited(state.article).of(lang)
    parameter = law.parameters[name]
    return say_bound(state.value, parameter.unit, lang, choices=parameter.choices)


def _print_result(
    console: Console, law: Law, found: Sequence[Mapping[str, Any]], lang: Language
) -> None:
    """One line a rule, or a cell of the population."""
    sides = ("before", "after", "difference")
    first = [name for name in found[0] if name not in {*sides, "rule", "target"}] if found else []
    rows = []
    for line in found:
        name = str(line.get("rule") or line["target"])
        shown = [say_answer(law, name, line[side], lang) for side in ("before", "after")]
        difference = _difference(line)
        apart = "" if difference is None else say_answer(law, name, difference, lang)
        rows.append([name, *(str(line[key]) for key in first), *shown, apart])
    print_rows(console, [heading(name, lang) for name in ("rule", *first, *sides)], rows)


def _difference(line: Mapping[str, Any]) -> float | None:
    """What the reform adds or takes; None between answers that are no amounts."""
    before, after = line["before"], line["after"]
    if any(isinstance(side, bool) or not isinstance(side, int | float) for side in (before, after)):
        return None
    return float(after - before)


_NOTHING_SET = Labels(
    "dites ce qui change : --set CHEMIN=VALEUR. « mithaq law parameters » donne les chemins.",
    "حددوا ما يتغير: --set CHEMIN=VALEUR. والأمر «mithaq law parameters» يعرض المسارات.",
    "say what changes: --set PATH=VALUE. “mithaq law parameters” lists the paths.",
)
_INVENTED = Labels(
    "Exercice : ces salariés sont inventés, à l’image de ce qui est publié.",
    "تمرين: هؤلاء الأجراء من نسج الخيال، على صورة ما هو منشور.",
    "Exercise: these employees are invented, in the image of what is published.",
)
