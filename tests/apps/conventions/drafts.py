"""A small right draft, to be broken one rule at a time."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from mithaq.apps.conventions.operations import record_convention
from mithaq.apps.conventions.operations.drafts import (
    AxisDraft,
    BudgetLineDraft,
    CommitmentDraft,
    CommitteeDraft,
    ConventionDraft,
    DocumentDraft,
    LanguageDraft,
    LinkDraft,
    Origin,
    PartyDraft,
    PreambleDraft,
    TargetDraft,
)
from mithaq.base.dates import UncertainDate
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels
from tests.conftest import AT
from tests.web.conventions.story import body, source, version

UNKNOWN = UncertainDate.unknown()


def draft(**changes: Any) -> ConventionDraft:
    """A convention of two bodies, with some of its values replaced."""
    origin = Origin(source_id=source().pk)
    right = ConventionDraft(
        reference="ESSAI-1",
        kind="framework",
        level="national",
        status="signed",
        title=Labels("Essai"),
        purpose=Labels("Essayer"),
        origin=origin,
        signed=UncertainDate.parse("2017-06-13"),
        duration_kind="fixed",
        parties=tuple(
            PartyDraft(organisation_id=body(slug, slug), role="party", origin=origin)
            for slug in ("premier", "second")
        ),
    )
    return replace(right, **changes)


def commitment(**changes: Any) -> CommitmentDraft:
    """One promise of both parties."""
    right = CommitmentDraft(
        text=Labels("Agir"), debtor_organisation_id=None, beneficiary=Labels(""), nature="means",
        status="running", due=UNKNOWN, grade="announced", origin=Origin(source_id=source().pk),
    )  # fmt: skip
    return replace(right, **changes)


def target(**changes: Any) -> TargetDraft:
    """One promised quantity."""
    right = TargetDraft(
        title=Labels("Emplois"), indicator_version_id=version("direct-jobs", "jobs"),
        territory_id=None, value=Decimal(10), qualifier="exactly", horizon=UNKNOWN,
        kind="announced", grade="announced", wording=Labels(""), is_pooled=False,
        origin=Origin(source_id=source().pk),
    )  # fmt: skip
    return replace(right, **changes)


def line(**changes: Any) -> BudgetLineDraft:
    """One line of money, committed and no more."""
    right = BudgetLineDraft(
        title=Labels("Ligne"), payer_id=body("premier", "premier"), measure_key=None, year=None,
        committed_centimes=100, called_centimes=None, disbursed_centimes=None,
        justified_centimes=None, grade="announced", origin=Origin(source_id=source().pk),
    )  # fmt: skip
    return replace(right, **changes)


def committee(**changes: Any) -> CommitteeDraft:
    """One committee that meets twice a year."""
    right = CommitteeDraft(
        kind="steering", title=Labels("Comité"), cadence_count=2, cadence_period="year",
        chair=Labels(""), quorum=None, grade="announced", origin=Origin(source_id=source().pk),
    )  # fmt: skip
    return replace(right, **changes)


def axis(**changes: Any) -> AxisDraft:
    """One chapter."""
    return replace(AxisDraft(title=Labels("Axe"), origin=Origin(source_id=source().pk)), **changes)


def document(**changes: Any) -> DocumentDraft:
    """One annex."""
    right = DocumentDraft(
        kind="annex", title=Labels("Annexe"), language="", url="", sha256="",
        origin=Origin(source_id=source().pk),
    )  # fmt: skip
    return replace(right, **changes)


def cited(**changes: Any) -> PreambleDraft:
    """One strategy cited in a preamble."""
    right = PreambleDraft(
        code="strategie", kind="strategy", title=Labels("Stratégie"),
        origin=Origin(source_id=source().pk),
    )  # fmt: skip
    return replace(right, **changes)


def language(code: str) -> LanguageDraft:
    """One language of a signed text."""
    return LanguageDraft(language=code, prevails=None, origin=Origin(source_id=source().pk))


def link(reference: str, kind: str = "funds") -> LinkDraft:
    """What the convention does to another."""
    return LinkDraft(
        kind=kind, reference=reference, note=Labels(""), origin=Origin(source_id=source().pk)
    )


def record(found: ConventionDraft) -> None:
    """Record a draft."""
    record_convention(draft=found, actor=None, mandate="", reason="", at=AT)


def rules_broken(found: ConventionDraft) -> list[str]:
    """Name the rules for which a draft is refused."""
    try:
        record(found)
    except Refusal as refusal:
        return [fault.rule for fault in refusal.faults]
    return []
