"""The people of one convention, and what the parties bring."""

from __future__ import annotations

from dataclasses import replace

from mithaq.apps.conventions.models import Contribution, Convention, Party, Signatory, Witness
from mithaq.apps.conventions.models.people import PersonInPublic
from mithaq.apps.conventions.queries import views
from mithaq.apps.conventions.queries.sources import source_of
from mithaq.base.text import Labels


def parties(row: Convention) -> tuple[views.PartyView, ...]:
    """The parties in rank order, with their people and what they bring."""
    signatories: dict[int, list[views.PersonView]] = {}
    for signatory in (
        Signatory.objects.filter(party__convention=row)
        .select_related("source")
        .order_by("party__rank", "rank")
    ):
        signatories.setdefault(signatory.party_id, []).append(_person(signatory))
    brought: dict[int, list[views.ContributionView]] = {}
    for item in (
        Contribution.objects.filter(party__convention=row)
        .select_related("source")
        .order_by("party__rank", "rank")
    ):
        brought.setdefault(item.party_id, []).append(_contribution(item))
    return tuple(
        replace(
            party_view(party, source_of(party)),
            signatories=tuple(signatories.get(party.pk, [])),
            contributions=tuple(brought.get(party.pk, [])),
        )
        for party in Party.objects.filter(convention=row)
        .select_related("organisation", "source")
        .order_by("rank")
    )


def party_view(party: Party, source: views.SourceRef) -> views.PartyView:
    """One party of the first text, without its people and what it brings."""
    return views.PartyView(
        organisation_slug=party.organisation.slug,
        organisation=party.organisation.labels,
        acronym=party.organisation.acronym,
        organisation_kind=party.organisation.kind,
        role=party.role,
        role_label=party.get_role_display(),
        signatories=(),
        source=source,
        number=party.rank,
    )


def witnesses(row: Convention) -> tuple[views.PersonView, ...]:
    """Who was present and binds nobody."""
    return tuple(
        _person(witness)
        for witness in Witness.objects.filter(convention=row)
        .select_related("source", "organisation")
        .order_by("rank")
    )


def _person(row: Signatory | Witness) -> views.PersonView:
    person: PersonInPublic = row
    return views.PersonView(
        person=Labels(person.person_fr, person.person_ar, person.person_fr),
        capacity=Labels.from_columns(person, "capacity"),
        is_interim=person.is_interim,
        source=source_of(row),
        organisation_slug=row.organisation.slug
        if isinstance(row, Witness) and row.organisation
        else "",
    )


def _contribution(row: Contribution) -> views.ContributionView:
    return views.ContributionView(
        kind=row.kind,
        kind_label=row.get_kind_display(),
        labels=row.labels,
        source=source_of(row),
    )
