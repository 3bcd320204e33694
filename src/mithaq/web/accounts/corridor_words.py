"""What the journal says of corridors: acts, kinds of objects, and what a line changed."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mithaq.apps.corridor.choices import CaseLevel
from mithaq.apps.corridor.choices.cases import CaseStatus, OutcomeKind, SideStatus
from mithaq.apps.corridor.choices.exchanges import AppointmentMode
from mithaq.apps.corridor.choices.problems import ProblemStatus

ACTIONS: Final[dict[str, Promise]] = {
    "corridor.submit_case": _("dossier de médiation déposé"),
    "corridor.read_case": _("dossier de médiation consulté"),
    "corridor.read_attachment": _("pièce jointe consultée"),
    "corridor.read_concerned_person": _("identité d’une personne concernée consultée"),
    "corridor.take_side": _("dossier pris en charge par une institution"),
    "corridor.transfer_side": _("dossier transmis à un autre représentant"),
    "corridor.ask_completion": _("complément demandé à l’entreprise"),
    "corridor.bring_completion": _("complément apporté par l’entreprise"),
    "corridor.wait_side": _("main passée à une autre partie"),
    "corridor.hand_back": _("main rendue par une partie"),
    "corridor.drop_agreement": _("accord de médiation refusé ou dénoncé"),
    "corridor.ungroup_case": _("dossier retiré d’un problème récurrent"),
    "corridor.resume_side": _("examen repris"),
    "corridor.answer_side": _("réponse d’une institution donnée"),
    "corridor.see_answers": _("réponse vue par un relais"),
    "corridor.revise_side": _("réponse d’une institution reprise"),
    "corridor.close_case": _("dossier clos par décision commune"),
    "corridor.withdraw_case": _("dossier retiré par l’entreprise"),
    "corridor.reopen_case": _("dossier rouvert"),
    "corridor.contest_refusal": _("refus contesté par l’entreprise"),
    "corridor.rate_case": _("satisfaction de l’entreprise dite"),
    "corridor.escalate_case": _("dossier porté à l’échelon national"),
    "corridor.refer_case": _("dossier renvoyé au comité permanent"),
    "corridor.refer_problem": _("problème récurrent renvoyé au comité permanent"),
    "corridor.refer_object": _("objet renvoyé au comité permanent"),
    "corridor.refer_called": _("point appelé par une règle, inscrit avec sa décision"),
    "corridor.settle_referral": _("décision du comité permanent rapportée"),
    "corridor.withdraw_referral": _("renvoi au comité permanent retiré"),
    "corridor.write_message": _("message écrit dans un dossier"),
    "corridor.write_note": _("note privée écrite"),
    "corridor.withdraw_message": _("message d’un dossier retiré"),
    "corridor.propose_appointment": _("rendez-vous proposé"),
    "corridor.move_appointment": _("rendez-vous confirmé, tenu ou annulé"),
    "corridor.make_proposal": _("proposition faite"),
    "corridor.counter_proposal": _("contre-proposition faite"),
    "corridor.accept_proposal": _("proposition acceptée"),
    "corridor.refuse_proposal": _("proposition refusée"),
    "corridor.withdraw_proposal": _("proposition retirée"),
    "corridor.sign_agreement": _("accord de médiation signé par une partie"),
    "corridor.record_consent": _("consentement d’une personne inscrit"),
    "corridor.withdraw_consent": _("consentement d’une personne retiré"),
    "corridor.open_problem": _("problème récurrent constaté"),
    "corridor.group_cases": _("dossiers rattachés à un problème récurrent"),
    "corridor.move_problem": _("problème récurrent suivi"),
    "corridor.appoint_officer": _("représentant désigné"),
    "corridor.set_availability": _("absence ou retour d’un représentant"),
    "corridor.declare_absence": _("absence annoncée, avec qui remplace"),
    "corridor.declare_lone_absence": _("absence annoncée, sans remplacement"),
    "corridor.end_absence": _("absence retirée ou terminée"),
    "corridor.end_officer": _("fonction d’un représentant terminée"),
    "corridor.load_catalogue": _("catalogue des problèmes chargé"),
    "corridor.load_corridors": _("corridors chargés"),
}
OBJECTS: Final[dict[str, Promise]] = {
    "case": _("dossier de médiation"),
    "systemic_problem": _("problème récurrent"),
    "committee_referral": _("renvoi au comité permanent"),
    "case_absence": _("absence d’un représentant"),
    "case_officer": _("représentant"),
    "corridor_list": _("catalogue du corridor"),
}
FIELDS: Final[dict[str, Promise]] = {
    "side": _("institution"),
    "officer": _("représentant"),
    "routing": _("pourquoi ce représentant"),
    "working_days": _("jours ouvrés écoulés"),
    "money_unblocked_centimes": _("argent débloqué"),
    "level": _("échelon"),
    "referral": _("renvoi au comité permanent"),
    "decision": _("décision"),
    "message": _("message d’un dossier"),
    "files": _("fichiers"),
    "attachment": _("pièce jointe"),
    "appointment": _("rendez-vous"),
    "starts_at": _("commence à"),
    "mode": _("mode"),
    "proposal": _("proposition"),
    "answers": _("répond à"),
    "party": _("partie"),
    "agreement": _("accord de médiation"),
    "person": _("personne concernée"),
    "score": _("note"),
    "family": _("famille de dossiers"),
    "owner": _("responsable"),
    "cases": _("dossiers"),
    "case": _("dossier"),
    "families": _("familles de dossiers"),
    "user": _("personne"),
    "is_available": _("disponible"),
    "handed_over": _("dossiers transmis"),
    "substitute": _("qui remplace"),
}
VALUES: Final[dict[tuple[str, str], dict[str, str | Promise]]] = {
    ("case", "status"): {**dict(SideStatus.choices), **dict(CaseStatus.choices)},
    ("case", "kind"): dict(OutcomeKind.choices),
    ("case", "mode"): dict(AppointmentMode.choices),
    ("case", "level"): dict(CaseLevel.choices),
    ("systemic_problem", "status"): dict(ProblemStatus.choices),
}
