"""One row becomes one figure, or a sentence that says why not; everything corrected is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from mithaq.apps.observatory.operations import ObservationDraft
from mithaq.apps.observatory.queries.links import VersionLink
from mithaq.apps.reference.choices import Unit
from mithaq.base.errors import Fault
from mithaq.base.text import Labels, fold, plain_words
from mithaq.gateways.observation_file import words
from mithaq.gateways.observation_file.numbers import Parsed, parse_number
from mithaq.gateways.observation_file.reader import Reader
from mithaq.gateways.observation_file.row_dates import said_on, when_of
from mithaq.gateways.observation_file.row_sources import source_of
from mithaq.gateways.observation_file.world import Rights, World

# What indicators count, as a column of units may spell it.
UNITS: Final = {
    "persons": ("personnes", "personne", "persons", "people", "اشخاص", "شخص"),
    "companies": ("entreprises", "entreprise", "companies", "مقاولات", "مقاوله"),
    "jobs": ("emplois", "emploi", "postes", "jobs", "مناصب", "منصب شغل"),
    "contracts": ("contrats", "contrat", "contracts", "عقود", "عقد"),
    "conventions": ("conventions", "convention", "اتفاقيات", "اتفاقيه"),
    "employees": ("salaries", "salarie", "employees", "اجراء", "اجير"),
    "projects": ("projets", "projet", "projects", "مشاريع", "مشروع"),
    "meetings": ("reunions", "reunion", "meetings", "اجتماعات"),
    "months": ("mois", "months", "اشهر", "شهر"),
    "workplaces": ("lieux d activite", "etablissements", "workplaces", "محلات"),
    "claims": ("demandes", "claims", "طلبات"),
    "places": ("places", "places de formation", "مقاعد"),
    "offers": ("offres", "offers", "عروض"),
}
NOTES: Final = {
    "digits", "spaces", "separators", "thousands", "comma", "scale",
}  # fmt: skip
HUNDRED: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class RowReading:
    """What became of one row; ``draft`` is there exactly when it has no fault.

    ``source`` is a source to be added, as ``load_sources`` reads it, when the row brings one.
    """

    line: int
    cells: Mapping[str, str]
    draft: ObservationDraft | None
    source: Mapping[str, object] | None
    version: VersionLink | None
    corrections: tuple[Fault, ...]
    faults: tuple[Fault, ...]


def read_row(line: int, cells: Mapping[str, str], world: World, *, rights: Rights) -> RowReading:
    """Read one row against the register."""
    reader = Reader(cells, world)
    indicator, number, version = _indicator(reader)
    parsed = _value(reader, version)
    when = when_of(reader)
    territory = _territory(reader)
    organisation = _named(reader, "organisation", world.organisations)
    source, brought = source_of(reader, rights)
    grade = _grade(reader, rights)
    draft = ObservationDraft(
        indicator=indicator,
        version=number,
        value=parsed.value if parsed else Decimal(0),
        source=source,
        grade=grade,
        title=Labels(reader.get("title")),
        territory=territory,
        organisation=organisation,
        convention=_named(reader, "convention", world.conventions),
        category=_named(reader, "category", world.terms),
        sex=reader.coded("sex", "all"),
        milieu=reader.coded("milieu", "all"),
        as_of=when.as_of,
        period=when.period,
        period_words=when.words,
        said=said_on(reader),
        qualifier=_qualifier(reader, parsed),
        locator=reader.get("locator")[:120],
        note=Labels(reader.get("note")),
        revises=reader.get("revises"),
        reason=reader.get("reason"),
        is_exercise=rights.is_exercise,
    )
    if not rights.may_write(territory, organisation):
        reader.refuse("territory", "reach", words.OUT_OF_REACH, remedy=words.HAND_OVER)
    return RowReading(
        line=line,
        cells=cells,
        draft=None if reader.faults else draft,
        source=brought,
        version=version,
        corrections=tuple(reader.corrections),
        faults=tuple(reader.faults),
    )


def _indicator(reader: Reader) -> tuple[str, int, VersionLink | None]:
    text = reader.get("indicator")
    if not text:
        reader.refuse("indicator", "missing", words.MISSING, remedy=words.FILL)
        return "", 0, None
    code = reader.world.indicators.get(fold(text))
    if code is None:
        reader.unknown("indicator", text)
        return "", 0, None
    if text != code:
        reader.correct("indicator", text, code)
    versions = reader.world.versions[code]
    asked = reader.get("version")
    if not asked:
        number = min(versions)
        return code, number, versions[number]
    digits = asked.lower().removeprefix("v").removesuffix(".0").strip()
    if not digits.isdecimal() or int(digits) not in versions:
        reader.unknown("version", asked)
        return code, 0, None
    return code, int(digits), versions[int(digits)]


def _value(reader: Reader, version: VersionLink | None) -> Parsed | None:
    text, unit = reader.get("value"), reader.get("unit")
    if not text:
        reader.refuse("value", "missing", words.MISSING, remedy=words.FILL)
        return None
    is_whole = version is not None and version.unit in UNITS and version.unit != Unit.MONTHS
    try:
        parsed = parse_number(text, is_whole=is_whole, unit=unit)
    except ValueError as error:
        rule = str(error) if str(error) in words.NUMBERS else "not_a_number"
        remedy = words.FILL if rule == "absent" else words.WRITE_NUMBER
        reader.refuse("value", f"value.{rule}", words.NUMBERS[rule], text, remedy=remedy)
        return None
    return _in_unit(reader, parsed, version, unit) if version else parsed


def _in_unit(reader: Reader, parsed: Parsed, version: VersionLink, unit: str) -> Parsed | None:
    """Bring a value to the unit of its indicator, or refuse another unit."""
    is_money = version.unit == Unit.CENTIMES
    wrong = (parsed.money and not is_money) or (parsed.is_percent and version.unit != Unit.PERCENT)
    word = plain_words(unit)
    named = next((code for code, texts in UNITS.items() if word in map(plain_words, texts)), "")
    if wrong or (named and named != version.unit):
        shown = unit or reader.get("value")
        label = str(Unit(version.unit).label)
        reader.refuse("unit", "value.unit", words.NUMBERS["unit"], shown, label)
        return None
    value = parsed.value
    if is_money and parsed.money != "centimes":
        value *= HUNDRED
    shown = f"{(value / HUNDRED if is_money else value).normalize():f}"
    if NOTES & set(parsed.notes):
        suffix = " DH" if is_money else ""
        reader.correct("value", " ".join(filter(None, (reader.get("value"), unit))),
                       f"{shown}{suffix}")  # fmt: skip
    return Parsed(value=value, qualifier=parsed.qualifier)


def _qualifier(reader: Reader, parsed: Parsed | None) -> str:
    said = reader.coded("qualifier", "")
    within = parsed.qualifier if parsed else ""
    if within and not said:
        reader.correct("qualifier", reader.get("value"), within)
    return said or within or "exactly"


def _territory(reader: Reader) -> str:
    text = reader.get("territory").strip("'")
    if not text:
        return ""
    if reader.world.is_code(text):
        return text
    padded = text.removesuffix(".0").zfill(2)
    if text.removesuffix(".0").isdecimal() and reader.world.is_code(padded):
        reader.correct("territory", text, padded)
        return padded
    found = reader.world.territory(text)
    if len(found) == 1:
        reader.correct("territory", text, found[0])
        return found[0]
    if found:
        listed = ", ".join(found[:6])
        reader.refuse("territory", "territory.several", words.SEVERAL, text, listed,
                      remedy=words.CHOOSE["territory"])  # fmt: skip
    else:
        reader.unknown("territory", text)
    return ""


def _named(reader: Reader, name: str, known: Mapping[str, str]) -> str:
    text = reader.get(name)
    if not text:
        return ""
    code = known.get(fold(text))
    if not code:
        reader.unknown(name, text)
        return ""
    if code != text:
        reader.correct(name, text, code)
    return code


def _grade(reader: Reader, rights: Rights) -> str:
    grade = reader.coded("grade", "announced")
    if not reader.get("grade"):
        rule = "observation.corrected.grade"
        reader.corrections.append(Fault("grade", words.DEFAULT_GRADE, rule))
    elif grade not in rights.grades:
        reader.refuse("grade", "grade.denied", words.GRADE_DENIED, reader.get("grade"),
                      remedy=words.CHOOSE["grade"])  # fmt: skip
    return grade
