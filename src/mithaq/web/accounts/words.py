"""The journal's codes in words: what was done, and to what kind of object."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from mithaq.apps.conventions.choices import Grade, Status
from mithaq.apps.conventions.choices.drafting import (
    DeliberationOutcome,
    DraftingStage,
    SignatureForm,
    VisaStatus,
)
from mithaq.apps.conventions.choices.life import EntryItem
from mithaq.apps.organisations.choices import OrganisationKind, Role
from mithaq.apps.programmes.choices import EditionStatus
from mithaq.apps.reference.choices import HolidayKind, PaperKind, StagedStatus
from mithaq.gateways.jobs.choices import JobStatus
from mithaq.web.accounts import committee_words, corridor_words, debt_words, question_words
from mithaq.web.corridor.purposes import WRITTEN
from mithaq.web.shell.numbers import money
from mithaq.web.shell.words import typed

ACTIONS: Final[dict[str, Promise]] = {
    "found_installation": _("installation fondée"),
    "create_user": _("compte ouvert"),
    "change_user": _("compte modifié"),
    "close_user": _("compte fermé"),
    "reopen_user": _("compte rouvert"),
    "set_address": _("adresse électronique donnée ou retirée"),
    "give_password": _("mot de passe redonné"),
    "accounts.set_notice_preference": _("préférence d’avis changée"),
    "set_language": _("langue choisie"),
    "change_password": _("mot de passe changé"),
    "activate_second_factor": _("double vérification activée"),
    "remove_second_factor": _("double vérification retirée"),
    "renew_recovery_codes": _("codes de secours renouvelés"),
    "create_organisation": _("organisation enregistrée"),
    "change_organisation": _("organisation corrigée"),
    "load_organisations": _("liste d’organisations chargée"),
    "add_establishment": _("établissement ajouté"),
    "add_membership": _("adhésion ajoutée"),
    "end_membership": _("adhésion terminée"),
    "add_contact_person": _("interlocuteur ajouté"),
    "read_contact_person": _("coordonnées consultées"),
    "grant_mandate": _("mandat donné"),
    "end_mandate": _("mandat terminé"),
    "load_territories": _("territoires chargés"),
    "load_holidays": _("jours fériés chargés"),
    "load_nomenclatures": _("nomenclatures chargées"),
    "load_categories": _("catégories chargées"),
    "load_banks": _("banques chargées"),
    "load_sources": _("sources chargées"),
    "load_indicators": _("indicateurs chargés"),
    "add_holiday": _("jour férié ajouté"),
    "edit_holiday": _("jour férié corrigé"),
    "cancel_holiday": _("jour férié retiré"),
    "stage_file": _("fichier déposé"),
    "apply_file": _("fichier inscrit au registre"),
    "discard_file": _("fichier abandonné"),
    "undo_file": _("import annulé"),
    "amend_file": _("fichier en attente corrigé"),
    "withdraw_sources": _("sources retirées"),
    "note_written": _("lignes écrites par un import, comptées"),
    "issue_paper": _("document émis"),
    "withdraw_paper": _("document émis, puis retiré"),
    "conventions.record": _("convention enregistrée"),
    "conventions.withdraw": _("convention retirée"),
    "conventions.set_committee_rule": _("règle de comité écrite"),
    "conventions.seat_member": _("siège de comité donné"),
    "conventions.found_committee": _("comité constitué"),
    "conventions.replace_member": _("membre de comité remplacé"),
    "conventions.end_seat": _("siège de comité terminé"),
    "conventions.plan_meeting": _("séance prévue"),
    "conventions.plan_second_meeting": _("deuxième convocation prévue"),
    "conventions.move_meeting": _("séance déplacée"),
    "conventions.convene_meeting": _("séance convoquée"),
    "conventions.cancel_meeting": _("séance annulée"),
    "conventions.set_agenda": _("ordre du jour établi"),
    "conventions.arrange_agenda": _("ordre du jour arrangé"),
    "conventions.drop_item": _("point retiré"),
    "conventions.restore_item": _("point remis"),
    "conventions.add_item": _("point ajouté"),
    "conventions.record_attendance": _("présence notée"),
    "conventions.name_presiding": _("présidence de fait nommée"),
    "conventions.note_items": _("notes de séance gardées"),
    "conventions.write_outcome": _("suite d’un point écrite"),
    "conventions.examine_item": _("point examiné sans décision, ou remis en attente"),
    "conventions.close_meeting": _("séance levée"),
    "conventions.correct_closing": _("heure de levée corrigée"),
    "conventions.take_decision": _("décision écrite"),
    "conventions.keep_decision": _("décision maintenue"),
    "conventions.withdraw_decision": _("décision retirée de la séance"),
    "conventions.complete_decision": _("décision exécutée"),
    "conventions.postpone_decision": _("décision repoussée"),
    "conventions.abandon_decision": _("décision abandonnée"),
    "conventions.reopen_decision": _("décision rouverte"),
    "conventions.write_remarks": _("observations gardées"),
    "conventions.write_arabic": _("arabe du procès-verbal écrit"),
    "conventions.adopt_minutes": _("procès-verbal adopté et figé"),
    "conventions.sign_minutes": _("procès-verbal signé par un siège"),
    "conventions.set_minutes_public": _("publication d’un procès-verbal changée"),
    "conventions.sign": _("convention signée"),
    "conventions.bring_into_force": _("convention entrée en vigueur"),
    "conventions.suspend": _("convention suspendue"),
    "conventions.resume": _("convention reprise"),
    "conventions.renew": _("convention reconduite"),
    "conventions.end": _("convention arrivée à son terme"),
    "conventions.terminate": _("convention résiliée"),
    "conventions.evaluate": _("convention évaluée"),
    "conventions.archive": _("convention archivée"),
    "conventions.amend": _("avenant enregistré"),
    "conventions.withdraw_amendment": _("avenant retiré"),
    "conventions.name_owner": _("responsable d’un engagement désigné"),
    "conventions.record_progress": _("suivi d’un engagement noté"),
    "conventions.correct_progress": _("suivi d’un engagement corrigé"),
    "conventions.pause_alarm": _("alerte mise de côté"),
    "conventions.open_calendar_feed": _("calendrier personnel ouvert"),
    "conventions.revoke_calendar_feed": _("calendrier personnel révoqué"),
    "conventions.draw_roadmap": _("feuille de route tracée"),
    "conventions.move_workstream": _("chantier déplacé"),
    "conventions.add_workstream": _("chantier ajouté"),
    "conventions.change_workstream": _("chantier corrigé"),
    "conventions.add_milestone": _("jalon ajouté"),
    "conventions.change_milestone": _("jalon déplacé ou corrigé"),
    "conventions.link_recommendation": _("recommandation liée à une décision"),
    "conventions.reach_milestone": _("jalon atteint"),
    "conventions.waive": _("condition d’entrée en vigueur dispensée"),
    "drafting.open": _("projet de convention ouvert"),
    "drafting.save": _("version de projet enregistrée"),
    "drafting.circuit": _("visas et délibérations désignés"),
    "drafting.comment": _("clause commentée"),
    "drafting.resolve": _("commentaire réglé"),
    "drafting.open_negotiation": _("négociation ouverte"),
    "drafting.request_visas": _("visas demandés"),
    "drafting.request_deliberation": _("projet soumis à la délibération"),
    "drafting.open_signing": _("signature ouverte"),
    "drafting.reopen": _("projet revenu en négociation"),
    "drafting.abandon": _("projet abandonné"),
    "drafting.conclude": _("projet signé, inscrit au registre"),
    "drafting.visa": _("visa répondu"),
    "drafting.deliberate": _("délibération enregistrée"),
    "drafting.view_folder": _("dossier de signature lu"),
    "drafting.sign": _("signature donnée"),
    "drafting.refuse": _("signature refusée"),
    "drafting.join_session": _("dossier joint à une séance de signature"),
    "observatory.record_figures": _("chiffres enregistrés"),
    "observatory.withdraw_figures": _("chiffres retirés"),
    "observatory.add_figures": _("chiffres ajoutés"),
    "observatory.correct_figure": _("chiffre corrigé"),
    "observatory.withdraw_figure": _("chiffre retiré"),
    "observatory.erase_figures": _("chiffres d’un import effacés"),
    "observatory.load_dataset": _("tableau de chiffres chargé"),
    "observatory.record_conflicts": _("conflits de chiffres enregistrés"),
    "observatory.publish_results_report": _("bilan publié"),
    "observatory.withdraw_results_report": _("bilan retiré"),
    "programmes.load": _("dispositifs chargés"),
    "programmes.prepare_edition": _("édition préparée"),
    "programmes.open_edition": _("édition ouverte"),
    "programmes.suspend_edition": _("édition suspendue"),
    "programmes.resume_edition": _("édition reprise"),
    "programmes.close_edition": _("édition clôturée"),
    "programmes.add_envelope": _("enveloppe ajoutée"),
    "programmes.record_envelope_reading": _("relevé d’enveloppe inscrit"),
    "programmes.override_value": _("valeur de la loi remplacée"),
    "programmes.withdraw_override": _("valeur rendue à la loi"),
    "programmes.write_reform": _("essai de réforme demandé"),
    "programmes.keep_reform_result": _("résultat d’un essai de réforme gardé"),
    "publish_open_data": _("données ouvertes publiées"),
    "cancel_job": _("traitement annulé"),
    "retry_job": _("traitement relancé"),
    "feedback.reported": _("erreur signalée"),
    "feedback.answered": _("signalement traité"),
    "feedback.erased": _("signalement effacé"),
    **question_words.ACTIONS,
    **debt_words.ACTIONS,
    **corridor_words.ACTIONS,
}
OBJECTS: Final[dict[str, Promise]] = {
    "installation": _("installation"),
    "user": _("compte"),
    "organisation": _("organisation"),
    "organisation_list": _("liste d’organisations"),
    "mandate": _("mandat"),
    "holiday": _("jour férié"),
    "reference": _("donnée de référence"),
    "staged_file": _("fichier déposé"),
    "issued_paper": _("document émis"),
    "drafting": _("projet de convention"),
    "scheme": _("dispositif"),
    "scheme_list": _("liste de dispositifs"),
    "parameter": _("valeur de la loi"),
    "reform": _("essai de réforme"),
    "convention": _("convention"),
    "committee": _("comité"),
    "meeting": _("séance"),
    "results_report": _("bilan"),
    "figure": _("chiffre"),
    "conflict": _("conflit de chiffres"),
    "dataset": _("tableau de chiffres"),
    "commitment": _("engagement"),
    "alarm": _("alerte"),
    "calendar_feed": _("calendrier personnel"),
    "signing_folder": _("dossier de signature"),
    "open_data": _("données ouvertes"),
    "job": _("traitement"),
    "error_report": _("signalement"),
    **question_words.OBJECTS,
    **debt_words.OBJECTS,
    **corridor_words.OBJECTS,
}
FIELDS: Final[dict[str, Promise]] = {
    "acronym": _("sigle"),
    "added": _("ajoutés"),
    "affiliation_number": _("numéro d’affiliation"),
    "as_of": _("état au"),
    "capacity": _("qualité"),
    "changed": _("modifiés"),
    "conflicts": _("conflits"),
    "effective_on": _("date d’effet"),
    "ends_on": _("fin"),
    "figures": _("chiffres"),
    "former_names": _("anciens noms"),
    "full_name": _("nom complet"),
    "has_address": _("adresse électronique connue"),
    "ice": _("ICE"),
    "is_active": _("compte ouvert"),
    "is_cancelled": _("retiré"),
    "is_exercise": _("exercice"),
    "is_withdrawn": _("document retiré"),
    "is_fictitious": _("personne inventée"),
    "is_interim": _("par intérim"),
    "kind": _("nature"),
    "label_ar": _("nom en arabe"),
    "label_en": _("nom en anglais"),
    "label_fr": _("nom en français"),
    "item": _("condition"),
    "language": _("langue"),
    "legal_form_id": _("forme juridique"),
    "number": _("numéro"),
    "on": _("jour"),
    "organisation_id": _("organisation"),
    "parent_id": _("organisation mère"),
    "registry_court": _("tribunal du registre"),
    "registry_number": _("numéro de registre"),
    "role": _("rôle"),
    "round": _("reprise"),
    "sector_id": _("secteur"),
    "sha256": _("empreinte"),
    "slug": _("code"),
    "source": _("source"),
    "starts_on": _("début"),
    "status": _("état"),
    "subject": _("objet"),
    "territory_id": _("territoire"),
    "until_on": _("jusqu’au"),
    "user_id": _("compte"),
    "username": _("identifiant"),
    "visa": _("visa"),
    "version": _("version"),
    "reserves": _("visas avec réserves"),
    "open_comments": _("commentaires ouverts"),
    "template": _("modèle"),
    "stage": _("étape"),
    "session_on": _("session du"),
    "session": _("séance"),
    "section": _("partie modifiée"),
    "rank": _("ordre"),
    "planned_on": _("prévue le"),
    "outcome": _("issue"),
    "organisation": _("organisation"),
    "left": _("signatures attendues"),
    "form": _("forme"),
    "deliberating": _("délibère"),
    "clause": _("clause"),
    "wrong": _("ce qui est faux"),
    "path": _("paramètre"),
    "since_on": _("depuis le"),
    "value": _("valeur"),
    "basis": _("décision ou texte"),
    "law_digest": _("empreinte de la loi"),
    "payer": _("payeur"),
    "territory": _("territoire"),
    "year": _("année"),
    "money_centimes": _("montant"),
    "headcount": _("contingent"),
    "committed_centimes": _("engagé"),
    "used_centimes": _("payé"),
    "committed_count": _("places prises"),
    "used_count": _("bénéficiaires servis"),
    "grade": _("degré"),
    "name": _("nom"),
    "changes": _("changements"),
    "first_month": _("premier mois"),
    "month_count": _("nombre de mois"),
    "people_count": _("salariés par mois"),
    "seed": _("graine"),
    "result_digest": _("empreinte du résultat"),
    **committee_words.FIELDS,
    **question_words.FIELDS,
    **debt_words.FIELDS,
    **corridor_words.FIELDS,
}
VALUES: Final[dict[tuple[str, str], dict[str, str | Promise]]] = {
    ("holiday", "kind"): dict(HolidayKind.choices),
    ("staged_file", "status"): dict(StagedStatus.choices),
    ("issued_paper", "kind"): dict(PaperKind.choices),
    ("job", "status"): dict(JobStatus.choices),
    ("drafting", "stage"): dict(DraftingStage.choices),
    ("drafting", "visa"): dict(VisaStatus.choices),
    ("drafting", "outcome"): dict(DeliberationOutcome.choices),
    ("drafting", "form"): dict(SignatureForm.choices),
    ("convention", "item"): dict(EntryItem.choices),
    ("convention", "status"): dict(Status.choices),
    ("scheme", "status"): dict(EditionStatus.choices),
    ("scheme", "grade"): dict(Grade.choices),
    ("organisation", "kind"): dict(OrganisationKind.choices),
    ("mandate", "role"): dict(Role.choices),
    **committee_words.VALUES,
    **question_words.VALUES,
    **debt_words.VALUES,
    **corridor_words.VALUES,
}


# Names that say little alone: said of what they belong to.
OWN_FIELDS: Final[dict[tuple[str, str], Promise]] = {
    ("holiday", "on"): _("date du jour férié"),
    ("holiday", "kind"): _("nature du jour férié"),
    ("holiday", "is_cancelled"): _("jour férié retiré"),
    ("organisation", "kind"): _("nature de l’organisation"),
    ("case_absence", "is_withdrawn"): _("absence retirée"),
    ("issued_paper", "kind"): _("nature du document"),
}


def field_words(name: str, object_type: str = "") -> str:
    """Say what a line changed in the reader's language; an unknown name keeps its code."""
    own = OWN_FIELDS.get((object_type, name))
    return str(own or FIELDS.get(name) or name)


