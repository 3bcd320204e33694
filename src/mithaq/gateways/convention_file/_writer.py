"""The words of one recorded convention, part by part, as its file says them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from mithaq.apps.conventions import queries as conventions
from mithaq.apps.observatory import queries as observatory
from mithaq.apps.reference.choices import Unit
from mithaq.base.money import centimes_to_dirhams, centimes_to_millions
from mithaq.base.text import Labels
from mithaq.gateways.convention_file.fields import Scope, Weekday
from mithaq.gateways.convention_file.schema import FORMAT

_HUNDREDTH_OF_A_MILLION: Final = 1_000_000


def _title(labels: Labels) -> dict[str, str]:
    return {"fr": labels.fr, "ar": labels.ar, "en": labels.en}


def _text(labels: Labels) -> dict[str, str] | None:
    return _title(labels) if labels.fr else None


def _name(labels: Labels) -> dict[str, str] | None:
    return {"fr": labels.fr, "ar": labels.ar} if labels.fr else None


def _day(on: date | None) -> str | None:
    return on.isoformat() if on else None


def _money(centimes: int | None) -> str | None:
    if centimes is None:
        return None
    if centimes and centimes % _HUNDREDTH_OF_A_MILLION == 0:
        return f"{centimes_to_millions(centimes):f} MDH"
    return f"{centimes_to_dirhams(centimes):f} DH"


def _value(value: Decimal, unit: str) -> str | None:
    return _money(int(value)) if unit == Unit.CENTIMES else _number(value)


def _number(value: Decimal | None) -> str | None:
    return None if value is None else format(value.normalize(), "f")


class Writer:
    """Writes one convention, noting the sources that it cites."""

    def __init__(self, state: observatory.ConventionState) -> None:
        self.state = state
        self.detail = state.detail
        self.cited: set[str] = set()
        self.measure_keys = {
            measure.id: f"m{axis.number}-{rank}"
            for axis in self.detail.axes
            for rank, measure in enumerate(axis.measures, start=1)
        }
        self.targets = sorted(self.detail.targets, key=lambda row: row.number)
        self.target_keys = {
            target.id: f"t{rank}" for rank, target in enumerate(self.targets, start=1)
        }
        self.wholes = {target.parent_id for target in self.targets}

    def convention(self) -> dict[str, Any]:
        """The convention, figures apart."""
        detail = self.detail
        weekday = detail.signed_weekday
        return {
            "mithaq": FORMAT,
            "reference": detail.reference,
            "kind": detail.kind,
            "level": detail.level,
            "status": detail.status,
            "title": _title(detail.labels),
            "purpose": _text(detail.purpose),
            "source": detail.source.code,
            "locator": detail.source.locator,
            "parent": detail.parent_reference,
            "set": self._set(),
            "instrument_count": detail.instrument_count,
            "territory": detail.territory_code,
            "place": _text(detail.place),
            "signed": str(detail.signed),
            "weekday": list(Weekday)[weekday - 1].value if weekday else None,
            "in_force": _day(detail.in_force_on),
            "covers": {"from": _day(detail.covers_from), "to": _day(detail.covers_to)},
            "duration": detail.duration_kind,
            "notice_months": detail.notice_months,
            "renewal_months": detail.renewal_months,
            "terms": _text(detail.terms),
            "legal_basis": _text(detail.legal_basis),
            **self._ties(),
            "feature_rank": detail.feature_rank,
            "exercise": detail.is_exercise,
            "parties": [self._party(party) for party in detail.parties],
            "witnesses": [
                {**self._person(person), "organisation": person.organisation_slug}
                for person in detail.witnesses
            ],
            "axes": [self._axis(axis) for axis in detail.axes if axis.number],
            "commitments": [
                self._commitment(item)
                for axis in detail.axes
                if not axis.number
                for item in axis.commitments
            ],
            "targets": [self._target(item) for item in self.targets],
            "budget": {"lines": self._lines(), "totals": self._totals()},
            "committees": [self._committee(item) for item in detail.committees],
            "documents": [self._attached(item) for item in detail.documents],
            "remarks": [
                {"kind": item.kind, "text": _text(item.labels), **self._proof(item.source)}
                for item in detail.remarks
            ],
        }

    def figures(self) -> list[dict[str, Any]]:
        """The figures said about it, with their readings."""
        return [self._figure(item) for item in self.state.figures]

    def conflicts(self) -> list[dict[str, Any]]:
        """The conflicts that its file brought: those whose last figure is its own."""
        return [
            {
                "code": item.code,
                "title": _text(item.labels),
                "sides": [side.code for side in item.sides],
                "why": _text(item.why),
                "settle": _text(item.settle),
                "settle_grade": item.settle_grade,
            }
            for item in self.state.conflicts
            if _last(item.sides).convention_reference == self.detail.reference
        ]

    def _proof(self, source: conventions.SourceRef) -> dict[str, str]:
        """The place of the proof; the convention's own source goes without saying."""
        self.cited.add(source.code)
        own = "" if source.code == self.detail.source.code else source.code
        return {"source": own, "locator": source.locator}

    def _set(self) -> dict[str, Any] | None:
        found = self.detail.convention_set
        if found is None:
            return None
        return {
            "reference": found.reference,
            "title": _text(found.labels),
            "announced_count": found.announced_count,
            **self._proof(found.source),
        }

    def _ties(self) -> dict[str, Any]:
        """Languages, preamble, and the links that this convention says itself."""
        detail = self.detail
        return {
            "languages": [
                {
                    "language": item.language,
                    "prevails": item.prevails,
                    **self._proof(item.source),
                }
                for item in detail.languages
            ],
            "preamble": [
                {
                    "code": item.code,
                    "kind": item.kind,
                    "title": _text(item.labels),
                    **self._proof(item.source),
                }
                for item in detail.preamble
            ],
            "links": [
                {
                    "kind": item.kind,
                    "convention": item.reference,
                    "note": _text(item.note),
                    **self._proof(item.source),
                }
                for item in detail.links
                if item.is_said_here
            ],
        }

    def _party(self, party: conventions.PartyView) -> dict[str, Any]:
        return {
            "organisation": party.organisation_slug,
            "role": party.role,
            **self._proof(party.source),
            "signatories": [self._person(person) for person in party.signatories],
            "contributions": [
                {"kind": item.kind, "text": _text(item.labels), **self._proof(item.source)}
                for item in party.contributions
            ],
        }

    def _person(self, person: conventions.PersonView) -> dict[str, Any]:
        return {
            "person": _name(person.person),
            "capacity": _text(person.capacity),
            "interim": person.is_interim,
            **self._proof(person.source),
        }

    def _axis(self, axis: conventions.AxisView) -> dict[str, Any]:
        return {
            "title": _text(axis.labels),
            **(self._proof(axis.source) if axis.source else {}),
            "measures": [
                {
                    "key": self.measure_keys[measure.id],
                    "title": _text(measure.labels),
                    "description": _text(measure.description),
                    "scheme": measure.scheme_code,
                    "status": measure.status,
                    **self._proof(measure.source),
                }
                for measure in axis.measures
            ],
            "commitments": [self._commitment(item) for item in axis.commitments],
        }

    def _commitment(self, item: conventions.CommitmentView) -> dict[str, Any]:
        return {
            "text": _text(item.labels),
            "debtor": item.debtor_slug,
            "creditor": item.creditor_slug,
            "beneficiary": _text(item.beneficiary),
            "nature": item.nature,
            "verb": item.verb,
            "quantity": _number(item.quantity),
            "unit": item.unit,
            "condition": _text(item.condition),
            "evidence": _text(item.evidence),
            "status": item.status,
            "due": str(item.due),
            "grade": item.grade,
            **self._proof(item.source),
        }

    def _target(self, item: conventions.TargetView) -> dict[str, Any]:
        before = item.baseline_value
        return {
            "key": self.target_keys[item.id] if item.id in self.wholes else None,
            "part_of": self.target_keys[item.parent_id] if item.parent_id else None,
            "title": _text(item.labels),
            "indicator": item.indicator_code,
            "version": item.version_number,
            "unit": item.unit,
            "value": _value(item.value, item.unit),
            "qualifier": item.qualifier,
            "horizon": str(item.horizon),
            "year": item.year,
            "territory": item.territory_code,
            "sex": item.sex,
            "diploma": item.diploma_code,
            "neet": item.neet,
            "baseline": {"value": _value(before, item.unit), "date": str(item.baseline)}
            if before is not None
            else None,
            "kind": item.kind,
            "grade": item.grade,
            "pooled": item.is_pooled,
            "wording": _text(item.wording),
            **self._proof(item.source),
        }

    def _lines(self) -> list[dict[str, Any]]:
        return [
            {
                "title": _text(line.labels),
                "payer": line.payer_slug,
                "measure": self.measure_keys[line.measure_id] if line.measure_id else None,
                "year": line.year,
                "committed": _money(line.committed_centimes),
                "called": _money(line.called_centimes),
                "disbursed": _money(line.disbursed_centimes),
                "justified": _money(line.justified_centimes),
                "grade": line.grade,
                **self._proof(line.source),
            }
            for line in self.detail.budget_lines
        ]

    def _totals(self) -> list[dict[str, Any]]:
        return [
            {"payer": total.payer_slug, "amount": _money(total.committed_centimes)}
            for total in self.detail.budget_totals
        ]

    def _committee(self, item: conventions.CommitteeView) -> dict[str, Any]:
        count = item.cadence_count
        return {
            "kind": item.kind,
            "title": _text(item.labels),
            "cadence": {"count": count, "per": item.cadence_period} if count else None,
            "chair": _text(item.chair),
            "quorum": item.quorum,
            "grade": item.grade,
            **self._proof(item.source),
        }

    def _attached(self, item: conventions.DocumentView) -> dict[str, Any]:
        return {
            "kind": item.kind,
            "title": _text(item.labels),
            "number": item.annex_number,
            "part_of_contract": item.is_part,
            "language": item.language,
            "url": item.url,
            "sha256": item.sha256,
            **self._proof(item.source),
        }

    def _figure(self, item: observatory.FigureView) -> dict[str, Any]:
        return {
            "code": item.code,
            "title": _text(item.labels),
            "indicator": item.indicator_code,
            "version": item.version_number,
            "unit": item.unit,
            "value": _value(item.value, item.unit),
            "qualifier": item.qualifier,
            "as_of": str(item.as_of),
            "period": _text(item.period),
            "said": str(item.said),
            "grade": item.grade,
            "organisation": item.organisation_slug,
            "territory": item.territory_code,
            "scope": (Scope.SET if item.is_about_set else Scope.CONVENTION).value,
            "part_of": item.part_of_code,
            "revises": item.revises_code,
            "note": _text(item.note),
            "headline_rank": item.headline_rank,
            **self._proof(item.source),
            "readings": [
                {"letter": reading.letter, "kind": reading.kind, "text": _text(reading.labels)}
                for reading in self.state.readings.get(item.code, ())
            ],
        }


def _last(sides: Sequence[observatory.FigureView]) -> observatory.FigureView:
    return max(sides, key=lambda side: side.id)
