"""Two thousand rows as institutions really send them: every kind of dirt, always the same."""

from __future__ import annotations

import csv
import io
import random
from dataclasses import dataclass
from typing import Final

SEED: Final = 20_26
ARABIC: Final = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
HEAD: Final = (
    "Indicateur", "Valeur", "Unité", "Région", "Sexe", "Milieu", "État au", "Période", "Degré",
    "Source", "URL", "Date de la source", "Page", "Organisme", "Corrige", "Motif", "Observation",
)  # fmt: skip
PLACES: Final = (
    "09", "9", "Souss-Massa", "SOUSS MASSA", "souss–massa", "سوس-ماسة", "سوس ماسة",
    "Région Souss-Massa", "جهة سوس-ماسة", "06", "6", "Casablanca-Settat", "casablanca settat",
    "الدار البيضاء-سطات",
    "Maroc", "المغرب", "MA", "06.141", "",
)  # fmt: skip
INDICATORS: Final = (
    "insertions", "Insertions", "INSERTIONS", "الإدماجات", "Taux de chômage", "programme-money",
)  # fmt: skip
SEXES: Final = ("femmes", "Hommes", "F", "H", "نساء", "رجال", "ensemble", "", "women", "الذكور")
MONEY: Final = ("MDH", "mdh", "مليون درهم")
MILIEUX: Final = ("urbain", "Rural", "حضري", "قروي", "", "ensemble", "u")
DAYS: Final = (
    "31/12/{0}", "{0}-06-30", "mars {0}", "{0}", "غشت {0}", "T2 {0}", "1er mai {0}", "12/{0}",
    "30.09.{0}", "année {0}", "août {0}",
)  # fmt: skip
PERIODS: Final = ("{0}", "T3 {0}", "2e trimestre {0}", "الفصل الثاني {0}", "S1 {0}", "")
GRADES: Final = ("enregistré", "Mesuré", "annoncé", "", "مسجل", "recorded")
SOURCES: Final = (
    ("note-hcp-2024", ""), ("HCP · note d’information 2024", ""), ("le-journal", ""),
    ("", "https://www.hcp.ma/note-2024"), ("Rapport annuel de la région", "https://region.ma/r"),
    ("Bulletin régional n° 4", ""),
)  # fmt: skip
# kind of fault → what it does to a row; each is refused, and says why.
REFUSED: Final = {
    "indicator": {"Indicateur": "taux de bonheur"},
    "no_value": {"Valeur": ""},
    "absent": {"Valeur": "n.d."},
    "letters": {"Valeur": "beaucoup"},
    "two_numbers": {"Valeur": "12 sur 40"},
    "place": {"Région": "Atlantide"},
    "sex": {"Sexe": "autre"},
    "milieu": {"Milieu": "lunaire"},
    "grade": {"Degré": "certain"},
    "verified": {"Degré": "vérifié"},
    "day": {"État au": "31/02/2021", "Période": ""},
    "future": {"État au": "2031", "Période": ""},
    "undated": {"État au": "", "Période": ""},
    "no_source": {"Source": "", "URL": ""},
    "bad_url": {"Source": "Une note", "URL": "www.note"},
    "organisation": {"Organisme": "Personne"},
    "negative": {"Valeur": "-12"},
    "unit": {"Unité": "%"},
    "half_a_person": {"Valeur": "12,5"},
    "corrects_nothing": {"Corrige": "inconnu-000", "Motif": "erratum"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DirtyFile:
    """The bytes of a file, and the kind of fault put on purpose in some of its lines."""

    content: bytes
    faulty: dict[int, str]
    tenfold: set[int]
    repeated: set[int]


def dirty_file(
    *, count: int = 2000, encoding: str = "utf-8-sig", separator: str = ";"
) -> DirtyFile:
    """Make the file; the same arguments always give the same bytes."""
    dice = random.Random(SEED)  # noqa: S311 - reproducible on purpose
    rows: list[dict[str, str]] = []
    faulty: dict[int, str] = {}
    tenfold: set[int] = set()
    repeated: set[int] = set()
    kinds = list(REFUSED)
    for position in range(count):
        line = position + 4
        row = _row(dice, position)
        if position % 20 == 7:
            kind = kinds[(position // 20) % len(kinds)]
            row |= {"Indicateur": "insertions", **REFUSED[kind]}
            faulty[line] = kind
        elif position % 50 == 11 and rows:
            row = dict(rows[-1])
            repeated.add(line)
        elif position % 40 == 3:
            row |= {"Indicateur": "insertions", "Valeur": "99000000", "Unité": ""}
            row |= {"Région": "09", "Sexe": "", "Milieu": ""}
            tenfold.add(line)
        rows.append(row)
    stream = io.StringIO()
    stream.write("Tableau de bord régional\r\n\r\n")
    writer = csv.writer(stream, delimiter=separator)
    writer.writerow(HEAD)
    writer.writerows([row[name] for name in HEAD] for row in rows)
    content = stream.getvalue().encode(encoding, "replace")
    return DirtyFile(content, faulty, tenfold, repeated)


def _row(dice: random.Random, position: int) -> dict[str, str]:
    year = 2000 + position % 24
    source, url = SOURCES[dice.randrange(len(SOURCES))]
    indicator = dice.choice(
        (
            "insertions",
            "Insertions",
            "INSERTIONS",
            "الإدماجات",
            "Taux de chômage",
            "programme-money",
        )
    )
    value, unit = _value(dice, indicator)
    day = dice.choice(DAYS).format(year)
    period = dice.choice(PERIODS).format(year) if dice.random() < 0.3 else ""
    return {
        "Indicateur": indicator, "Valeur": value, "Unité": unit, "Région": dice.choice(PLACES),
        "Sexe": dice.choice(SEXES), "Milieu": dice.choice(MILIEUX), "État au": day,
        "Période": period, "Degré": dice.choice(GRADES), "Source": source, "URL": url,
        "Date de la source": dice.choice(("", "03/02/2025", "2025", "février 2025")),
        "Page": f"p. {position}" if dice.random() < 0.2 else "", "Organisme": "",
        "Corrige": "", "Motif": "", "Observation": dice.choice(("", "provisoire", "=1+1")),
    }  # fmt: skip


def _value(dice: random.Random, indicator: str) -> tuple[str, str]:
    if indicator == "Taux de chômage":
        rate = dice.randrange(50, 300)
        shapes = ("{0},{1}", "{0}.{1}", "{0},{1} %", "{0},{1}%", "٪{0}٫{1}")
        return dice.choice(shapes).format(rate // 10, rate % 10), dice.choice(("", "%"))
    if indicator == "programme-money":
        return f"{dice.randrange(20, 90)},{dice.randrange(10)}", dice.choice(
            ("MDH", "mdh", "مليون درهم")
        )
    number = dice.randrange(1000, 9999)
    return dice.choice(_spellings(number)), dice.choice(("", "personnes", "أشخاص"))


def _spellings(number: int) -> tuple[str, ...]:
    spaced = f"{number:,}"
    return (
        str(number),
        spaced.replace(",", " "),
        spaced.replace(",", "\u202f"),
        spaced.replace(",", "."),
        spaced,
        str(number).translate(ARABIC),
        f"plus de {number}",
        f"environ {number}",
        f" {number} ",
    )
