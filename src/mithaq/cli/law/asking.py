"""What every command on the law asks: which country, which day, which facts, in which language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import Annotated

import typer
from django.db import DatabaseError
from rich.console import Console

from mithaq.apps.programmes.queries import law_in_force, written_law
from mithaq.base.errors import Fault, Refusal
from mithaq.base.text import Labels
from mithaq.cli.law.printing import console_for_answers
from mithaq.cli.law.words import COLON
from mithaq.engines.rules import Law
from mithaq.law import law_of


class Language(StrEnum):
    """The languages of the law."""

    FR = "fr"
    AR = "ar"
    EN = "en"


Country = Annotated[
    str, typer.Option("--country", help="Pays dont on lit la loi ; sinon, celui des réglages.")
]
Spoken = Annotated[Language, typer.Option("--lang", help="Langue de la réponse.")]
AsJson = Annotated[bool, typer.Option("--json", help="Répondre en JSON.")]
On = Annotated[str, typer.Option("--on", help="Mois ou jour : 2025-10 ou 2025-10-31.")]
Pairs = Annotated[
    list[str] | None, typer.Argument(metavar="[FAIT=VALEUR]…", help="Ce que l’on sait du cas.")
]


@contextmanager
def answering(language: Language) -> Iterator[Console]:
    """Give a console; a refusal says every fault in the language asked, and ends with code 1."""
    try:
        yield console_for_answers()
    except Refusal as refusal:
        told = Console(stderr=True, highlight=False, soft_wrap=True)
        for fault in refusal.faults:
            told.print(_line(fault, language), markup=False)
        raise typer.Exit(code=1) from refusal


def _line(fault: Fault, language: Language) -> str:
    said = fault.of(language)
    return f"{fault.where}{COLON.of(language)} {said}" if fault.where else said


def law_at_hand(country: str) -> Law:
    """The law of a country as written; without a name, the law in force at this installation.

    Values that operators replaced stand in the base; without a base the law is read as written,
    and that is said.
    """
    if country:
        return law_of(country)
    try:
        return law_in_force()
    except DatabaseError:
        Console(stderr=True, highlight=False, soft_wrap=True).print(_AS_WRITTEN, markup=False)
        return written_law()


def read_pairs(pairs: Sequence[str] | None) -> dict[str, str]:
    """Read FACT=VALUE; a word without the sign, or a fact given twice, is refused."""
    facts, faults = dict[str, str](), list[Fault]()
    for pair in pairs or ():
        name, sign, value = (part.strip() for part in pair.partition("="))
        if not sign or not name:
            faults.append(Fault(pair, _NO_SIGN))
        elif name in facts:
            faults.append(Fault(name, _TWICE))
        facts[name] = value
    if faults:
        raise Refusal(faults)
    return facts


_NO_SIGN = Labels(
    "écrivez un fait et sa valeur, comme gross=6000.",
    "اكتبوا المعطى وقيمته، مثل gross=6000.",
    "write a fact and its value, such as gross=6000.",
)
_TWICE = Labels(
    "ce fait est donné deux fois.", "هذا المعطى مذكور مرتين.", "this fact is given twice."
)
_AS_WRITTEN = "Base injoignable ou pas préparée : la loi est lue sans les valeurs remplacées."
