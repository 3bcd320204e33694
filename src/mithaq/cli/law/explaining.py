"""`mithaq law explain`: one question, one case, the answer and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer
from django.utils import timezone

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
from mithaq.cli.law.printing import print_json
from mithaq.cli.law.words import COLON, said
from mithaq.engines.rules import Case, comparison_text, say_answer, tell_answer

Target = Annotated[str, typer.Argument(metavar="RÈGLE", help="La règle à expliquer.")]
Known = Annotated[
    str, typer.Option("--known", help="Répondre comme on l’aurait fait ce jour-là : 2025-12-31.")
]


def explain(
    target: Target,
    facts: Pairs = None,
    on: On = "",
    known: Known = "",
    country: Country = "",
    lang: Spoken = Language.FR,
    as_json: AsJson = False,
) -> None:
    """Répond à une question sur un cas : la réponse, pourquoi, et ce qui la changerait."""
    with answering(lang) as console:
        law = law_at_hand(country)
        plan = law.on(on or timezone.localdate(), target, known=known or None)
        case = plan.explain(target, **read_pairs(facts))
        if as_json:
            print_json(tell_answer(case))
            return
        for line in _summary(case, lang):
            console.print(line, markup=False)
        console.print(case.text(lang), markup=False)


def _summary(case: Case, lang: Language) -> Iterator[str]:
    """Why not, one line a reason, before the whole tree."""
    if case.value is not False or not case.because:
        return
    colon = COLON.of(lang)
    yield f"{said('because', lang)}{colon}"
    for reason in case.because:
        cited = case.law.cited(reason.article).of(lang)
        article = f" ({cited})" if cited else ""
        sides = f"{colon} {comparison_text(reason.comparison, lang)}" if reason.comparison else ""
        yield f"  ✗ {reason.label.of(lang)}{article}{sides}"
    if case.advice:
        yield f"{said('advice', lang)}{colon}"
    for change in case.advice.changes if case.advice else ():
        after = say_answer(case.law, change.fact, change.after, lang)
        yield f"  → {change.label.of(lang)}{colon} {after}"
    yield ""
