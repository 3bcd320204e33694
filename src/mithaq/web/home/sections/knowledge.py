"""What is known: conventions, figures, conflicts and silences that a person looks after."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from mithaq.apps.conventions.queries import conventions_in, conventions_of, register
from mithaq.apps.observatory.queries import (
    conflicts_within,
    conventions_without_report,
    figures,
    figures_within,
)
from mithaq.web.conventions.links import page_url
from mithaq.web.conventions.values import joined, signed_of, write
from mithaq.web.home.sections.block import SHOWN, Block, Item, Reader
from mithaq.web.shell.dates import uncertain_date
from mithaq.web.shell.words import local


def conventions(reader: Reader) -> Block:
    """The conventions of the organisation, else of the territory, else the latest of all."""
    mandate = reader.mandate
    title = _("Les dernières conventions du registre")
    rows = register()
    if mandate.organisation and (own := conventions_of(mandate.organisation)).exists():
        rows, title = own, _("Les conventions de notre organisation")
    elif mandate.territory_code and (near := conventions_in(mandate.territory_code)).exists():
        rows, title = near, _("Les conventions de mon territoire")
    return Block(
        title=title,
        items=tuple(_convention(row) for row in rows[:SHOWN]),
        count=rows.count(),
        empty=_("Aucune convention n’est encore au registre."),
        more_label=_("Ouvrir le registre"),
        more_url=page_url("conventions"),
    )


def _convention(row: Any) -> Item:
    return Item(
        label=row.labels,
        note=local(row.get_kind_display()),
        when=uncertain_date(signed_of(row)),
        url=page_url("convention", row.reference),
        is_exercise=row.is_exercise,
    )


def figures_here(reader: Reader) -> Any:
    """The figures of the scope, or the latest of all when it has none."""
    rows = figures_within(reader.scope)
    return rows if rows.exists() else figures()


def figures_block(rows: Any, title: str) -> Block:
    """Show the newest figures."""
    return Block(
        title=title,
        items=tuple(_figure(row) for row in rows[:SHOWN]),
        count=rows.count(),
        empty=_("Aucun chiffre n’est encore dit."),
        more_label=_("Voir les indicateurs"),
        more_url=page_url("indicators"),
    )


def figures_known(reader: Reader) -> Block:
    """The figures of what the reader looks after."""
    return figures_block(figures_here(reader), _("Mes chiffres, et leur degré"))


def _figure(row: Any) -> Item:
    number, unit = write(row.value, row.indicator_version.unit)
    about = local(row.convention.labels) if row.convention else local(row.source.labels)
    return Item(
        label=row.labels,
        note=about,
        when=joined(number, unit),
        url=page_url("figure", row.code) or page_url("convention", row.convention.reference),
        grade=row.grade,
        is_exercise=row.is_exercise,
    )


def conflicts(reader: Reader) -> Block:
    """The conflicts between sources that nothing has settled."""
    found = conflicts_within(reader.scope)
    if not found:
        found = conflicts_within(type(reader.scope)())
    return Block(
        title=_("Conflits de sources ouverts"),
        items=tuple(
            Item(
                label=row.labels,
                note=reference,
                when=_("à lever : degré à réunir"),
                url=f"{page_url('convention', reference)}#conflits",
                grade=row.settle_grade,
            )
            for row, reference in found[:SHOWN]
        ),
        count=len(found),
        empty=_("Aucune source n’en contredit une autre."),
    )


def without_report(reader: Reader) -> Block:
    """The conventions of which no results report was ever published."""
    rows = conventions_without_report(reader.scope)
    return Block(
        title=_("Conventions sans bilan publié"),
        items=tuple(_convention(row) for row in rows[:SHOWN]),
        count=rows.count(),
        empty=_("Chaque convention a un bilan publié."),
        more_label=_("Lire les bilans"),
        more_url=page_url("results_reports"),
    )
