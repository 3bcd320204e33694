"""The acts of a company on its own case: each a word, a form, one operation, and what is said."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from django.utils.translation import gettext_lazy as _

from mithaq.apps.corridor import operations
from mithaq.apps.corridor.operations.drafts import PersonDraft
from mithaq.web.corridor import company_forms as own
from mithaq.web.corridor import forms
from mithaq.web.corridor.acts import ACTS as SHARED
from mithaq.web.corridor.acts import Act, Posted

# What a company does as any other party does.
AS_A_PARTY: Final = (
    "message", "retirer-message", "confirmer", "annuler", "proposer", "contre-proposer",
    "accepter", "refuser", "reprendre-termes", "refuser-signature", "denoncer", "rendre",
    "national", "rouvrir", "contester",
)  # fmt: skip

ACTS: Final[dict[str, Act]] = {
    **{name: SHARED[name] for name in AS_A_PARTY},
    "rendez-vous": replace(
        SHARED["rendez-vous"], done=_("Le rendez-vous est proposé à l’institution.")
    ),
    "signer": replace(
        SHARED["signer"], form=own.OwnSignForm,
        done=_("Votre entreprise a signé : l’accord vaut quand tous ont signé."),
    ),
    "completer": Act(
        word=_("Envoyer le complément"), form=own.CompletionForm,
        done=_("Le complément est envoyé. Le délai de l’institution court de nouveau."),
        run=lambda p: operations.bring_completion(
            body=p.text, files=tuple(p.data.get("pieces") or ()), **p.side
        ),
    ),
    "noter": Act(
        word=_("Donner cet avis"), form=own.RatingForm, done=_("Votre avis est compté. Merci."),
        run=lambda p: operations.rate_case(
            score=int(p.data["score"]), comment=p.data["comment"], **p.case
        ),
    ),
    "retirer": Act(
        word=_("Retirer le dossier"), form=own.WithdrawForm,
        done=_("Le dossier est retiré. Vous pouvez le rouvrir."),
        run=lambda p: operations.withdraw_case(
            reason=p.text, is_explained=p.data["is_explained"], **p.case
        ),
    ),
    "consentir": Act(
        word=_("Inscrire cet accord"), form=own.ConsentForm,
        done=_("L’accord de la personne est inscrit ; la caisse seule lit son nom."),
        run=lambda p: operations.record_consent(
            person_id=p.key, draft=_person(p), **p.case
        ),
    ),
    "retirer-accord": Act(
        word=_("Retirer l’accord"), form=forms.NothingForm,
        done=_("L’accord est retiré : le nom et le numéro sont effacés."),
        run=lambda p: operations.withdraw_consent(person_id=p.key, **p.case),
    ),
}  # fmt: skip


def _person(posted: Posted) -> PersonDraft:
    """Who consents, with the very words that were read."""
    data = posted.data
    return PersonDraft(
        label="-",
        display_name=data["display_name"],
        insured_number="".join(data["insured_number"].split()),
        consent_words=own.consent_words() if data["has_consent"] else "",
    )
