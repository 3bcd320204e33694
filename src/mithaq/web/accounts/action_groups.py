"""The acts of the journal under heads, so that one of a hundred and fifty is found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mithaq.base.text import fold
from mithaq.web.accounts import corridor_words, debt_words, question_words
from mithaq.web.accounts.words import ACTIONS

_PEOPLE: Final = frozenset(
    {
        "found_installation", "create_user", "change_user", "close_user", "reopen_user",
        "set_address", "give_password", "accounts.set_notice_preference", "set_language",
        "change_password", "activate_second_factor", "remove_second_factor", "renew_recovery_codes",
        "grant_mandate", "end_mandate",
    }
)  # fmt: skip
_BODIES: Final = frozenset(
    {
        "create_organisation", "change_organisation", "load_organisations", "add_establishment",
        "add_membership", "end_membership", "add_contact_person", "read_contact_person",
    }
)  # fmt: skip
# What a committee does has no prefix of its own among the acts on conventions.
_SITTINGS: Final = (
    "meeting", "committee", "member", "seat", "agenda", "item", "attendance", "presiding",
    "outcome", "closing", "decision", "remarks", "arabic", "minutes", "recommendation",
)  # fmt: skip


def grouped_actions() -> list[tuple[str, list[tuple[str, str]]]]:
    """The heads in their order, each with its acts in the alphabet of the page."""
    found: dict[str, list[tuple[str, str]]] = {str(head): [] for head in _HEADS.values()}
    for code, words in ACTIONS.items():
        found[str(_HEADS[_head(code)])].append((code, str(words)))
    return [
        (head, sorted(choices, key=lambda choice: fold(choice[1])))
        for head, choices in found.items()
        if choices
    ]


def _head(code: str) -> str:
    return next(_heads_of(code))


def _heads_of(code: str) -> Iterator[str]:
    """The heads that an act answers to, the closest first."""
    if code in question_words.ACTIONS:
        yield "questions"
    if code in corridor_words.ACTIONS:
        yield "corridor"
    if code in debt_words.ACTIONS:
        yield "debts"
    if code in _PEOPLE:
        yield "people"
    if code in _BODIES:
        yield "bodies"
    prefix, _dot, name = code.rpartition(".")
    if prefix == "conventions":
        yield "sittings" if any(word in name for word in _SITTINGS) else "conventions"
    if prefix in _HEADS:
        yield prefix
    yield "rest"


_HEADS: Final[Mapping[str, Promise]] = {
    "corridor": _("Médiation"),
    "debts": _("Dettes et arrangements"),
    "questions": _("Questions, contrôles, réformes"),
    "sittings": _("Comités"),
    "conventions": _("Conventions suivies"),
    "drafting": _("Projets de convention"),
    "observatory": _("Chiffres et bilans"),
    "programmes": _("Dispositifs et loi"),
    "people": _("Comptes et mandats"),
    "bodies": _("Organisations"),
    "rest": _("Données de base, fichiers, signalements"),
}
