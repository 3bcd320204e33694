"""Which roles open the pages that are not for everyone, to say so to whoever is refused."""

from __future__ import annotations

from typing import Final

from mithaq.apps.organisations.choices import Role

_STEERS: Final = (Role.PROGRAMME_MANAGER, Role.REGION_OFFICER, Role.ADMINISTRATOR)
READERS: Final[dict[str, tuple[Role, ...]]] = {
    "audit": (Role.AUDITOR, Role.ADMINISTRATOR),
    "convention_import": (*_STEERS, Role.COMMITTEE_SECRETARY),
    "results_report_publish": _STEERS,
    "holiday": (Role.ADMINISTRATOR,),
    "contact_person": (Role.PROGRAMME_MANAGER, Role.COMMITTEE_SECRETARY, Role.ADMINISTRATOR),
    "job": (Role.AUDITOR, Role.ADMINISTRATOR),
}


def readers_of(url_name: str) -> list[str]:
    """The roles that may open a page, in the reader's language; none known gives an empty list."""
    found = (roles for stem, roles in READERS.items() if url_name.startswith(stem))
    return [str(role.label) for role in next(found, ())]
