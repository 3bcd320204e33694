"""The certificate of good standing as a paper: who, of whom, on what, until when, its code."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import override

from mithaq.apps.corridor.queries.debts import StandingView
from mithaq.base.codes import grouped
from mithaq.base.ports import port
from mithaq.base.text import LANGUAGES, Labels
from mithaq.web.shell.dates import date_plain

TEMPLATE = "simulation"


def print_certificate(found: StandingView, *, language: str) -> bytes:
    """Print an issued certificate in French or Arabic, dated by the day it was decided."""
    if found.decided_at is None or found.valid_until_on is None:
        raise ValueError(f"{found.number} is not issued.")
    on = found.decided_at.date()
    with override(language):
        until = date_plain(found.valid_until_on)
        content = {
            "title": _("Attestation de régularité"),
            "dated": on.isoformat(),
            "reference": found.number,
            "code": grouped(found.code),
            "exercise": found.is_exercise,
            "running": found.issuer.labels.of(language),
            "footnote": _(
                "Qui tient ce document vérifie son code à la page « Vérifier un document »."
            ),
            "facts": [
                [_("Entreprise"), found.company.labels.of(language)],
                [_("Caisse"), found.issuer.labels.of(language)],
                [_("Délivrée le"), date_plain(on)],
                [_("Code"), grouped(found.code)],
            ],
            "headline": {
                "label": _("Valable jusqu’au"),
                "amount": until,
                "sentence": _("L’entreprise est en situation régulière envers la caisse."),
            },
            "parts": [
                {
                    "title": _("Fondement"),
                    "head": [_("Ce qui le fonde"), _("Pour")],
                    "rows": [[found.basis, found.purpose or "—"]],
                    "note": "",
                }
            ],
            "measures_title": "",
            "measures": [],
        }
        return port("documents").pdf(template=TEMPLATE, content=content, language=language)


def public_labels(found: StandingView) -> Labels:
    """What the paper is, for whoever checks its code: it names the company, no person."""
    said = {}
    for language in LANGUAGES:
        with override(language):
            said[language] = _("Attestation de régularité : %(company)s") % {
                "company": found.company.labels.of(language)
            }
    return Labels(**said)
