"""How one body stands before another, in the words of its kind."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mithaq.apps.organisations.choices import OrganisationKind
from mithaq.apps.organisations.queries import Bond, Way

# As the body's own page says it, and as its people read it.
_JOINED: Final[dict[str, tuple[Promise, Promise, Promise]]] = {
    OrganisationKind.EMPLOYER_CONFEDERATION: (
        _("par sa confédération"), _("notre confédération"), _("par votre confédération, %(body)s"),
    ),
    OrganisationKind.ZONE_ASSOCIATION: (
        _("par son association de zone"), _("notre association de zone"),
        _("par votre association de zone, %(body)s"),
    ),
}  # fmt: skip
_FEDERATION: Final = (
    _("par sa fédération"), _("notre fédération"), _("par votre fédération, %(body)s"),
)  # fmt: skip
_SEAT: Final = (_("par son siège"), _("notre siège"), _("par votre siège, %(body)s"))


def _words(bond: Bond) -> tuple[Promise, Promise, Promise]:
    return _SEAT if bond.way is Way.SEAT else _JOINED.get(bond.kind, _FEDERATION)


def bond_words(bond: Bond) -> Promise:
    """« par sa fédération »: how a convention reaches a body, on that body's page."""
    return _words(bond)[0]


def house_words(bond: Bond) -> Promise:
    """« notre fédération »: what a body is to those who act for a member."""
    return _words(bond)[1]


def reaching_words(bond: Bond) -> Promise:
    """« par votre fédération, X »: how a convention reaches those who act for a member."""
    return _words(bond)[2]
