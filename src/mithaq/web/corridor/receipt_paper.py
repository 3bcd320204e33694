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
from mithaq.web.corridor.company_words import names_of, side_told, turn_words
from mithaq.web.shell.dates import moment_words
from mithaq.web.shell.words import local

TEMPLATE = "simulation"


def print_receipt(case: CaseView, *, code: str, language: str) -> bytes:
    """Print a receipt in French or Arabic."""
    with override(language):
        content = receipt_content(case, code=code, language=language)
        return port("documents").pdf(template=TEMPLATE, content=content, language=language)


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
            "footnote": _(
                "Qui tient ce document vérifie son code à la page « Vérifier un document »."
            ),
            "facts": [
                [_("Entreprise"), case.company_labels.of(language)],
                [_("Reçu le"), str(moment_words(case.submitted_at))],
                [_("Objet"), subject.of(language)],
                [_("Code"), grouped(code)],
            ],
            "headline": {
                "label": _("Dossier"),
                "amount": case.number,
                "sentence": _("Le tour : %(turn)s.")
                % {"turn": turn_words(case.turns, names_of(case), "") or _("personne")},
            },
            "parts": [
                {
                    "title": _("Qui s’en occupe, et par quand"),
                    "head": [_("Institution"), _("Représentant"), _("Délai")],
                    "rows": [list(_row(side)) for side in case.sides],
                    "note": _(
                        "Le délai est celui que chaque institution promet ; il ne s’arrête qu’une "
                        "fois, pour un seul complément."
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
    yield str(told.when or side.status_label)


def _next() -> Iterator[list[str]]:
    yield ["1", _("Chaque institution prend le dossier en charge et répond avec ses raisons.")]
    yield ["2", _("Si une pièce manque, une seule demande de complément vous est faite.")]
    yield ["3", _("Une décision commune clôt le dossier ; vous donnez votre avis.")]
    yield ["4", _("Sans réponse dans le délai, vous portez le dossier à l’échelon national.")]
