"""« Our cases »: the figures of the board over the cases of the reader's own institution."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.apps.corridor.policies import case_scope, queue_scope
from mithaq.apps.corridor.queries.counted import ENDED, FILED
from mithaq.apps.corridor.queries.own_figures import OwnFigures, OwnPart, own_figures
from mithaq.apps.corridor.queries.scoreboard import Scoreboard
from mithaq.apps.organisations.queries import MandateView
from mithaq.web.corridor.periods import FAMILY, REGION
from mithaq.web.corridor.promised import Delays, delay_words
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


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLine:
    """A family or a region of one's own cases: its figures in words, and where they open."""

    label: str
    note: str
    opened: str
    closed: str
    half: str
    most: str
    kept: str
    opened_url: str
    closed_url: str
    promised: str = ""


def own_words(
    mandate: MandateView | None, board: Scoreboard, *, period: str, delays: Delays
) -> dict[str, Any] | None:
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
        # Cases are counted of which a relay reads neither the family nor the end.
        "is_relay": any(not part.code for part in found.families),
        "figures": [*_counts(found, urls), *_measures(found.whole, urls[ENDED])],
        "tables": [
            (_("Nos dossiers par famille"), _("Famille"),
             _lines(found.families, cut=FAMILY, where=[board.corridor, period], delays=delays)),
            (_("Nos dossiers par région"), _("Région"),
             _lines(found.regions, cut=REGION, where=[board.corridor, period])),
        ],
    }  # fmt: skip


def _lines(
    parts: tuple[OwnPart, ...], *, cut: str, where: Sequence[str], delays: Delays | None = None
) -> list[OwnLine]:
    """Each family or region of one's own cases, every number said and opening its list."""
    none = _("aucun clos")
    lines = []
    for part in parts:
        urls = [
            reverse("cases_counted_by", args=[*where, what, cut, part.code]) if part.code else ""
            for what in (FILED, ENDED)
        ]
        lines.append(
            OwnLine(
                label=local(part.labels) if part.code else _("Famille non dite"),
                note="" if part.code else _("dossiers qui touchent au droit d’une personne"),
                opened=number(part.opened),
                closed=number(part.closed),
                half=days_words(part.median_days) or none,
                most=days_words(part.p90_days) or none,
                kept=_kept_words(part),
                opened_url=urls[0],
                closed_url=urls[1] if part.closed else "",
                promised=delay_words((delays or {}).get(part.code, ())),
            )
        )
    return lines


def _kept_words(part: OwnPart) -> str:
    """How many ends kept their delay, of those that had one."""
    if not part.closed:
        return _("aucun clos")
    if not part.promised:
        return _("aucun délai promis")
    return _("%(kept)s sur %(n)s") % {"kept": number(part.within), "n": number(part.promised)}


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
        OwnFigure(label=_("Dossiers déposés"), value=number(found.whole.opened), url=urls[FILED]),
        explained,
        OwnFigure(label=_("Dossiers clos"), value=number(found.whole.closed), url=urls[ENDED]),
    ]


def _measures(found: OwnPart, url: str) -> list[OwnFigure]:
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


def _kept(found: OwnPart, url: str) -> OwnFigure:
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
