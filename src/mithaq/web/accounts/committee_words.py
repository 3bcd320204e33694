"""The journal's codes of committees in words: sittings, points, minutes, decisions."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mithaq.apps.conventions.choices.meetings import (
    Adoption,
    DecisionStatus,
    MeetingStatus,
    MinutesStatus,
    Seat,
    SignatureMode,
    UnscannedReason,
)

FIELDS: Final[dict[str, Promise]] = {
    "items": _("points"),
    "minutes": _("minutes prévues"),
    "is_voting": _("avec droit de vote"),
    "quorum": _("quorum, en voix"),
    "quorum_percent": _("quorum, en pour cent"),
    "second_needs_quorum": _("quorum exigé en deuxième convocation"),
    "second_after_days": _("deuxième convocation après, en jours"),
    "notice_days": _("convocation avant, en jours"),
    "cadence": _("cadence"),
    "in_force_on": _("règle en vigueur depuis le"),
    "is_public": _("rendu public"),
    "seat": _("siège"),
    "unscanned_reason": _("pourquoi l’exemplaire n’est pas numérisé"),
    "adoption": _("adopté comment"),
    "starts_at": _("commence le"),
    "closed_at": _("levée le"),
    "slot_minutes": _("durée, minutes"),
    "follows": _("deuxième convocation de la séance"),
    "present": _("voix présentes"),
    "voting": _("voix en tout"),
    "required": _("voix exigées"),
    "examined": _("examiné sans décision"),
    "due_on": _("échéance"),
    "presided_by": _("présidée par"),
    "texts": _("textes écrits"),
    "length": _("nombre de caractères"),
    "workstreams": _("chantiers"),
    "workstream": _("chantier"),
    "milestone": _("jalon"),
    "reached_on": _("atteint le"),
    "no_waiver": _("sans dispense"),
}
VALUES: Final[dict[tuple[str, str], dict[str, str | Promise]]] = {
    ("meeting", "seat"): dict(Seat.choices),
    ("committee", "seat"): dict(Seat.choices),
    ("meeting", "mode"): dict(SignatureMode.choices),
    ("meeting", "unscanned_reason"): dict(UnscannedReason.choices),
    ("meeting", "adoption"): dict(Adoption.choices),
    # One name for three lives, whose codes never say two things.
    ("meeting", "status"): {
        **dict(DecisionStatus.choices), **dict(MinutesStatus.choices),
        **dict(MeetingStatus.choices),
    },
}  # fmt: skip
# Names that say something else where cases are.
OWN_FIELDS: Final[dict[tuple[str, str], Promise]] = {
    ("meeting", "mode"): _("forme de la signature"),
    ("meeting", "person"): _("signataire"),
    ("committee", "person"): _("titulaire du siège"),
}
