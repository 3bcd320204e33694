"""One vocabulary for pages, papers and workbooks: what a code of the observatory means in words."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mithaq.apps.conventions.choices import Nature, PartyRole
from mithaq.apps.observatory.choices import ReportStatus
from mithaq.apps.reference.choices import SourceKind, Unit
from mithaq.web.shell.marks import GRADES
from mithaq.web.shell.typography import language, set_text

Words = dict[str, str | Promise]

ROLES: Final[Words] = dict(PartyRole.choices)
NATURES: Final[Words] = dict(Nature.choices)
UNITS: Final[Words] = dict(Unit.choices)
FAMILIES: Final[Words] = dict(SourceKind.choices)
REPORT_STATUSES: Final[Words] = dict(ReportStatus.choices)

# What no source says about a convention, in the order a reader looks for it.
NOT_PUBLISHED: Final[Words] = {
    "in_force": _("Date d’entrée en vigueur : non publiée."),
    "signed_day": _("Jour de la signature : non publié."),
    "signed_text": _("Texte signé : non publié."),
    "duration": _("Durée : non publiée."),
    "budget": _("Budget : non publié."),
    "targets": _("Objectifs chiffrés : aucun n’est publié."),
    "due_dates": _("Échéance d’au moins un engagement : non publiée."),
    "definitions": _("Définition d’au moins un chiffre : non publiée."),
    "pooled_shares": _("Part de chaque convention dans les objectifs communs : non publiée."),
    "committees": _("Comité de suivi : aucun n’est publié."),
    "later_results": _("Résultats postérieurs à la signature : aucun n’est publié."),
}

AGGREGATIONS: Final[Words] = {
    "sum": _("Les valeurs de plusieurs lieux, ou de plusieurs périodes, s’additionnent."),
    "last": _("La dernière valeur connue vaut ; deux dates ne s’additionnent pas."),
    "ratio": _("C’est un rapport : il ne s’additionne jamais, et ne fait pas de moyenne."),
    "distinct": _("Chacun est compté une fois : deux périmètres ne s’additionnent pas."),
}

# Who would make a figure more solid than it is, and how.
NEXT_PROOF: Final[Words] = {
    "announced": _("Aux parties : publier le texte signé, puis la liste dossier par dossier"),
    "contractual": _("Aux parties : publier la liste dossier par dossier"),
    "recorded": _("À qui tient la liste : publier la définition et le calcul"),
    "measured": _("À la caisse : rapprocher le calcul des déclarations"),
    "verified": _("À personne : c’est le degré le plus solide"),
}

# A survey or a count that no convention promised has no signed text to publish.
NEXT_SAID: Final = _("À qui l’a dit : publier la définition, la méthode et les effectifs")

METHOD: Final = _(
    "Chaque chiffre est donné tel qu’une source l’a dit, avec son degré, sa date et sa source. "
    "Rien n’est additionné, moyenné ni complété. Deux sources qui se contredisent restent côte à "
    "côte. Ce qu’aucune source ne dit est écrit « non publié ». Ce qui est marqué « calculé » "
    "vient de Mithaq."
)


def words_of(table: Words, code: str) -> str:
    """The words of a code; a code that this version does not know is shown as it is."""
    return set_text(table.get(code, code))


def grade_word(code: str) -> str:
    """The word of a grade."""
    return set_text(GRADES[code][0]) if code in GRADES else code


def grade_meaning(code: str) -> str:
    """What a grade means."""
    return set_text(GRADES[code][1]) if code in GRADES else ""


def reading_letter(letter: str) -> str:
    """Name a reading in the alphabet of the page."""
    arabic = {"A": "أ", "B": "ب", "C": "ج"}
    return arabic.get(letter, letter) if language() == "ar" else letter
