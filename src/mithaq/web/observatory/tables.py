"""The lists of figures, indicators and reports."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from mithaq.base.dates import Precision, UncertainDate
from mithaq.base.text import Labels
from mithaq.web.conventions.links import page_url, split_title
from mithaq.web.observatory.words import REPORT_STATUSES, UNITS
from mithaq.web.shell.columns import Column, Table
from mithaq.web.shell.dates import moment_words
from mithaq.web.shell.marks import exercise_badge
from mithaq.web.shell.values import display_row, hidden_words, plain_number, qualifier_words
from mithaq.web.shell.words import local, locator_words

DIGEST_SHOWN = 12


def _definitions(code: str, row: Any) -> str | None:
    """Every version's definition in a language; the page itself does not look them up."""
    return getattr(row, "definitions", {}).get(code) or None


def _value(row: Any) -> SafeString:
    if showing := getattr(row, "showing", None):
        return format_html("{}", hidden_words(showing))
    shown = display_row(row)
    words = format_html('<span class="value-words">{}</span> ', shown.qualifier)
    unit = format_html(" {}", shown.unit) if shown.unit else ""
    return format_html(
        '{}<b class="value">{}</b>{}', words if shown.qualifier else "", shown.html, unit
    )


def _plain(row: Any) -> object:
    """The value as a spreadsheet holds it; a small or masked count leaves as words."""
    if showing := getattr(row, "showing", None):
        return hidden_words(showing)
    return plain_number(row.value, row.indicator_version.unit)


def _state(row: Any) -> object:
    """The day it shows, in the words of the source when it prints some."""
    period = Labels.from_columns(row, "period")
    return period or UncertainDate(row.as_of, Precision(row.as_of_precision))


def _words(row: Any) -> object:
    state = _state(row)
    return state if isinstance(state, Labels) else ""


def _note(row: Any) -> object:
    """The convention that a figure is about, and the mark of an invented one."""
    name = local(row.convention.labels) if row.convention else ""
    return format_html("{} {}", name, exercise_badge()) if row.is_exercise else name


def _mark(row: Any) -> object:
    return exercise_badge() if row.is_exercise else ""


FIGURES = Table(
    name="chiffres",
    caption=_("Chiffres, l’état le plus récent d’abord"),
    columns=(
        Column(
            key="code",
            label=_("Code"),
            kind="code",
            sort="code",
            is_shown=False,
            leaves=True,
        ),
        Column(
            key="label",
            label=_("Ce qui est compté"),
            value=lambda row: row.labels,
            url=lambda row: reverse("figure", args=[row.code]),
            note=_note,
            sort="label_fr",
            is_header=True,
        ),
        Column(
            key="value",
            label=_("Valeur"),
            kind="html",
            value=_value,
            export=_plain,
        ),
        Column(
            key="unit",
            label=_("Unité"),
            value=lambda row: row.indicator_version.unit,
            words=UNITS,
            is_shown=False,
            leaves=True,
        ),
        Column(
            key="qualifier",
            label=_("Formulation"),
            value=lambda row: qualifier_words(row.qualifier),
            is_shown=False,
            leaves=True,
            definition=_("Les mots de la source avant son nombre ; vide : un nombre seul."),
        ),
        Column(
            key="as_of",
            label=_("État au"),
            kind="date",
            value=lambda row: UncertainDate(row.as_of, Precision(row.as_of_precision)),
            note=_words,
            sort="as_of",
        ),
        Column(key="grade", label=_("Degré"), kind="grade", sort="grade"),
        Column(
            key="source",
            label=_("Source"),
            value=lambda row: split_title(row.source.labels)[0],
            url=lambda row: page_url("source", row.source.code),
            sort="source__label_fr",
        ),
        Column(
            key="said_on",
            label=_("Dit le"),
            kind="date",
            value=lambda row: UncertainDate(row.said_on, Precision(row.said_precision)),
            sort="said_on",
        ),
        Column(
            key="convention",
            label=_("Convention"),
            value=lambda row: row.convention.labels if row.convention else None,
            url=lambda row: page_url("convention", row.convention.reference),
            sort="convention__label_fr",
            is_shown=False,
            leaves=True,
        ),
        Column(
            key="indicator",
            label=_("Indicateur"),
            value=lambda row: row.indicator_version.indicator.labels,
            url=lambda row: reverse("indicator", args=[row.indicator_version.indicator.code]),
            is_shown=False,
            leaves=True,
        ),
        Column(
            key="version",
            label=_("Version"),
            kind="number",
            value=lambda row: row.indicator_version.number,
            is_shown=False,
            leaves=True,
        ),
        Column(
            key="definition",
            label=_("Définition"),
            value=lambda row: Labels.from_columns(row.indicator_version, "definition") or None,
            absent="f",
            is_shown=False,
            leaves=True,
        ),
        Column(
            key="locator",
            label=_("Endroit"),
            value=lambda row: locator_words(row.locator),
            is_shown=False,
            leaves=True,
        ),
    ),
    empty=_("Aucun chiffre n’est encore inscrit."),
    is_exercise=lambda row: row.is_exercise,
    source=_("Chaque ligne dit sa source et l’endroit où elle se lit."),
    definition=_(
        "Un chiffre est inscrit tel qu’il a été dit. Ceux des exercices sont inventés et ne "
        "s’ajoutent à aucun autre. L’argent est en dirhams, une part en centièmes."
    ),
)


