"""What is known: conventions, figures, conflicts and silences that a person looks after."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from mithaq.apps.conventions.queries import (
    PartIn,
    conventions_reaching,
    conventions_within,
    parts_in,
    register,
)
from mithaq.apps.observatory.queries import (
    TargetProgress,
    conflicts_within,
    conventions_without_report,
    figures_within,
    latest_figures,
    targets_within,
)
from mithaq.apps.organisations.queries import Way
from mithaq.apps.reference.choices import Unit
from mithaq.web.conventions.links import page_url
from mithaq.web.conventions.values import joined, signed_of
from mithaq.web.home.sections.block import SHOWN, Bar, Block, Item, Reader
from mithaq.web.shell.dates import uncertain_date
from mithaq.web.shell.numbers import CENTIMES_PER_MILLION
from mithaq.web.shell.typography import set_text
from mithaq.web.shell.values import display_row
from mithaq.web.shell.words import local


def conventions(reader: Reader) -> Block:
    """The conventions that concern the organisation, each with how; else say that none does."""
    rows = register().none()
    if reader.mandate.organisation:
        rows = register().filter(pk__in=conventions_within(reader.own_scope).values("pk"))
    shown = list(rows[:SHOWN])
    parts = parts_in(reader.own_scope, [row.pk for row in shown])
    return Block(
        title=_("Les conventions qui nous concernent"),
        items=tuple(
            replace(_convention(row), note=_how(reader, parts.get(row.pk, ()))) for row in shown
        ),
        count=rows.count(),
        empty=_(
            "Aucune convention du registre ne compte votre organisation, son siège "
            "ou sa fédération parmi ses parties."
        ),
        more_label=_("Ouvrir le registre"),
        more_url=page_url("conventions"),
    )


def _how(reader: Reader, parts: tuple[PartIn, ...]) -> str:
    """« en tant qu’opérateur », « par votre siège », « par votre fédération »."""
    if not parts:
        return set_text(_("sur votre territoire"))
    bonds = {bond.slug: bond for bond in reader.bonds}
    bond = bonds[parts[0].slug]
    words = {
        Way.OWN: _("notre part : %(role)s"),
        Way.SEAT: _("par votre siège, %(body)s"),
        Way.FEDERATION: _("par votre fédération, %(body)s"),
    }
    return set_text(
        words[bond.way] % {"role": local(parts[0].role_label), "body": local(bond.labels)}
    )


def conventions_here(reader: Reader) -> Block:
    """The conventions made for the people of a territory: its own, then the country's."""
    rows = conventions_reaching(reader.mandate.territory_code)
    return Block(
        title=_("Les conventions de ma région et du pays"),
        items=tuple(
            replace(
                _convention(row),
                note=local(row.territory.labels) if row.territory else _("tout le pays"),
            )
            for row in rows[:SHOWN]
        ),
        count=rows.count(),
        empty=_("Aucune convention n’est encore au registre."),
        more_label=_("Ouvrir le registre"),
        more_url=page_url("conventions"),
    )


def latest(reader: Reader) -> Block:
    """The latest conventions of the register, for those who look after all of them."""
    rows = register()
    return Block(
        title=_("Les dernières conventions du registre"),
        items=tuple(_convention(row) for row in rows[:SHOWN]),
        count=rows.count(),
        empty=_("Aucune convention n’est encore au registre."),
        more_label=_("Ouvrir le registre"),
        more_url=page_url("conventions"),
    )


def houses(reader: Reader) -> Block:
    """The organisation's own page, then those of its seat and its federations."""
    words = {
        Way.OWN: _("établissements, adhésions, membres et interlocuteurs"),
        Way.SEAT: _("notre siège"),
        Way.FEDERATION: _("notre fédération"),
    }
    return Block(
        title=_("Notre organisation"),
        items=tuple(
            Item(label=bond.labels, note=words[bond.way], url=page_url("organisation", bond.slug))
            for bond in reader.bonds
        ),
        empty=_("Votre mandat ne nomme aucune organisation."),
    )


def targets(reader: Reader) -> Block:
    """What was promised in figures in our conventions, against what is recorded since."""
    found = targets_within(reader.own_scope) if reader.mandate.organisation else ()
    return Block(
        title=_("Nos objectifs : promis, obtenu"),
        bars=tuple(_bar(item) for item in found),
        count=len(found),
        empty=_("Aucune convention qui nous concerne ne porte d’objectif chiffré."),
    )


def _bar(item: TargetProgress) -> Bar:
    share = CENTIMES_PER_MILLION if item.unit == "centimes" else 1
    when = uncertain_date(item.as_of) if item.as_of else ""
    return Bar(
        label=item.labels,
        note=joined(when, local(item.convention), between=" · "),
        unit=_("MDH") if item.unit == "centimes" else str(Unit(item.unit).label),
        promised=item.promised / share,
        achieved=None if item.achieved is None else item.achieved / share,
        grade=item.grade,
        url=page_url("figure", item.figure_code)
        if item.figure_code
        else f"{page_url('convention', item.reference)}#objectifs",
        is_exercise=item.is_exercise,
    )


def _convention(row: Any) -> Item:
    return Item(
        label=row.labels,
        note=local(row.get_kind_display()),
        when=uncertain_date(signed_of(row)),
        url=page_url("convention", row.reference),
        is_exercise=row.is_exercise,
    )


def figures_block(rows: Any, title: str) -> Block:
    """Show the newest figures."""
    return Block(
        title=title,
        items=tuple(_figure(row) for row in rows[:SHOWN]),
        count=rows.count(),
        empty=_("Aucun chiffre n’est publié sur les conventions qui nous concernent."),
        more_label=_("Voir les indicateurs"),
        more_url=page_url("indicators"),
    )


def figures_known(reader: Reader) -> Block:
    """The latest figures of the conventions that concern the organisation, no one else's."""
    rows = figures_within(reader.own_scope)
    return figures_block(rows, _("Nos chiffres, et leur degré"))


def figures_said(reader: Reader) -> Block:
    """The latest figures of all, for whoever verifies them."""
    return figures_block(latest_figures(), _("Les derniers chiffres dits, et leur degré"))


def _figure(row: Any) -> Item:
    about = local(row.convention.labels) if row.convention else local(row.source.labels)
    return Item(
        label=row.labels,
        note=about,
        when=display_row(row).counted,
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
                url=f"{page_url('convention', reference)}#conflits",
                needed_grade=row.settle_grade,
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
