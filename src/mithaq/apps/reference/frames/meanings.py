"""Sources and indicators as a deployment lists them; everything wrong is said at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from mithaq.apps.reference.choices import Aggregation, SourceKind, Unit
from mithaq.apps.reference.frames.rows import Row
from mithaq.base.dates import UncertainDate
from mithaq.base.errors import Fault
from mithaq.base.text import LANGUAGES, Labels, slugify

_LENGTHS: Final = {"publisher": 120, "url": 400, "licence": 200}


@dataclass(slots=True)
class _Reader:
    """Reads one entry and notes its faults under the entry's path."""

    entry: Mapping[str, Any]
    where: str
    faults: list[Fault]

    def say(self, name: str, sentence: Labels, rule: str) -> None:
        self.faults.append(Fault(where=f"{self.where}.{name}", sentence=sentence, rule=rule))

    def text(self, name: str) -> str:
        value = str(self.entry.get(name) or "").strip()
        longest = _LENGTHS.get(name)
        if longest and len(value) > longest:
            self.say(name, _too_long(name, longest), f"reference.{name}.length")
        return value

    def code(self, name: str = "code") -> str:
        value = self.text(name)
        if (
            not value
            or len(value) > 60
            or slugify(value.replace("_", "-")) != value.replace("_", "-")
        ):
            self.say(name, _bad_code(value), "reference.code")
        return value

    def labels(self, name: str, *, stem: str, required: bool = True) -> dict[str, object]:
        given = self.entry.get(name)
        texts = given if isinstance(given, Mapping) else {"fr": given or ""}
        if required and not str(texts.get("fr") or "").strip():
            self.say(name, _missing(name), "reference.french_required")
        return {f"{stem}_{code}": str(texts.get(code) or "").strip() for code in LANGUAGES}

    def choice(self, name: str, choices: Any) -> str:
        value = self.text(name)
        if value not in choices.values:
            self.say(name, _not_in_list(name, value, choices.values), f"reference.{name}")
        return value


def source_rows(entries: Sequence[Mapping[str, Any]]) -> tuple[list[Row], list[Fault]]:
    """Read a list of sources."""
    faults: list[Fault] = []
    rows = [
        _source(_Reader(entry, f"sources[{position}]", faults))
        for position, entry in enumerate(entries)
    ]
    faults.extend(_repeated(rows, "sources"))
    return rows, faults


def indicator_rows(
    entries: Sequence[Mapping[str, Any]],
) -> tuple[list[Row], dict[str, list[Row]], list[Fault]]:
    """Read a list of indicators: their rows, and the rows of their versions by indicator."""
    faults: list[Fault] = []
    rows: list[Row] = []
    versions: dict[str, list[Row]] = {}
    for position, entry in enumerate(entries):
        reader = _Reader(entry, f"indicators[{position}]", faults)
        row = Row(
            key=reader.code(),
            values={
                **reader.labels("label", stem="label"),
                **reader.labels("topic", stem="topic"),
            },
        )
        rows.append(row)
        versions[row.key] = list(_versions(reader))
    faults.extend(_repeated(rows, "indicators"))
    return rows, versions, faults


def _source(reader: _Reader) -> Row:
    published, url = _published(reader), reader.text("url")
    if url and not url.startswith(("https://", "http://")):
        reader.say("url", _bad_address(url), "source.url")
    return Row(
        key=reader.code(),
        values={
            **reader.labels("title", stem="label"),
            "kind": reader.choice("kind", SourceKind),
            "publisher": reader.text("publisher"),
            "published_on": published.on,
            "published_precision": str(published.precision),
            "url": url,
            "licence": reader.text("licence"),
        },
    )


def _published(reader: _Reader) -> UncertainDate:
    value = reader.entry.get("published")
    try:
        return UncertainDate.parse(value)
    except ValueError:
        reader.say("published", _bad_date(value), "source.published")
        return UncertainDate.unknown()


