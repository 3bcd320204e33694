"""Which roles open the pages that are not for everyone, to say so to whoever is refused."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _

from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.policies import is_of_its_world, is_within
from mithaq.apps.organisations.queries import MandateView

_STEERS: Final = (Role.PROGRAMME_MANAGER, Role.REGION_OFFICER, Role.ADMINISTRATOR)
READERS: Final[dict[str, tuple[Role, ...]]] = {
    "audit": (Role.AUDITOR, Role.ADMINISTRATOR),
    "convention_import": (*_STEERS, Role.COMMITTEE_SECRETARY),
    "results_report_publish": _STEERS,
    "holiday": (Role.ADMINISTRATOR,),
    "people": (Role.ADMINISTRATOR,),
    "person": (Role.ADMINISTRATOR,),
    "open_account": (Role.ADMINISTRATOR,),
    "grant_mandate": (Role.ADMINISTRATOR,),
    "end_mandate": (Role.ADMINISTRATOR,),
    "contact_person": (Role.PROGRAMME_MANAGER, Role.COMMITTEE_SECRETARY, Role.ADMINISTRATOR),
    "meeting_prepare": (Role.COMMITTEE_SECRETARY,),
    "job": (Role.AUDITOR, Role.ADMINISTRATOR),
}


def out_of_reach(mandate: MandateView | None, territory: str, *, is_exercise: bool) -> str:
    """Why a mandate whose role would do does not reach a convention; empty when it does."""
    if mandate is None:
        return ""
    if not is_of_its_world(mandate, is_exercise=is_exercise):
        return _(
            "Vous agissez pour un organisme fictif : vous n’écrivez que des exercices. Cette "
            "convention lie de vrais organismes."
        )
    is_regional = mandate.role == Role.REGION_OFFICER
    if is_regional and not is_within(territory or None, mandate.territory_code):
        return _("Cette convention n’est pas dans votre territoire.")
    return ""


def roles_of(url_name: str) -> tuple[Role, ...]:
    """The roles that may open a page; none known gives none."""
    found = (roles for stem, roles in READERS.items() if url_name.startswith(stem))
    return next(found, ())


def readers_of(url_name: str) -> list[str]:
    """The roles that may open a page, in the reader's language; none known gives an empty list."""
    return [str(role.label) for role in roles_of(url_name)]
