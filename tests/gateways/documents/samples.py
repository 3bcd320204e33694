"""An invented report that uses every block of the paper, in French and in Arabic."""

from __future__ import annotations

from typing import Any


def _figure(
    indicator: str, value: str | None, grade: str, *, indent: bool = False
) -> dict[str, Any]:
    return {
        "indicator": indicator,
        "value": value,
        "period": "2017-05",
        "grade": grade,
        "grade_label": grade,
        "definition": "",
        "source": "S1",
        "said_on": "2017-06-13",
        "indent": indent,
    }


def report(language: str = "fr", **changes: Any) -> dict[str, Any]:
    """Give the content of the report, with some values replaced."""
    arabic = language == "ar"
    content: dict[str, Any] = {
        "title": "حصيلة اتفاقية الوكالة" if arabic else "Bilan de la convention d’essai",
        "subtitle": "اتفاقية إطار" if arabic else "Convention-cadre : un essai",
        "reference": "H-2017-1 · 1",
        "as_of": "2017-06-13",
        "published": {"at": "2017-06-14T09:30:00+00:00", "digest": "ab" * 32},
        "exercise": False,
        "language": language,
        "labels": {},
        "parties": [
            {
                "name": "الوكالة" if arabic else "Agence des Hespérides",
                "role": "partie",
                "signatory": None,
                "capacity": "directrice générale par intérim",
                "source": "S1",
            }
        ],
        "promises": [{"axis": "Axe 1", "text": "Échanger", "due": None, "source": "S1"}],
        "figures": [
            _figure("Entreprises", "3 488", "announced"),
            _figure("Évolution", "+13,6 %", "contractual", indent=True),
            _figure("Candidats", "plus de 60 000", "recorded"),
            _figure("Taux", "75 %", "measured"),
            _figure("Montant", "44 MDH", "verified"),
            _figure("Par région", None, ""),
        ],
        "readings": [
            {
                "label": "Lecture A",
                "sentence": "63 % de 75",
                "parts": [{"label": "CDI", "value": "47,25"}, {"label": "autres", "value": 27.75}],
            }
        ],
        "conflicts": [
            {
                "title": "Entreprises",
                "sides": [
                    {"value": "3 488", "label": "mai", "source": "S1", "grade_label": "annoncé"},
                    {"value": "640", "label": "fin 2016", "source": "S2", "grade_label": "annoncé"},
                ],
                "why": "Les deux ne peuvent pas être vrais.",
                "settle": "La liste des admissions.",
            }
        ],
        "not_published": ["Le budget."],
        "sources": [
            {
                "code": "S1",
                "title": "Un article",
                "publisher": None,
                "date": "2017-06-13",
                "url": "https://example.org/un-article",
            }
        ],
        "method": "Chaque chiffre est donné tel que dit.",
    }
    return {**content, **changes}
