"""Where mediation leads each role: only to pages that the mandate opens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mithaq.apps.corridor.policies import queue_scope
from mithaq.apps.corridor.policies.debts import can_open_debts
from mithaq.apps.corridor.policies.questions import can_list_questions
from mithaq.apps.corridor.queries.steering import Steered, steered_by
from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.queries import MandateView
from mithaq.web.corridor.submitting_access import files_for_members


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A page that the reader may open."""

    label: str
    url: str


def doors(mandate: MandateView | None) -> list[Door]:
    """What the reader does most stands first; what everyone reads closes the list."""
    found = _own(mandate) if mandate else iter([_door(_("Déposer un dossier"), "submit_start")])
    everyone = [
        _door(_("Tableau de bord public"), "corridor_scoreboard"),
        _door(_("Contrôles tirés au sort"), "control_draws"),
        _door(_("Propositions de réforme"), "reform_proposals"),
    ]
    return [*found, *everyone]


def _own(mandate: MandateView) -> Iterator[Door]:
    on = timezone.localdate()
    steered = steered_by(mandate.organisation, on=on) if mandate.organisation else ()
    if mandate.role == Role.EMPLOYER:
        yield _door(_("Déposer un dossier"), "submit_start")
        yield _door(_("Mes dossiers"), "company_cases")
    elif mandate.role == Role.AUDITOR:
        yield _door(_("Dossiers de médiation, en lecture"), "case_register")
    elif mandate.role == Role.COMMITTEE_SECRETARY and steered:
        yield _door(_("Ce qui attend le comité permanent"), "corridor_referrals")
        yield from _committees(steered)
    elif queue_scope(mandate) is not None and steered:
        yield _door(_("File de votre institution"), "case_queue")
        if files_for_members(mandate):
            yield _door(_("Déposer un dossier pour un membre"), "submit_start")
        yield _door(_("Mon absence, celle d’un collègue, et qui remplace"), "case_absences")
    yield from _shared(mandate, is_steering=bool(steered))


def _shared(mandate: MandateView, *, is_steering: bool) -> Iterator[Door]:
    """What several roles open: problems, referrals, debts, questions."""
    is_auditor = mandate.role == Role.AUDITOR
    if is_steering or is_auditor:
        yield _door(_("Problèmes récurrents"), "corridor_problems")
        if mandate.role != Role.COMMITTEE_SECRETARY:
            yield _door(_("Ce qui attend le comité permanent"), "corridor_referrals")
    if can_open_debts(mandate):
        yield _door(_("Dettes et arrangements"), "debts")
    if can_list_questions(mandate):
        yield _door(_("Questions aux employeurs"), "questions")


def _committees(steered: tuple[Steered, ...]) -> Iterator[Door]:
    for item in steered:
        if item.convention and item.committee_number is not None:
            where = [item.convention, item.committee_number]
            yield Door(label=_("Ouvrir le comité"), url=reverse("committee", args=where))


def _door(label: str, name: str) -> Door:
    return Door(label=label, url=reverse(name))
