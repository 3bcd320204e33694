"""What the register holds of a convention, as a file that reads back to the same drafts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from typing import Any, Final, Literal

import yaml

from mithaq.apps.conventions.queries import ConventionDetail
from mithaq.apps.observatory import queries as observatory
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels
from mithaq.gateways.convention_file._writer import Writer
from mithaq.gateways.convention_file.sources import recorded_entries

_LINE_WIDTH: Final = 100


def write(reference: str, form: Literal["yaml", "json"] = "yaml", *, on: date | None = None) -> str:
    """Write a recorded convention as a convention file: its first text, which reads back the same.

    With a day, as amended on it, under a header that says so: a reading, not an original. Raises
    ``Refusal`` when the register has no such convention.
    """
    state = _state(reference, on)
    document = _document(state)
    if form == "json":
        return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    said = yaml.dump(
        document, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_LINE_WIDTH
    )
    return f"{_header(state.detail, on)}{said}" if on else said


def _header(detail: ConventionDetail, on: date) -> str:
    """Say in three languages of which day the text is, and by which amendments."""
    numbers = [item.number for item in detail.amendments if item.effective_on <= on]
    told = ", ".join(str(number) for number in numbers)
    lines = _AS_AMENDED if numbers else _NEVER_AMENDED
    values = {"reference": detail.reference, "day": on.isoformat(), "numbers": told}
    return "".join(f"# {line.format(**values)}\n" for line in lines)


_AS_AMENDED: Final = (
    "Convention {reference} telle qu’amendée au {day} par : avenant(s) {numbers}.",
    "Lecture consolidée : le texte signé est le fichier sans date. N’importez pas celui-ci.",
    "الاتفاقية {reference} كما عُدِّلت إلى غاية {day} بموجب: الملحق/الملاحق {numbers}.",
    "قراءة مدمجة: النص الموقَّع أولا هو الملف بلا تاريخ. لا تستوردوا هذا الملف.",
    "Convention {reference} as amended on {day} by: amendment(s) {numbers}.",
    "A consolidated reading: the text first signed is the file without a date. Do not import it.",
)
_NEVER_AMENDED: Final = (
    "Convention {reference} au {day} : aucun avenant n’a encore d’effet.",
    "الاتفاقية {reference} بتاريخ {day}: لا ملحق ساريا بعد.",
    "Convention {reference} on {day}: no amendment is in effect yet.",
)


def example(language: str = "en") -> str:
    """A short file to start from: every part once, with fictitious parties.

    Its comments are in the language of whoever reads it; its words are those of the format.
    """
    packaged = files("mithaq.gateways.convention_file") / "example.yaml"
    text = packaged.read_text(encoding="utf-8")
    for said in _COMMENTS:
        text = text.replace(f"# {said.en}\n", f"# {said.of(language)}\n")
    return text


_COMMENTS: Final = (
    Labels(
        "Un fichier de convention, format 1 : un exercice entre organismes inventés. Chaque partie "
        "y est une fois.",
        "ملف اتفاقية، الصيغة 1: تمرين بين هيئات وهمية. كل جزء وارد فيه مرة واحدة.",
        "A convention file, format 1: an exercise between fictitious bodies. Every part stands "
        "here once.",
    ),
    Labels(
        "N’écrivez pas ce qu’aucune source ne dit. Le français est requis ; l’arabe et l’anglais "
        "peuvent venir plus tard.",
        "لا تكتبوا ما لا يقوله أي مصدر. الفرنسية مطلوبة؛ ويمكن إضافة العربية والإنجليزية لاحقا.",
        "Leave out what no source says. Arabic and English may come later, French is required.",
    ),
    Labels(
        "La source de tout ce qui suit, sauf là où un élément nomme la sienne.",
        "مصدر كل ما يلي، ما لم يسمّ عنصر مصدره.",
        "The source of everything below, unless an item names its own.",
    ),
    Labels(
        "Les sources que ce fichier apporte ; celles du registre sont seulement nommées.",
        "المصادر التي يأتي بها هذا الملف؛ أما المسجلة فتُسمى فقط.",
        "Sources that this file brings; those already recorded are only named.",
    ),
    Labels(
        "Ce que cite le préambule : le même code dans toute convention qui cite la même chose.",
        "ما تستند إليه الديباجة: الرمز نفسه في كل اتفاقية تذكر الشيء نفسه.",
        "What the preamble rests on: the same code in every convention that cites the same thing.",
    ),
)


class _Dumper(yaml.SafeDumper):
    """Writes lists set in from their key, as people do."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002
        """Indent lists too."""
        super().increase_indent(flow, indentless=indentless and flow)

    def ignore_aliases(self, data: Any) -> bool:
        """Write every value in full: the reader takes no alias."""
        del data
        return True


def _state(reference: str, on: date | None) -> observatory.ConventionState:
    state = observatory.convention_state(reference, text_on=on)
    if state is None:
        raise Refusal.because(
            where="reference",
            sentence=Labels(
                f"Le registre n’a pas de convention {reference}.",
                f"لا توجد اتفاقية {reference} في السجل.",
                f"The register has no convention {reference}.",
            ),
            rule="convention.reference.exists",
        )
    return state


def _document(state: observatory.ConventionState) -> dict[str, Any]:
    writer = Writer(state)
    said = writer.convention()
    said["figures"] = writer.figures()
    said["conflicts"] = writer.conflicts()
    # An amendment recorded by hand rests on its own signed text, which has no code.
    cited = {state.detail.source.code, *writer.cited} - {""}
    said["sources"] = list(recorded_entries(cited))
    ordered: dict[str, Any] = {name: said[name] for name in _ORDER if name in said}
    filled = _without_nothing(ordered | said)
    filled.setdefault("parties", [])
    return filled


# Sources come before what cites them.
_ORDER: Final = (
    "mithaq", "reference", "kind", "level", "status", "title", "purpose", "source", "locator",
    "sources",
)  # fmt: skip


def _without_nothing(said: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what is absent: the reader puts the same default back."""
    kept: dict[str, Any] = {}
    for name, value in said.items():
        if isinstance(value, Mapping):
            value = _without_nothing(value)
        elif isinstance(value, list):
            value = [_without_nothing(v) if isinstance(v, Mapping) else v for v in value]
        if value is not None and value != "" and value not in ([], {}):
            kept[name] = value
    return kept
