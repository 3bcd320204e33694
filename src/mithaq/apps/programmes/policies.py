"""Who steers schemes: a programme manager or an administrator, in their own world."""

from __future__ import annotations

from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.policies import is_of_its_world
from mithaq.apps.organisations.queries import MandateView

STEERING = frozenset({Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR})


def can_steer_scheme(mandate: MandateView | None, *, is_exercise: bool) -> bool:
    """A programme manager or an administrator opens editions and envelopes; for a fictitious body,
    those of exercises only."""
    is_steering = mandate is not None and mandate.role in STEERING
    return is_steering and is_of_its_world(mandate, is_exercise=is_exercise)


def can_override_value(mandate: MandateView | None, *, is_demo: bool) -> bool:
    """A programme manager or an administrator replaces a value of the law; for a fictitious body,
    in a demonstration only, where the replacement says that it is an exercise."""
    is_steering = mandate is not None and mandate.role in STEERING
    return is_steering and is_of_its_world(mandate, is_exercise=is_demo)


def can_run_reform(mandate: MandateView | None) -> bool:
    """A programme manager or an administrator tries a reform: its population is nobody, so that a
    fictitious body may as well."""
    return mandate is not None and mandate.role in STEERING


def can_read_reforms(mandate: MandateView | None) -> bool:
    """Whoever tries reforms reads those of all; so does an auditor."""
    return can_run_reform(mandate) or (mandate is not None and mandate.role == Role.AUDITOR)
