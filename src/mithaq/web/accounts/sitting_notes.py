"""Which decision, which point, which signature: what tells the lines of one sitting apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.apps.conventions.choices.meetings import Seat, SignatureMode
from mithaq.apps.conventions.queries.sitting_views import coded
from mithaq.web.committees.words import isolated_code

# How a link names one decision to the journal: the sitting that took it, then its number there.
DECISION: Final = "decision"


def decision_ref(reference: str, committee: int, meeting: int, number: int) -> str:
    """The reference under which the acts on one decision are asked."""
    return f"{reference}/{committee}/{meeting}/{number}"


def sitting_of(reference: str) -> tuple[str, int] | None:
    """The sitting and the number behind such a reference; None for anything else."""
    sitting, _sep, number = reference.rpartition("/")
    return (sitting, int(number)) if sitting.count("/") >= 2 and number.isdecimal() else None


def decision_said(sitting: str, number: object) -> str:
    """« décision C1-3-2 », from the reference of its sitting."""
    start, _sep, meeting = sitting.rpartition("/")
    committee = start.rpartition("/")[2]
    if not (committee.isdecimal() and meeting.isdecimal() and str(number).isdecimal()):
        return ""
    code = coded(int(committee), int(meeting), int(str(number)))
    return _("décision %(code)s") % {"code": isolated_code(code)}


def sitting_note(line: Any) -> str:
    """What a line of a sitting is about, under the name of its act; empty for any other line."""
    if line.object_type != "meeting":
        return ""
    told: Mapping[str, Any] = {**(line.before or {}), **(line.after or {})}
    if "decision" in told:
        return decision_said(line.object_ref, told["decision"])
    if line.action == "conventions.sign_minutes":
        return _signature(told)
    ranks = told.get("items")
    if not isinstance(ranks, list) or not ranks:
        return ""
    words = ngettext("point %(n)s", "points %(n)s", len(ranks)) % {
        "n": _(", ").join(map(str, ranks))
    }
    if line.action != "conventions.examine_item":
        return words
    state = _("examiné sans décision") if told.get("examined") else _("remis en attente")
    return _("%(name)s : %(value)s") % {"name": words, "value": state}


def _signature(told: Mapping[str, Any]) -> str:
    """« présidence, Nom : sur papier, inscrite par l’auteur de la ligne »."""
    seat = dict(Seat.choices).get(str(told.get("seat", "")), "")
    who = _(", ").join(part for part in (str(seat), str(told.get("person", ""))) if part)
    how = (
        _("signée sur papier, inscrite ici par l’auteur de la ligne")
        if told.get("mode") == SignatureMode.ON_PAPER
        else _("signée à l’écran par l’auteur de la ligne")
    )
    return _("%(name)s : %(value)s") % {"name": who, "value": how}
