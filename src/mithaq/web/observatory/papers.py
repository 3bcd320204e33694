"""A report leaves as a paper or a workbook: the same words and values as its page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from mithaq.base.dates import UncertainDate
from mithaq.base.ports import port
from mithaq.base.text import LANGUAGES
from mithaq.web.observatory.frozen import Content, gap_sentence, lines_words, report_of
from mithaq.web.observatory.report_parts import (
    Disagreement,
    Line,
    Money,
    Promise,
    Readings,
    Report,
)
from mithaq.web.observatory.sheets import achieved_words, plain, sheets_of
from mithaq.web.observatory.words import METHOD, grade_word, reading_letter
from mithaq.web.shell.numbers import number
from mithaq.web.shell.typography import set_text
from mithaq.web.shell.words import local

TEMPLATE: Final = "results_report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """When a report was frozen, under which number, and the fingerprint of its content."""

    number: int
    at: datetime
    digest: str
    withdrawn_because: str = ""
    code: str = ""


class PublishedFiles:
    """The files of a published report: what `base.ports.ReportFiles` asks for."""

    def file(
        self,
        *,
        kind: str,
        content: Content,
        number: int,
        at: datetime,
        digest: str,
        language: str,
        code: str,
    ) -> bytes:
        """Make a paper or a workbook that bears its verification code."""
        published = Published(number=number, at=at, digest=digest, code=code)
        make = {"pdf": print_report, "xlsx": write_report}[kind]
        return make(content=content, published=published, language=language)


def print_report(*, content: Content, published: Published | None, language: str) -> bytes:
    """Print a report as a PDF in a language; without ``published`` it says it is a preview."""
    return port("documents").pdf(
        template=TEMPLATE,
        content=paper_of(content=content, published=published, language=language),
        language=language,
    )


def write_report(*, content: Content, published: Published | None, language: str) -> bytes:
    """Write a report as a workbook in a language."""
    with override(language):
        report = report_of(content)
        return port("documents").workbook(
            sheets=tuple(
                sheets_of(
                    report,
                    standing=standing_words(published),
                    code=published.code if published else "",
                )
            )
        )


def paper_of(*, content: Content, published: Published | None, language: str) -> dict[str, Any]:
    """Turn a content into what the paper of a results report takes, in plain values."""
    if language not in LANGUAGES:
        raise LookupError(language)
    with override(language):
        return _paper(report_of(content), published)


def standing_words(published: Published | None) -> str:
    """Say that a report is published under a number, or that it is a preview."""
    if published is None:
        return set_text(_("aperçu non publié"))
    words = {"number": published.number, "why": published.withdrawn_because}
    if published.withdrawn_because:
        return set_text(_("bilan numéro %(number)s, retiré : %(why)s") % words)
    return set_text(_("bilan numéro %(number)s") % words)


def _paper(report: Report, published: Published | None) -> dict[str, Any]:
    return {
        "title": _title(report),
        "subtitle": local(report.purpose),
        "reference": f"{report.reference} · {standing_words(published)}",
        "as_of": report.as_of.isoformat(),
        "known_on": report.known_on.isoformat() if report.known_on != report.as_of else None,
        "published": (
            {"at": published.at.isoformat(), "digest": published.digest} if published else None
        ),
        "code": published.code if published and published.code else None,
        "exercise": report.is_exercise,
        "labels": {"draft": standing_words(None)},
        "figures": [_figure(line) for line in report.lines],
        "readings": [row for item in report.readings for row in _reading(item)],
        "conflicts": [
            *(_conflict(item) for item in report.conflicts),
            *(_gap(item) for item in report.money if item.announced),
        ],
        "promises": [_promise(item) for item in (*report.targets, *report.promises)],
        "budget": [_money(item) for item in report.money],
        "parties": [
            {
                "name": local(party.name),
                "role": party.role,
                "signatory": local(party.person) or None,
                "capacity": party.capacity or None,
                "source": plain(party.source.name),
            }
            for party in report.parties
        ],
        "not_published": list(report.missing),
        "sources": [
            {
                "code": f"S{rank}",
                "title": item.title,
                "publisher": item.publisher or None,
                "date": str(item.published) if item.published.is_known else None,
                "url": item.address or None,
            }
            for rank, item in enumerate(report.sources, start=1)
        ],
        "method": set_text(METHOD),
    }


def _title(report: Report) -> str:
    return set_text(_("Bilan : %(title)s") % {"title": local(report.title)})


def _figure(line: Line) -> dict[str, Any]:
    definition = local(line.definition)
    notes = (definition or _("Définition non publiée."), local(line.note), _computed(line))
    return {
        "indicator": local(line.label),
        "value": line.value.text,
        "period": plain(line.when),
        "grade": line.grade,
        "grade_label": grade_word(line.grade),
        "definition": " ".join(set_text(note) for note in notes if note),
        "source": plain(line.source.name),
        "said_on": _date(line.said),
        "indent": line.is_part,
    }


def _computed(line: Line) -> str:
    return _("Calculé : %(words)s.") % {"words": line.computed} if line.computed else ""


def _reading(item: Readings) -> Iterator[dict[str, Any]]:
    for share, drawing, sentence in zip(item.shares, item.drawn, item.sentences, strict=True):
        yield {
            "label": f"{item.title} – {reading_letter(share.letter)}. {local(share.labels)}",
            "sentence": sentence,
            "parts": [{"label": part.label, "value": number(part.value)} for part in drawing.parts],
        }


def _conflict(item: Disagreement) -> dict[str, Any]:
    settle = f"{local(item.settle)} ({grade_word(item.settle_grade)})"
    return {
        "title": local(item.title),
        "sides": [
            {
                "value": side.value.text,
                "label": _("%(label)s, %(when)s")
                % {"label": local(side.label), "when": plain(side.when)},
                "source": plain(side.source.name),
                "grade_label": grade_word(side.grade),
            }
            for side in item.sides
        ],
        "why": local(item.why),
        "settle": settle,
    }


def _gap(item: Money) -> dict[str, Any]:
    """A printed total that is not the sum of its lines is a contradiction too."""
    return {
        "title": local(item.payer),
        "sides": [
            {
                "value": item.announced.text if item.announced else "",
                "label": _("total imprimé"),
                "source": "",
                "grade_label": "",
            },
            {
                "value": item.total.text,
                "label": _("somme des lignes imprimées, calculée"),
                "source": "",
                "grade_label": "",
            },
        ],
        "why": gap_sentence(item),
        "settle": "",
    }


def _money(item: Money) -> dict[str, Any]:
    return {
        "payer": local(item.payer),
        "lines": lines_words(item.line_count),
        "sum": item.total.text,
        "printed": item.announced.text if item.announced else None,
        "no_gap": _("pas d’écart connu"),
    }


def _promise(item: Promise) -> dict[str, Any]:
    value = f"{item.value.text} · " if item.value else ""
    detail = f" ({item.detail})" if item.detail else ""
    answer = f" {achieved_words(item)}" if item.value else ""
    return {
        "axis": local(item.axis) or _("Pour toute la convention"),
        "text": f"{value}{local(item.text)}{detail}{answer}",
        "due": _date(item.due),
        "source": plain(item.source.name),
    }


def _date(value: UncertainDate) -> str | None:
    """The ISO form, that the paper says in the words of its language."""
    return str(value) if value.is_known else None
