"""A report as a workbook: one sheet a kind of fact, every line with its grade and its source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Final

from django.utils.translation import gettext as _

from mithaq.base.dates import Precision, UncertainDate
from mithaq.base.ports import Cell, Sheet
from mithaq.web.observatory.frozen import gap_sentence
from mithaq.web.observatory.report_parts import Line, Promise, Report
from mithaq.web.observatory.words import METHOD, UNITS, grade_word, words_of
from mithaq.web.shell.dates import date_plain, uncertain_date
from mithaq.web.shell.typography import language, set_text
from mithaq.web.shell.values import plain_number
from mithaq.web.shell.words import local, locator_words

_TAG: Final = re.compile(r"<[^>]+>")
Row = list[Cell]


def plain(text: object) -> str:
    """Undo the markup that a page needs and that a paper or a cell does not know."""
    return unescape(_TAG.sub("", str(text)))


def sheets_of(report: Report, *, standing: str, code: str = "") -> Iterator[Sheet]:
    """The sheets in the order they are read; each repeats what the report is, and of when."""
    notes = _notes(report, standing, code)
    tables = (
        (_("Chiffres"), _figure_head(), [_figure(line) for line in report.lines]),
        (_("Lectures"), _reading_head(), list(_readings(report))),
        (_("Engagements"), _promise_head(), list(_promises(report))),
        (_("Conflits"), _conflict_head(), list(_conflicts(report))),
        (_("Budget"), _money_head(), list(_money(report))),
        (_("Sources"), _source_head(), list(_sources(report))),
        (_("Parties"), _party_head(), list(_parties(report))),
        (_("Non publié"), [_("Ce qu’aucune source ne dit")], [[text] for text in report.missing]),
    )
    for title, head, rows in tables:
        marked = report.is_exercise
        yield Sheet(
            title=title,
            head=[*head, _("Exercice")] if marked else head,
            rows=[[*row, _("exercice")] for row in rows] if marked else rows,
            language=language(),
            notes=notes,
            on=report.as_of,
        )


def _notes(report: Report, standing: str, code: str) -> list[str]:
    words = {
        "title": local(report.title),
        "on": date_plain(report.as_of),
        "known": date_plain(report.known_on),
        "standing": standing,
    }
    notes = [
        set_text(
            _("Bilan : %(title)s. Situation au %(on)s, connue le %(known)s, %(standing)s.") % words
        ),
        f"{report.reference}",
        set_text(METHOD),
    ]
    if code:
        notes.append(set_text(_("Code de vérification : %(code)s") % {"code": code}))
    if report.is_exercise:
        notes.insert(0, set_text(_("Exercice : parties et chiffres inventés.")))
    return notes


def _figure_head() -> list[str]:
    return [
        _("Chiffre"), _("Valeur"), _("Unité"), _("Formulation"), _("État au"), _("Date"),
        _("Dit le"), _("Degré"), _("Définition"), _("Note"), _("Source"), _("Endroit"), _("Code"),
    ]  # fmt: skip


def _figure(line: Line) -> Row:
    return [
        local(line.label), plain_number(line.raw, line.unit), words_of(UNITS, line.unit),
        line.value.qualifier, plain(line.when), _day(line.as_of), _day(line.said),
        grade_word(line.grade), local(line.definition) or _("Définition non publiée"),
        local(line.note), plain(line.source.name), locator_words(line.source.locator), line.code,
    ]  # fmt: skip


def _reading_head() -> list[str]:
    return [_("Chiffre"), _("Lecture"), _("Partie"), _("Sur 100"), _("Calcul"), _("Source")]


def _readings(report: Report) -> Iterator[Row]:
    for item in report.readings:
        for drawing, sentence in zip(item.drawn, item.sentences, strict=True):
            for part in drawing.parts:
                yield [
                    item.title, str(drawing.title), str(part.label), part.value, sentence,
                    plain(item.source.name),
                ]  # fmt: skip


def _promise_head() -> list[str]:
    return [
        _("Axe"), _("Engagement"), _("Valeur promise"), _("Résultat"), _("Précisions"),
        _("Échéance"), _("Degré"), _("Source"), _("Endroit"),
    ]  # fmt: skip


def _promises(report: Report) -> Iterator[Row]:
    for item in (*report.targets, *report.promises):
        yield [
            local(item.axis) or _("Pour toute la convention"), local(item.text),
            item.value.text if item.value else "",
            achieved_words(item) if item.value else "", item.detail,
            plain(uncertain_date(item.due)) if item.due.is_known else _("non publiée"),
            grade_word(item.grade), plain(item.source.name), locator_words(item.source.locator),
        ]  # fmt: skip


def achieved_words(item: Promise) -> str:
    """What answers a target: value, rate, grade and day, or that nothing does."""
    found = item.achieved
    if found is None:
        return _("Aucun résultat publié.")
    words = {
        "value": found.value.text,
        "rate": plain(found.rate),
        "grade": grade_word(found.grade),
        "when": plain(found.when),
        "source": plain(found.source.name),
    }
    return set_text(
        _("Atteint : %(value)s (%(rate)s, calculé) ; %(grade)s, %(when)s, %(source)s.") % words
    )


def _conflict_head() -> list[str]:
    return [
        _("Conflit"), _("Chiffre"), _("Valeur"), _("Unité"), _("État au"), _("Degré"),
        _("Source"), _("Pourquoi c’est un conflit"), _("Ce qui le résoudrait"),
    ]  # fmt: skip


def _conflicts(report: Report) -> Iterator[Row]:
    for item in report.conflicts:
        for side in item.sides:
            yield [
                local(item.title), local(side.label), plain_number(side.raw, side.unit),
                words_of(UNITS, side.unit), plain(side.when), grade_word(side.grade),
                plain(side.source.name), local(item.why), local(item.settle),
            ]  # fmt: skip
    for money in report.money:
        if money.announced is not None and money.announced_centimes is not None:
            for label, centimes in (
                (_("total imprimé"), money.announced_centimes),
                (_("somme des lignes imprimées, calculée"), money.total_centimes),
            ):
                yield [
                    local(money.payer), label, plain_number(centimes, "centimes"),
                    words_of(UNITS, "centimes"), "", "", "", gap_sentence(money), "",
                ]  # fmt: skip


def _money_head() -> list[str]:
    return [
        _("Payeur"), _("Lignes"), _("Somme des lignes, calculée"), _("Total imprimé"), _("Unité"),
        _("Écart, calculé"), _("Précisions"),
    ]  # fmt: skip


def _money(report: Report) -> Iterator[Row]:
    for item in report.money:
        printed = item.announced_centimes
        gap = None if printed is None else item.total_centimes - printed
        yield [
            local(item.payer), item.line_count, plain_number(item.total_centimes, "centimes"),
            _("pas d’écart connu") if printed is None else plain_number(printed, "centimes"),
            words_of(UNITS, "centimes"), "" if gap is None else plain_number(gap, "centimes"),
            gap_sentence(item) if item.announced else "",
        ]  # fmt: skip


def _source_head() -> list[str]:
    return [_("Code"), _("Document"), _("Éditeur"), _("Date"), _("Adresse")]


def _sources(report: Report) -> Iterator[Row]:
    for item in report.sources:
        yield [
            item.link.code, item.title, item.publisher or _("non publié"), _day(item.published),
            item.address,
        ]  # fmt: skip


def _party_head() -> list[str]:
    return [_("Organisation"), _("Sigle"), _("Rôle"), _("Signataire"), _("Qualité"), _("Source")]


def _parties(report: Report) -> Iterator[Row]:
    for party in report.parties:
        yield [
            local(party.name), party.acronym, party.role,
            local(party.person) or _("non publié"), party.capacity, plain(party.source.name),
        ]  # fmt: skip


def _day(value: UncertainDate) -> date | str:
    """A date when the day is known, else its words: a month is not its first day."""
    if value.on is not None and value.precision is Precision.DAY:
        return value.on
    return plain(uncertain_date(value))
