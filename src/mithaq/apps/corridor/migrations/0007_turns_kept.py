"""Write on each open side whether its institution is waited for, by the rule that acts follow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import migrations

from mithaq.apps.corridor.queries.turns import SideState, Terms, addressees, whose_turn


def awaited(apps: Any) -> Iterator[tuple[Any, list[Any], set[str]]]:
    """The open cases, one by one, each with its sides and whom it waits for."""
    Case, Side = apps.get_model("corridor", "Case"), apps.get_model("corridor", "Side")
    Proposal = apps.get_model("corridor", "Proposal")
    Signature = apps.get_model("corridor", "AgreementSignature")
    rows = Case.objects.filter(status__in=("submitted", "open", "agreed"))
    for case in rows.select_related("company", "subject", "waits_for").order_by("pk").iterator():
        sides = list(
            Side.objects.filter(case=case)
            .select_related("institution", "waits_for")
            .order_by("rank", "pk")
        )
        states = [
            SideState(row.institution.slug, row.part, row.status, _slug(row.waits_for))
            for row in sides
        ]
        company = case.company.slug
        unsigned = Signature.objects.filter(
            agreement__case=case, agreement__dropped_at__isnull=True, signed_at__isnull=True
        )
        made = Proposal.objects.filter(case=case, status="made").select_related(
            "side__institution"
        )
        asked: tuple[str, ...] = ()
        for row in made:
            proposer = row.side.institution.slug if row.side else company
            asked = addressees(
                states, company=company, proposer=proposer, is_personal=case.subject.is_personal
            )
        terms = Terms(
            unsigned=tuple(unsigned.values_list("organisation__slug", flat=True)),
            asked=asked,
            decided=_slug(case.waits_for),
        )
        turns = whose_turn(case.status, states, company=company, terms=terms)
        yield case, sides, {turn.organisation for turn in turns}


def keep_turns(apps: Any, schema_editor: Any) -> None:
    """Write the turns of the institutions; nothing else is written."""
    del schema_editor
    Side = apps.get_model("corridor", "Side")
    for _case, sides, bodies in awaited(apps):
        keys = [row.pk for row in sides if row.is_open and row.institution.slug in bodies]
        Side.objects.filter(pk__in=keys).update(is_awaited=True)


def _slug(body: Any) -> str:
    return str(body.slug) if body else ""


class Migration(migrations.Migration):
    dependencies = [("corridor", "0006_hands")]
    operations = [migrations.RunPython(keep_turns, migrations.RunPython.noop)]
