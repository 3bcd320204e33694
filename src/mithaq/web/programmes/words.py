"""Sentences of the pages of schemes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.apps.programmes.choices import EDITION_STEPS, EditionStatus
from mithaq.apps.programmes.queries import EditionView, SchemeDetail, SchemeLaw
from mithaq.web.shell.context import url_or_none
from mithaq.web.shell.dates import date_plain
from mithaq.web.shell.words import local

_CREATED_TO: Final = "tahfiz.creation_window.created_to"
# The page that simulates each scheme of the law; a scheme without one is only read.
SIMULATED: Final = {
    "tahfiz": "simulate_hire",
    "first_hire": "simulate_hire",
    "contributions": "simulate_hire",
    "insertion_contract": "simulate_internship",
    "second_internship": "simulate_internship",
    "job_loss": "job_loss_check",
    "self_employment": "self_employed_simulation",
    "late_payment": "late_simulation",
    "settlements": "late_simulation",
}


def simulator_url(law_name: str) -> str | None:
    """Where a scheme is simulated, if it is."""
    page = SIMULATED.get(law_name)
    return url_or_none(page) if page else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a scheme stands, and what an applicant does next."""

    state: str
    state_note: str
    turn: str
    turn_note: str


def standing_of(detail: SchemeDetail, on: date, *, law: SchemeLaw | None = None) -> Standing:
    """Say which edition is open, to whom one turns, and by when the answer is due."""
    state, note = _state(detail, on, law)
    counter = next((item for item in detail.counters if item.role == "receives"), None)
    days = detail.acts[0].norm_days if detail.acts else None
    if counter is None:
        turn = _("À qui s’adresser : non publié")
    else:
        turn = _("S’adresser à : %(body)s") % {"body": local(counter.body.labels)}
    if days is None:
        turn_note = _("Aucun délai de réponse publié.")
    else:
        turn_note = ngettext(
            "Réponse due en %(n)s jour au plus (loi 55-19).",
            "Réponse due en %(n)s jours au plus (loi 55-19).",
            days,
        ) % {"n": days}
    return Standing(state=state, state_note=note, turn=turn, turn_note=turn_note)


def _state(detail: SchemeDetail, on: date, law: SchemeLaw | None) -> tuple[str, str]:
    edition = detail.edition_on(on)
    if edition is not None:
        said = _("Ouvert : %(edition)s") % {"edition": local(edition.labels)}
        return said, _limited(edition, law) or edition_days(edition)
    coming = [e for e in detail.editions if e.starts_on > on]
    if coming:
        return _("Pas encore ouvert"), edition_days(coming[-1])
    if detail.editions:
        last = detail.editions[0]
        if last.status == EditionStatus.SUSPENDED:
            return _("Suspendu"), edition_days(last)
        return _("Aucune édition ouverte"), _("La dernière : %(days)s.") % {
            "days": edition_days(last)
        }
    return _("Dates dans la loi"), _(
        "Aucune édition n’est ouverte ni close à part : les dates de la règle, plus bas, disent si "
        "la mesure court encore."
    )


def _limited(edition: EditionView, law: SchemeLaw | None) -> str:
    """The last day that the law sets to employers, where an edition says no end."""
    if edition.ends_on is not None or law is None:
        return ""
    for value in law.values:
        last = value.current.value if value.current else None
        if value.path == _CREATED_TO and isinstance(last, date):
            said = _("depuis le %(day)s, pour un employeur créé au plus tard le %(last)s")
            return said % {"day": date_plain(edition.starts_on), "last": date_plain(last)}
    return ""


def steps_from(edition: EditionView) -> list[tuple[str, str]]:
    """The steps that the life of an edition has from where it stands."""
    return [
        (str(name), str(name.label).capitalize())
        for name, sources, _target, _who in EDITION_STEPS
        if edition.status in sources
    ]


def edition_days(edition: EditionView) -> str:
    """The days of an edition."""
    if edition.ends_on is None:
        return _("depuis le %(day)s, sans fin publiée") % {"day": date_plain(edition.starts_on)}
    return _("du %(first)s au %(last)s") % {
        "first": date_plain(edition.starts_on),
        "last": date_plain(edition.ends_on),
    }
