"""`mithaq law test`: run anybody's cases, and say which hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from mithaq.base.errors import Refusal
from mithaq.base.text import Labels
from mithaq.cli.law.asking import AsJson, Country, Language, Spoken, answering, law_at_hand
from mithaq.cli.law.printing import print_json
from mithaq.cli.law.words import COLON, said
from mithaq.engines.rules import CaseResult, Law, run_cases, say_answer, tell_case

Files = Annotated[list[Path], typer.Argument(help="Fichiers ou dossiers de cas, en YAML.")]


def run_tests(
    files: Files, country: Country = "", lang: Spoken = Language.FR, as_json: AsJson = False
) -> None:
    """Rejoue des cas : chacun tient, ou dit ce qui était attendu et ce que donne la loi."""
    with answering(lang) as console:
        law = law_at_hand(country)
        found = [result for file in files for result in run_cases(_there(file), law)]
        if as_json:
            print_json([tell_case(result) for result in found])
        else:
            for result in found:
                for line in _lines(law, result, lang):
                    console.print(line, markup=False)
            held = sum(result.holds for result in found)
            console.print(_COUNT.of(lang).format(held, len(found)), markup=False)
    if not found or not all(result.holds for result in found):
        raise typer.Exit(code=1)


def _there(file: Path) -> Path:
    if file.exists():
        return file
    raise Refusal.because(where=str(file), sentence=_ABSENT)


def _lines(law: Law, result: CaseResult, lang: Language) -> Iterator[str]:
    colon = COLON.of(lang)
    mark = "✓" if result.holds else "✗"
    yield f"{mark} {result.name} ({result.period})" if result.period else f"{mark} {result.name}"
    for fault in result.faults:
        yield f"    {fault.where}{colon} {fault.of(lang)}"
    for one in result.outcomes:
        if one.holds and result.holds:
            continue
        expected, given = (say_answer(law, one.target, v, lang) for v in (one.expected, one.found))
        sides = f"{said('expected', lang)} {expected}, {said('given', lang)} {given}"
        yield f"    {one.target}{colon} {sides}"


_COUNT = Labels("{0} cas sur {1} tiennent.", "حالات صحيحة: {0} من {1}.", "{0} of {1} cases hold.")
_ABSENT = Labels("ce fichier n’existe pas.", "هذا الملف غير موجود.", "there is no such file.")
