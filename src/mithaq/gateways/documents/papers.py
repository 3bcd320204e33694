"""A paper is a Typst template filled with plain values; equal content gives equal bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import typst

from mithaq.base.errors import GatewayError
from mithaq.base.text import LANGUAGES, Labels
from mithaq.gateways.documents.coverage import FONTS, printable
from mithaq.gateways.documents.folder_words import FOLDER_WORDS
from mithaq.gateways.documents.note_words import NOTE_WORDS
from mithaq.gateways.documents.sitting_words import SITTING_WORDS
from mithaq.gateways.documents.typesetting import first_iso_day, prepare
from mithaq.gateways.documents.words import RESULTS_REPORT_WORDS

HERE: Final = Path(__file__).parent
_SITTINGS: Final = ("agenda", "convening", "attendance", "minutes")
_WORDS: Final[dict[str, dict[str, Labels]]] = {
    "results_report": RESULTS_REPORT_WORDS,
    **dict.fromkeys(_SITTINGS, SITTING_WORDS),
    "one_page_note": NOTE_WORDS,
    "signing_folder": FOLDER_WORDS,
    "simulation": RESULTS_REPORT_WORDS,
}
_EMPTY: Final[dict[str, Any]] = {
    "subtitle": "",
    "reference": "",
    "published": None,
    "code": None,
    "exercise": False,
    "known_on": None,
    "budget": [],
    "parties": [],
    "promises": [],
    "figures": [],
    "readings": [],
    "conflicts": [],
    "not_published": [],
    "sources": [],
    "method": "",
}
_REQUIRED: Final = ("title", "as_of")
_GRADES: Final = frozenset({"announced", "contractual", "recorded", "measured", "verified"})
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)?")
_GROUPING: Final = re.compile(r"(?<=\d)[ \u202f\u00a0](?=\d{3})")


def print_paper(*, template: str, content: Mapping[str, Any], language: str) -> bytes:
    """Print a template as a PDF/UA-1 file, dated by its content and never by the clock."""
    source = HERE / "templates" / f"{template}.typ"
    if template not in _WORDS or not source.is_file():
        known = ", ".join(sorted(_WORDS))
        raise LookupError(f"There is no paper named « {template} » (known: {known}).")
    if language not in LANGUAGES:
        raise LookupError(f"Papers are printed in {', '.join(LANGUAGES)}, not in « {language} ».")
    values = _values(template, content, language)
    on = date(*values["dated"].values())
    try:
        return bytes(
            typst.compile(
                str(source),
                root=str(source.parent),
                font_paths=_fonts(),
                sys_inputs={"content": json.dumps(values, ensure_ascii=False, sort_keys=True)},
                pdf_standards="ua-1",
                timestamp=(on - date(1970, 1, 1)).days * 86_400,
            )
        )
    except typst.TypstError as fault:
        raise GatewayError(
            Labels(
                f"Le document n’a pas pu être composé : {fault}",
                f"تعذر إعداد الوثيقة: {fault}",
                f"The paper could not be set: {fault}",
            ),
            permanent=True,
        ) from fault


@lru_cache(maxsize=1)
def _fonts() -> Any:
    # Fonts of the machine would change the bytes from one computer to the next.
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(FONTS)],
    )


def _values(template: str, content: Mapping[str, Any], language: str) -> dict[str, Any]:
    words = {name: label.of(language) for name, label in _WORDS[template].items()}
    empty = _EMPTY if template == "results_report" else {}
    values: dict[str, Any] = {**empty, **json.loads(json.dumps(dict(content)))}
    if template == "results_report":
        _check(values)
    on = first_iso_day(values.get("dated"), values.get("as_of")) or date(1970, 1, 1)
    for reading in values.get("readings", []):
        for part in reading.get("parts", []):
            part["share"] = _share(part.get("value"))
            part["value"] = str(part.get("value", ""))
    values["labels"] = {**words, **values.get("labels", {})}
    prepared: dict[str, Any] = printable(prepare(values, language))
    return {
        **prepared,
        "language": language,
        "dated": {"year": on.year, "month": on.month, "day": on.day},
    }


def _check(values: dict[str, Any]) -> None:
    missing = [key for key in _REQUIRED if not values.get(key)]
    if missing:
        raise ValueError(f"A results report needs {' and '.join(missing)}.")
    for figure in values["figures"]:
        # A figure without value has nothing to prove; a wrong grade would print as another one.
        if figure.get("value") and figure.get("grade") not in _GRADES:
            raise ValueError(f"« {figure.get('grade')} » is not a grade ({figure['indicator']}).")


def _share(value: object) -> float:
    """Read the number in « 47,25 % » to draw its bar; no number, no bar."""
    found = _NUMBER.search(_GROUPING.sub("", str(value)))
    return float(found[0].replace(",", ".")) if found else 0.0
