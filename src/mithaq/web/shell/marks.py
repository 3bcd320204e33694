"""The five grades of proof, from thin air to solid, and the three marks that are not grades."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, gettext_lazy

from mithaq.web.shell.typography import language, set_text

GRADES: Final[dict[str, tuple[Promise, Promise]]] = {
    "announced": (gettext_lazy("annoncé"), gettext_lazy("dit par une partie ou par la presse")),
    "contractual": (gettext_lazy("contractuel"), gettext_lazy("écrit dans un texte signé")),
    "recorded": (gettext_lazy("enregistré"), gettext_lazy("inscrit dossier par dossier")),
    "measured": (gettext_lazy("mesuré"), gettext_lazy("calculé selon une définition publiée")),
    "verified": (gettext_lazy("vérifié"), gettext_lazy("rapproché d’une autre source")),
}
_STROKES: Final = {
    "announced": "M7.6 4.6 4.2 8l3.4 3.4M12.2 4.6 8.8 8l3.4 3.4",
    "contractual": "M2.6 3.6l4.4 4.4M7 3.6 2.6 8M2 12.4h12.4",
    "recorded": "M2.2 4h11.6M2.2 8h11.6M2.2 12h11.6",
    "measured": "M2 3.4v9.2M14 3.4v9.2M2 8h12M6 6.2v3.6M10 6.2v3.6",
    "verified": "M2.6 8.6l3.6 3.6 7.2-7.8",
}
_SVG: Final = (
    '<svg class="mark" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" '
    'focusable="false"><path d="{}"/></svg>'
)


def grade(value: object, icon_only: object = False) -> SafeString:  # noqa: FBT002 - a template tag
    """Draw the badge of a grade: its mark, its border and always its word."""
    code = str(getattr(value, "value", value)).lower()
    return _grade(code, bool(icon_only), language()) if code in GRADES else mark_safe("")


@lru_cache(maxsize=64)
def _grade(code: str, icon_only: bool, _language: str) -> SafeString:  # noqa: FBT001 - cache key
    word, meaning = (str(words) for words in GRADES[code])
    icon = mark_safe(_SVG.format(_STROKES[code]))  # noqa: S308 - constants of this module
    if icon_only:
        return format_html(
            '<span class="grade grade-{} grade-icon" role="img" aria-label="{}" title="{}">'
            "{}</span>",
            code,
            word,
            word,
            icon,
        )
    return format_html(
        '<span class="grade grade-{}" title="{}">{}{}</span>', code, meaning, icon, word
    )


def needed_grade(value: object) -> SafeString:
    """Say in words, outlined, which grade is still missing: nothing here bears it yet."""
    code = str(getattr(value, "value", value)).lower()
    if code not in GRADES:
        return mark_safe("")
    words = gettext("Degré nécessaire : %(grade)s") % {"grade": GRADES[code][0]}
    return format_html('<span class="grade-needed">{}</span>', set_text(words))


def exercise_badge() -> SafeString:
    """Mark what is invented: page, PDF, XLSX and API all carry it."""
    return format_html(
        '<span class="exercise"><svg class="hatch" viewBox="0 0 16 24" width="16" height="24" '
        'aria-hidden="true"><path d="M-2 9 9-2M-2 17 17-2M-2 25 18 5M6 26 18 14'
        'M14 26 18 22"/></svg><span>{}</span></span>',
        gettext("exercice"),
    )


_ABSENT: Final = (
    '<span class="unpublished{}"><span class="void" aria-hidden="true"></span>{}</span>'
)


def not_published(form: str = "m") -> SafeString:
    """Say that a thing is not published: never zero, never a dash alone.

    `form`: « m » non publié, « f » non publiée, « mp » non publiés, « fp » non publiées.
    """
    return _not_published(form, language())


@lru_cache(maxsize=32)
def _not_published(form: str, _language: str) -> SafeString:
    words = {
        "m": gettext("non publié"),
        "f": gettext("non publiée"),
        "mp": gettext("non publiés"),
        "fp": gettext("non publiées"),
    }
    return format_html(_ABSENT, "", words.get(form, words["m"]))


def no_result(since: object = None) -> SafeString:
    """Say that no source publishes a result (of the date on, when `since` is given)."""
    words = gettext("Aucun résultat publié depuis") if since else gettext("Aucun résultat publié")
    return format_html(_ABSENT, " strong", set_text(words))


_CONDITION_ICONS: Final = {
    "met": '<circle cx="8" cy="8" r="8"/><path d="M4.4 8.4l2.6 2.6 4.8-5.2"/>',
    "unmet": '<circle cx="8" cy="8" r="7"/><path d="M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2"/>',
    "unknown": '<circle cx="8" cy="8" r="7"/><path d="M6 6.4a2 2 0 1 1 2.8 1.9c-.6.3-.8.6-.8 1.1'
    'M8 11.6v.2"/>',
}


def condition_mark(state: str) -> SafeString:
    """Draw whether a condition is met, unmet or still to confirm."""
    words = {
        "met": gettext("remplie"),
        "unmet": gettext("non remplie"),
        "unknown": gettext("à confirmer"),
    }
    return format_html(
        '<svg class="condition condition-{}" viewBox="0 0 16 16" width="16" height="16" role="img" '
        'aria-label="{}">{}</svg>',
        state,
        words[state],
        mark_safe(_CONDITION_ICONS[state]),  # noqa: S308 - constants of this module
    )
