"""The closed lists of corridors: who joins, in what unit a delay counts, how far a case climbs."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.organisations.choices import Role

# The roles that handle cases for an institution of a corridor.
OFFICERS: Final = frozenset(
    {Role.FUND_OFFICER, Role.FEDERATION_OFFICER, Role.AGENCY_HEAD, Role.REGION_OFFICER}
)


class Part(models.TextChoices):
    """What an institution does in a corridor; nothing says that there are two of them."""

    RELAYS = "relays", _("relaie l’entreprise")
    DECIDES = "decides", _("répond et décide")
    INFORMS = "informs", _("donne un avis")


class NeedsCase(models.TextChoices):
    """Whether the advice on a typical problem leaves a case to file."""

    OTHERWISE = "otherwise", _("si le conseil ne suffit pas")
    SOMETIMES = "sometimes", _("quand le conseil le dit")
    ALWAYS = "always", _("toujours")


class NormUnit(models.TextChoices):
    """In what a delay is counted."""

    WORKING_HOURS = "working_hours", _("heures ouvrées")
    WORKING_DAYS = "working_days", _("jours ouvrés")
    CALENDAR_DAYS = "calendar_days", _("jours calendaires")


class CaseLevel(models.TextChoices):
    """How high a case has climbed."""

    REGION = "region", _("représentants régionaux")
    NATIONAL = "national", _("échelon national")
    COMMITTEE = "committee", _("comité permanent")


# name, from, to, who: the ladder is climbed one way, each time with a reason.
ESCALATION_STEPS: Final = (
    ("to_national", (CaseLevel.REGION,), CaseLevel.NATIONAL, "can_escalate_case"),
    (
        "to_committee",
        (CaseLevel.REGION, CaseLevel.NATIONAL),
        CaseLevel.COMMITTEE,
        "can_refer_to_committee",
    ),
)


class RoutingReason(models.TextChoices):
    """Why a case went to this officer rather than to another."""

    TERRITORY = "territory", _("chargé de ce territoire et de cette famille")
    LOAD = "load", _("le moins chargé de ceux qui en ont la charge")
    SUBSTITUTE = "substitute", _("suppléant d’un représentant absent")
    NATIONAL = (
        "national",
        _("confié à l’échelon national, faute de représentant disponible dans la région"),
    )
    NOBODY = "nobody", _("aucun représentant disponible : à attribuer par l’institution")
    TRANSFERRED = "transferred", _("transmis par un autre représentant")
    ESCALATED = "escalated", _("porté à l’échelon supérieur")


def routing_words(reason: str) -> str:
    """Why this officer, on a page: a case that its institution's only officer holds for the whole
    country is not for that at the national level, which an escalation alone says."""
    if reason == RoutingReason.NATIONAL:
        return str(_("pour tout le pays : l’institution n’a personne de disponible dans la région"))
    if reason == RoutingReason.TRANSFERRED:
        return str(_("repris, ou confié par un autre représentant de l’institution"))
    return str(RoutingReason(reason).label) if reason else ""


# Monday to Friday, in minutes since midnight: what an institution keeps until it says its own.
USUAL_HOURS: Final = {str(weekday): [[510, 990]] for weekday in range(5)}


def usual_hours() -> dict[str, list[list[int]]]:
    """The opening slots of an institution that said none: 8:30 to 16:30, Monday to Friday."""
    return {day: [list(slot) for slot in slots] for day, slots in USUAL_HOURS.items()}
