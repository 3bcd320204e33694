"""What is said of an act on a plan or a certificate once it is done, and who must do the next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mithaq.apps.accounts.queries import audit_lines_of, name_here, users
from mithaq.apps.corridor.choices.debts import SettlementStatus
from mithaq.apps.corridor.policies import debts as rights
from mithaq.apps.corridor.queries.debts import SettlementView
from mithaq.apps.organisations.queries import mandates_for_organisation
from mithaq.web.debts.access import mandate_of
from mithaq.web.debts.words import is_in_danger
from mithaq.web.shell.typography import comma

DONE: Final[Mapping[str, Promise]] = {
    "transmit": _("C’est transmis : à la caisse de préparer l’échéancier."),
    "redo": _("L’échéancier recalculé est préparé : à un signataire de la caisse de l’approuver."),
    "prepare": _("L’échéancier est préparé : à un signataire de la caisse de l’approuver."),
    "return": _("C’est renvoyé à la préparation, avec votre motif."),
    "approve": _("L’échéancier est approuvé : à l’entreprise de payer la première échéance."),
    "pay": _("Le paiement est inscrit."),
    "contribute": _("La cotisation courante est inscrite comme payée."),
    "keep": _("L’échéancier est clos : tenu jusqu’au bout."),
    "unpay": _("Le paiement est retiré : il ne compte plus."),
    "uncontribute": _("Le mois est de nouveau impayé."),
    "refuse": _("L’arrangement est refusé, avec votre motif : l’entreprise le lit."),
    "default": _("Le défaut est déclaré : ce qui avait été remis redevient dû."),
    "withdraw": _("La demande est retirée."),
    "drop": _("La simulation est effacée."),
}
STANDING_DONE: Final[Mapping[str, Promise]] = {
    "issue": _("L’attestation est délivrée : l’entreprise la trouve ici."),
    "refuse": _("L’attestation est refusée, avec vos motifs : l’entreprise les lit."),
    "revoke": _("L’attestation est révoquée : qui la vérifie le lit."),
}


def approvers(request: HttpRequest, found: SettlementView) -> tuple[str, ...]:
    """Who may approve a prepared plan, by name, for its fund alone; nobody who prepared it."""
    mandate = mandate_of(request)
    is_ours = mandate is not None and mandate.organisation == found.access.issuer
    if not is_ours or found.head.status != SettlementStatus.PREPARED:
        return ()
    return _signatories(found)


def default_told(request: HttpRequest, found: SettlementView) -> str:
    """To the fund alone, of a plan followed: that nothing is late, or who may declare a default."""
    mandate = mandate_of(request)
    if mandate is None or mandate.organisation != found.access.issuer or not found.is_followed:
        return ""
    if not is_in_danger(found):
        return gettext("Rien n’est en retard : un défaut ne peut pas être déclaré.")
    if rights.can_approve_settlement(mandate, found.access):
        return ""
    names = comma().join(_signatories(found))
    if not names:
        return gettext("Déclarer le défaut revient à qui signe pour la caisse.")
    return gettext("Déclarer le défaut revient à qui signe pour la caisse : %(names)s.") % {
        "names": names
    }


def _signatories(found: SettlementView) -> tuple[str, ...]:
    """Who signs for the fund of a settlement, by name; nobody who prepared it."""
    held = mandates_for_organisation(slug=found.access.issuer, on=timezone.localdate())
    able = {
        item.user_id for item in held
        if rights.can_approve_settlement(item, found.access)
        and item.user_id != found.prepared_by_id
    }  # fmt: skip
    people = users().filter(pk__in=able, is_active=True)
    return tuple(name_here(person) for person in people)


def sent_back(request: HttpRequest, found: SettlementView) -> Any:
    """Who sent a plan back to its preparation, when and why; read by its fund alone, until it is
    prepared again."""
    mandate = mandate_of(request)
    is_ours = mandate is not None and mandate.organisation == found.access.issuer
    if not is_ours or found.head.status != SettlementStatus.TRANSMITTED:
        return None
    lines = audit_lines_of(object_type="settlement", object_ref=found.head.number)
    return lines.filter(action="debts.return_settlement").first()
