"""The parts of a convention, written table by table; every rule was checked before."""

from __future__ import annotations

from mithaq.apps.conventions.models import (
    Axis,
    BudgetLine,
    Commitment,
    Committee,
    Contribution,
    Convention,
    ConventionLink,
    Document,
    LanguageVersion,
    Measure,
    Party,
    PreambleReference,
    Remark,
    Signatory,
    Target,
    Witness,
)
from mithaq.apps.conventions.operations._columns import dated, proof, texts
from mithaq.apps.conventions.operations.drafts import (
    AxisDraft,
    CommitmentDraft,
    ConventionDraft,
    PartyDraft,
    PersonDraft,
    TargetDraft,
)


def _person_columns(person: PersonDraft) -> dict[str, object]:
    return {
        "person_fr": person.person.fr,
        "person_ar": person.person.ar,
        "is_interim": person.is_interim,
        **texts(person.capacity, "capacity"),
        **proof(person.origin),
    }


def write_people(convention: Convention, draft: ConventionDraft) -> dict[int, Party]:
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
        **proof(item.origin),
    )
    Signatory.objects.bulk_create(
        Signatory(party=party, rank=number, **_person_columns(person))
        for number, person in enumerate(item.signatories, start=1)
    )
    Contribution.objects.bulk_create(
        Contribution(
            party=party,
            rank=number,
            kind=brought.kind,
            **texts(brought.text),
            **proof(brought.origin),
        )
        for number, brought in enumerate(item.contributions, start=1)
    )
    return party


def write_axes(
    convention: Convention, draft: ConventionDraft, parties: dict[int, Party]
) -> dict[str, Measure]:
    """Write axes, measures and commitments; give back the measures by their key in the file."""
    measures: dict[str, Measure] = {}
    promised: list[tuple[Axis | None, CommitmentDraft]] = []
    for number, item in enumerate(draft.axes, start=1):
        axis = Axis.objects.create(
            convention=convention, number=number, **texts(item.title), **proof(item.origin)
        )
        measures.update(_write_measures(axis, item))
        promised += [(axis, commitment) for commitment in item.commitments]
    promised += [(None, commitment) for commitment in draft.commitments]
    Commitment.objects.bulk_create(
        _commitment(convention, owner, commitment, number=number, parties=parties)
        for number, (owner, commitment) in enumerate(promised, start=1)
    )
    return measures


def _write_measures(axis: Axis, item: AxisDraft) -> dict[str, Measure]:
    return {
        measure.key: Measure.objects.create(
            axis=axis,
            number=number,
            scheme_code=measure.scheme_code,
            status=measure.status,
            **texts(measure.title),
            **texts(measure.description, "description"),
            **proof(measure.origin),
        )
        for number, measure in enumerate(item.measures, start=1)
    }


def _commitment(
    convention: Convention,
    axis: Axis | None,
    item: CommitmentDraft,
    *,
    number: int,
    parties: dict[int, Party],
) -> Commitment:
    return Commitment(
        convention=convention,
        axis=axis,
        number=number,
        debtor=_party_of(item.debtor_organisation_id, parties),
        creditor=_party_of(item.creditor_organisation_id, parties),
        nature=item.nature,
        verb=item.verb,
        quantity=item.quantity,
        unit=item.unit,
        status=item.status,
        grade=item.grade,
        **texts(item.text),
        **texts(item.beneficiary, "beneficiary"),
        **texts(item.condition, "condition"),
        **texts(item.evidence, "evidence"),
        **dated(item.due, "due"),
        **proof(item.origin),
    )


def _party_of(organisation_id: int | None, parties: dict[int, Party]) -> Party | None:
    return parties[organisation_id] if organisation_id is not None else None


