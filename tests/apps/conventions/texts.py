"""Conventions as plain texts, and the naive way to amend them: what the fold is judged against.

A text is a dictionary from (kind, number) to a plain document. Nothing here uses the product's own
tables of words: a text is laid out as a `ConventionDetail` and read back from it field by field.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from mithaq.apps.conventions.queries import (
    AmendmentView,
    AxisView,
    BudgetLineView,
    CommitmentView,
    CommitteeView,
    ConventionDetail,
    Names,
    PartyView,
    SourceRef,
    TargetView,
)
from mithaq.apps.conventions.queries._words import Named, NamedIndicator
from mithaq.base.dates import UncertainDate
from mithaq.base.text import Labels

Text = dict[tuple[str, int], dict[str, Any]]

SOURCE = SourceRef(
    code="s", labels=Labels("Source"), kind="press", publisher="", url="",
    published=UncertainDate.unknown(), locator="",
)  # fmt: skip
BODIES = ("agence", "caisse", "region", "zone")
NAMES = Names(
    organisations={slug: Named(labels=Labels(slug.title()), kind="company") for slug in BODIES},
    territories={"06": Labels("Casablanca-Settat"), "09": Labels("Souss-Massa")},
    indicators={
        (code, number): NamedIndicator(
            labels=Labels(code), definition=Labels(""), unit="jobs", unit_label="emplois"
        )
        for code in ("emplois", "projets")
        for number in (1, 2)
    },
)
AXES = {1: Labels("Premier axe"), 2: Labels("Second axe")}
# What an object added without saying it reads as.
ABSENT: dict[str, dict[str, Any]] = {
    "party": {"role": "party", "signatories": []},
    "commitment": {
        "axis": 0, "debtor": "", "beneficiary": "", "status": "to_come", "due": "",
        "grade": "contractual",
    },
    "target": {
        "qualifier": "exactly", "horizon": "", "territory": "", "wording": "",
        "grade": "contractual", "kind": "contractual",
    },
    "budget_line": {
        "measure": "", "year": None, "called": None, "disbursed": None, "justified": None,
        "grade": "contractual",
    },
    "committee": {
        "sittings": None, "per": "", "chair": "", "quorum": None, "grade": "contractual",
    },
}  # fmt: skip
ALONE = ("title", "purpose", "duration")


def replayed(text: Text, amendments: Iterable[AmendmentView], on: date) -> Text:
    """Take a pen to the text: every change until a day, one after the other."""
    written = {key: dict(value) for key, value in text.items()}
    lines = [
        (amendment.effective_on, amendment.number, change.rank, change)
        for amendment in amendments
        for change in amendment.changes
        if amendment.effective_on <= on
    ]
    for _day, _number, _rank, change in sorted(lines, key=lambda line: line[:3]):
        key = (change.kind, change.number)
        said = {name: plain(value) for name, value in change.content.items()}
        if change.action == "withdraw" and key in written and change.kind not in ALONE:
            del written[key]
        elif change.action == "add" and key not in written and change.kind not in ALONE:
            written[key] = {**ABSENT[change.kind], **said}
        elif change.action == "replace" and key in written:
            after = {**written[key], **said}
            if after != written[key] and change.kind == "target":
                after["kind"] = "revised"
            written[key] = after
    return written


def plain(value: Any) -> Any:
    """A value of a document as the texts here write it."""
    if isinstance(value, dict):
        return value["fr"]
    return value


def laid_out(text: Text) -> ConventionDetail:
    """A convention that says a text."""
    parties = tuple(_party(number, item) for number, item in _of(text, "party"))
    commitments = [_commitment(number, item) for number, item in _of(text, "commitment")]
    by_axis = {
        number: tuple(item for item in commitments if item.axis_number == number)
        for number in (*AXES, 0)
    }
    axes = [
        AxisView(number=number, labels=labels, measures=(), commitments=by_axis[number])
        for number, labels in AXES.items()
    ]
    if by_axis[0]:
        axes.append(AxisView(number=0, labels=Labels(""), measures=(), commitments=by_axis[0]))
    duration = text["duration", 0]
    return ConventionDetail(
        id=1, reference="TEXTE", kind="framework", kind_label="", level="national",
        level_label="", status="active", status_label="",
        labels=Labels(text["title", 0]["title"]), purpose=Labels(text["purpose", 0]["purpose"]),
        convention_set=None, convention_set_id=None, parent_reference=None, instrument_count=1,
        territory_code="", territory=Labels(""), place=Labels(""),
        signed=UncertainDate(date(2020, 1, 1)), signed_weekday=None, in_force_on=None,
        covers_from=_day(duration["covers_from"]), covers_to=_day(duration["covers_to"]),
        duration_kind=duration["duration"], duration_label="", feature_rank=None,
        is_exercise=True, content_sha256="", recorded_at=datetime(2020, 1, 2, tzinfo=UTC),
        source=SOURCE, parties=parties, witnesses=(), axes=tuple(axes),
        targets=tuple(_target(number, item) for number, item in _of(text, "target")),
        budget_lines=tuple(_line(number, item) for number, item in _of(text, "budget_line")),
        budget_totals=(),
        committees=tuple(_committee(number, item) for number, item in _of(text, "committee")),
        documents=(), remarks=(),
    )  # fmt: skip


def said_by(detail: ConventionDetail) -> Text:
    """Read a convention back as a text, from the fields that a page prints."""
    text: Text = {
        ("title", 0): {"title": detail.labels.fr},
        ("purpose", 0): {"purpose": detail.purpose.fr},
        ("duration", 0): {
            "duration": detail.duration_kind,
            "covers_from": detail.covers_from.isoformat() if detail.covers_from else None,
            "covers_to": detail.covers_to.isoformat() if detail.covers_to else None,
        },
    }
    for party in detail.parties:
        people = [
            {"person": item.person.fr, "capacity": item.capacity.fr, "interim": item.is_interim}
            for item in party.signatories
        ]
        text["party", party.number] = {
            "organisation": party.organisation_slug, "role": party.role, "signatories": people,
        }  # fmt: skip
    for axis in detail.axes:
        for item in axis.commitments:
            text["commitment", item.number] = {
                "text": item.labels.fr, "axis": axis.number, "debtor": item.debtor_slug,
                "beneficiary": item.beneficiary.fr, "nature": item.nature,
                "status": item.status, "due": _date(item.due), "grade": item.grade,
            }  # fmt: skip
    for target in detail.targets:
        text["target", target.number] = {
            "title": target.labels.fr,
            "indicator": f"{target.indicator_code}/{target.version_number}",
            "value": format(target.value.normalize(), "f"), "qualifier": target.qualifier,
            "horizon": _date(target.horizon), "territory": target.territory_code,
            "wording": target.wording.fr, "grade": target.grade, "kind": target.kind,
        }  # fmt: skip
    for line in detail.budget_lines:
        text["budget_line", line.number] = {
            "title": line.labels.fr, "payer": line.payer_slug, "measure": line.measure.fr,
            "year": line.year, "committed": line.committed_centimes,
            "called": line.called_centimes, "disbursed": line.disbursed_centimes,
            "justified": line.justified_centimes, "grade": line.grade,
        }  # fmt: skip
    for body in detail.committees:
        text["committee", body.number] = {
            "title": body.labels.fr, "kind": body.kind, "sittings": body.cadence_count,
            "per": body.cadence_period, "chair": body.chair.fr, "quorum": body.quorum,
            "grade": body.grade,
        }  # fmt: skip
    return text


def _of(text: Text, kind: str) -> list[tuple[int, dict[str, Any]]]:
    return [(key[1], text[key]) for key in sorted(text) if key[0] == kind]


def _date(value: UncertainDate) -> str:
    return str(value) if value.is_known else ""


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _party(number: int, item: dict[str, Any]) -> PartyView:
    return PartyView(
        organisation_slug=item["organisation"], organisation=Labels(item["organisation"].title()),
        acronym="", organisation_kind="company", role=item["role"], role_label="",
        signatories=(), source=SOURCE, number=number,
    )  # fmt: skip


def _commitment(number: int, item: dict[str, Any]) -> CommitmentView:
    return CommitmentView(
        number=number, labels=Labels(item["text"]), debtor=Labels(item["debtor"].title()),
        debtor_slug=item["debtor"], beneficiary=Labels(item["beneficiary"]),
        nature=item["nature"], nature_label="", status=item["status"], status_label="",
        due=UncertainDate.parse(item["due"]), grade=item["grade"], source=SOURCE,
        axis_number=item["axis"],
    )  # fmt: skip


def _target(number: int, item: dict[str, Any]) -> TargetView:
    code, _, version = item["indicator"].partition("/")
    return TargetView(
        labels=Labels(item["title"]), wording=Labels(item["wording"]), indicator_code=code,
        indicator=Labels(code), definition=Labels(""), unit="jobs", unit_label="emplois",
        value=Decimal(item["value"]), qualifier=item["qualifier"], qualifier_label="",
        horizon=UncertainDate.parse(item["horizon"]), kind=item["kind"], grade=item["grade"],
        is_pooled=False, territory=Labels(item["territory"]), territory_code=item["territory"],
        source=SOURCE, number=number, version_number=int(version),
    )  # fmt: skip


def _line(number: int, item: dict[str, Any]) -> BudgetLineView:
    return BudgetLineView(
        labels=Labels(item["title"]), payer=Labels(item["payer"].title()),
        payer_slug=item["payer"], measure=Labels(""), year=item["year"],
        committed_centimes=item["committed"], called_centimes=item["called"],
        disbursed_centimes=item["disbursed"], justified_centimes=item["justified"],
        grade=item["grade"], source=SOURCE, number=number,
    )  # fmt: skip


def _committee(number: int, item: dict[str, Any]) -> CommitteeView:
    return CommitteeView(
        kind=item["kind"], kind_label="", labels=Labels(item["title"]),
        cadence_count=item["sittings"], cadence_period=item["per"], cadence_period_label="",
        chair=Labels(item["chair"]), quorum=item["quorum"], grade=item["grade"], source=SOURCE,
        number=number,
    )  # fmt: skip
