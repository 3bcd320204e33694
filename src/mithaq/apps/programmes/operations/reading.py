"""Rows of a list of schemes (YAML mappings) become drafts, or say all that is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from mithaq.apps.conventions.choices import Grade
from mithaq.apps.programmes.choices import (
    ActCeiling,
    CounterRole,
    DocumentOrigin,
    DocumentStage,
    EditionStatus,
    SchemeFamily,
    SilenceEffect,
)
from mithaq.apps.programmes.operations._yaml import Row
from mithaq.apps.programmes.operations.drafts import (
    ActDraft,
    CounterDraft,
    DocumentDraft,
    EditionDraft,
    EnvelopeDraft,
    ReadingDraft,
    SchemeDraft,
)
from mithaq.base.errors import Fault, refuse_if_any

_SCHEME: Final = (
    "code family name law summary source rank exercise measures indicators counters documents "
    "acts editions"
)
_COUNTER: Final = "organisation role note source locator"
_DOCUMENT: Final = "name origin stage holder source locator"
_ACT: Final = "name body ceiling days silence source locator"
_EDITION: Final = "number name from to status basis source envelopes"
_ENVELOPE: Final = "payer territory year money places basis source readings"
_READING: Final = "as_of committed used places_taken places_used grade basis source"


def read_schemes(rows: Iterable[Mapping[str, Any]]) -> tuple[SchemeDraft, ...]:
    """Read every row of a list; all faults at once, each with its place."""
    faults: list[Fault] = []
    drafts = tuple(
        _scheme(Row(values, f"schemes[{rank}]", faults, _SCHEME), rank)
        for rank, values in enumerate(rows)
    )
    refuse_if_any(faults)
    return drafts


def _scheme(row: Row, rank: int) -> SchemeDraft:
    return SchemeDraft(
        code=row.text("code", is_required=True),
        family=row.word("family", tuple(SchemeFamily.values)),
        labels=row.labels("name", is_required=True),
        law_name=row.text("law"),
        summary=row.labels("summary", is_required=not row.text("law")),
        source=row.code("source"),
        rank=row.whole("rank") or rank,
        is_exercise=bool(row.values.get("exercise")),
        measures=row.codes("measures"),
        indicators=row.codes("indicators"),
        counters=tuple(_counter(item) for item in row.rows("counters", _COUNTER)),
        documents=tuple(_document(item) for item in row.rows("documents", _DOCUMENT)),
        acts=tuple(_act(item) for item in row.rows("acts", _ACT)),
        editions=tuple(_edition(item) for item in row.rows("editions", _EDITION)),
    )


def _counter(row: Row) -> CounterDraft:
    return CounterDraft(
        organisation=row.text("organisation", is_required=True),
        role=row.word("role", tuple(CounterRole.values)),
        note=row.labels("note"),
        source=row.text("source", is_required=True),
        locator=row.text("locator"),
    )


def _document(row: Row) -> DocumentDraft:
    return DocumentDraft(
        labels=row.labels("name", is_required=True),
        origin=row.word("origin", tuple(DocumentOrigin.values)),
        stage=row.word("stage", tuple(DocumentStage.values)),
        holder=row.code("holder"),
        source=row.text("source", is_required=True),
        locator=row.text("locator"),
    )


def _act(row: Row) -> ActDraft:
    return ActDraft(
        labels=row.labels("name", is_required=True),
        body=row.text("body", is_required=True),
        ceiling=row.word("ceiling", tuple(ActCeiling.values)),
        norm_days=row.whole("days") or 0,
        silence=row.word("silence", tuple(SilenceEffect.values)),
        source=row.text("source", is_required=True),
        locator=row.text("locator"),
    )


def _edition(row: Row) -> EditionDraft:
    return EditionDraft(
        number=row.whole("number"),
        labels=row.labels("name", is_required=True),
        starts_on=row.day("from", is_required=True),
        ends_on=row.day_or_none("to"),
        status=row.word("status", tuple(EditionStatus.values)),
        basis=row.text("basis", is_required=True),
        source=row.code("source"),
        envelopes=tuple(_envelope(item) for item in row.rows("envelopes", _ENVELOPE)),
    )


def _envelope(row: Row) -> EnvelopeDraft:
    return EnvelopeDraft(
        payer=row.text("payer", is_required=True),
        territory=row.text("territory", is_required=True),
        year=row.whole("year") or 0,
        money_centimes=row.money("money"),
        headcount=row.whole("places"),
        basis=row.text("basis", is_required=True),
        source=row.code("source"),
        readings=tuple(_reading(item) for item in row.rows("readings", _READING)),
    )


def _reading(row: Row) -> ReadingDraft:
    return ReadingDraft(
        as_of=row.day("as_of", is_required=True),
        committed_centimes=row.money("committed"),
        used_centimes=row.money("used"),
        committed_count=row.whole("places_taken"),
        used_count=row.whole("places_used"),
        grade=row.word("grade", tuple(Grade.values)),
        basis=row.text("basis", is_required=True),
        source=row.code("source"),
    )
