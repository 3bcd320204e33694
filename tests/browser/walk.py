"""What every browser test needs to know of the site: its pages, its readers, its texts."""

from __future__ import annotations

import re
import unicodedata

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
)
LANGUAGES = ("fr", "ar", "en")


def readable(text: str) -> str:
    """Text as a person reads it: marks of direction gone, every space alike."""
    kept = (char for char in text if unicodedata.category(char) != "Cf")
    return re.sub(r"\s+", " ", "".join(kept)).strip()
