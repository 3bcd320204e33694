"""What every command on the law asks: which country, which day, which facts, in which language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from django.db import DatabaseError, connection
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
            told.print(_line(fault, language, is_alone=len(refusal.faults) == 1), markup=False)
        raise typer.Exit(code=1) from refusal


def _line(fault: Fault, language: Language, *, is_alone: bool) -> str:
    """Where, then what is wrong; one sentence that quotes what was typed says where by itself."""
    said = fault.of(language)
    quotes = (f"« {fault.where} »", f"«{fault.where}»", f"“{fault.where}”")
    is_said = fault.where == "period" or (is_alone and any(mark in said for mark in quotes))
    if not fault.where or is_said:
        return said
    return f"{fault.where}{COLON.of(language)} {said}"


def law_at_hand(country: str) -> Law:
    """The law of a country as written; without a name, the law in force at this installation.

    Values that operators replaced stand in the base; without a base the law is read as written,
    and that is said.
    """
    if country:
        return law_of(country)
    if _has_base():
        with suppress(DatabaseError):
            return law_in_force()
    Console(stderr=True, highlight=False, soft_wrap=True).print(_AS_WRITTEN, markup=False)
    return written_law()


def _has_base() -> bool:
    """Whether there is a base to read: opening a file that is absent would make it."""
    file = Path(str(connection.settings_dict["NAME"]))
    is_file = connection.vendor == "sqlite" and file.is_absolute()
    return file.exists() or not is_file


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
