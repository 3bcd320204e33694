"""`mithaq law export`: the law for other tools, OpenFisca, a database, or any program."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone

from mithaq.base.errors import Refusal
from mithaq.base.text import Labels
from mithaq.cli.law.asking import Country, Language, On, Spoken, answering, law_at_hand
from mithaq.engines.rules import tell_law


class Form(StrEnum):
    """What the law is written for."""

    JSON = "json"
    OPENFISCA = "openfisca"
    SQL = "sql"


class Dialect(StrEnum):
    """The databases that can run it."""

    DUCKDB = "duckdb"
    POSTGRESQL = "postgresql"
    SPARK = "spark"


Targets = Annotated[
    list[str] | None, typer.Argument(metavar="[RÈGLE]…", help="En SQL : les règles à calculer.")
]
Written = Annotated[Form, typer.Option("--format", help="Pour quel outil.")]
Output = Annotated[
    Path | None, typer.Option("--output", help="Fichier, ou dossier pour OpenFisca.")
]
Spelt = Annotated[Dialect, typer.Option("--dialect", help="En SQL : pour quelle base.")]
Table = Annotated[str, typer.Option("--table", help="En SQL : la table des faits.")]


def export(
    targets: Targets = None,
    form: Written = Form.JSON,
    output: Output = None,
    on: On = "",
    dialect: Spelt = Dialect.DUCKDB,
    table: Table = "facts",
    country: Country = "",
    lang: Spoken = Language.FR,
) -> None:
    """Écrit la loi pour d’autres outils : paquet OpenFisca, requête SQL, ou JSON."""
    with answering(lang) as console:
        law = law_at_hand(country)
        if form is Form.OPENFISCA:
            if output is None:
                raise Refusal.because(where="--output", sentence=_WHERE)
            with _writing(output):
                law.export_openfisca(output)
            counted = (output, len(law.rules), len(law.facts), len(law.parameters))
            console.print(_WRITTEN.of(lang).format(*counted), markup=False)
            return
        if form is Form.SQL:
            if not targets:
                raise Refusal.because(where="--format sql", sentence=_WHICH)
            day = on or timezone.localdate().isoformat()
            text = law.on(day, *targets).sql(table, dialect.value)
        else:
            text = json.dumps(tell_law(law), ensure_ascii=False, indent=1)
        if output is None:
            typer.echo(text)
        else:
            with _writing(output):
                output.write_text(f"{text}\n", encoding="utf-8")


@contextmanager
def _writing(output: Path) -> Iterator[None]:
    """Refuse in a sentence a place where nothing can be written."""
    try:
        yield
    except OSError as error:
        raise Refusal.because(where=str(output), sentence=_UNWRITABLE) from error


_WHERE = Labels(
    "dites dans quel dossier écrire le paquet.",
    "حددوا المجلد الذي تكتب فيه الحزمة.",
    "say in which folder to write the package.",
)
_UNWRITABLE = Labels(
    "impossible d’écrire à cet endroit : vérifiez que le dossier existe et que vous y avez accès.",
    "تعذرت الكتابة في هذا المكان: تحققوا من وجود المجلد ومن حق الولوج إليه.",
    "nothing can be written there: check that the folder exists and that you may write in it.",
)
_WHICH = Labels(
    "dites quelles règles calculer, comme net_wage.",
    "حددوا القواعد المراد حسابها، مثل net_wage.",
    "say which rules to compute, such as net_wage.",
)
_WRITTEN = Labels(
    "{0} : {1} règles, {2} faits, {3} paramètres.",
    "{0}: القواعد {1}، المعطيات {2}، المعايير {3}.",
    "{0}: {1} rules, {2} facts, {3} parameters.",
)
