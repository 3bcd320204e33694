"""What the page of a scheme shows, from its law, its file and the figures said of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mithaq.apps.programmes.queries import (
    EditionView,
    LawChange,
    LawRule,
    LawValue,
    LawVersion,
    SchemeDetail,
    SchemeLaw,
)
from mithaq.base.dates import UncertainDate
from mithaq.base.text import Labels
from mithaq.web.conventions.links import SourceLink, source_link
from mithaq.web.programmes.asides import AsideLine, aside_lines
from mithaq.web.programmes.bars import EnvelopeBars, bars_of
from mithaq.web.programmes.lanes import Drawing, drawing_of
from mithaq.web.programmes.values import alternative_words, schedule_rows, value_words
from mithaq.web.programmes.words import Standing, standing_of, steps_from
from mithaq.web.shell.components import Event
from mithaq.web.shell.typography import language
from mithaq.web.shell.words import local

CONFIDENCE = {
    "sure": gettext_lazy("confirmé"),
    "likely": gettext_lazy("probable"),
    "conflicting": gettext_lazy("sources en désaccord"),
    "unknown": gettext_lazy("à confirmer"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueLine:
    """A value of the law on the page."""

    path: str
    label: Labels
    words: SafeString
    since: date | None
    reference: Labels
    is_published: bool
    confidence: str
    confidence_words: str
    note: Labels
    alternatives: str
    replaced_because: str
    replaced_by: str
    sources: tuple[str, ...]
    brackets: list[tuple[str, str]]
    changes_nothing: bool

    @property
    def is_doubtful(self) -> bool:
        """Whether sources leave a doubt."""
        return self.confidence not in {"sure", ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """A condition or an amount on the page."""

    name: str
    label: Labels
    sentence: str
    article: Labels
    since: date
    values: tuple[ValueLine, ...]
    is_confirmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RightBlock:
    """What several conditions open together; a condition told apart leads to its own block."""

    rule: RuleLine
    is_any: bool
    conditions: list[tuple[RuleLine, bool]]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionBlock:
    """An edition and its envelopes as bars."""

    edition: EditionView
    source: SourceLink | None
    steps: list[tuple[str, str]]
    envelopes: tuple[EnvelopeBars, ...]
    has_other_law: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LawPart:
    """The law of a scheme as the page shows it."""

    rights: list[RightBlock]
    conditions: list[RuleLine]
    amounts: list[RuleLine]
    values: list[ValueLine]
    doubts: list[ValueLine]
    replaced: list[ValueLine]
    drawing: Drawing | None
    events: list[Event]
    digest: str
    former: tuple[Labels, ...]
    set_aside: list[AsideLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemePage:
    """The whole page."""

    standing: Standing
    law: LawPart | None
    editions: list[EditionBlock]
    counters: list[tuple[Any, SourceLink]]
    documents: list[tuple[Any, SourceLink]]
    acts: list[tuple[Any, SourceLink]]

    @property
    def has_envelopes(self) -> bool:
        """Whether any edition says what is put into it."""
        return any(block.envelopes for block in self.editions)


def page_of(detail: SchemeDetail, law: SchemeLaw | None, *, on: date) -> SchemePage:
    """Put together what the page shows."""
    return SchemePage(
        standing=standing_of(detail, on, law=law),
        law=_law_part(law) if law else None,
        editions=[_edition(item, law) for item in detail.editions],
        counters=_with_sources(detail.counters),
        documents=_with_sources(detail.documents),
        acts=_with_sources(detail.acts),
    )


def value_line(value: LawValue, version: LawVersion | None) -> ValueLine:
    """A value with what proves it."""
    return ValueLine(
        path=value.path,
        label=value.label,
        words=value_words(value, version),
        since=version.since if version else None,
        reference=version.reference if version else Labels(""),
        is_published=bool(version and version.is_published),
        confidence=version.confidence if version else "",
        confidence_words=str(CONFIDENCE[version.confidence]) if version else "",
        note=version.note if version else Labels(""),
        alternatives=alternative_words(value, version) if version else "",
        replaced_because=version.replaced_because if version else "",
        replaced_by=version.replaced_by if version else "",
        sources=version.sources if version else (),
        brackets=schedule_rows(version) if version else [],
        changes_nothing=value.changes_nothing,
    )


def _law_part(law: SchemeLaw) -> LawPart:
    lines = [value_line(value, value.current) for value in law.values]
    return LawPart(
        rights=_rights(law),
        conditions=[_rule(item) for item in law.conditions],
        amounts=[_rule(item) for item in law.amounts],
        values=lines,
        doubts=[line for line in lines if line.is_doubtful],
        replaced=[line for line in lines if line.replaced_by],
        drawing=drawing_of(law),
        events=[_event(change) for change in law.changes],
        digest=law.digest,
        former=law.former,
        set_aside=aside_lines(law.set_aside),
    )


def _rights(law: SchemeLaw) -> list[RightBlock]:
    apart = {right.rule.name for right in law.rights}
    return [
        RightBlock(
            rule=_rule(right.rule),
            is_any=right.is_any,
            conditions=[(_rule(item), item.name in apart) for item in right.conditions],
        )
        for right in law.rights
    ]


def _rule(rule: LawRule) -> RuleLine:
    return RuleLine(
        name=rule.name,
        label=rule.label,
        sentence=rule.sentence.of(language()),
        article=rule.article,
        since=rule.since,
        values=tuple(value_line(value, value.current) for value in rule.values),
        is_confirmed=rule.is_confirmed,
    )


def _event(change: LawChange) -> Event:
    """What changed on a day: each value before and after, each rule rewritten."""
    told, references = [], []
    for value, before, after in change.values:
        if before is None:
            words = _("%(label)s : %(value)s")
        else:
            words = _("%(label)s : %(before)s, puis %(value)s")
        told.append(
            words
            % {
                "label": local(value.label),
                "before": value_words(value, before),
                "value": value_words(value, after),
            }
        )
        references.append(local(after.reference) if after.is_published else "")
    told += [
        _("%(label)s : nouvelle règle") % {"label": local(label)}
        for label, _article in change.rules
    ]
    references += [local(article) for _label, article in change.rules]
    between = " · "
    kept = list(dict.fromkeys(text for text in references if text))
    return Event(
        on=UncertainDate(change.on), text=between.join(told), note=between.join(kept), kind="act"
    )


def _edition(edition: EditionView, law: SchemeLaw | None) -> EditionBlock:
    is_other = law is not None and edition.law_digest not in {"", law.digest}
    return EditionBlock(
        edition=edition,
        source=source_link(edition.source) if edition.source else None,
        steps=steps_from(edition),
        envelopes=tuple(bars_of(item) for item in edition.envelopes),
        has_other_law=is_other,
    )


def _with_sources(items: Iterable[Any]) -> list[tuple[Any, SourceLink]]:
    return [(item, source_link(item.source)) for item in items]