INDICATORS = Table(
    name="indicateurs",
    caption=_("Indicateurs, par thème"),
    columns=(
        Column(
            key="label",
            label=_("Indicateur"),
            value=lambda row: row.labels,
            url=lambda row: reverse("indicator", args=[row.code]),
            sort="label_fr",
            is_header=True,
        ),
        Column(
            key="topic",
            label=_("Thème"),
            value=lambda row: Labels.from_columns(row, "topic"),
            sort="topic_fr",
        ),
        Column(key="code", label=_("Code"), kind="code", sort="code", is_shown=False),
        Column(key="unit", label=_("Unité"), words=UNITS, sort="unit"),
        Column(key="version_count", label=_("Versions"), kind="number", sort="version_count"),
        Column(
            key="is_defined",
            label=_("Définition"),
            value=lambda row: _("publiée") if row.is_defined else None,
            absent="f",
            sort="is_defined",
        ),
        Column(
            key="figure_count",
            label=_("Chiffres publics"),
            kind="number",
            sort="figure_count",
            definition=_("Chiffres de sources publiques ; ceux des exercices sont à part."),
        ),
        Column(
            key="exercise_count",
            label=_("Chiffres d’exercice"),
            kind="number",
            sort="exercise_count",
        ),
        Column(
            key="last_on",
            label=_("Dernier état"),
            kind="date",
            absent="m",
            sort="last_on",
            is_shown=False,
        ),
        *(
            Column(
                key=f"definitions_{code}",
                label=label,
                value=partial(_definitions, code),
                is_shown=False,
                leaves=True,
            )
            for code, label in (
                ("fr", _("Définitions par version, en français")),
                ("ar", _("Définitions par version, en arabe")),
                ("en", _("Définitions par version, en anglais")),
            )
        ),
    ),
    empty=_("Aucun indicateur n’est encore inscrit."),
    source=_("Registre des indicateurs de Mithaq."),
    definition=_("Un indicateur dit ce qui est compté ; chaque version en est une définition."),
)


REPORTS = Table(
    name="bilans",
    caption=_("Bilans publiés, le plus récent d’abord"),
    columns=(
        Column(
            key="convention",
            label=_("Convention"),
            value=lambda row: row.convention.labels,
            url=lambda row: reverse("results_report", args=[row.public_id]),
            note=_mark,
            sort="convention__label_fr",
            is_header=True,
        ),
        Column(key="as_of", label=_("Situation au"), kind="date", sort="as_of"),
        Column(key="number", label=_("Numéro"), kind="number", sort="number"),
        Column(
            key="published_at",
            label=_("Publié le"),
            value=lambda row: moment_words(row.published_at),
            export=lambda row: row.published_at.isoformat(timespec="seconds"),
            sort="published_at",
        ),
        Column(
            key="published_by",
            label=_("Publié par"),
            value=lambda row: str(row.published_by) if row.published_by else _("Mithaq"),
            is_shown=False,
        ),
        Column(key="status", label=_("Statut"), words=REPORT_STATUSES, sort="status"),
        Column(
            key="sha256",
            label=_("Empreinte"),
            kind="code",
            value=lambda row: f"{row.sha256[:DIGEST_SHOWN]}…",
            export=lambda row: row.sha256,
        ),
    ),
    empty=_("Aucun bilan n’est encore publié."),
    empty_action=_("Voir les conventions"),
    empty_url="../conventions/",
    is_exercise=lambda row: row.is_exercise,
    source=_("Registre des bilans de Mithaq."),
    definition=_("Un bilan publié ne change plus ; son empreinte le prouve."),
)
