"""The journal's codes of the register in words: files loaded, commitments followed, accounts."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mithaq.apps.accounts.choices import InstallationKind
from mithaq.apps.conventions.choices import Grade, ProgressState
from mithaq.apps.conventions.choices.roadmaps import EvaluationKind

FIELDS: Final[dict[str, Promise]] = {
    "filters": _("filtres"),
    "format": _("forme du fichier"),
    "line": _("ligne"),
    "masked": _("sans noms"),
    "row_count": _("lignes prises"),
    "seal": _("scellé"),
    "commune": _("commune"),
    "company": _("entreprise"),
    "federation": _("fédération"),
    "federation_id": _("fédération"),
    "frequency": _("fréquence des avis"),
    "from": _("à partir du"),
    "function": _("fonction"),
    "is_seat": _("siège social"),
    "issuer": _("délivrée par"),
    "label": _("nom"),
    "point": _("point de l’évaluation"),
    "redoes": _("recalcule l’arrangement"),
    "sides": _("institutions"),
    "sources": _("sources"),
    "step": _("pas franchi"),
    "text": _("texte"),
    "to": _("jusqu’au"),
    "until": _("jusqu’au"),
    "unchanged": _("inchangés"),
    "absent": _("absents du fichier"),
    "kept_edited": _("corrigés ici, gardés"),
    "faults": _("fautes"),
    "full_name_ar": _("nom complet en arabe"),
    "batch": _("lot"),
    "amendment": _("avenant"),
    "evaluation": _("évaluation"),
    "is_published": _("publiée"),
    "report": _("point de suivi n°"),
    "quantity": _("quantité"),
    "evidence": _("preuve"),
    "state": _("où en est l’engagement"),
    "since": _("depuis le"),
    "result_digest": _("empreinte du résultat"),
}
VALUES: Final[dict[tuple[str, str], dict[str, str | Promise]]] = {
    ("convention", "evaluation"): dict(EvaluationKind.choices),
    ("commitment", "state"): dict(ProgressState.choices),
    ("commitment", "grade"): dict(Grade.choices),
    ("installation", "kind"): dict(InstallationKind.choices),
    ("user", "language"): {"fr": _("français"), "ar": _("arabe"), "en": _("anglais")},
}
