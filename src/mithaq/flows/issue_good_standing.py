"""The fund issues a certificate of good standing: decided, printed with its code, kept."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from mithaq.apps.corridor.operations import debts
from mithaq.apps.corridor.queries.debts import StandingView
from mithaq.apps.organisations.queries import MandateView
from mithaq.apps.reference.choices import PaperKind
from mithaq.apps.reference.operations.papers import issue_paper, new_paper_code
from mithaq.base.addresses import is_public_site
from mithaq.base.calendar_words import MONTHS
from mithaq.base.codes import grouped
from mithaq.base.identifiers import IdentifierKind, mask
from mithaq.base.ports import port
from mithaq.base.text import LANGUAGES, Labels, part_spoken

OBJECT: str = "good_standing"
TEMPLATE: str = "simulation"


@transaction.atomic
def issue_good_standing(
    *,
    number: str,
    basis: str,
    valid_until_on: date,
    language: str,
    actor: Any,
    under: MandateView,
    at: datetime,
) -> bytes:
    """Draw a code, let the fund decide, print the certificate, keep its bytes and give them back.

    It is printed in each language that day: whichever of them is checked is the certificate. What
    whoever holds the code reads of it names the company, no private person.
    """
    code = new_paper_code()
    view = debts.issue_good_standing(
        number=number, code=code, basis=basis, valid_until_on=valid_until_on, actor=actor,
        under=under, at=at,
    )  # fmt: skip
    printed = {code: print_certificate(view, language=code, under=under) for code in LANGUAGES}
    content = printed.pop(language)
    issue_paper(
        code=code, kind=PaperKind.GOOD_STANDING, content=content, language=language,
        labels=_labels(view), issuer=view.issuer.labels, object_type=OBJECT, object_ref=number,
        is_exercise=view.is_exercise, copies=printed, actor=actor, mandate=under.text, at=at,
    )  # fmt: skip
    return content


def print_certificate(found: StandingView, *, language: str, under: MandateView) -> bytes:
    """Print an issued certificate in a language, dated by the day it was decided, with who signed
    it and under which quality."""
    if found.decided_at is None or found.valid_until_on is None:
        raise ValueError(f"{found.number} is not issued.")
    on = timezone.localdate(found.decided_at)
    with override(language):
        content = {
            "title": _("Attestation de régularité"),
            "dated": on.isoformat(),
            "reference": found.number,
            "code": grouped(found.code),
            "exercise": found.is_exercise,
            "running": found.issuer.labels.of(language),
            "footnote": where_checked(language),
            "facts": [
                [_("Entreprise"), found.company.labels.of(language)],
                *_numbers(found),
                [_("Caisse"), found.issuer.labels.of(language)],
                [_("Délivrée le"), _day(on, language)],
                [_("Signée par"), found.decided_by.of(language)],
                [_("Qualité"), under.capacity.of(language) or str(under.role_label)],
                [_("Relevés lus"), _read(found, language)],
                [_("Code"), grouped(found.code)],
            ],
            "headline": {
                "label": _("Valable jusqu’au"),
                "amount": _day(found.valid_until_on, language),
                "sentence": _("L’entreprise est en situation régulière envers la caisse."),
            },
            "parts": [
                {
                    "title": _("Fondement"),
                    "head": [_("Motif"), _("Pour quoi faire")],
                    "rows": [_said(found.basis, found.purpose or "—", language=language)],
                    "note": "",
                }
            ],
            "measures_title": "",
            "measures": [],
        }
        return port("documents").pdf(template=TEMPLATE, content=content, language=language)


def where_checked(language: str) -> str:
    """Where a code is checked, in the language of the moment: the page, with its address where the
    service has one; set apart, an address keeps its last sign after it in Arabic."""
    if not is_public_site(settings.SITE_URL):
        return _(
            "Qui tient ce document vérifie son code à la page « Vérifier un document » de Mithaq, "
            "dont le lien est au bas de chaque page."
        )
    address = f"{settings.SITE_URL}/{language}/verifier/"
    if language == "ar":
        address = f"\u2066{address}\u2069"
    return _(
        "Qui tient ce document vérifie son code à la page « Vérifier un document » : %(address)s"
    ) % {"address": address}


def _numbers(found: StandingView) -> list[list[str]]:
    """The numbers that name the company beyond its name, as the house shows them."""
    company = found.company
    told = [
        ["ICE", mask(company.ice, IdentifierKind.ICE)],
        [_("Numéro d’affiliation"), mask(company.affiliation_number, IdentifierKind.AFFILIATE)],
    ]
    return [row for row in told if row[1]]


def _labels(found: StandingView) -> Labels:
    """What the paper is, for whoever checks its code."""
    said = {}
    for language in LANGUAGES:
        with override(language):
            said[language] = _("Attestation de régularité : %(company)s") % {
                "company": found.company.labels.of(language)
            }
    return Labels(**said)


def _said(*texts: str, language: str) -> list[str]:
    """Texts in the language of the paper, where they were kept in several."""
    return [part_spoken(text, language) for text in texts]


def _read(found: StandingView, language: str) -> str:
    """The statements that the decision rests on, and their day."""
    if not found.statements or found.as_of_on is None:
        return _("aucun relevé connu ici")
    return _("%(numbers)s, arrêtés au %(day)s") % {
        "numbers": ", ".join(found.statements), "day": _day(found.as_of_on, language),
    }  # fmt: skip


def _day(on: date, language: str) -> str:
    number = "1er" if on.day == 1 and language == "fr" else str(on.day)
    return f"{number}\u00a0{MONTHS[language][on.month - 1]} {on.year}"
