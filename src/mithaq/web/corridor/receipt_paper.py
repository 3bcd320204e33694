"""The receipt of a case as a paper: its number and hour, each clock, whose turn, what is next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from mithaq.apps.corridor.queries.views import PERSONAL, CaseView, SideView
from mithaq.base.codes import grouped
from mithaq.base.ports import port
from mithaq.base.text import LANGUAGES, Labels
from mithaq.flows.issue_good_standing import where_checked
from mithaq.web.corridor.company_words import names_of, side_told, turn_words
from mithaq.web.shell.dates import moment_words
from mithaq.web.shell.numbers import number
from mithaq.web.shell.typography import comma
from mithaq.web.shell.words import local

TEMPLATE = "simulation"


def print_receipt(case: CaseView, *, code: str, language: str) -> bytes:
    """Print a receipt in French or Arabic."""
    with override(language):
        content = receipt_content(case, code=code, language=language)
        return port("documents").pdf(template=TEMPLATE, content=content, language=language)


def papers_filed(case: CaseView) -> list[str]:
    """The names of the papers joined when a case was filed, in their order."""
    filed = [item for item in case.messages if item.written_at == case.submitted_at]
    return [paper.name for item in filed if not item.is_private for paper in item.attachments]


def receipt_content(case: CaseView, *, code: str, language: str) -> dict[str, Any]:
    """What a receipt says; of a case about a person's right, only that it is one."""
    with override(language):
        subject = PERSONAL if case.is_personal else case.subject_labels
        return {
            "title": _("Accusé de réception"),
            "dated": timezone.localdate().isoformat(),
            "reference": case.number,
            "code": grouped(code),
            "exercise": case.is_exercise,
            "running": case.corridor_labels.of(language),
            "footnote": where_checked(language),
            "facts": [
                [_("Entreprise"), case.company_labels.of(language)],
                [_("Reçu le"), str(moment_words(case.submitted_at))],
                [_("Objet"), subject.of(language)],
                *_papers(case),
                [_("Code"), grouped(code)],
            ],
            "headline": {
                "label": _("Dossier"),
                "amount": case.number,
                "sentence": _("À qui est le tour — %(turn)s.")
                % {"turn": turn_words(case.turns, names_of(case), "") or _("personne")},
            },
            "parts": [
                {
                    "title": _("Qui s’en occupe, et par quand"),
                    "head": [_("Institution"), _("Représentant"), _("Délai")],
                    "rows": [list(_row(side)) for side in case.sides],
                    "note": _(
                        "Le délai est celui que chaque institution promet : passer la main ne "
                        "l’arrête pas, une seule demande de complément peut le suspendre."
                    ),
                    "is_said": True,
                },
                {
                    "title": _("La suite"),
                    "head": [_("Étape"), _("Ce qui se passe")],
                    "rows": list(_next()),
                    "note": "",
                    "is_said": True,
                },
            ],
            "measures_title": "",
            "measures": [],
        }


def _papers(case: CaseView) -> Iterator[list[str]]:
    """The papers joined, by name; of a case about a person's right, how many there are."""
    names = papers_filed(case)
    if names:
        told = number(len(names)) if case.is_personal else comma().join(names)
        yield [_("Pièces jointes"), str(told)]


def receipt_labels(case: CaseView) -> Labels:
    """What the paper is, for whoever checks its code: its number, no company and no person."""
    said = {}
    for language in LANGUAGES:
        with override(language):
            said[language] = _("Accusé de réception du dossier de médiation %(n)s") % {
                "n": case.number
            }
    return Labels(**said)


def _row(side: SideView) -> Iterator[str]:
    told = side_told(side)
    yield local(side.labels)
    yield told.officer or _("représentant à désigner")
    yield str(told.when or _("aucun délai"))


def _next() -> Iterator[list[str]]:
    yield ["1", _("Chaque institution prend le dossier en charge et répond avec ses raisons.")]
    yield ["2", _("Si une pièce manque, l’entreprise reçoit une seule demande de complément.")]
    yield ["3", _("Une décision commune clôt le dossier ; l’entreprise donne son avis.")]
    yield ["4", climbing_words()]


def climbing_words() -> str:
    """Who may carry a case higher, and when: the same words on the paper and on the page."""
    return _(
        "Plus haut, à l’échelon national : un représentant y porte le dossier à tout moment, avec "
        "un motif ; l’entreprise, une fois un délai dépassé ou une réponse contestée."
    )