def write_targets(convention: Convention, draft: ConventionDraft) -> None:
    """Write the targets in order, so that a part finds its whole; a set has each of its own
    once, from the first convention to say it."""
    pooled = Target.objects.none()
    if convention.convention_set_id:
        pooled = Target.objects.filter(convention_set=convention.convention_set_id)
    known = {(row.label_fr, row.indicator_version_id, row.value): row for row in pooled}
    taken = max((row.number for row in known.values()), default=0)
    wholes: dict[str, Target] = {}
    for number, item in enumerate(draft.targets, start=1 + taken):
        found = known.get((item.title.fr, item.indicator_version_id, item.value))
        if found is None or not item.is_pooled:
            found = _target(convention, item, number)
            found.parent = wholes[item.part_of_key] if item.part_of_key else None
            found.save()
        if item.key:
            wholes[item.key] = found


def _target(convention: Convention, item: TargetDraft, number: int) -> Target:
    return Target(
        convention=None if item.is_pooled else convention,
        convention_set=convention.convention_set if item.is_pooled else None,
        number=number,
        indicator_version_id=item.indicator_version_id,
        territory_id=item.territory_id,
        sex=item.sex,
        diploma_id=item.diploma_id,
        neet=item.neet,
        year=item.year,
        value=item.value,
        qualifier=item.qualifier,
        baseline_value=item.baseline_value,
        kind=item.kind,
        grade=item.grade,
        **texts(item.title),
        **texts(item.wording, "wording"),
        **dated(item.horizon, "horizon"),
        **dated(item.baseline, "baseline"),
        **proof(item.origin),
    )


def write_budget(
    convention: Convention, draft: ConventionDraft, measures: dict[str, Measure]
) -> None:
    """Write the lines of money under the measures they pay for."""
    BudgetLine.objects.bulk_create(
        BudgetLine(
            convention=convention,
            number=number,
            measure=measures[line.measure_key] if line.measure_key else None,
            payer_id=line.payer_id,
            year=line.year,
            committed_centimes=line.committed_centimes,
            called_centimes=line.called_centimes,
            disbursed_centimes=line.disbursed_centimes,
            justified_centimes=line.justified_centimes,
            grade=line.grade,
            **texts(line.title),
            **proof(line.origin),
        )
        for number, line in enumerate(draft.budget_lines, start=1)
    )


def write_bodies(convention: Convention, draft: ConventionDraft) -> None:
    """Write committees, documents and remarks."""
    Committee.objects.bulk_create(
        Committee(
            convention=convention,
            number=number,
            kind=item.kind,
            cadence_count=item.cadence_count,
            cadence_period=item.cadence_period,
            quorum=item.quorum,
            grade=item.grade,
            **texts(item.title),
            **texts(item.chair, "chair"),
            **proof(item.origin),
        )
        for number, item in enumerate(draft.committees, start=1)
    )
    Document.objects.bulk_create(
        Document(
            convention=convention,
            number=number,
            kind=item.kind,
            annex_number=item.annex_number,
            is_part=item.is_part,
            language=item.language,
            url=item.url,
            sha256=item.sha256,
            **texts(item.title),
            **proof(item.origin),
        )
        for number, item in enumerate(draft.documents, start=1)
    )
    Remark.objects.bulk_create(
        Remark(
            convention=convention,
            number=number,
            kind=item.kind,
            **texts(item.text),
            **proof(item.origin),
        )
        for number, item in enumerate(draft.remarks, start=1)
    )


def write_ties(convention: Convention, draft: ConventionDraft) -> None:
    """Write what the convention rests on, its languages and its links to others."""
    PreambleReference.objects.bulk_create(
        PreambleReference(
            convention=convention,
            number=number,
            code=item.code,
            kind=item.kind,
            **texts(item.title),
            **proof(item.origin),
        )
        for number, item in enumerate(draft.preamble, start=1)
    )
    LanguageVersion.objects.bulk_create(
        LanguageVersion(
            convention=convention,
            language=item.language,
            prevails=item.prevails,
            **proof(item.origin),
        )
        for item in draft.languages
    )
    if not draft.links:
        return
    others = Convention.objects.filter(reference__in=[item.reference for item in draft.links])
    keys = dict(others.values_list("reference", "pk"))
    ConventionLink.objects.bulk_create(
        ConventionLink(
            convention=convention,
            other_id=keys[item.reference],
            kind=item.kind,
            **texts(item.note, "note"),
            **proof(item.origin),
        )
        for item in draft.links
    )
