"""Nomenclatures and banks of the packaged files, with the source and licence of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_noop

from mithaq.apps.reference.frames.rows import Row, packaged_lines
from mithaq.base.text import Labels

BANKS_FILE: Final = "bank_codes.csv"


@dataclass(frozen=True, slots=True)
class NomenclatureFile:
    """One packaged list of codes: its names, its version, where it comes from, its terms."""

    code: str
    version: str
    labels: Labels
    source_note: str
    file: str
    read: Callable[[dict[str, str]], dict[str, object]]

    @property
    def row(self) -> Row:
        """The nomenclature itself as a row."""
        return Row(
            key=f"{self.code} {self.version}",
            values={
                "label_fr": self.labels.fr,
                "label_ar": self.labels.ar,
                "label_en": self.labels.en,
                "source_note": self.source_note,
            },
        )

    def terms(self) -> list[Row]:
        """The terms in the order of the file."""
        english = _english(self.code)
        lines = packaged_lines(self.file)
        return [_term(self.read(line), rank, english) for rank, line in enumerate(lines, start=1)]


def nomenclatures() -> tuple[NomenclatureFile, ...]:
    """Give the packaged nomenclatures."""
    return _FILES


def bank_rows() -> list[Row]:
    """Give the banks, with how sure each code is."""
    return [
        Row(
            key=line["code"],
            values={
                "name": line["bank"],
                "confidence": line["confidence"],
                "note": line["note"],
            },
        )
        for line in packaged_lines(BANKS_FILE)
    ]


def _english(nomenclature: str) -> dict[str, str]:
    lines = packaged_lines("terms_en.csv")
    return {
        line["code"]: line["label_en"] for line in lines if line["nomenclature"] == nomenclature
    }


def _term(read: dict[str, object], rank: int, english: dict[str, str]) -> Row:
    code = str(read.pop("code"))
    return Row(
        key=code,
        values={**read, "label_en": english.get(code, ""), "rank": rank, "parent_id": None},
    )


def _company_form(line: dict[str, str]) -> dict[str, object]:
    return _labelled(line, code=line["code"], properties={"kind": line["kind"]})


def _diploma_level(line: dict[str, str]) -> dict[str, object]:
    properties: dict[str, object] = {
        "track": line["track"],
        "cnc_level_unverified": int(line["cnc_level_unverified"]),
    }
    if line["bac_plus"]:
        properties["bac_plus"] = int(line["bac_plus"])
    return _labelled(line, code=line["code"], properties=properties)


def _section(line: dict[str, str]) -> dict[str, object]:
    named = {"label_fr": line["label_fr"], "label_ar": line["label_ar_unofficial"]}
    return _labelled(named, code=line["section"], properties={})


def _labelled(
    line: dict[str, str], *, code: str, properties: dict[str, object]
) -> dict[str, object]:
    return {
        "code": code,
        "label_fr": line["label_fr"],
        "label_ar": line["label_ar"],
        "properties": properties,
    }


_FILES: Final = (
    NomenclatureFile(
        code="activity_sections",
        version="1",
        labels=Labels("Sections d’activité", "فروع النشاط الاقتصادي", "Activity sections"),
        source_note=gettext_noop(
            "Les 21 sections communes à la NMA 2010 et à la NACE Rév. 2. Libellés français des "
            "sections ; libellés arabes rédigés par Mithaq, non officiels."
        ),
        file="sections.csv",
        read=_section,
    ),
    NomenclatureFile(
        code="company_forms",
        version="1",
        labels=Labels("Formes d’entreprises", "الأشكال القانونية للمقاولات", "Company forms"),
        source_note=gettext_noop(
            "Liste rédigée par Mithaq à partir des formes du droit marocain ; sans restriction."
        ),
        file="company_forms.csv",
        read=_company_form,
    ),
    NomenclatureFile(
        code="diploma_levels",
        version="1",
        labels=Labels("Niveaux de diplôme", "مستويات الشهادات", "Diploma levels"),
        source_note=gettext_noop(
            "Liste rédigée par Mithaq ; sans restriction. Le niveau du cadre national des "
            "certifications (CNC) n’est pas vérifié."
        ),
        file="diploma_levels.csv",
        read=_diploma_level,
    ),
)
