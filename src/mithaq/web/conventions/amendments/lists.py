"""What the selects of an amendment's form offer, and the objects it can change."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from mithaq.apps.conventions.choices.amending import ALONE, AmendedKind, ChangeAction
from mithaq.apps.conventions.queries import (
    ConventionDetail,
    namable_indicators,
    namable_places,
    objects_of,
)
from mithaq.apps.organisations.queries import organisations
from mithaq.web.conventions.amendments.forms import Choices, Lists
from mithaq.web.conventions.amendments.words import object_name
from mithaq.web.shell.words import local

LISTED = 400


def lists_for(detail: ConventionDetail) -> Lists:
    """The bodies, places, definitions, measures and axes that an article can name.

    An exercise names fictitious bodies only, a real convention real ones only.
    """
    own = {
        party.organisation_slug: local(party.organisation)
        for party in detail.parties
        if party.organisation_slug
    }
    own |= {line.payer_slug: local(line.payer) for line in detail.budget_lines}
    bodies = organisations().filter(is_exercise=detail.is_exercise)[:LISTED]
    return Lists(
        organisations=list((own | {body.slug: local(body) for body in bodies}).items()),
        territories=[(code, local(labels)) for code, labels in namable_places()],
        indicators=[
            (f"{code}/{number}", f"{local(labels)} · {local(unit)} · {_('version')} {number}")
            for code, number, labels, unit in namable_indicators()
        ],
        measures=[
            (f"{axis.number}.{rank}", local(measure.labels))
            for axis in detail.axes
            for rank, measure in enumerate(axis.measures, start=1)
        ],
        axes=[
            (str(axis.number), f"{axis.number}. {local(axis.labels)}")
            for axis in detail.axes
            if axis.number
        ],
    )


def targets_of_change(detail: ConventionDetail) -> Iterator[tuple[str, Choices]]:
    """Everything an article can do to the convention, in the groups of a select."""
    objects = objects_of(detail)
    alone = {kind.value for kind in ALONE}
    named = [
        (kind, number, object_name(kind, number, view)) for (kind, number), view in objects.items()
    ]
    yield (
        _("Modifier"),
        [(f"{ChangeAction.REPLACE.value}:{kind}:{number}", name) for kind, number, name in named],
    )
    yield (
        _("Ajouter"),
        [
            (f"{ChangeAction.ADD.value}:{kind.value}:{free_number(detail, kind)}",
             local(kind.label))
            for kind in AmendedKind
            if kind not in ALONE
        ],
    )  # fmt: skip
    yield (
        _("Retirer"),
        [
            (f"{ChangeAction.WITHDRAW.value}:{kind}:{number}", name)
            for kind, number, name in named
            if kind not in alone
        ],
    )


def free_number(detail: ConventionDetail, kind: str) -> int:
    """The first number after those that the convention uses, or ever used."""
    used = [number for (found, number) in objects_of(detail) if found == kind]
    used += [trace.number for trace in detail.traces if trace.kind == kind]
    return max(used, default=0) + 1
