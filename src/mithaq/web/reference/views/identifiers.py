"""The check of a number: what is wrong with it, and whether that blocks; nothing is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from mithaq.apps.reference import queries
from mithaq.base import identifiers
from mithaq.base.identifiers import IdentifierCheck, IdentifierKind
from mithaq.web.reference.forms import IdentifierForm


@dataclass(frozen=True, slots=True)
class Checked:
    """One kind of number: its name, its rule in words, its check."""

    label: Promise
    rule: Promise
    check: Callable[[str], IdentifierCheck]


KINDS: Final[dict[str, Checked]] = {
    IdentifierKind.ICE: Checked(
        _("ICE, identifiant commun de l’entreprise"),
        _("15 chiffres. La forme bloque ; la clé, observée et non publiée, avertit seulement."),
        identifiers.check_ice,
    ),
    IdentifierKind.RIB: Checked(
        _("RIB, relevé d’identité bancaire"),
        _("24 chiffres, les deux derniers sont une clé modulo 97. Une clé fausse bloque."),
        identifiers.check_rib,
    ),
    IdentifierKind.IBAN: Checked(
        _("IBAN"),
        _("MA, deux chiffres de contrôle, puis le RIB. Une clé fausse bloque."),
        identifiers.check_iban,
    ),
    IdentifierKind.AFFILIATE: Checked(
        _("Numéro d’affiliation CNSS (employeur)"),
        _(
            "Sept chiffres, le dernier est une clé. Un numéro dont seule la clé est fausse peut "
            "être gardé, avec un motif."
        ),
        identifiers.check_affiliate_number,
    ),
    IdentifierKind.INSURED: Checked(
        _("Numéro d’immatriculation CNSS (assuré)"),
        _(
            "Neuf chiffres, le premier est 1 et le dernier une clé. Certains numéros ne "
            "désignent personne."
        ),
        identifiers.check_insured_number,
    ),
    IdentifierKind.CIN: Checked(
        _("CIN, carte nationale d’identité"),
        _("Une ou deux lettres puis six chiffres au plus ; une autre forme bloque."),
        identifiers.check_cin,
    ),
    IdentifierKind.PHONE: Checked(
        _("Téléphone"),
        _("0 ou +212, puis neuf chiffres dont le premier va de 5 à 8."),
        identifiers.check_phone,
    ),
    IdentifierKind.TAX_IDENTIFIER: Checked(
        _("IF, identifiant fiscal"),
        _("Des chiffres seulement ; une longueur inhabituelle avertit."),
        identifiers.check_tax_identifier,
    ),
    IdentifierKind.BUSINESS_TAX: Checked(
        _("Taxe professionnelle"),
        _("Des chiffres seulement ; une longueur inhabituelle avertit."),
        identifiers.check_business_tax,
    ),
    IdentifierKind.POSTAL_CODE: Checked(
        _("Code postal"),
        _("Cinq chiffres."),
        identifiers.check_postal_code,
    ),
}


@never_cache
@sensitive_post_parameters("value")
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Check one number, sent in the body so that no address and no journal ever holds it."""
    form = _form(request)
    result: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        result = _result(form.cleaned_data["kind"], form.cleaned_data["value"])
    kinds = [
        {"key": str(key), "label": kind.label, "rule": kind.rule} for key, kind in KINDS.items()
    ]
    return render(request, "reference/identifiers.html", {"form": form, "kinds": kinds, **result})


def _form(request: HttpRequest) -> IdentifierForm:
    posted = request.POST if request.method == "POST" else None
    form = IdentifierForm(posted, initial={"kind": IdentifierKind.ICE})
    form.fields["kind"].choices = [(str(key), kind.label) for key, kind in KINDS.items()]  # type: ignore[attr-defined]
    return form


def _result(kind: str, value: str) -> dict[str, Any]:
    checked = KINDS[kind]
    outcome = checked.check(value)
    result: dict[str, Any] = {
        "outcome": outcome,
        "checked": checked,
        "mark": {"valid": "met", "warning": "unknown", "invalid": "unmet"}[outcome.verdict],
    }
    if kind == IdentifierKind.RIB and outcome.is_valid:
        result["bank"] = queries.bank(identifiers.bank_code_of(outcome.value))
        result["iban"] = identifiers.iban_of(outcome.value)
    return result
