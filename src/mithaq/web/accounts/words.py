"""The journal's codes in words: what was done, and to what kind of object."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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
    "conventions.record": _("convention enregistrée"),
    "conventions.withdraw": _("convention retirée"),
    "observatory.record_figures": _("chiffres enregistrés"),
    "observatory.withdraw_figures": _("chiffres retirés"),
    "observatory.publish_results_report": _("bilan publié"),
    "cancel_job": _("traitement annulé"),
    "retry_job": _("traitement relancé"),
    "feedback.reported": _("erreur signalée"),
}
OBJECTS: Final[dict[str, Promise]] = {
    "installation": _("installation"),
    "user": _("compte"),
    "organisation": _("organisation"),
    "organisation_list": _("liste d’organisations"),
    "mandate": _("mandat"),
    "holiday": _("jour férié"),
    "reference": _("donnée de référence"),
    "convention": _("convention"),
    "results_report": _("bilan"),
    "job": _("traitement"),
    "page": _("page"),
}


def action_words(code: str) -> str:
    """Say an action in the reader's language; an unknown one keeps its code."""
    return str(ACTIONS.get(code, code))


def object_words(code: str) -> str:
    """Say a kind of object in the reader's language; an unknown one keeps its code."""
    return str(OBJECTS.get(code, code))
