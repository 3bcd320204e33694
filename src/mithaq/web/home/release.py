"""What this release holds, what is to come, and the nearest true thing to a word not held yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mithaq.base.text import fold
from mithaq.web.conventions.links import page_url

HELD: Final[tuple[tuple[Promise, str], ...]] = (
    (_("Les conventions pour l’emploi : parties, engagements, objectifs, budget"), "conventions"),
    (_("Les chiffres dits sur elles, leur source et leur degré de preuve"), "figures"),
    (_("Les indicateurs et leurs définitions"), "indicators"),
    (_("Le Maroc en chiffres : la carte, par sexe et par milieu"), "atlas"),
    (_("Ce qui est dû, par qui et pour quand : le calendrier"), "calendar"),
    (_("La médiation entre entreprises et institutions : dossiers, délais, tableau public"),
     "corridors"),
    (_("Les bilans publiés, en page, PDF et tableur"), "results_reports"),
    (_("Les organisations, leurs adhésions et leurs établissements"), "organisations"),
    (_("Les territoires, les jours fériés et les nomenclatures"), "territories"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ToCome:
    """A domain announced for a later release, and the words under which people look for it."""

    key: str
    title: Promise
    text: Promise
    nearest: Promise
    query: str
    words: tuple[str, ...]


TO_COME: Final[tuple[ToCome, ...]] = (
    ToCome(
        "offers",
        _("Offres"),
        _("les offres d’emploi des entreprises et leur présélection motivée"),
        _("les conventions qui promettent des emplois"),
        "emploi",
        ("offre", "poste", "annonces", "recrutement", "recruter", "embauche", "travail", "vacanc",
         "job offer", "hiring", "عروض", "عرض", "وظيف", "وظاف", "وظايف", "شاغر", "توظيف",
         "مناصب", "خدمه", "عمل"),
    ),
    ToCome(
        "seekers",
        _("Chercheurs d’emploi"),
        _("l’inscription, le CV, le suivi et les candidatures d’une personne"),
        _("ce que les conventions promettent aux chercheurs d’emploi"),
        "emploi",
        ("cv", "inscription", "inscrire", "candidature", "postuler", "curriculum", "register me",
         "application", "سيره", "تسجيل", "ترشيح", "طلب شغل"),
    ),
    ToCome(
        "placements",
        _("Placements"),
        _("les contrats d’insertion, les stages et les personnes placées"),
        _("les conventions sur l’insertion"),
        "insertion",
        ("placement", "stage", "idmaj", "tahfiz", "contrat d insertion", "internship", "تدريب",
         "عقد", "عقود"),
    ),
    ToCome(
        "rights",
        _("Mesures et droits"),
        _("les droits d’une personne, les prestations et la couverture santé, mois par mois"),
        _("la convention de 2017 entre l’ANAPEC et la CNSS"),
        "CNSS",
        ("droit", "indemnit", "couverture", "prestation", "amo", "allocation", "retraite", "rights",
         "benefit", "health", "حقوق", "حقي", "تغطيه", "تعويض", "تقاعد", "صحيه"),
    ),
    ToCome(
        "declarations",
        _("Déclarations"),
        _("les déclarations de salaires et leurs corrections"),
        _("les conventions avec la CNSS"),
        "CNSS",
        ("declar", "jours declares", "bordereau", "cotisation", "payslip", "wage return", "تصريح",
         "مصرح", "اشتراك"),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NotYet:
    """A domain that a search asks for and that this release does not hold."""

    title: Promise
    text: Promise
    nearest: Promise
    url: str


def not_yet(words: str) -> list[NotYet]:
    """The domains to come that some words ask for, each with the nearest thing held today."""
    asked = fold(words)
    tokens = asked.split()
    return [
        NotYet(item.title, item.text, item.nearest, _nearest(item))
        for item in TO_COME
        if any(_is_asked(word, asked, tokens) for word in item.words)
    ]


def _is_asked(word: str, asked: str, tokens: list[str]) -> bool:
    """A word stands at the start of one of the reader's, after an Arabic article if any."""
    if " " in word:
        return word in asked
    if word.isascii():
        short = len(word) <= len("amo")
        return any(token == word if short else token.startswith(word) for token in tokens)
    return any(word in token for token in tokens)


def _nearest(item: ToCome) -> str:
    return f"{page_url('conventions')}?{urlencode({'q': item.query})}"


def held() -> list[tuple[Promise, str]]:
    """What is held today, each with its page."""
    return [(label, page_url(name)) for label, name in HELD]
