"""A simulated hire as a paper: the same words and amounts as its page, dated by the day asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.base.ports import port
from mithaq.web.shell.dates import date_plain, month_words
from mithaq.web.shell.numbers import money, number
from mithaq.web.shell.typography import comma, language
from mithaq.web.shell.words import local
from mithaq.web.simulators.hire.headline import headline
from mithaq.web.simulators.hire.page import HirePage, MeasureBlock
from mithaq.web.simulators.hire.rows import MeasureRow
from mithaq.web.simulators.hire.words import said_back, title_of
from mithaq.web.simulators.inside import inside
from mithaq.web.simulators.telling import ToldCondition

TEMPLATE = "simulation"


def print_hire(
    page: HirePage,
    *,
    age: int | None,
    on: date,
    supposed: Iterable[Promise | str] = (),
    filled: Collection[str] = (),
) -> bytes:
    """Print the simulation in the language of the page."""
    content = paper_content(page, age=age, on=on, supposed=supposed, filled=filled)
    return port("documents").pdf(template=TEMPLATE, content=content, language=language())


def paper_content(
    page: HirePage,
    *,
    age: int | None,
    on: date,
    supposed: Iterable[Promise | str] = (),
    filled: Collection[str] = (),
) -> dict[str, Any]:
    """What the paper says, part by part; what was supposed stands beside the amount."""
    found = page.found
    label, amount, sentence = headline(found)
    if taken := comma().join(inside(str(says)) for says in supposed):
        sentence = f"{sentence} {_('Nous supposons')}{_(' : ')}{taken}."
    return {
        "title": title_of(found),
        "dated": on.isoformat(),
        "reference": "",
        "exercise": False,
        "running": _("simulation, n’engage aucune administration"),
        "footnote": _("Règles lues au %(day)s. Empreinte de la loi : %(digest)s")
        % {"day": date_plain(on), "digest": found.digest[:16]},
        "facts": [[name, text] for name, text in said_back(found, age, filled=filled)],
        "headline": {
            "label": label,
            "amount": money(amount),
            "sentence": strip_tags(str(sentence)),
        },
        "parts": [
            _side_by_side(page),
            *_steps(page),
            *_leaving(page),
            _months(page),
            _compared(page),
            *_lines(page),
        ],
        "measures_title": _("Les mesures, une par une"),
        "measures": [_measure(block) for block in page.blocks],
    }


def paper_answer(content: bytes, *, name: str) -> HttpResponse:
    """A paper as a file to keep."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return answer


def _months(page: HirePage) -> dict[str, Any]:
    rows = [
        [
            _("%(first)s à %(last)s, dès %(month)s")
            % {
                "first": run.first.number,
                "last": run.last.number,
                "month": month_words(run.first.month.first_day),
            },
            *_amounts((run.first.cost, run.first.paid_by_state, run.first.net)),
        ]
        for run in page.runs
    ]
    doubt = page.doubt_by_month
    said = _("Dont %(amount)s par mois à confirmer auprès de la caisse.")
    told = said % {"amount": money(doubt)} if doubt else ""
    return {
        "title": _("Ce que l’embauche vous coûte, mois par mois"),
        "head": [_("Mois, en DH"), _("Vous"), _("L’État"), _("Net du salarié")],
        "rows": rows,
        "note": " ".join(text for text in (told, page.first_month, page.monthly_doubt) if text),
    }


def _compared(page: HirePage) -> dict[str, Any]:
    return {
        "title": _("Avec et sans"),
        "head": [_("En DH"), _("Sans mesure"), _("Avec")],
        "rows": [
            [row.label, _amounts([row.bare])[0], _with_more(row.having, row.in_doubt)]
            for row in page.compared
        ],
        "note": page.monthly_doubt,
    }


def _lines(page: HirePage) -> list[dict[str, Any]]:
    """The contributions paid by the State, when it pays any."""
    if not page.cover_by_month:
        return []
    rows = [
        [
            f"{local(bar.line.label)}{' ' + _('?') if bar.line.in_doubt else ''}",
            *_amounts([bar.line.amount]),
        ]
        for bar in page.bars
        if bar.line.is_covered
    ]
    return [
        {
            "title": _("Payé par l’État, par mois"),
            "head": [_("Cotisation"), _("En DH")],
            "rows": rows,
            "note": "",
        }
    ]


def _side_by_side(page: HirePage) -> dict[str, Any]:
    """Every measure in one row, as on the page."""
    rows = [
        [
            f"{local(row.measure.label)}{_(' : ')}{row.status}",
            strip_tags(str(row.cost)) or "–",
            _gains(row),
        ]
        for row in (*page.rows, *page.gone)
    ]
    return {
        "title": _("Chaque mesure, en une ligne"),
        "head": [_("Mesure"), _("Votre coût"), _("Ce qu’elle fait gagner")],
        "rows": rows,
        "is_said": True,
        "note": _("Une mesure qui n’est pas ouverte dit ce qu’elle donnerait si elle l’était."),
    }


def _gains(row: MeasureRow) -> str:
    """What a measure gives, marked where it is to be confirmed, and until when."""
    gains = [strip_tags(str(gain)) for gain in row.gains]
    if row.doubt and (gains or row.cost):
        gains = [f"{comma().join(gains)} ({row.doubt})".strip()]
    return comma().join([*gains, *row.notes]) or "–"


