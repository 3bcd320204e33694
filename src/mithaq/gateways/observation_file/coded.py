"""Words for sex, milieu, grade and the words before a number, in three languages."""

from __future__ import annotations

from typing import Final

from mithaq.base.text import plain_words

_SEX: Final = {
    "women": ("women", "femmes", "femme", "f", "female", "feminin", "féminin", "نساء", "النساء",
              "امرأة", "إناث", "الإناث", "أنثى", "w"),
    "men": ("men", "hommes", "homme", "h", "m", "male", "masculin", "رجال", "الرجال", "رجل",
            "ذكور", "الذكور", "ذكر"),
    "all": ("all", "ensemble", "total", "tous", "les deux", "both", "المجموع", "مجموع", "الكل",
            "كلا الجنسين", "ensemble des personnes", "t"),
}  # fmt: skip
_MILIEU: Final = {
    "urban": ("urban", "urbain", "urbaine", "milieu urbain", "u", "حضري", "الحضري",
              "الوسط الحضري"),
    "rural": ("rural", "rurale", "milieu rural", "r", "قروي", "القروي", "الوسط القروي"),
    "all": ("all", "ensemble", "total", "tous", "tous milieux", "both", "المجموع", "مجموع", "الكل"),
}  # fmt: skip
_GRADE: Final = {
    "announced": ("announced", "annoncé", "annonce", "معلن"),
    "contractual": ("contractual", "contractuel", "تعاقدي"),
    "recorded": ("recorded", "enregistré", "declaré", "مسجل", "مسجَّل"),
    "measured": ("measured", "mesuré", "مقيس", "مَقيس"),
    "verified": ("verified", "vérifié", "متحقق منه", "متحقَّق منه"),
}
_QUALIFIER: Final = {
    "exactly": ("exactly", "exactement", "بالضبط"),
    "more_than": ("more_than", "plus de", "more than", "أكثر من", "أزيد من"),
    "nearly": ("nearly", "près de", "قرابة", "ما يقارب"),
    "about": ("about", "environ", "حوالي", "تقريبا"),
    "at_least": ("at_least", "au moins", "at least", "على الأقل"),
}
LISTS: Final = {
    name: {plain_words(text): code for code, texts in table.items() for text in texts}
    for name, table in (
        ("sex", _SEX),
        ("milieu", _MILIEU),
        ("grade", _GRADE),
        ("qualifier", _QUALIFIER),
    )
}
SPELLINGS: Final = {"sex": _SEX, "milieu": _MILIEU, "grade": _GRADE, "qualifier": _QUALIFIER}


def code_of(field: str, text: str) -> str | None:
    """The code that a word stands for, or nothing when the list does not know it."""
    return LISTS[field].get(plain_words(text))
