"""What every browser test needs to know of the site: its pages, its readers, its texts."""

from __future__ import annotations

import re
import unicodedata

# A firm opened in 2026 hires at 10,000 MAD: Tahfiz is open, the exemption of a first job is not.
HIRE = (
    "simuler/embauche/?gross=10000&hire_date=2026-12-01&contract_kind=permanent&dependants=0"
    "&employer_form=company&employer_created_on=2026-03-02&employer_operating_since=2026-03-02"
    "&hire_rank=1&age=27&anapec_registered=oui&is_first_job=non&is_converted_intern=non"
)
PUBLIC = (
    "",
    "conventions/",
    "conventions/ANAPEC-CNSS-2017/",
    "conventions/ETAT-SOUSS-MASSA-2021/",
    "conventions/ANAPEC-PRIVE-2021/",
    "conventions/ANAPEC-IZDIHAR/",
    "conventions/CGEM-CNSS-2020/",
    "conventions/ANAPEC-CNSS-2017/bilan/?au=2017-06-13",
    "bilans/",
    "indicateurs/",
    "organisations/",
    "organisations/anapec/",
    "chiffres/",
    "chiffres/state-contributions-2017-06/",
    "chiffres/permanent-share-2017-06/",
    "indicateurs/insertion-rate/",
    "jours-feries/",
    "referentiels/identifiants/",
    "signaler/",
    "territoires/",
    "territoires/09/",
    "sources/",
    "sources/article-1/",
    "referentiels/",
    "composants/",
    "methode/",
    "accessibilite/",
    "recherche/?q=tahfiz",
    "compte/connexion/",
    "conventions/ANAPEC-CNSS-2017/vie/",
    "conventions/ANAPEC-CNSS-2017/avenants/",
    "conventions/ANAPEC-CNSS-2017/responsabilites/",
    "conventions/ANAPEC-CNSS-2017/engagements/1/",
    "conventions/EXERCICE-AGENCE-CAISSE/",
    "conventions/EXERCICE-HESPERIDES-2025/feuille-de-route/",
    "conventions/EXERCICE-AGENCE-CAISSE/comites/2/",
    "conventions/SOUSS-MASSA-2017/",
    "organisations/anapec/engagements/",
    "calendrier/",
    "calendrier/liste/",
    "maroc/",
    "comparer/",
    "indicateurs/census-illiteracy-rate/",
    "verifier/",
    "donnees-ouvertes/",
    "mediation/tableau/",
    "simuler/",
    "simuler/tahfiz/?employer_form=company&employer_created_on=2026-03-02"
    "&employer_operating_since=2026-04-01",
    "simuler/embauche/",
    HIRE,
    "simuler/stage/",
    "simuler/stage/maladie/",
    "simuler/premier-emploi/",
    "simuler/explication/employer_cost/?gross=10000&jour=2026-12-01",
    "simuler/perte-emploi/",
    "simuler/perte-emploi/?job_lost_on=2026-10-15&leaving_reason=dismissal"
    "&declared_days_36_months=768&declared_days_12_months=270&average_wage_36_months=4200",
    "simuler/retard/?mois=2024-10&contributions_owed=10000.37&amo_owed=2000&paid_on=2025-01-10"
    "&instalment_count=12&employees_concerned=8&declaration=oui&filed_online=non",
    "questions/chiffres/",
    "tirages/",
    "propositions-de-reforme/",
    "mediation/",
    "mediation/motifs/sick-pay-blocked/",
    "simuler/auto-entrepreneur/?activity_kind=services&annual_takings=180000"
    "&client_takings=150000&client_kind=company",
)
# What each account of the demonstration comes for, beside what everyone reads.
SIGNED_IN = {
    "auditrice": (
        "aujourdhui/",
        "journal/",
        "journal/verification/",
        "reformes/",
        "dettes/",
        "questions/",
    ),
    "region": ("aujourdhui/", "alertes/", "avis/"),
    "secretaire": (
        "aujourdhui/",
        "conventions/EXERCICE-AGENCE-CAISSE/comites/2/",
        "conventions/EXERCICE-AGENCE-CAISSE/comites/2/seances/7/preparer/",
        "decisions/",
        "mediation/comite/",
        "conventions/importer/",
    ),
    "juriste": ("aujourdhui/", "projets/", "projets/nouveau/", "signatures/"),
    "signataire": ("aujourdhui/", "signatures/", "dettes/"),
    "programme": (
        "chiffres/ajouter/",
        "chiffres/importer/",
        "aujourdhui/",
        "engagements/",
        "calendrier/abonnement/",
        "conventions/EXERCICE-AGENCE-CAISSE/avenants/inscrire/",
        "reformes/nouvelle/",
        "reformes/nouvelle/?p=tahfiz.gross_ceiling_monthly&p=ir.brackets_annual",
        "reformes/population/",
    ),
    "administrateur": ("aujourdhui/", "comptes/", "comptes/ouvrir/", "traitements/", "compte/"),
    "federation": (
        "aujourdhui/",
        "engagements/",
        "calendrier/",
        "mediation/file/",
        "mediation/file/en-cours/",
        "mediation/problemes/",
        "dettes/",
        "questions/",
    ),
    "caisse": (
        "dettes/",
        "dettes/importer/",
        "questions/",
        "questions/signaux/nouveau/",
        "propositions-de-reforme/nouvelle/",
        "aujourdhui/",
        "mediation/file/",
        "mediation/file/a-nous/",
        "mediation/problemes/",
        "mediation/problemes/ouvrir/",
    ),
    "agence-corridor": ("mediation/file/",),
    # Bound by what the seat or the federation signed: the days of others, and none of their papers.
    "chefagence": ("aujourdhui/", "engagements/", "calendrier/", "calendrier/liste/"),
    "employeur": (
        "aujourdhui/",
        "engagements/",
        "calendrier/",
        "calendrier/liste/",
        "mediation/mes-dossiers/",
        "mediation/deposer/",
        "dettes/",
        "dettes/attestations/",
        "questions/",
    ),
}
LANGUAGES = ("fr", "ar", "en")


def readable(text: str) -> str:
    """Text as a person reads it: marks of direction gone, every space alike."""
    kept = (char for char in text if unicodedata.category(char) != "Cf")
    return re.sub(r"\s+", " ", "".join(kept)).strip()
