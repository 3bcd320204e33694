"""What a correction changes, computed from the two figures and never typed."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from mithaq.apps.observatory.queries import FigureProof, FigureView
from mithaq.apps.reference.choices import Unit
from mithaq.web.shell.numbers import number
from mithaq.web.shell.typography import set_text
from mithaq.web.shell.values import display_value, noun_of

HUNDRED = Decimal(100)
TENTH = Decimal("0.1")


def difference_of(proof: FigureProof) -> str:
    """The difference between a figure and the one that it corrects, or that corrects it."""
    if proof.revised is not None:
        return difference(proof.revised, proof.figure)
    return difference(proof.figure, proof.revision) if proof.revision is not None else ""


def difference(before: FigureView, after: FigureView) -> str:
    """« +50, soit +4,2 % »; points for a share, which has no percentage of itself."""
    moved = after.value - before.value
    sign = "+" if moved > 0 else "−" if moved < 0 else ""
    if after.unit in {Unit.PERCENT, Unit.POINTS}:
        points = abs(moved).normalize()
        words = {"moved": f"{sign}{number(points)} {noun_of(points, Unit.POINTS)}".strip()}
        return set_text(_("différence : %(moved)s") % words)
    amount = display_value(abs(moved), after.unit).amount
    if not moved or not before.value:
        return set_text(_("différence : %(moved)s") % {"moved": f"{sign}{amount}"})
    share = (abs(moved) / abs(before.value) * HUNDRED).quantize(TENTH)
    words = {"moved": f"{sign}{amount}", "share": f"{sign}{number(share.normalize())}"}
    return set_text(_("différence : %(moved)s, soit %(share)s %%") % words)
