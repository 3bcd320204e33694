"""« Our cases »: the figures of the board over the cases of the reader's own institution."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.apps.corridor.policies import case_scope, queue_scope
from mithaq.apps.corridor.queries.counted import ENDED, FILED
from mithaq.apps.corridor.queries.own_figures import OwnFigures, own_figures
from mithaq.apps.corridor.queries.scoreboard import Scoreboard
from mithaq.apps.organisations.queries import MandateView
from mithaq.web.shell.numbers import number, percent_plain
from mithaq.web.shell.typography import set_text
from mithaq.web.shell.words import local


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFigure:
    """One figure in words, and the list of the cases it counts where there is one."""

    label: str
    value: str
    url: str = ""
    note: str = ""


def own_words(mandate: MandateView | None, board: Scoreboard, period: str) -> dict[str, Any] | None:
    """The section of an officer; nothing for anyone who answers for no side of a case."""
    scope = case_scope(mandate, is_exercise=board.is_exercise)
    if mandate is None or scope is None or queue_scope(mandate) is None:
        return None
    found = own_figures(board, scope)
    urls = {
        what: reverse("cases_counted", args=[board.corridor, period, what])
        for what in (FILED, ENDED)
    }
    place = f" ({local(mandate.territory_labels)})" if mandate.territory_code else ""
    return {
        "body": f"{local(mandate.organisation_labels)}{place}",
        "figures": [*_counts(found, urls), *_measures(found, urls[ENDED])],
    }


def _counts(found: OwnFigures, urls: dict[str, str]) -> list[OwnFigure]:
    explained = (
        OwnFigure(
            label=_("Résolus par l’explication, avant tout dossier"),
            value=number(found.explained),
            note=_("sans dossier, donc sans liste : dans vos familles et votre région"),
        )
        if found.explained is not None
        else OwnFigure(
            label=_("Résolus par l’explication, avant tout dossier"),
            value="–",
            note=_("compté par région, non par province"),
        )
    )
    return [
        OwnFigure(label=_("Dossiers déposés"), value=number(found.opened), url=urls[FILED]),
        explained,
        OwnFigure(label=_("Dossiers clos"), value=number(found.closed), url=urls[ENDED]),
    ]


def _measures(found: OwnFigures, url: str) -> list[OwnFigure]:
    none = _("aucun clos")
    return [
        OwnFigure(
            label=_("La moitié des dossiers en"),
            value=days_words(found.median_days) or none,
            url=url,
        ),
        OwnFigure(
            label=_("Neuf dossiers sur dix en"), value=days_words(found.p90_days) or none, url=url
        ),
        _kept(found, url),
    ]


def _kept(found: OwnFigures, url: str) -> OwnFigure:
    label = _("Clos dans le délai promis")
    if not found.promised:
        return OwnFigure(label=label, value=_("aucun délai promis"), url=url)
    share = str(percent_plain(found.within / found.promised, 0))
    note = kept_of(found.within, found.promised)
    return OwnFigure(label=label, value=share, url=url, note=note)


def kept_of(within: int, promised: int) -> str:
    """« 18 sur 23 clos avec un délai promis »: the counts behind a share."""
    words = ngettext(
        "%(kept)s sur %(n)s clos avec un délai promis",
        "%(kept)s sur %(n)s clos avec un délai promis",
        promised,
    )
    return set_text(words % {"kept": number(within), "n": number(promised)})


def days_words(days: int | None) -> str:
    """« 4 jours ouvrés »; nothing where none is known."""
    if days is None:
        return ""
    return ngettext("%(n)s jour ouvré", "%(n)s jours ouvrés", days) % {"n": number(days)}
