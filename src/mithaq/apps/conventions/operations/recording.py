"""A convention enters the register whole, or not at all."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mithaq.apps.accounts import operations as accounts
from mithaq.apps.accounts.models import User
from mithaq.apps.conventions.events import ConventionRecorded
from mithaq.apps.conventions.models import (
    Axis,
    BudgetLine,
    Commitment,
    Committee,
    Convention,
    ConventionSet,
    Document,
    Measure,
    Party,
    Remark,
    Signatory,
    Target,
    Witness,
)
from mithaq.apps.conventions.operations._checks import convention_faults
from mithaq.apps.conventions.operations.drafts import (
    AxisDraft,
    CommitmentDraft,
    ConventionDraft,
    PartyDraft,
    PersonDraft,
    SetDraft,
)
from mithaq.apps.organisations.queries.lookups import names_of
from mithaq.base.errors import Refusal
from mithaq.base.text import fold


@transaction.atomic
def record_convention(
    *, draft: ConventionDraft, actor: User | None, mandate: str, reason: str, at: datetime
) -> ConventionRecorded:
    """Write a convention and all that its source says of it, under the name of ``actor``.

    The same content under the same reference is found again and nothing is written.
    Raises ``Refusal`` with every fault at once: reference taken, dates reversed, a debtor who is
    not a party, a weekday that is not the date's, a budget stage above the one before…
    """
    existing = Convention.objects.filter(reference=draft.reference).first()
    if existing and draft.content_sha256 and existing.content_sha256 == draft.content_sha256:
        return ConventionRecorded(
            convention_id=existing.pk,
            convention_set_id=existing.convention_set_id,
            reference=existing.reference,
            is_new=False,
        )
    if faults := convention_faults(draft, is_reference_taken=existing is not None):
        raise Refusal(faults)
    convention = _write_convention(draft, actor=actor, at=at)
    parties = _write_people(convention, draft)
    measures = _write_axes(convention, draft, parties)
    _write_targets(convention, draft)
    _write_budget(convention, draft, measures)
    _write_bodies(convention, draft)
    accounts.record(
        actor=actor,
        mandate=mandate,
        action="conventions.record",
        object_type="convention",
        object_ref=convention.reference,
        object_label=convention.label_fr,
        before=None,
        after={"sha256": draft.content_sha256, "status": draft.status},
        reason=reason,
        at=at,
    )
    return ConventionRecorded(
        convention_id=convention.pk,
        convention_set_id=convention.convention_set_id,
        reference=convention.reference,
        is_new=True,
    )


def _write_set(draft: SetDraft | None) -> ConventionSet | None:
    if draft is None:
        return None
    found, _ = ConventionSet.objects.get_or_create(
        reference=draft.reference,
        defaults={
            "label_fr": draft.title.fr,
            "label_ar": draft.title.ar,
            "label_en": draft.title.en,
            "announced_count": draft.announced_count,
            "source_id": draft.origin.source_id,
            "locator": draft.origin.locator,
        },
    )
    return found


def _write_convention(draft: ConventionDraft, *, actor: User | None, at: datetime) -> Convention:
    parent = (
        Convention.objects.get(reference=draft.parent_reference) if draft.parent_reference else None
    )
    return Convention.objects.create(
        reference=draft.reference,
        kind=draft.kind,
        level=draft.level,
        status=draft.status,
        parent=parent,
        convention_set=_write_set(draft.convention_set),
        instrument_count=draft.instrument_count,
        label_fr=draft.title.fr,
        label_ar=draft.title.ar,
        label_en=draft.title.en,
        purpose_fr=draft.purpose.fr,
        purpose_ar=draft.purpose.ar,
        purpose_en=draft.purpose.en,
        territory_id=draft.territory_id,
        place_fr=draft.place.fr,
        place_ar=draft.place.ar,
        place_en=draft.place.en,
        signed_on=draft.signed.on,
        signed_precision=draft.signed.precision,
        signed_weekday=draft.signed_weekday,
        in_force_on=draft.in_force_on,
        covers_from=draft.covers_from,
        covers_to=draft.covers_to,
        duration_kind=draft.duration_kind,
        feature_rank=draft.feature_rank,
        is_exercise=draft.is_exercise,
        search_text=_search_text(draft),
        content_sha256=draft.content_sha256,
        source_id=draft.origin.source_id,
        locator=draft.origin.locator,
        recorded_by=actor,
        recorded_at=at,
    )


def _search_text(draft: ConventionDraft) -> str:
    """Everything a person may type to find the convention, folded."""
    names = names_of(party.organisation_id for party in draft.parties)
    texts = [draft.title, draft.purpose, draft.place, *(axis.title for axis in draft.axes)]
    texts += [remark.text for remark in draft.remarks if remark.kind == "preamble"]
    people = [*draft.witnesses, *(one for party in draft.parties for one in party.signatories)]
    texts += [one.person for one in people]
    words = [draft.reference, *names]
    words += [part for text in texts for part in (text.fr, text.ar, text.en)]
    return fold(" ".join(str(word) for word in words if word))


def _person_columns(person: PersonDraft) -> dict[str, object]:
    return {
        "person_fr": person.person.fr,
        "person_ar": person.person.ar,
        "capacity_fr": person.capacity.fr,
        "capacity_ar": person.capacity.ar,
        "capacity_en": person.capacity.en,
        "is_interim": person.is_interim,
        "source_id": person.origin.source_id,
        "locator": person.origin.locator,
    }


def _write_people(convention: Convention, draft: ConventionDraft) -> dict[int, Party]:
    """Write parties, signatories and witnesses; give back the parties by organisation."""
    parties: dict[int, Party] = {}
    for rank, item in enumerate(draft.parties, start=1):
        party = _write_party(convention, item, rank)
        parties.setdefault(item.organisation_id, party)
    Witness.objects.bulk_create(
        Witness(
            convention=convention,
            organisation_id=person.organisation_id,
            rank=rank,
            **_person_columns(person),
        )
        for rank, person in enumerate(draft.witnesses, start=1)
    )
    return parties


def _write_party(convention: Convention, item: PartyDraft, rank: int) -> Party:
    party = Party.objects.create(
        convention=convention,
        organisation_id=item.organisation_id,
        role=item.role,
        rank=rank,
        source_id=item.origin.source_id,
        locator=item.origin.locator,
    )
    Signatory.objects.bulk_create(
        Signatory(party=party, rank=number, **_person_columns(person))
        for number, person in enumerate(item.signatories, start=1)
    )
    return party


def _write_axes(
    convention: Convention, draft: ConventionDraft, parties: dict[int, Party]
) -> dict[str, Measure]:
    """Write axes, measures and commitments; give back the measures by their key in the file."""
    measures: dict[str, Measure] = {}
    commitments = [(None, item) for item in draft.commitments]
    promised: list[tuple[Axis | None, CommitmentDraft]] = []
    for number, item in enumerate(draft.axes, start=1):
        axis = _write_axis(convention, item, number)
        measures.update(_write_measures(axis, item))
        promised += [(axis, commitment) for commitment in item.commitments]
    for number, (owner, commitment) in enumerate([*promised, *commitments], start=1):
        _write_commitment(convention, owner, commitment, number=number, parties=parties)
    return measures


def _write_axis(convention: Convention, item: AxisDraft, number: int) -> Axis:
    return Axis.objects.create(
        convention=convention,
        number=number,
        label_fr=item.title.fr,
        label_ar=item.title.ar,
        label_en=item.title.en,
        source_id=item.origin.source_id,
        locator=item.origin.locator,
    )


def _write_measures(axis: Axis, item: AxisDraft) -> dict[str, Measure]:
    return {
        measure.key: Measure.objects.create(
            axis=axis,
            number=number,
            label_fr=measure.title.fr,
            label_ar=measure.title.ar,
            label_en=measure.title.en,
            description_fr=measure.description.fr,
            description_ar=measure.description.ar,
            description_en=measure.description.en,
            scheme_code=measure.scheme_code,
            status=measure.status,
            source_id=measure.origin.source_id,
            locator=measure.origin.locator,
        )
        for number, measure in enumerate(item.measures, start=1)
    }


def _write_commitment(
    convention: Convention,
    axis: Axis | None,
    item: CommitmentDraft,
    *,
    number: int,
    parties: dict[int, Party],
) -> None:
    debtor = parties.get(item.debtor_organisation_id) if item.debtor_organisation_id else None
    Commitment.objects.create(
        convention=convention,
        axis=axis,
        number=number,
        debtor=debtor,
        label_fr=item.text.fr,
        label_ar=item.text.ar,
        label_en=item.text.en,
        beneficiary_fr=item.beneficiary.fr,
        beneficiary_ar=item.beneficiary.ar,
        beneficiary_en=item.beneficiary.en,
        nature=item.nature,
        status=item.status,
        due_on=item.due.on,
        due_precision=item.due.precision,
        grade=item.grade,
        source_id=item.origin.source_id,
        locator=item.origin.locator,
    )


def _write_targets(convention: Convention, draft: ConventionDraft) -> None:
    """Write the targets; a set has each of its own once, from the first convention to say it."""
    pooled = Target.objects.none()
    if convention.convention_set_id:
        pooled = Target.objects.filter(convention_set=convention.convention_set_id)
    known = {(row.label_fr, row.indicator_version_id, row.value) for row in pooled}
    taken = max((row.number for row in pooled), default=0)
    Target.objects.bulk_create(
        Target(
            convention=None if item.is_pooled else convention,
            convention_set=convention.convention_set if item.is_pooled else None,
            number=number,
            label_fr=item.title.fr,
            label_ar=item.title.ar,
            label_en=item.title.en,
            indicator_version_id=item.indicator_version_id,
            territory_id=item.territory_id,
            value=item.value,
            qualifier=item.qualifier,
            horizon_on=item.horizon.on,
            horizon_precision=item.horizon.precision,
            kind=item.kind,
            grade=item.grade,
            wording_fr=item.wording.fr,
            wording_ar=item.wording.ar,
            wording_en=item.wording.en,
            source_id=item.origin.source_id,
            locator=item.origin.locator,
        )
        for number, item in enumerate(draft.targets, start=1 + taken)
        if not (item.is_pooled and (item.title.fr, item.indicator_version_id, item.value) in known)
    )


def _write_budget(
    convention: Convention, draft: ConventionDraft, measures: dict[str, Measure]
) -> None:
    BudgetLine.objects.bulk_create(
        BudgetLine(
            convention=convention,
            number=number,
            measure=measures.get(line.measure_key) if line.measure_key else None,
            payer_id=line.payer_id,
            year=line.year,
            label_fr=line.title.fr,
            label_ar=line.title.ar,
            label_en=line.title.en,
            committed_centimes=line.committed_centimes,
            called_centimes=line.called_centimes,
            disbursed_centimes=line.disbursed_centimes,
            justified_centimes=line.justified_centimes,
            grade=line.grade,
            source_id=line.origin.source_id,
            locator=line.origin.locator,
        )
        for number, line in enumerate(draft.budget_lines, start=1)
    )


def _write_bodies(convention: Convention, draft: ConventionDraft) -> None:
    """Write committees, documents and remarks."""
    Committee.objects.bulk_create(
        Committee(
            convention=convention,
            number=number,
            kind=item.kind,
            label_fr=item.title.fr,
            label_ar=item.title.ar,
            label_en=item.title.en,
            cadence_count=item.cadence_count,
            cadence_period=item.cadence_period,
            chair_fr=item.chair.fr,
            chair_ar=item.chair.ar,
            chair_en=item.chair.en,
            quorum=item.quorum,
            grade=item.grade,
            source_id=item.origin.source_id,
            locator=item.origin.locator,
        )
        for number, item in enumerate(draft.committees, start=1)
    )
    Document.objects.bulk_create(
        Document(
            convention=convention,
            number=number,
            kind=item.kind,
            label_fr=item.title.fr,
            label_ar=item.title.ar,
            label_en=item.title.en,
            language=item.language,
            url=item.url,
            sha256=item.sha256,
            source_id=item.origin.source_id,
            locator=item.origin.locator,
        )
        for number, item in enumerate(draft.documents, start=1)
    )
    Remark.objects.bulk_create(
        Remark(
            convention=convention,
            number=number,
            kind=item.kind,
            label_fr=item.text.fr,
            label_ar=item.text.ar,
            label_en=item.text.en,
            source_id=item.origin.source_id,
            locator=item.origin.locator,
        )
        for number, item in enumerate(draft.remarks, start=1)
    )