def _versions(indicator: _Reader) -> Iterator[Row]:
    entries = indicator.entry.get("versions")
    if not isinstance(entries, Sequence) or not entries:
        indicator.say("versions", _no_version(), "indicator.has_version")
        return
    for position, entry in enumerate(entries):
        reader = _Reader(entry, f"{indicator.where}.versions[{position}]", indicator.faults)
        unit, aggregation = reader.choice("unit", Unit), reader.choice("aggregation", Aggregation)
        if unit == Unit.PERCENT and aggregation != Aggregation.RATIO:
            reader.say("aggregation", _percent_is_ratio(), "indicator_percent_is_ratio")
        number = str(entry.get("number", position + 1))
        yield Row(
            key=number,
            values={
                "number": int(number) if number.isdigit() else position + 1,
                **reader.labels("definition", stem="definition", required=False),
                "formula": reader.text("formula"),
                "unit": unit,
                "aggregation": aggregation,
                "grain": reader.text("grain"),
                "valid_from": _day(reader),
            },
        )


def _day(reader: _Reader) -> date | None:
    value = reader.entry.get("valid_from")
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        reader.say("valid_from", _bad_date(value), "indicator.valid_from")
        return None


def _repeated(rows: list[Row], name: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for position, row in enumerate(rows):
        if row.key in seen:
            yield Fault(f"{name}[{position}].code", _twice(row.key), "reference.code.unique")
        seen.add(row.key)


def _missing(name: str) -> Labels:
    return Labels(
        f"« {name} » doit être écrit en français.",
        f"يجب كتابة «{name}» بالفرنسية.",
        f"“{name}” must be written in French.",
    )


def _too_long(name: str, longest: int) -> Labels:
    return Labels(
        f"« {name} » dépasse {longest} caractères.",
        f"يتجاوز «{name}» عدد {longest} حرفا.",
        f"“{name}” is longer than {longest} characters.",
    )


def _bad_code(value: str) -> Labels:
    return Labels(
        f"« {value} » n’est pas un code : minuscules latines, chiffres et tirets, 60 au plus.",
        f"«{value}» ليس رمزا: حروف لاتينية صغيرة وأرقام وشرطات، 60 على الأكثر.",
        f"“{value}” is not a code: lower-case Latin letters, digits and hyphens, 60 at most.",
    )


def _not_in_list(name: str, value: str, values: list[str]) -> Labels:
    known = ", ".join(values)
    return Labels(
        f"« {value} » n’est pas une valeur de « {name} » : écrivez {known}.",
        f"«{value}» ليست من قيم «{name}»: اكتبوا {known}.",
        f"“{value}” is not a value of “{name}”: write one of {known}.",
    )


def _bad_date(value: object) -> Labels:
    return Labels(
        f"« {value} » n’est pas une date : écrivez 2021-12-15, 2021-12, 2021 ou unknown.",
        f"«{value}» ليس تاريخا: اكتبوا 2021-12-15 أو 2021-12 أو 2021 أو unknown.",
        f"“{value}” is not a date: write 2021-12-15, 2021-12, 2021 or unknown.",
    )


def _bad_address(value: str) -> Labels:
    return Labels(
        f"« {value} » n’est pas une adresse : elle commence par https:// ou http://.",
        f"«{value}» ليس عنوانا: يبدأ العنوان بـ https:// أو http://.",
        f"“{value}” is not an address: it starts with https:// or http://.",
    )


def _no_version() -> Labels:
    return Labels(
        "Un indicateur a au moins une version ; sans définition publiée, laissez-la absente.",
        "للمؤشر صيغة واحدة على الأقل؛ وإذا لم ينشر التعريف فاتركوه فارغا.",
        "An indicator has at least one version; leave its definition out if none is published.",
    )


def _percent_is_ratio() -> Labels:
    return Labels(
        "Un pourcentage est un rapport : il ne s’additionne pas. Écrivez aggregation: ratio.",
        "النسبة المئوية لا تجمع. اكتبوا aggregation: ratio.",
        "A percentage is a ratio: it is never summed. Write aggregation: ratio.",
    )


def _twice(code: str) -> Labels:
    return Labels(
        f"Le code « {code} » est écrit deux fois.",
        f"الرمز «{code}» مكتوب مرتين.",
        f"The code “{code}” is written twice.",
    )
