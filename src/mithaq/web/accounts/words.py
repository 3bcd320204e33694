"""The journal's codes in words: what was done, and to what kind of object."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mithaq.apps.conventions.choices import Status
from mithaq.apps.organisations.choices import OrganisationKind, Role
from mithaq.apps.reference.choices import HolidayKind, StagedStatus
from mithaq.gateways.jobs.choices import JobStatus

ACTIONS: Final[dict[str, Promise]] = {
    "found_installation": _("installation fondée"),
    "create_user": _("compte ouvert"),
    "change_user": _("compte modifié"),
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
    "note_written": _("écritures d’un import notées"),
    "conventions.record": _("convention enregistrée"),
    "conventions.withdraw": _("convention retirée"),
    "observatory.record_figures": _("chiffres enregistrés"),
    "observatory.withdraw_figures": _("chiffres retirés"),
    "observatory.publish_results_report": _("bilan publié"),
    "cancel_job": _("traitement annulé"),
    "retry_job": _("traitement relancé"),
    "feedback.reported": _("erreur signalée"),
    "feedback.erased": _("signalement effacé"),
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
    "convention": _("convention"),
    "results_report": _("bilan"),
    "job": _("traitement"),
    "error_report": _("signalement"),
}
FIELDS: Final[dict[str, Promise]] = {
    "acronym": _("sigle"),
    "added": _("ajoutés"),
    "affiliation_number": _("numéro d’affiliation"),
    "as_of": _("état au"),
    "capacity": _("qualité"),
    "changed": _("modifiés"),
    "conflicts": _("conflits"),
    "ends_on": _("fin"),
    "figures": _("chiffres"),
    "former_names": _("anciens noms"),
    "full_name": _("nom complet"),
    "ice": _("ICE"),
    "is_active": _("compte ouvert"),
    "is_cancelled": _("retiré"),
    "is_exercise": _("exercice"),
    "is_fictitious": _("personne inventée"),
    "is_interim": _("par intérim"),
    "kind": _("nature"),
    "label_ar": _("nom en arabe"),
    "label_en": _("nom en anglais"),
    "label_fr": _("nom en français"),
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
    "territory_id": _("territoire"),
    "user_id": _("compte"),
    "username": _("identifiant"),
    "wrong": _("ce qui est faux"),
}
VALUES: Final[dict[tuple[str, str], dict[str, str | Promise]]] = {
    ("holiday", "kind"): dict(HolidayKind.choices),
    ("staged_file", "status"): dict(StagedStatus.choices),
    ("job", "status"): dict(JobStatus.choices),
    ("convention", "status"): dict(Status.choices),
    ("organisation", "kind"): dict(OrganisationKind.choices),
    ("mandate", "role"): dict(Role.choices),
}


def field_words(name: str) -> str:
    """Say what a line changed in the reader's language; an unknown name keeps its code."""
    return str(FIELDS.get(name, name))


def value_words(object_type: str, name: str, value: object) -> object:
    """Say a coded value in the reader's language: yes or no, a kind, a status; else itself."""
    if str(value).lower() in {"true", "false"}:
        return str(_("oui") if str(value).lower() == "true" else _("non"))
    return VALUES.get((object_type, name), {}).get(str(value), value)


def action_words(code: str) -> str:
    """Say an action in the reader's language; an unknown one keeps its code."""
    return str(ACTIONS.get(code, code))


def object_words(code: str) -> str:
    """Say a kind of object in the reader's language; an unknown one keeps its code."""
    return str(OBJECTS.get(code, code))
