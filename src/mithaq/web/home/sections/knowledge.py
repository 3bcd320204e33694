"""What is known: conventions, figures, conflicts and silences that a person looks after."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from mithaq.apps.conventions.queries import (
    PartIn,
    conventions_reaching,
    conventions_within,
    parts_in,
    register,
)
from mithaq.apps.conventions.queries.naming import convention_names
from mithaq.apps.observatory.queries import (
    TargetProgress,
    conflicts_within,
    conventions_without_report,
    figures_within,
    latest_figures,
    targets_within,
)
from mithaq.apps.organisations.queries import Way
from mithaq.base.dates import Precision, UncertainDate
from mithaq.base.text import Labels
from mithaq.web.conventions.links import page_url
from mithaq.web.conventions.values import joined, signed_of
from mithaq.web.home.sections.block import Bar, Block, Item, Reader, listed, seen
from mithaq.web.organisations.words import house_words, reaching_words
from mithaq.web.shell.attainment import rate_of
from mithaq.web.shell.dates import uncertain_date
from mithaq.web.shell.numbers import CENTIMES_PER_MILLION
from mithaq.web.shell.typography import set_text
from mithaq.web.shell.values import display_row, display_value
from mithaq.web.shell.words import local


def conventions(reader: Reader) -> Block:
    """The conventions that concern the organisation, each with how; else say that none does."""
    rows = register().none()
    if reader.mandate.organisation:
        scope = reader.own_scope
        # A body that is no party may be counted: its figures tie it to the convention.
        counted = figures_within(scope).filter(convention__isnull=False).values("convention")
        within = conventions_within(scope).values("pk")
        rows = register().filter(Q(pk__in=within) | Q(pk__in=counted.order_by()))
    shown, count = seen(rows, reader.window)
    parts = parts_in(reader.own_scope, [row.pk for row in shown])
    return Block(
        title=_("Les conventions qui nous concernent"),
        items=tuple(
            replace(_convention(row), note=_how(reader, parts.get(row.pk, ()))) for row in shown
        ),
        count=count,
        empty=_(
            "Aucune convention du registre ne compte votre organisation, son siège "
            "ou sa fédération parmi ses parties, ni dans ses chiffres."
        ),
        more_label=_("Ouvrir le registre"),
        more_url=page_url("conventions"),
    )


def _how(reader: Reader, parts: tuple[PartIn, ...]) -> str:
    """« en tant qu’opérateur », « par votre siège », « par votre fédération »."""
    if not parts:
        return set_text(
            _("sur votre territoire")
            if reader.own_scope.territory
            else _("ses chiffres comptent votre organisation")
        )
    bonds = {bond.slug: bond for bond in reader.bonds}
    bond = bonds[parts[0].slug]
    words = _("notre part : %(role)s") if bond.way is Way.OWN else str(reaching_words(bond))
    return set_text(words % {"role": local(parts[0].role_label), "body": local(bond.labels)})


def conventions_here(reader: Reader) -> Block:
    """The conventions made for the people of a territory: its own, then the country's."""
    rows = conventions_reaching(reader.mandate.territory_code)
    return listed(
        reader,
        rows,
        title=_("Les conventions de ma région et du pays"),
        item=lambda row: replace(
            _convention(row),
            note=local(row.territory.labels) if row.territory else _("tout le pays"),
        ),
        empty=_("Aucune convention n’est encore au registre."),
        more=(_("Ouvrir le registre"), page_url("conventions")),
    )


def latest(reader: Reader) -> Block:
    """The latest conventions of the register, for those who look after all of them."""
    rows = register()
    return listed(
        reader,
        rows,
        title=_("Les dernières conventions du registre"),
        item=_convention,
        empty=_("Aucune convention n’est encore au registre."),
        more=(_("Ouvrir le registre"), page_url("conventions")),
    )


def houses(reader: Reader) -> Block:
    """The organisation's own page, then those of its seat and its federations."""
    own = _("établissements, adhésions, membres et interlocuteurs")
    return Block(
        title=_("Notre organisation"),
        items=tuple(
            Item(
                label=bond.labels,
                note=own if bond.way is Way.OWN else str(house_words(bond)),
                url=page_url("organisation", bond.slug),
            )
            for bond in reader.bonds
        ),
        empty=_("Votre mandat ne nomme aucune organisation."),
    )


def targets(reader: Reader) -> Block:
    """What was promised in figures in our conventions, against what is recorded since."""
    found = (
        targets_within(reader.own_scope, on=reader.on, texts=reader.texts)
        if reader.mandate.organisation
        else ()
    )
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
        words=display_value(item.promised, item.unit).counted,
        achieved_words=""
        if item.achieved is None
        else display_value(item.achieved, item.unit).counted,
        promised=item.promised / share,
        achieved=None if item.achieved is None else item.achieved / share,
        grade=item.grade,
        rate=""
        if item.achieved is None
        else rate_of(promised=item.promised, achieved=item.achieved, unit=item.unit),
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


def figures_block(reader: Reader, rows: Any, title: str) -> Block:
    """Show the newest figures."""
    return listed(
        reader,
        rows,
        title=title,
        item=_figure,
        empty=_("Aucun chiffre n’est publié sur les conventions qui nous concernent."),
        more=(_("Voir les indicateurs"), page_url("indicators")),
    )


def figures_known(reader: Reader) -> Block:
    """The latest figures of the conventions that concern the organisation, no one else's."""
    rows = figures_within(reader.own_scope)
    return figures_block(reader, rows, _("Nos chiffres, et leur degré"))


def figures_said(reader: Reader) -> Block:
    """The latest figures of all, for whoever verifies them."""
    return figures_block(reader, latest_figures(), _("Les derniers chiffres dits, et leur degré"))


def _figure(row: Any) -> Item:
    about = local(row.convention.labels) if row.convention else local(row.source.labels)
    when = local(Labels.from_columns(row, "period")) or uncertain_date(_day_of(row))
    return Item(
        label=row.labels,
        note=joined(when, about, between=" · "),
        when=display_row(row).counted,
        url=page_url("figure", row.code) or page_url("convention", row.convention.reference),
        grade=row.grade,
        is_exercise=row.is_exercise,
    )


def _day_of(row: Any) -> UncertainDate:
    return UncertainDate(row.as_of, Precision(row.as_of_precision))


def conflicts(reader: Reader) -> Block:
    """The conflicts between sources that nothing has settled."""
    found = conflicts_within(reader.scope)
    if not found:
        found = conflicts_within(type(reader.scope)())
    names = convention_names({pair[1] for pair in found})
    return listed(
        reader,
        found,
        title=_("Conflits de sources ouverts"),
        item=lambda pair: Item(
            label=pair[0].labels,
            note=local(names.get(pair[1], pair[1])),
            url=f"{page_url('convention', pair[1])}#conflits",
            needed_grade=pair[0].settle_grade,
        ),
        empty=_("Aucune source n’en contredit une autre."),
    )


def without_report(reader: Reader) -> Block:
    """The conventions of which no results report was ever published."""
    rows = conventions_without_report(reader.scope)
    return listed(
        reader,
        rows,
        title=_("Conventions sans bilan publié"),
        item=_convention,
        empty=_("Chaque convention a un bilan publié."),
        more=(_("Lire les bilans"), page_url("results_reports")),
    )
