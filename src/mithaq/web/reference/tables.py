"""The columns of the reference lists."""

from __future__ import annotations

from typing import Any, Final

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mithaq.base.dates import Precision, UncertainDate
from mithaq.base.text import Labels
from mithaq.web.shell.marks import exercise_badge
from mithaq.web.shell.tables import Column, Table
from mithaq.web.shell.typography import set_text

HCP: Final = _(
    "Haut-Commissariat au Plan, RGPH 2024, conditions CC BY 4.0 ; noms en tifinaghe : "
    "© OpenStreetMap contributors, ODbL 1.0"
)


def territory_url(row: Any) -> str:
    """Address of a territory's page."""
    return reverse("territory", args=[row.code])


def _region(row: Any) -> Labels | None:
    """The region that holds a row: its parent, or the parent of its parent."""
    above = row.parent
    while above is not None and above.level not in {"region", "country"}:
        above = above.parent
    return above.labels if above is not None and above.level == "region" else None


def _other_name(row: Any) -> str:
    """The name in the other script: French on an Arabic page, Arabic elsewhere."""
    return str(row.label_fr if get_language() == "ar" else row.label_ar)


TERRITORIES: Final = Table(
    name="territoires",
    caption=_("Provinces, préfectures, communes et arrondissements"),
    columns=(
        Column(
            key="label_fr",
            label=_("Territoire"),
            value=lambda row: row.labels,
            url=territory_url,
            sort="label_fr",
            is_header=True,
        ),
        Column(key="label_ar", label=_("Autre écriture"), kind="code", value=_other_name),
        Column(
            key="level",
            label=_("Niveau"),
            value=lambda row: row.get_level_display(),
            sort=("level", "label_fr"),
        ),
        Column(key="parent", label=_("Dans"), value=lambda row: row.parent and row.parent.labels),
        Column(
            key="population_2024",
            label=_("Population 2024"),
            kind="number",
            absent="f",
            sort="population_2024",
            definition=_("Population légale du recensement de 2024."),
        ),
        Column(
            key="households_2024",
            label=_("Ménages 2024"),
            kind="number",
            absent="mp",
            sort="households_2024",
            is_shown=False,
        ),
        Column(key="region", label=_("Région"), value=_region, is_shown=False),
        Column(
            key="label_tzm", label=_("Nom en tifinaghe"), absent="m", is_shown=False,
            value=lambda row: row.label_tzm or None, sort="label_tzm",
        ),
        Column(key="code", label=_("Code HCP"), kind="code", sort="code"),
    ),
    empty=_("Aucun territoire n’est chargé."),
    source=HCP,
)  # fmt: skip

TERMS: Final = Table(
    name="nomenclature",
    caption=_("Nomenclature"),
    columns=(
        Column(key="code", label=_("Code"), kind="code", sort="code", is_header=True),
        Column(key="label", label=_("Libellé"), value=lambda row: row.labels, sort="label_fr"),
        Column(key="label_fr", label=_("Français"), is_shown=False),
        Column(
            key="label_ar", label=_("Arabe"), absent="m", value=lambda row: row.label_ar or None
        ),
        Column(key="label_en", label=_("Anglais"), is_shown=False),
    ),
    empty=_("Cette nomenclature n’a pas de terme."),
)

_CONFIDENCE: Final = {
    "high": _("sûr : plusieurs sources concordent"),
    "medium": _("probable : une source, ou des sources qui divergent"),
    "low": _("douteux : une source incertaine"),
}

BANKS: Final = Table(
    name="banques",
    caption=_("Banques et codes"),
    columns=(
        Column(key="code", label=_("Code"), kind="code", sort="code", is_header=True),
        Column(key="name", label=_("Banque"), sort="name"),
        Column(
            key="confidence",
            label=_("Confiance dans le code"),
            value=lambda row: _CONFIDENCE.get(row.confidence, row.confidence),
            sort="confidence",
        ),
    ),
    empty=_("Aucune banque n’est chargée."),
    source=_("Bases de codes publiques comparées ; la liste officielle n’a pas été obtenue."),
)

HOLIDAYS: Final = Table(
    name="jours-feries",
    caption=_("Jours fériés"),
    columns=(
        Column(key="on", label=_("Jour"), kind="date", is_header=True),
        Column(key="label", label=_("Fête"), value=lambda row: row.labels),
        Column(key="kind", label=_("Nature"), value=lambda row: row.get_kind_display()),
        Column(key="is_edited", label=_("Corrigé à la main")),
        Column(key="is_cancelled", label=_("Annulé")),
    ),
    empty=_("Aucun jour férié n’est connu pour cette année."),
    source=_("Bibliothèque holidays (MIT) ; corrections faites ici."),
)


def source_title(row: Any) -> Labels:
    """The title of a document."""
    found: Labels = row.labels
    return found


def _is_exercise(row: Any) -> bool:
    return bool(row.kind == "exercise")


def _nature(row: Any) -> str:
    return exercise_badge() if _is_exercise(row) else set_text(row.get_kind_display())


def _published(row: Any) -> UncertainDate:
    return UncertainDate(row.published_on, Precision(row.published_precision))


SOURCES: Final = Table(
    name="sources",
    caption=_("Sources"),
    columns=(
        Column(
            key="label_fr",
            label=_("Document"),
            value=source_title,
            url=lambda row: reverse("source", args=[row.code]),
            sort="label_fr",
            is_header=True,
        ),
        Column(
            key="kind", label=_("Nature"), kind="html", value=_nature, sort="kind",
            export=lambda row: row.get_kind_display(),
        ),
        Column(
            key="publisher",
            label=_("Éditeur"),
            value=lambda row: row.publisher or None,
            absent="m",
            sort="publisher",
        ),
        Column(
            key="published_on",
            label=_("Publié"),
            kind="date",
            value=_published,
            sort="published_on",
        ),
        Column(
            key="url", label=_("Adresse"), value=lambda row: row.url or None, absent="f",
            is_shown=False,
        ),
        Column(key="licence", label=_("Licence"), is_shown=False),
        Column(key="code", label=_("Code"), kind="code", sort="code", is_shown=False),
    ),
    empty=_("Aucune source n’est enregistrée."),
    is_exercise=_is_exercise,
)  # fmt: skip
