"""The journal's codes of debts in words: statements, contests, settlements, good standing."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mithaq.apps.corridor.choices.debts import (
    ContestStatus,
    ImputationOrder,
    SettlementStatus,
    StandingStatus,
)

ACTIONS: Final[dict[str, Promise]] = {
    "debts.enter_statement": _("relevé de dettes inscrit"),
    "debts.erase_statement": _("relevé de dettes retiré"),
    "debts.read_statement": _("relevé de dettes consulté"),
    "debts.read_contest_paper": _("pièce d’une contestation consultée"),
    "debts.read_settlement": _("arrangement consulté"),
    "debts.read_good_standing": _("demande d’attestation consultée"),
    "debts.contest_line": _("ligne de dette contestée"),
    "debts.answer_contest": _("contestation : réponse donnée"),
    "debts.withdraw_contest": _("contestation retirée"),
    "debts.simulate_settlement": _("arrangement simulé"),
    "debts.request_settlement": _("arrangement demandé"),
    "debts.transmit_settlement": _("arrangement transmis à la caisse"),
    "debts.prepare_settlement": _("échéancier préparé"),
    "debts.redo_settlement": _("échéancier recalculé"),
    "debts.return_settlement": _("échéancier renvoyé à la préparation"),
    "debts.refuse_settlement": _("arrangement refusé"),
    "debts.approve_settlement": _("échéancier approuvé"),
    "debts.withdraw_settlement": _("demande d’arrangement retirée"),
    "debts.replace_settlement": _("échéancier remplacé par un autre"),
    "debts.drop_simulation": _("simulation effacée"),
    "debts.withdraw_payment": _("paiement d’échéance retiré"),
    "debts.record_payment": _("paiement d’échéance inscrit"),
    "debts.record_contribution": _("cotisation courante inscrite"),
    "debts.keep_settlement": _("échéancier tenu jusqu’au bout"),
    "debts.declare_default": _("défaut déclaré"),
    "debts.request_good_standing": _("attestation de régularité demandée"),
    "debts.issue_good_standing": _("attestation de régularité délivrée"),
    "debts.refuse_good_standing": _("attestation de régularité refusée"),
    "debts.revoke_good_standing": _("attestation de régularité révoquée"),
}
OBJECTS: Final[dict[str, Promise]] = {
    "debt_statement": _("relevé de dettes"),
    "settlement": _("arrangement"),
    "good_standing": _("attestation de régularité"),
}
FIELDS: Final[dict[str, Promise]] = {
    "lines": _("lignes"),
    "line": _("ligne"),
    "as_of_on": _("arrêté au"),
    "order": _("ordre d’imputation"),
    "corrected_centimes": _("montant corrigé"),
    "operation": _("opération de remise"),
    "months": _("nombre d’échéances"),
    "to_pay_centimes": _("à payer"),
    "above_law_centimes": _("au-dessus de la loi"),
    "below_law_centimes": _("en dessous de la loi"),
    "gap_read": _("écart avec la loi lu"),
    "replaced_by": _("remplacé par"),
    "paid_on": _("payé le"),
    "amount_centimes": _("montant"),
    "instalments": _("échéances"),
    "reinstated_centimes": _("redevenu dû"),
    "owed_centimes": _("reste dû"),
    "valid_until_on": _("valable jusqu’au"),
}
VALUES: Final[dict[tuple[str, str], dict[str, str | Promise]]] = {
    ("debt_statement", "order"): dict(ImputationOrder.choices),
    ("debt_statement", "status"): dict(ContestStatus.choices),
    ("settlement", "status"): dict(SettlementStatus.choices),
    ("good_standing", "status"): dict(StandingStatus.choices),
}
