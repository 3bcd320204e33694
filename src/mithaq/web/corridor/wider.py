"""Which published number to use where a list shows only some of the cases that a figure counts."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from mithaq.apps.corridor.queries.scoreboard import Scoreboard, ScoreCell
from mithaq.web.corridor.own_figures import days_words, kept_of
from mithaq.web.shell.numbers import number, percent_plain
from mithaq.web.shell.typography import semicolon
from mithaq.web.shell.words import local


def wider_words(board: Scoreboard, cell: ScoreCell) -> str:
    """The figures that the board publishes of a family or a region, else of everything: what a
    reader who sees a few cases compares with."""
    whole = board.cell()
    for item in (cell, whole):
        told = semicolon().join(_told(item)) if item is not None else ""
        if item is not None and told:
            said = {"what": _name(item), "figures": told}
            return _("Pour comparer, prenez le nombre publié, %(what)s : %(figures)s.") % said
    return _("Le tableau ne publie encore aucune durée : ce qui suit ne se compare à rien.")


def _name(cell: ScoreCell) -> str:
    if cell.family or cell.region:
        return local(cell.family_labels if cell.family else cell.region_labels)
    return _("tous motifs et toutes régions")


def _told(cell: ScoreCell) -> Iterator[str]:
    """What is published of a cell, in words."""
    if cell.closed.value:
        yield _("%(n)s clôtures") % {"n": number(cell.closed.value)}
    if cell.median_days is not None:
        yield _("la moitié en %(days)s") % {"days": days_words(cell.median_days)}
    if cell.within_norm_percent is not None and cell.promised is not None:
        yield _("dans le délai promis %(share)s (%(of)s)") % {
            "share": percent_plain(cell.within_norm_percent / 100, 0),
            "of": kept_of(cell.within or 0, cell.promised),
        }
