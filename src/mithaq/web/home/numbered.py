"""What bears a number that somebody types, as far as they may open it: several things do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mithaq.apps.corridor.policies import can_read_case
from mithaq.apps.corridor.policies.debts import can_read_settlement, can_read_statement
from mithaq.apps.corridor.queries.debts.access import DebtAccess
from mithaq.apps.corridor.queries.debts.numbered import (
    CERTIFICATE,
    SETTLEMENT,
    STATEMENT,
    papers_numbered,
)
from mithaq.apps.corridor.queries.finding import case_numbered, number_of
from mithaq.apps.corridor.queries.listed import names_of
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.text import LANGUAGES, Labels
from mithaq.web.conventions.links import page_url
from mithaq.web.home.hits import Hit
from mithaq.web.shell.words import local

CASE: Final = _("Dossier %s")
_NAMES: Final[Mapping[str, Promise]] = {
    STATEMENT: _("Relevé de dettes %s"),
    SETTLEMENT: _("Arrangement %s"),
    CERTIFICATE: _("Attestation de régularité : %s"),
}
_PAGES: Final = {
    STATEMENT: "debt_statement",
    SETTLEMENT: "debt_settlement",
    CERTIFICATE: "good_standing",
}
_READ: Final[Mapping[str, Callable[[MandateView | None, DebtAccess], bool]]] = {
    STATEMENT: can_read_statement,
    SETTLEMENT: can_read_settlement,
    CERTIFICATE: can_read_statement,
}


def numbered(words: str, mandate: MandateView | None) -> tuple[Hit, ...]:
    """The case, the statement, the settlement and the certificate of a number, each by its kind."""
    number = number_of(words)
    return tuple(_found(number, mandate)) if number and mandate is not None else ()


def _found(number: str, mandate: MandateView) -> Iterator[Hit]:
    case = case_numbered(number)
    if case is not None and can_read_case(mandate, case[1]):
        access = case[1]
        name = names_of([access.company]).get(access.company, access.company)
        yield _hit(CASE, number, note=local(name), url=page_url("case", case[0]),
                   is_exercise=access.is_exercise)  # fmt: skip
    for paper in papers_numbered(number, on=timezone.localdate()):
        if _READ[paper.kind](mandate, paper.access):
            yield _hit(_NAMES[paper.kind], number, note=local(paper.company),
                       url=page_url(_PAGES[paper.kind], number),
                       is_exercise=paper.is_exercise)  # fmt: skip


def _hit(name: Promise, number: str, *, note: str, url: str, is_exercise: bool) -> Hit:
    label = Labels(*[str(name) % number] * len(LANGUAGES))
    return Hit(label=label, note=note, url=url, is_exercise=is_exercise)
