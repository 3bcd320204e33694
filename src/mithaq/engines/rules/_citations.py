"""A legal reference in three languages: « loi 65-00, art. 3 » read by a small grammar.

Texts are cited in French, as they are printed. In Arabic a number takes points (65.00): between
Arabic words a hyphen would show its parts in the other order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from mithaq.base.calendar_words import day_in
from mithaq.base.text import Labels

_NUMBER: Final = r"(?:n° ?)?(?P<n>\d+(?:-\d+)*)"
_DAY: Final = r"(?: du (?P<day>\d\d?/\d\d?/\d{4}))?"
_PLACE: Final = r"\d+(?:-[0-9A-Z]+)*°?(?: (?:bis|ter|quater))?"
# A part of an article that a letter names: the Arabic text of the code names it so.
_LETTERS: Final = dict(
    zip("ABCDEFGH", ("ألف", "باء", "جيم", "دال", "هاء", "واو", "زاي", "حاء"), strict=True)
)
_REPEATED: Final = {"bis": "مكررة", "ter": "مكررة مرتين", "quater": "مكررة ثلاث مرات"}

#: What is said of a value that no text seen gives.
UNPUBLISHED: Final = Labels(
    fr="référence non publiée", ar="المرجع غير منشور", en="reference not published"
)
#: What a text is called: its pattern, then its Arabic and its English. `{n}` is its number,
#: `{y}` its year, `{on}` the day it bears.
_TEXTS: Final = (
    (rf"projet de loi {_NUMBER}", "مشروع القانون رقم {n}", "Bill No. {n}"),
    (
        r"(?:LF|loi de finances)(?: pour| de)? (?P<y>\d{4})"
        r"(?: \((?P<n>\d+-\d+)\)|, (?P<m>\d+-\d+))",
        "قانون المالية رقم {n} لسنة {y}",
        "Finance Law No. {n} for {y}",
    ),
    (
        r"(?:LF|loi de finances)(?: pour| de)? (?P<y>\d{4})",
        "قانون المالية لسنة {y}",
        "Finance Law for {y}",
    ),
    (rf"(?:LF|loi de finances) {_NUMBER}", "قانون المالية رقم {n}", "Finance Law No. {n}"),
    (
        rf"(?:dahir portant loi|dahir-loi) {_NUMBER}{_DAY}",
        "الظهير الشريف بمثابة قانون رقم {n}{on}",
        "Dahir with force of law No. {n}{on}",
    ),
    (rf"dahir {_NUMBER}{_DAY}", "الظهير الشريف رقم {n}{on}", "Dahir No. {n}{on}"),
    (r"loi (?P<n>[IVXLC]+) modifiée", "القانون {n} المعدل", "Law {n} as amended"),
    (r"loi (?P<n>[IVXLC]+)", "القانون {n}", "Law {n}"),
    (rf"loi {_NUMBER}{_DAY}", "القانون رقم {n}{on}", "Law No. {n}{on}"),
    (rf"décret-loi {_NUMBER}{_DAY}", "المرسوم بقانون رقم {n}{on}", "Decree-Law No. {n}{on}"),
    (rf"décret {_NUMBER} de (?P<y>\d{{4}})", "المرسوم رقم {n} لسنة {y}", "Decree No. {n} of {y}"),
    (rf"décret {_NUMBER}{_DAY}", "المرسوم رقم {n}{on}", "Decree No. {n}{on}"),
    (rf"arrêté conjoint {_NUMBER}{_DAY}", "القرار المشترك رقم {n}{on}", "Joint Order No. {n}{on}"),
    (rf"arrêté {_NUMBER}{_DAY}", "القرار رقم {n}{on}", "Order No. {n}{on}"),
    (
        rf"décision conjointe (?:n° ?)?(?P<n>[\d/]+){_DAY}",
        "المقرر المشترك رقم {n}{on}",
        "Joint Decision No. {n}{on}",
    ),
    (rf"décision (?:n° ?)?(?P<n>[\d/]+){_DAY}", "المقرر رقم {n}{on}", "Decision No. {n}{on}"),
    (
        rf"circulaire {_NUMBER} de (?P<y>\d{{4}})",
        "المنشور رقم {n} لسنة {y}",
        "Circular No. {n} of {y}",
    ),
    (rf"(?:NC|note circulaire) {_NUMBER}", "المذكرة الدورية رقم {n}", "Circular Note No. {n}"),
    (rf"circulaire {_NUMBER}{_DAY}", "المنشور رقم {n}{on}", "Circular No. {n}{on}"),
    (r"CGI|code général des impôts", "المدونة العامة للضرائب", "General Tax Code"),
    (r"code du travail", "مدونة الشغل", "Labour Code"),
    (
        rf"BO (?:n° ?)?(?P<n>\d+){_DAY}",
        "الجريدة الرسمية عدد {n}{at}",
        "Official Bulletin No. {n}{on}",
    ),
    (rf"BO{_DAY}", "الجريدة الرسمية{at}", "Official Bulletin{on}"),
    (rf"conseil de gouvernement{_DAY}", "مجلس الحكومة{at}", "Government Council{on}"),
    (r"reconduite en (?P<y>\d{4})", "مجددا في {y}", "renewed in {y}"),
    (r"(?P<y>\d{4})", "{y}", "{y}"),
    (r"façon de compter", "طريقة الاحتساب", "way of counting"),
    (r"code de recouvrement", "مدونة تحصيل الديون العمومية", "Public Debts Recovery Code"),
    (
        r"assurance maladie obligatoire",
        "التأمين الإجباري الأساسي عن المرض",
        "compulsory health insurance",
    ),
    (r"prise en charge par l’État", "تحمل الدولة", "cover by the State"),
)  # fmt: skip
_COMPILED: Final = tuple((re.compile(p, re.IGNORECASE), ar, en) for p, ar, en in _TEXTS)
_ARTICLES: Final = re.compile(
    rf"(?:art\.|articles?) (?P<places>{_PLACE}(?:, {_PLACE})*)"
    rf"(?: (?P<link>et|à) (?P<last>{_PLACE}))?",
    re.IGNORECASE,
)
_PARAGRAPH: Final = re.compile(r"(?:al\.|alinéa) (?P<n>\d+)", re.IGNORECASE)
#: What stands between two of them.
_BETWEEN: Final = (
    (re.compile(r", "), "، ", ", "),
    (re.compile(r" \((?:avant|auparavant) : "), " (سابقا: ", " (formerly "),
    (re.compile(r" \("), " (", " ("),
    (re.compile(r" modifiant (?:le |la )?"), " بتغيير ", " amending "),
    (re.compile(r"\)"), ")", ")"),
    (re.compile(r" (?=art|al)", re.IGNORECASE), "، ", ", "),
)


def cite(text: str, table: Mapping[str, Labels]) -> Labels | None:
    """A reference in three languages, or None where a part of it cannot be read.

    Each part (they stand between semicolons) is said as the table has it, whatever its capitals,
    or as the grammar reads it.
    """
    parts = [table.get(part.casefold()) or _read(part) for part in text.split(" ; ")]
    said = [part for part in parts if part is not None]
    if len(said) < len(parts):
        return None
    arabic, english = "؛ ".join(one.ar for one in said), "; ".join(one.en for one in said)
    return Labels(text, arabic, english[:1].upper() + english[1:])


def _read(text: str) -> Labels | None:
    arabic, english, at, is_between = "", "", 0, False
    while at < len(text):
        found = (_between if is_between else _part)(text, at)
        if found is None:
            return None
        at, said = found[0], found[1:]
        arabic, english = arabic + said[0], english + said[1]
        # A bracket may close before another separator.
        is_between = not is_between or said[1] == ")"
    return Labels(text, arabic, english) if text else None


def _between(text: str, at: int) -> tuple[int, str, str] | None:
    for pattern, arabic, english in _BETWEEN:
        if found := pattern.match(text, at):
            return found.end(), arabic, english
    return None


def _part(text: str, at: int) -> tuple[int, str, str] | None:
    if found := _ARTICLES.match(text, at):
        return found.end(), *_articles(found)
    if found := _PARAGRAPH.match(text, at):
        return found.end(), f"الفقرة {found['n']}", f"para. {found['n']}"
    for pattern, arabic, english in _COMPILED:
        if found := pattern.match(text, at):
            return found.end(), *_named(found, arabic, english)
    return None


def _named(found: re.Match[str], arabic: str, english: str) -> tuple[str, str]:
    groups = found.groupdict()
    number = groups.get("n") or groups.get("m") or ""
    year = groups.get("y") or ""
    day = _day(groups.get("day"))
    of_it, dated = (f" الصادر في {day[0]}", f" بتاريخ {day[0]}") if day else ("", "")
    return (
        arabic.format(n=number.replace("-", "."), y=year, on=of_it, at=dated),
        english.format(n=number, y=year, on=f" of {day[1]}" if day else ""),
    )


def _day(written: str | None) -> tuple[str, str] | None:
    if not written:
        return None
    day, month, year = map(int, written.split("/"))
    on = date(year, month, day)
    return day_in("ar", on), day_in("en", on)


def _articles(found: re.Match[str]) -> tuple[str, str]:
    """One article, several, or all from one to another."""
    places = found["places"].split(", ")
    last = found["last"]
    if not last:
        said = "، ".join(map(_arabic_place, places))
        several = len(places) > 1
        return (
            f"{'المواد' if several else 'المادة'} {said}",
            f"{'arts.' if several else 'art.'} {', '.join(places)}",
        )
    arabic, english = "، ".join(map(_arabic_place, places)), ", ".join(places)
    if found["link"] == "à":
        return f"المواد من {arabic} إلى {_arabic_place(last)}", f"arts. {english} to {last}"
    head = "المواد" if len(places) > 1 else "المادتان"
    return f"{head} {arabic} و{_arabic_place(last)}", f"arts. {english} and {last}"


def _arabic_place(written: str) -> str:
    """« 57-16° » is item 16 of article 57; « 59-I-A » its part I, A.

    A hyphen or a Roman number that touches a bracket would be drawn on the wrong side in Arabic.
    """
    number, _, again = written.partition(" ")
    number, _, part = number.partition("-")
    said = [number]
    if again:
        said.append(_REPEATED[again])
    if part:
        pieces = part.removesuffix("°").split("-")
        said.append(f"(البند {'، '.join(_LETTERS.get(piece, piece) for piece in pieces)})")
    return " ".join(said)
