"""The list of trials, and the table of one: a line for each group and pair of groups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mithaq.apps.programmes.queries import ReformLine
from mithaq.web.reforms.words import (
    SECTORS,
    SEXES,
    band_words,
    breakdown_words,
    group_words,
    people_words,
    region_words,
)
from mithaq.web.shell.columns import Column, Table
from mithaq.web.shell.computed import ComputedFacet
from mithaq.web.shell.dates import moment_words
from mithaq.web.shell.words import local

REFORMS: Final = Table(
    name="reformes",
    caption=gettext_lazy("Essais de réforme, le plus récent d’abord"),
    columns=(
        Column(
            key="name",
            label=gettext_lazy("Essai"),
            url=lambda row: reverse("reform", args=[row.public_id]),
            sort="name",
            is_header=True,
        ),
        Column(
            key="changes",
            label=gettext_lazy("Valeurs changées"),
            kind="number",
            value=lambda row: len(row.changes),
        ),
        Column(key="first_month", label=gettext_lazy("Premier mois"), kind="date",
               sort="first_month"),
        Column(key="month_count", label=gettext_lazy("Mois"), kind="number", sort="month_count"),
        Column(key="people_count", label=gettext_lazy("Salariés par mois"), kind="number",
               sort="people_count"),
        Column(key="author", label=gettext_lazy("Demandé par")),
        Column(
            key="recorded_at",
            label=gettext_lazy("Demandé le"),
            kind="html",
            value=lambda row: moment_words(row.recorded_at),
            export=lambda row: row.recorded_at.isoformat(timespec="seconds"),
            sort="recorded_at",
        ),
        Column(
            key="computed_at",
            label=gettext_lazy("Calculé le"),
            kind="html",
            value=lambda row: moment_words(row.computed_at) if row.computed_at else "",
            export=lambda row: row.computed_at and row.computed_at.isoformat(timespec="seconds"),
            sort="computed_at",
        ),
        Column(key="law_digest", label=gettext_lazy("Empreinte de la loi"), kind="code",
               is_shown=False, leaves=True),
        Column(key="seed", label=gettext_lazy("Graine"), kind="number", is_shown=False,
               leaves=True),
    ),
    empty=gettext_lazy("Aucune réforme n’a encore été essayée."),
)  # fmt: skip


def shown(line: ReformLine, name: str) -> int:
    """A quantity as the page shows it: whole dirhams, or people counted once a month."""
    held: int = getattr(line, name)
    return round(held / 100) if line.measure.is_money else held


def _exact(name: str) -> Callable[[ReformLine], float | int]:
    def export(line: ReformLine) -> float | int:
        held: int = getattr(line, name)
        return held / 100 if line.measure.is_money else held

    return export


def _shown(name: str) -> Callable[[ReformLine], int]:
    return lambda line: shown(line, name)


def unit_words(line: ReformLine) -> str:
    """In what a line counts."""
    return _("dirhams") if line.measure.is_money else _("salariés-mois")


def _amount(key: str, label: Any) -> Column:
    return Column(
        key=key, label=label, kind="number", value=_shown(key), export=_exact(key), sort=key
    )


RESULT: Final = Table(
    name="reforme",
    caption=gettext_lazy("Avant, après, différence : par groupe de salariés"),
    columns=(
        Column(key="people", label=gettext_lazy("Salariés"), value=people_words, is_header=True),
        Column(
            key="measure",
            label=gettext_lazy("Ce qui est comparé"),
            value=lambda line: line.measure.label,
            note=unit_words,
            noted_by="unit",
        ),
        Column(key="unit", label=gettext_lazy("Unité"), value=unit_words, is_shown=False,
               leaves=True),
        Column(key="region", label=gettext_lazy("Région"), is_shown=False, leaves=True,
               value=lambda line: region_words(line.region) if line.region else ""),
        Column(key="sex", label=gettext_lazy("Sexe"), words=SEXES, is_shown=False, leaves=True),
        Column(key="sector", label=gettext_lazy("Secteur"), words=SECTORS, is_shown=False,
               leaves=True),
        Column(key="wage_band", label=gettext_lazy("Tranche de salaire"), is_shown=False,
               leaves=True,
               value=lambda line: band_words(line.wage_band) if line.wage_band else ""),
        Column(key="rows", label=gettext_lazy("Salariés-mois"), kind="number", sort="rows"),
        _amount("before", gettext_lazy("Avant")),
        _amount("after", gettext_lazy("Après")),
        _amount("difference", gettext_lazy("Différence")),
        Column(key="more", label=gettext_lazy("En hausse"), kind="number", sort="more",
               definition=gettext_lazy("Salariés-mois pour qui la mesure augmente.")),
        Column(key="less", label=gettext_lazy("En baisse"), kind="number", sort="less",
               definition=gettext_lazy("Salariés-mois pour qui la mesure diminue.")),
        Column(key="undecided", label=gettext_lazy("Indécidable"), kind="number",
               sort="undecided", is_shown=False, leaves=True,
               definition=gettext_lazy("Un fait manque : ni avant ni après ne sont comptés.")),
    ),
    empty=gettext_lazy("Aucun groupe ne répond à ces filtres."),
    is_exercise=lambda _row: True,
    source=gettext_lazy("Population d’exercice de Mithaq : aucun de ces salariés n’existe."),
    definition=gettext_lazy("Un salarié compte une fois par mois : un salarié-mois."),
)  # fmt: skip

ORDERS: Final[dict[str, Callable[[ReformLine], Any]]] = {
    name: attrgetter(name)
    for name in ("rows", "before", "after", "difference", "more", "less", "undecided")
}


def _group(name: str) -> Callable[[ReformLine], Sequence[tuple[str, object]]]:
    def keys(line: ReformLine) -> Sequence[tuple[str, object]]:
        code = getattr(line, name)
        return [(code, group_words(name, code))] if code else []

    return keys


FACETS: Final = (
    ComputedFacet(
        name="mesure",
        label=gettext_lazy("Ce qui est comparé"),
        keys=lambda line: [(line.measure.name, local(line.measure.label))],
    ),
    ComputedFacet(
        name="par",
        label=gettext_lazy("Par"),
        keys=lambda line: [("-".join(line.groups) or "ensemble", breakdown_words(line.groups))],
        order=("ensemble", "region", "sex", "sector", "wage_band"),
    ),
    ComputedFacet(name="region", label=gettext_lazy("Région"), keys=_group("region")),
    ComputedFacet(name="sexe", label=gettext_lazy("Sexe"), keys=_group("sex")),
    ComputedFacet(name="secteur", label=gettext_lazy("Secteur"), keys=_group("sector")),
    ComputedFacet(
        name="tranche", label=gettext_lazy("Tranche de salaire"), keys=_group("wage_band")
    ),
)
