"""Write on each open side whether its institution is waited for, by the rule that acts follow."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from mithaq.apps.corridor.queries.turns import SideState, Terms, addressees, whose_turn


def keep_turns(apps: Any, schema_editor: Any) -> None:
    """Read the cases that are open, one by one; nothing else is written."""
    del schema_editor
    Case, Side = apps.get_model("corridor", "Case"), apps.get_model("corridor", "Side")
    Proposal = apps.get_model("corridor", "Proposal")
    Signature = apps.get_model("corridor", "AgreementSignature")
    rows = Case.objects.filter(status__in=("submitted", "open", "agreed"))
    for case in rows.select_related("company", "subject").iterator():
        sides = list(
            Side.objects.filter(case=case).select_related("institution").order_by("rank", "pk")
        )
        states = [SideState(row.institution.slug, row.part, row.status) for row in sides]
        company = case.company.slug
        unsigned = Signature.objects.filter(agreement__case=case, signed_at__isnull=True)
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
            unsigned=tuple(unsigned.values_list("organisation__slug", flat=True)), asked=asked
        )
        turns = whose_turn(case.status, states, company=company, terms=terms)
        awaited = {turn.organisation for turn in turns}
        keys = [row.pk for row in sides if row.is_open and row.institution.slug in awaited]
        Side.objects.filter(pk__in=keys).update(is_awaited=True)


class Migration(migrations.Migration):
    dependencies = [("corridor", "0006_hands")]
    operations = [migrations.RunPython(keep_turns, migrations.RunPython.noop)]
