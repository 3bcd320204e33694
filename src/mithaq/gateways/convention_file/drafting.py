"""From the words of a file to the drafts of the domain: codes become keys, money centimes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pydantic_core import PydanticCustomError

from mithaq.apps.conventions.operations import drafts
from mithaq.apps.observatory.operations.drafts import ConflictDraft, FigureDraft, ReadingDraft
from mithaq.apps.reference.choices import Unit
from mithaq.base.text import Labels
from mithaq.gateways.convention_file import schema
from mithaq.gateways.convention_file.fields import Scope, Text, read_money, read_number
from mithaq.gateways.convention_file.reading import Path
from mithaq.gateways.convention_file.reference_words import other_unit
from mithaq.gateways.convention_file.references import Codes, Noted

NOTHING = Labels("")


def labels(text: Text | None) -> Labels:
    """A text that may be absent."""
    return text.labels if text else NOTHING


def amount_of(given: str, unit: str) -> Decimal:
    """Read a value in its unit; money in centimes."""
    return Decimal(read_money(given)) if unit == Unit.CENTIMES else read_number(given)


@dataclass(slots=True)
class Drafter:
    """Writes the drafts of one document, and notes what it could not make of it."""

    text: schema.ConventionText
    codes: Codes
    noted: list[Noted] = field(default_factory=list)

    def convention(self, *, sha256: str) -> drafts.ConventionDraft:
        """The convention itself, with everything but its figures."""
        text, covers = self.text, self.text.covers
        return drafts.ConventionDraft(
            reference=text.reference,
            kind=text.kind.value,
            level=text.level.value,
            status=text.status.value,
            title=text.title.labels,
            purpose=text.purpose.labels,
            origin=self._origin(text),
            signed=text.signed,
            duration_kind=text.duration.value,
            signed_weekday=text.weekday.number if text.weekday else None,
            parent_reference=text.parent,
            convention_set=self._set(),
            instrument_count=text.instrument_count,
            territory_id=self.codes.key_or_none("territory", text.territory),
            place=labels(text.place),
            in_force_on=text.in_force,
            covers_from=covers.starts if covers else None,
            covers_to=covers.ends if covers else None,
            feature_rank=text.feature_rank,
            is_exercise=text.exercise,
            content_sha256=sha256,
            parties=tuple(self._party(item) for item in text.parties),
            witnesses=tuple(self._person(item) for item in text.witnesses),
            axes=tuple(self._axis(item) for item in text.axes),
            commitments=tuple(self._commitment(item) for item in text.commitments),
            targets=tuple(self._targets()),
            budget_lines=tuple(self._budget_lines()),
            committees=tuple(self._committee(item) for item in text.committees),
            documents=tuple(self._document(item) for item in text.documents),
            remarks=tuple(
                drafts.RemarkDraft(
                    kind=item.kind.value, text=item.text.labels, origin=self._origin(item)
                )
                for item in text.remarks
            ),
            notice_months=text.notice_months,
            renewal_months=text.renewal_months,
            terms=labels(text.terms),
            legal_basis=labels(text.legal_basis),
            preamble=self._preamble(),
            languages=self._languages(),
            links=self._links(),
        )

    def _preamble(self) -> tuple[drafts.PreambleDraft, ...]:
        return tuple(
            drafts.PreambleDraft(
                code=item.code,
                kind=item.kind.value,
                title=item.title.labels,
                origin=self._origin(item),
            )
            for item in self.text.preamble
        )

    def _languages(self) -> tuple[drafts.LanguageDraft, ...]:
        return tuple(
            drafts.LanguageDraft(
                language=item.language.value, prevails=item.prevails, origin=self._origin(item)
            )
            for item in self.text.languages
        )

    def _links(self) -> tuple[drafts.LinkDraft, ...]:
        return tuple(
            drafts.LinkDraft(
                kind=item.kind.value,
                reference=item.convention,
                note=labels(item.note),
                origin=self._origin(item),
            )
            for item in self.text.links
        )

    def figures(self) -> tuple[FigureDraft, ...]:
        """The figures that the sources print."""
        return tuple(self._figure(index, item) for index, item in enumerate(self.text.figures))

    def conflicts(self) -> tuple[ConflictDraft, ...]:
        """The figures that disagree."""
        return tuple(
            ConflictDraft(
                code=item.code,
                title=item.title.labels,
                why=item.why.labels,
                settle=item.settle.labels,
                settle_grade=item.settle_grade.value,
                side_codes=tuple(item.sides),
            )
            for item in self.text.conflicts
        )

    def _source_key(self, item: schema.Proven) -> int:
        return self.codes.key("source", item.source or self.text.source)

    def _origin(self, item: schema.Proven) -> drafts.Origin:
        return drafts.Origin(source_id=self._source_key(item), locator=item.locator)

    def _set(self) -> drafts.SetDraft | None:
        item = self.text.set
        if item is None:
            return None
        return drafts.SetDraft(
            reference=item.reference,
            title=item.title.labels,
            announced_count=item.announced_count,
            origin=self._origin(item),
        )

    def _party(self, item: schema.PartyText) -> drafts.PartyDraft:
        return drafts.PartyDraft(
            organisation_id=self.codes.key("organisation", item.organisation),
            role=item.role.value,
            origin=self._origin(item),
            signatories=tuple(self._person(person) for person in item.signatories),
            contributions=tuple(
                drafts.ContributionDraft(
                    kind=brought.kind.value,
                    text=brought.text.labels,
                    origin=self._origin(brought),
                )
                for brought in item.contributions
            ),
        )

    def _person(self, item: schema.SignatoryText) -> drafts.PersonDraft:
        organisation = item.organisation if isinstance(item, schema.WitnessText) else None
        return drafts.PersonDraft(
            person=labels(item.person),
            capacity=labels(item.capacity),
            is_interim=item.interim,
            origin=self._origin(item),
            organisation_id=self.codes.key_or_none("organisation", organisation),
        )

    def _axis(self, item: schema.AxisText) -> drafts.AxisDraft:
        return drafts.AxisDraft(
            title=item.title.labels,
            origin=self._origin(item),
            measures=tuple(
                drafts.MeasureDraft(
                    key=measure.key,
                    title=measure.title.labels,
                    description=labels(measure.description),
                    scheme_code=measure.scheme,
                    status=measure.status.value,
                    origin=self._origin(measure),
                )
                for measure in item.measures
            ),
            commitments=tuple(self._commitment(promise) for promise in item.commitments),
        )

    def _commitment(self, item: schema.CommitmentText) -> drafts.CommitmentDraft:
        return drafts.CommitmentDraft(
            text=item.text.labels,
            debtor_organisation_id=self.codes.key_or_none("organisation", item.debtor),
            beneficiary=labels(item.beneficiary),
            nature=item.nature.value,
            status=item.status.value,
            due=item.due,
            grade=item.grade.value,
            origin=self._origin(item),
            creditor_organisation_id=self.codes.key_or_none("organisation", item.creditor),
            verb=item.verb.value if item.verb else "",
            quantity=item.quantity,
            unit=item.unit.value if item.unit else "",
            condition=labels(item.condition),
            evidence=labels(item.evidence),
        )

    def _targets(self) -> Iterator[drafts.TargetDraft]:
        for index, item in enumerate(self.text.targets):
            path: Path = ("targets", index)
            before = item.baseline
            yield drafts.TargetDraft(
                title=item.title.labels,
                indicator_version_id=self._version_key(item, path),
                territory_id=self.codes.key_or_none("territory", item.territory),
                value=self._value(item.value, item.unit, (*path, "value")),
                qualifier=item.qualifier.value,
                horizon=item.horizon,
                kind=item.kind.value,
                grade=item.grade.value,
                wording=labels(item.wording),
                is_pooled=item.pooled,
                origin=self._origin(item),
                key=item.key,
                part_of_key=item.part_of,
                sex=item.sex.value,
                diploma_id=self.codes.key_or_none("diploma", item.diploma),
                neet=item.neet.value,
                year=item.year,
                baseline_value=self._value(before.value, item.unit, (*path, "baseline", "value"))
                if before
                else None,
                baseline=before.date if before else drafts.UNDATED,
            )

    def _budget_lines(self) -> Iterator[drafts.BudgetLineDraft]:
        for item in self.text.budget.lines if self.text.budget else ():
            yield drafts.BudgetLineDraft(
                title=item.title.labels,
                payer_id=self.codes.key("organisation", item.payer),
                measure_key=item.measure,
                year=item.year,
                committed_centimes=item.committed,
                called_centimes=item.called,
                disbursed_centimes=item.disbursed,
                justified_centimes=item.justified,
                grade=item.grade.value,
                origin=self._origin(item),
            )

    def _committee(self, item: schema.CommitteeText) -> drafts.CommitteeDraft:
        return drafts.CommitteeDraft(
            kind=item.kind.value,
            title=item.title.labels,
            cadence_count=item.cadence.count if item.cadence else None,
            cadence_period=item.cadence.per.value if item.cadence else "",
            chair=labels(item.chair),
            quorum=item.quorum,
            grade=item.grade.value,
            origin=self._origin(item),
        )

    def _document(self, item: schema.DocumentText) -> drafts.DocumentDraft:
        return drafts.DocumentDraft(
            kind=item.kind.value,
            title=item.title.labels,
            language=item.language,
            url=item.url,
            sha256=item.sha256,
            origin=self._origin(item),
            annex_number=item.number,
            is_part=item.part_of_contract,
        )

    def _figure(self, index: int, item: schema.FigureText) -> FigureDraft:
        return FigureDraft(
            code=item.code,
            title=item.title.labels,
            indicator_version_id=self._version_key(item, ("figures", index)),
            value=self._value(item.value, item.unit, ("figures", index, "value")),
            qualifier=item.qualifier.value,
            as_of=item.as_of,
            said=item.said,
            grade=item.grade.value,
            source_id=self._source_key(item),
            locator=item.locator,
            period=labels(item.period),
            note=labels(item.note),
            organisation_id=self.codes.key_or_none("organisation", item.organisation),
            territory_id=self.codes.key_or_none("territory", item.territory),
            is_about_set=item.scope is Scope.SET,
            part_of_code=item.part_of,
            revises_code=item.revises,
            headline_rank=item.headline_rank,
            readings=_readings(item.readings),
        )

    def _version_key(self, item: schema.TargetText | schema.FigureText, path: Path) -> int:
        found = self.codes.version(item.indicator, item.version)
        if found and found.unit != item.unit.value:
            said = other_unit(item.indicator, item.unit.value, found.unit)
            self.noted.append(((*path, "unit"), said, "figure.unit_is_the_indicators"))
        return self.codes.version_key(item.indicator, item.version)

    def _value(self, given: str, unit: str, path: Path) -> Decimal:
        try:
            return amount_of(given, unit)
        except PydanticCustomError as error:
            context = error.context or {}
            said = Labels(context["fr"], context["ar"], context["en"])
            self.noted.append((path, (said, None), str(context["rule"])))
            # Above zero, so that no other rule speaks of a value nobody could read.
            return Decimal(1)


def _readings(items: Sequence[schema.ReadingText]) -> tuple[ReadingDraft, ...]:
    return tuple(
        ReadingDraft(letter=item.letter, kind=item.kind.value, text=item.text.labels)
        for item in items
    )
