"""Who acts for whom: the mandates in force on a day, the only origin of a right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils.translation import gettext, override

from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.models import Mandate
from mithaq.base.text import Labels

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser

    Bearer = AbstractBaseUser | AnonymousUser


def role_in_french(role: Role) -> str:
    """A role as the journal writes it, whatever the language of the page that acts."""
    with override("fr"):
        return str(role.label)


@dataclass(frozen=True, slots=True)
class MandateView:
    """A mandate as pages, policies and audit lines read it."""

    pk: int
    user_id: int
    role: Role
    organisation: str
    organisation_labels: Labels
    territory_code: str
    territory_labels: Labels
    capacity: Labels
    is_interim: bool
    starts_on: date
    ends_on: date | None
    is_exercise: bool

    @property
    def role_label(self) -> str:
        """The role in the reader's language."""
        return str(self.role.label)

    @property
    def text(self) -> str:
        """The mandate in one French sentence, as the journal copies it."""
        quality = self.capacity.fr or role_in_french(self.role)
        interim = " par intérim" if self.is_interim else ""
        place = f" ({self.territory_labels.fr})" if self.territory_code else ""
        body = f", {self.organisation_labels.fr}" if self.organisation else ""
        return f"{quality}{interim}{body}{place}, depuis le {self.starts_on:%d/%m/%Y}"

    def text_in(self, language: str) -> str:
        """The same sentence for a reader of another language, as far as names are known."""
        if language == "fr":
            return self.text
        with override(language):
            quality = self.capacity.of(language) or self.role_label
            interim = f" {gettext('par intérim')}" if self.is_interim else ""
            place = f" ({self.territory_labels.of(language)})" if self.territory_code else ""
            between = "، " if language == "ar" else ", "
            body = f"{between}{self.organisation_labels.of(language)}" if self.organisation else ""
            since = gettext("depuis le %(day)s") % {"day": f"{self.starts_on:%d/%m/%Y}"}
            return f"{quality}{interim}{body}{place}{between}{since}"

    def is_in_force(self, on: date) -> bool:
        """Tell whether the mandate holds on a day; its last day included."""
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)


def bearers_of(slug: str) -> tuple[int, ...]:
    """Whoever holds or held a mandate of an organisation."""
    held = Mandate.objects.filter(organisation__slug=slug) if slug else Mandate.objects.none()
    return tuple(held.values_list("user_id", flat=True).distinct())


def mandates_of(*, user: Bearer | int, on: date | None = None) -> tuple[MandateView, ...]:
    """The mandates of a person, the newest first; only those in force when a day is given."""
    key = user if isinstance(user, int) else user.pk
    if key is None:
        return ()
    found = _mandates().filter(user_id=key)
    if on is not None:
        found = found.filter(_in_force(on))
    return tuple(_view(mandate) for mandate in found)


def mandates_in_force_for(*, user: Bearer | int, on: date) -> tuple[MandateView, ...]:
    """The mandates a person may act under on a day."""
    return mandates_of(user=user, on=on)


def mandate_in_force_for(
    *, user: Bearer | int, chosen_id: int | None, on: date
) -> MandateView | None:
    """The mandate chosen if it is the person's and in force, else the newest in force or none."""
    held = mandates_of(user=user, on=on)
    chosen = (mandate for mandate in held if mandate.pk == chosen_id)
    return next(chosen, held[0] if held else None)


def mandates_in_force_by_person(
    *, people: Iterable[int], on: date
) -> dict[int, tuple[MandateView, ...]]:
    """The mandates in force of several people, in one query."""
    found: dict[int, list[MandateView]] = {}
    for mandate in _mandates().filter(user_id__in=list(people)).filter(_in_force(on)):
        found.setdefault(mandate.user_id, []).append(_view(mandate))
    return {key: tuple(held) for key, held in found.items()}


def mandates_by_person(people: Iterable[int]) -> dict[int, tuple[MandateView, ...]]:
    """Every mandate of several people, past ones included, in one query."""
    found: dict[int, list[MandateView]] = {}
    for mandate in _mandates().filter(user_id__in=list(people)):
        found.setdefault(mandate.user_id, []).append(_view(mandate))
    return {key: tuple(held) for key, held in found.items()}


def mandates_of_keys(keys: Iterable[int]) -> tuple[MandateView, ...]:
    """Some mandates by their keys, past ones included, in one query."""
    return tuple(_view(mandate) for mandate in _mandates().filter(pk__in=list(keys)))


def mandates_ending(*, on: date, last: date) -> tuple[MandateView, ...]:
    """The mandates in force whose last day comes soon, the first to end first."""
    found = _mandates().filter(_in_force(on)).filter(ends_on__lte=last)
    return tuple(_view(mandate) for mandate in found.order_by("ends_on", "pk"))


def mandates_for_organisation(*, slug: str, on: date) -> tuple[MandateView, ...]:
    """Who may act for an organisation on a day."""
    found = _mandates().filter(organisation__slug=slug).filter(_in_force(on))
    return tuple(_view(mandate) for mandate in found)


def mandates_of_role(*, slug: str, role: Role) -> tuple[MandateView, ...]:
    """Everyone who holds, held or will hold a role for an organisation, the newest first."""
    return tuple(_view(held) for held in _mandates().filter(organisation__slug=slug, role=role))


def _mandates() -> QuerySet[Mandate]:
    return Mandate.objects.select_related("organisation", "territory").order_by("-starts_on", "-pk")


def _in_force(on: date) -> Q:
    return Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gte=on))


def _view(mandate: Mandate) -> MandateView:
    body, place = mandate.organisation, mandate.territory
    return MandateView(
        pk=mandate.pk,
        user_id=mandate.user_id,
        role=Role(mandate.role),
        organisation=body.slug if body else "",
        organisation_labels=body.labels if body else Labels(""),
        territory_code=place.code if place else "",
        territory_labels=place.labels if place else Labels(""),
        capacity=Labels.from_columns(mandate, "capacity"),
        is_interim=mandate.is_interim,
        starts_on=mandate.starts_on,
        ends_on=mandate.ends_on,
        is_exercise=bool(body and body.is_exercise),
    )
