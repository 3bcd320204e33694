"""Where the points of an agenda lead: the page of what they are about, for who may open it."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from mithaq.apps.corridor.choices.problems import ReferralKind
from mithaq.apps.corridor.policies import can_read_case
from mithaq.apps.corridor.policies.debts import can_hear_settlement, can_read_settlement
from mithaq.apps.corridor.policies.questions import can_read_reform
from mithaq.apps.corridor.queries.objects import ProblemAccess, objects_of_keys
from mithaq.apps.corridor.queries.placed import corridors_of_object
from mithaq.apps.corridor.queries.sequels import Sequel, keys_decided_near
from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.policies import is_of_its_world
from mithaq.apps.organisations.queries import MandateView
from mithaq.web.committees.access import mandate_of

KINDS = frozenset(ReferralKind.values)


def object_urls(request: HttpRequest, keys: Iterable[str]) -> dict[str, str]:
    """The address of what each key names, where the reader may open it: nothing is promised that
    would answer « this page does not exist »."""
    wanted = [key for key in keys if key.partition(":")[0] in KINDS]
    mandate = mandate_of(request)
    if not wanted or mandate is None:
        return {}
    found = objects_of_keys(wanted, on=timezone.localdate())
    urls = {}
    for ref, (public_id, access) in found.cases.items():
        if can_read_case(mandate, access):
            urls[f"case:{ref}"] = reverse("case", args=[public_id])
    for ref, (public_id, concerned) in found.problems.items():
        if _reads_problem(mandate, concerned):
            urls[f"problem:{ref}"] = reverse("corridor_problem", args=[public_id])
    for ref, debt in found.settlements.items():
        if can_read_settlement(mandate, debt):
            urls[f"settlement:{ref}"] = reverse("debt_settlement", args=[ref])
        elif mandate.role == Role.COMMITTEE_SECRETARY and can_hear_settlement(
            mandate, corridors_of_object(ReferralKind.SETTLEMENT, ref, on=timezone.localdate())
        ):
            urls[f"settlement:{ref}"] = reverse("committee_settlement", args=[ref])
    for ref, reform in found.proposals.items():
        if can_read_reform(
            mandate,
            reform.bodies,
            is_adopted=reform.is_adopted,
            is_exercise=reform.is_exercise,
            hearers=reform.hearers,
        ):
            urls[f"proposal:{ref}"] = reverse("reform_proposal", args=[ref])
    return urls


def sequels_led(
    request: HttpRequest, sequels: tuple[Sequel, ...]
) -> tuple[tuple[Sequel, str], ...]:
    """What decisions answered, each with its address where the reader may open it."""
    urls = object_urls(request, [item.key for item in sequels])
    return tuple((item, urls.get(item.key, "")) for item in sequels)


def decisions_near(request: HttpRequest) -> frozenset[int]:
    """The decisions on what the reader may open: whoever opens that reads them."""
    mandate = mandate_of(request)
    if mandate is None or not mandate.organisation:
        return frozenset()
    answered = keys_decided_near(mandate.organisation, on=timezone.localdate())
    urls = object_urls(request, {key for _pk, key in answered})
    return frozenset(pk for pk, key in answered if key in urls)


def _reads_problem(mandate: MandateView, concerned: ProblemAccess) -> bool:
    if not is_of_its_world(mandate, is_exercise=concerned.is_exercise):
        return False
    return mandate.role == Role.AUDITOR or mandate.organisation in concerned.bodies