def _steps(page: HirePage) -> list[dict[str, Any]]:
    """Both sides of the ceiling for a hire; then a wage raised later, by each reading."""
    limits = page.found.limits
    if limits is None:
        return []
    over = _("Le salaire dépasse %(amount)s") % {"amount": money(limits.ceiling)}
    when_hired, when_raised = _("à l’embauche"), _("plus tard, pendant l’aide")
    notes = {
        True: "",
        False: _(
            "Tahfiz n’est pas ouvert à cette embauche pour une autre raison : le salaire n’y "
            "change rien."
        ),
        None: _("Si Tahfiz est ouvert : il manque des réponses pour le dire."),
    }
    hired = {
        "title": f"{over}{_(' : ')}{when_hired}",
        "head": [_("Brut, en DH"), _("Vous payez"), _("Il reçoit")],
        "rows": [
            [*_amounts([step.gross]), _with_more(step.cost, step.in_doubt), *_amounts([step.net])]
            for step in limits.steps
        ],
        "note": notes[limits.is_open_under],
    }
    if not page.raised:
        return [hired]
    return [
        hired,
        {
            "title": f"{over}{_(' : ')}{when_raised}",
            "head": [_("Brut, en DH"), _("Lecture de l’ANAPEC"), _("Lecture de la CNSS")],
            "rows": [
                [
                    *_amounts((step.gross, step.cost)),
                    _with_more(step.other_cost or 0, step.other_in_doubt),
                ]
                for step in page.raised
            ],
            "note": _("Faites confirmer par l’ANAPEC et par la CNSS avant d’augmenter."),
        },
    ]


def _leaving(page: HirePage) -> list[dict[str, Any]]:
    """What an early leave stops, while there is something to stop."""
    if not page.leaving:
        return []
    rows = [
        [
            ngettext("%(n)s mois", "%(n)s mois", row.months) % {"n": row.months},
            _with_part(row.cover, row.in_doubt),
            _with_part(row.left, row.left_in_doubt),
        ]
        for row in page.leaving
    ]
    note = _(
        "Aucun texte que nous avons lu ne dit s’il faut rendre ce qui est déjà payé, ni si un "
        "remplaçant garde la place : demandez-le à l’ANAPEC avant de signer."
    )
    if page.leaving_if:
        note = f"{_('Si %(measure)s était ouvert.') % {'measure': local(page.leaving_if)}} {note}"
    return [
        {
            "title": _("La personne part plus tôt"),
            "head": [
                _("Elle part après"),
                _("L’État a payé, en DH"),
                _("L’État ne paiera pas, en DH"),
            ],
            "rows": rows,
            "note": note,
        }
    ]


def _measure(block: MeasureBlock) -> dict[str, Any]:
    told = block.told
    advice = comma().join(
        f"{local(change.label)}{_(' : ')}{strip_tags(str(change.after))}" for change in told.changes
    )
    missing = comma().join(local(fact.label) for fact in told.missing)
    return {
        "name": local(block.measure.label),
        "state": block.row.status,
        "given": f"{_('On ne peut pas décider. Il manque :')} {missing}" if missing else "",
        "lines": [_line(item) for item in told.conditions],
        "advice": f"{_('Ce qui changerait la réponse')}{_(' : ')}{advice}" if advice else "",
        "papers_title": _("Les pièces à préparer"),
        "papers": list(_papers(block)),
        "next": _next_step(block),
    }


def _papers(block: MeasureBlock) -> Iterator[str]:
    """The papers to bring, and those that an administration has already."""
    if block.papers is None or block.told.state == "unmet":
        return
    held = _("déjà chez une administration, ne vous est pas demandé")
    for label, is_held in block.papers.papers:
        yield f"{local(label)} ({held})" if is_held else local(label)


def _next_step(block: MeasureBlock) -> str:
    if block.papers is None or block.papers.receiver is None or block.told.state == "unmet":
        return ""
    said = _("Prochain pas : déposer la demande. Où :")
    return f"{said} {local(block.papers.receiver)}."


def _line(item: ToldCondition) -> dict[str, Any]:
    doubt = "" if item.condition.is_confirmed else f" ({_('à confirmer')})"
    return {
        "state": item.state,
        "label": f"{local(item.condition.label)}{doubt}",
        "article": local(item.condition.article),
        "notes": [strip_tags(str(word)) for word in item.words],
    }


def _with_more(amount: int, in_doubt: int) -> str:
    """An amount, and how much more it may be."""
    (said,) = _amounts([amount])
    if not in_doubt:
        return said
    more = _("peut-être %(amount)s de plus, à confirmer") % {"amount": _amounts([in_doubt])[0]}
    return f"{said} ({more})"


def _with_part(amount: int, in_doubt: int) -> str:
    """An amount, and the part of it that is to be confirmed."""
    (said,) = _amounts([amount])
    if not in_doubt:
        return said
    part = _("dont %(amount)s à confirmer") % {"amount": _amounts([in_doubt])[0]}
    return f"{said} ({part})"


def _amounts(values: Iterable[int]) -> list[str]:
    return [number(value / 100, 2) for value in values]
