"""`mithaq law parameters` and `mithaq law facts`: what the law reads, with its proofs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Annotated

import typer
from django.utils import timezone
from rich.console import Console

from mithaq.base.errors import Refusal
from mithaq.base.text import Labels
from mithaq.cli.law.asking import AsJson, Country, Language, On, Spoken, answering, law_at_hand
from mithaq.cli.law.printing import print_json, print_rows
from mithaq.cli.law.words import COLON, CONFIDENCE, KINDS, said
from mithaq.engines.rules import (
    DatedParameter,
    DatedValue,
    Fact,
    Law,
    as_day,
    facts_of,
    near,
    say_bound,
    tell_fact,
    tell_parameter,
    tell_scheme,
)

PathOf = Annotated[
    str, typer.Argument(metavar="[CHEMIN]", help="Un paramètre, ou le début de plusieurs.")
]
SchemeOf = Annotated[
    str, typer.Argument(metavar="[DISPOSITIF]", help="Un dispositif ; sans lui, la liste de tous.")
]
Unsure = Annotated[bool, typer.Option("--unconfirmed", help="Seulement ce qui n’est pas sûr.")]


def parameters(
    path: PathOf = "",
    on: On = "",
    unconfirmed: Unsure = False,
    country: Country = "",
    lang: Spoken = Language.FR,
    as_json: AsJson = False,
) -> None:
    """Les valeurs de la loi au jour dit ; d’une seule, toute l’histoire et ses preuves."""
    with answering(lang) as console:
        law = law_at_hand(country)
        found = [p for p in law.parameters.values() if p.path.startswith(path)]
        if not found:
            raise _nothing(path, law.parameters)
        if path in law.parameters:
            found = [law.parameters[path]]
        rows = _in_force(found, on or timezone.localdate().isoformat(), unconfirmed=unconfirmed)
        if as_json:
            told = found if path in law.parameters else [parameter for parameter, _ in rows]
            print_json([tell_parameter(law, parameter) for parameter in told])
        elif path in law.parameters:
            for line in _history(law, law.parameters[path], lang):
                console.print(line, markup=False)
        else:
            heads = ("parameter", "label", "value", "since", "confidence")
            print_rows(console, [said(h, lang) for h in heads], [_row(*row, lang) for row in rows])


def _in_force(
    found: Sequence[DatedParameter], on: str, *, unconfirmed: bool
) -> list[tuple[DatedParameter, DatedValue]]:
    """Each parameter that has a value on the day, with it."""
    day = as_day(on)
    rows = []
    for parameter in found:
        value = parameter.at(day)
        if value is not None and not (unconfirmed and value.is_confirmed):
            rows.append((parameter, value))
    return rows


def _row(parameter: DatedParameter, value: DatedValue, lang: Language) -> tuple[str, ...]:
    mark = " *" if value.override else ""
    return (
        parameter.path,
        parameter.label.of(lang),
        say_bound(value.value, parameter.unit, lang, choices=parameter.choices) + mark,
        value.since.isoformat(),
        CONFIDENCE[value.confidence].of(lang),
    )


def _history(law: Law, parameter: DatedParameter, lang: Language) -> Iterator[str]:
    colon = COLON.of(lang)
    yield f"{parameter.label.of(lang)} ({parameter.path})"
    for value in parameter.history:
        shown = say_bound(value.value, parameter.unit, lang, choices=parameter.choices)
        sure = CONFIDENCE[value.confidence].of(lang)
        yield f"{said('since', lang)} {value.since}{colon} {shown} ({sure})"
        sources = " ; ".join(f"{code} {law.sources.get(code, '')}" for code in value.sources)
        told = {
            "reference": law.proof_of(value).of(lang),
            "sources": sources,
            "note": value.note.of(lang),
            "alternatives": " ; ".join(
                ", ".join(other) if isinstance(other, tuple) else str(other)
                for other in value.alternatives
            ),
            "known": value.known.isoformat() if value.known else "",
            "override": f"{value.override.by}, {value.override.reason}" if value.override else "",
        }
        for word, text in told.items():
            if text:
                yield f"    {said(word, lang)}{colon} {text}"
    users = ", ".join(parameter.used_by)
    yield f"{said('used_by', lang)}{colon} {users or said('nothing', lang)}"


def facts(
    scheme: SchemeOf = "",
    country: Country = "",
    lang: Spoken = Language.FR,
    as_json: AsJson = False,
) -> None:
    """Ce qu’un dispositif demande, et les règles que l’on peut lui faire expliquer."""
    with answering(lang) as console:
        law = law_at_hand(country)
        if scheme and scheme not in law.schemes:
            raise _nothing(scheme, law.schemes)
        if not scheme:
            _tell_schemes(console, law, lang, as_json=as_json)
            return
        read = [law.facts[name] for name in facts_of(law, scheme)]
        if as_json:
            print_json(tell_scheme(law, scheme) | {"facts": [tell_fact(fact) for fact in read]})
            return
        about = law.schemes[scheme]
        console.print(f"{about.label.of(lang)} — {about.summary.of(lang)}\n", markup=False)
        heads = [said(head, lang) for head in ("fact", "label", "kind", "written")]
        print_rows(console, heads, [_fact_row(fact, lang) for fact in read])
        console.print()
        rules = [concept for concept in law.rules.values() if concept.scheme == scheme]
        heads = [said(head, lang) for head in ("rule", "label", "article")]
        rows = [
            (c.name, c.label.of(lang), law.cited(c.versions[-1].article).of(lang)) for c in rules
        ]
        print_rows(console, heads, rows)


def _tell_schemes(console: Console, law: Law, lang: Language, *, as_json: bool) -> None:
    if as_json:
        print_json([tell_scheme(law, name) for name in law.schemes])
        return
    rows = [(name, s.label.of(lang), s.summary.of(lang)) for name, s in law.schemes.items()]
    print_rows(console, [said("scheme", lang), said("label", lang), ""], rows)


def _fact_row(fact: Fact, lang: Language) -> tuple[str, ...]:
    written = {"date": "2025-10-31", "boolean": said("truths", lang)}.get(
        fact.kind, fact.unit or ""
    )
    choices = ", ".join(f"{code} ({label.of(lang)})" for code, label in fact.choices.items())
    return (fact.name, fact.label.of(lang), KINDS[fact.kind].of(lang), choices or written)


def _nothing(asked: str, known: Collection[str]) -> Refusal:
    close = ", ".join(near(asked, known) or sorted({name.partition(".")[0] for name in known}))
    return Refusal.because(
        where=asked,
        sentence=Labels(
            f"la loi n’a rien de ce nom. Voyez : {close}.",
            f"ليس في القانون شيء بهذا الاسم. انظر: {close}.",
            f"the law has nothing of that name. See: {close}.",
        ),
    )