def value_words(object_type: str, name: str, value: object) -> object:
    """Say a coded value in the reader's language: yes or no, a kind, an amount; else itself."""
    if str(value).lower() in {"true", "false"}:
        return str(_("oui") if str(value).lower() == "true" else _("non"))
    if name.endswith("_centimes") and str(value).lstrip("-").isdecimal():
        return money(value)
    return VALUES.get((object_type, name), {}).get(str(value), value)


def action_words(code: str) -> str:
    """Say an action in the reader's language; an unknown one keeps its code."""
    return str(ACTIONS.get(code, code))


def object_words(code: str) -> str:
    """Say a kind of object in the reader's language; an unknown one keeps its code."""
    return str(OBJECTS.get(code, code))


# Reasons that the product writes itself, in French; what a person typed stays in their words.
REASONS: Final = (
    gettext_noop("Annulation de l’import du fichier %s"),
    gettext_noop("Import du fichier %s"),
    gettext_noop("Chargement de la démonstration"),
    gettext_noop("Chargement des statistiques publiques"),
    gettext_noop("Mot de passe perdu"),
    gettext_noop("erreur de saisie"),
    gettext_noop("Effacement demandé par un administrateur"),
    gettext_noop("motif donné, gardé dans le dossier"),
    *WRITTEN,
)


def reason_words(reason: str) -> str:
    """Say in the reader's language a reason that the product wrote; any other as it was typed."""
    for known in REASONS:
        stem, mark, _rest = known.partition("%s")
        if mark and reason.startswith(stem):
            return gettext(known) % reason.removeprefix(stem)
        if reason == known:
            return gettext(known)
    return typed(reason)
