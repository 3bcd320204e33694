"""A report as its readers see it, from its frozen content alone: nothing else is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.apps.conventions.choices import Kind
from mithaq.base.dates import UncertainDate
from mithaq.base.text import Labels
from mithaq.web.conventions.links import SourceLink, isolated_name, page_url, split_title
from mithaq.web.conventions.statuses import status_words
from mithaq.web.observatory.answers import achieved_of
from mithaq.web.observatory.readings import Share, arithmetic, drawn
from mithaq.web.observatory.report_parts import (
    Disagreement,
    Document,
    Line,
    Money,
    PartyLine,
    Promise,
    Readings,
    Report,
)
from mithaq.web.observatory.words import (
    NATURES,
    NOT_PUBLISHED,
    ROLES,
    words_of,
)
from mithaq.web.shell.dates import uncertain_date
from mithaq.web.shell.numbers import number
from mithaq.web.shell.typography import set_text
from mithaq.web.shell.values import display_value
from mithaq.web.shell.words import local

Content = Mapping[str, Any]
_NOTHING: Final = {"fr": "", "ar": "", "en": ""}


def report_of(content: Content) -> Report:
    """Read a frozen content in the language of the page."""
    lines = [_line(item, content) for item in content["figures"]]
    return Report(
        reference=content["reference"],
        title=_labels(content["title"]),
        purpose=_labels(content["purpose"]),
        kind=set_text(Kind(content["kind"]).label),
        as_of=date.fromisoformat(content["as_of"]),
        known_on=date.fromisoformat(content.get("known_on", content["as_of"])),
        signed=UncertainDate.parse(content["signed"]),
        place=_labels(content["place"]),
        is_exercise=bool(content["exercise"]),
        groups=tuple(_groups(lines)),
        readings=tuple(_readings(content)),
        conflicts=tuple(_conflict(item, content) for item in content["conflicts"]),
        promises=tuple(_commitment(item, content) for item in content["commitments"]),
        targets=tuple(_target(item) for item in content["targets"]),
        money=tuple(_money(content)),
        parties=tuple(_parties(content)),
        missing=tuple(words_of(NOT_PUBLISHED, code) for code in content["not_published"]),
        sources=tuple(_document(item) for item in content["sources"]),
    )


def _labels(item: Mapping[str, str]) -> Labels:
    return Labels(item["fr"], item["ar"], item["en"])


def _link(source: Mapping[str, Any]) -> SourceLink:
    name, about = split_title(_labels(source["title"]))
    return SourceLink(
        code=source["code"],
        name=isolated_name(name),
        about=about,
        url=page_url("source", source["code"]),
        locator=source.get("locator", ""),
    )


def _groups(lines: list[Line]) -> Iterator[tuple[SourceLink, tuple[Line, ...]]]:
    """The figures by source, in the order in which the sources first speak."""
    for code in dict.fromkeys(line.source.code for line in lines):
        found = tuple(line for line in lines if line.source.code == code)
        yield found[0].source, found


def _line(item: Mapping[str, Any], content: Content) -> Line:
    before = item["implied_before"]
    same = {other["code"] for other in content["figures"]}
    as_of = UncertainDate.parse(item["as_of"])
    return Line(
        code=item["code"],
        url=page_url("figure", item["code"]),
        label=_labels(item["title"]),
        value=display_value(
            item["value"], item["unit"], item["qualifier"], is_growth=before is not None
        ),
        raw=item["value"],
        unit=item["unit"],
        when=_local(item["period"]) or uncertain_date(as_of),
        as_of=as_of,
        said=UncertainDate.parse(item["said"]),
        grade=item["grade"],
        definition=_labels(item["definition"]),
        version=item["version"],
        note=_labels(item["note"]),
        source=_link(item["source"]),
        is_part=item["part_of"] in same,
        has_readings=item["code"] in content["readings"],
        is_revision=bool(item["revises"]),
        computed=_before(before),
    )


def _before(value: str | None) -> str:
    """What a growth implies one period before: computed, so marked as such where it is shown."""
    if value is None:
        return ""
    return set_text(_("un an plus tôt : environ %(value)s") % {"value": number(Decimal(value))})


def _readings(content: Content) -> Iterator[Readings]:
    by_code = {item["code"]: item for item in content["figures"]}
    for code, found in content["readings"].items():
        share = by_code[code]
        whole = by_code.get(share["part_of"])
        if whole is None:
            continue
        shares = tuple(_share(item, whole, share) for item in found)
        words = {
            "whole": display_value(whole["value"], whole["unit"]).text,
            "share": display_value(share["value"], share["unit"]).text,
        }
        yield Readings(
            title=set_text(_("« %(whole)s, dont %(share)s » : deux lectures") % words),
            shares=shares,
            drawn=tuple(drawn(item) for item in shares),
            sentences=tuple(arithmetic(item) for item in shares),
            source=_link(share["source"]),
        )


def _share(item: Mapping[str, Any], whole: Content, share: Content) -> Share:
    return Share(
        indicator=share["indicator"],
        letter=item["letter"],
        kind=item["kind"],
        labels=_labels(item["text"]),
        parts={key: Decimal(value) for key, value in item["parts"].items()},
        whole=Decimal(whole["value"]),
        share=Decimal(share["value"]),
        share_of_whole=Decimal(item["share_of_whole"]),
        share_of_parent=Decimal(item["share_of_parent"]),
    )


def _conflict(item: Mapping[str, Any], content: Content) -> Disagreement:
    return Disagreement(
        title=_labels(item["title"]),
        sides=tuple(_line(side, content) for side in item["sides"]),
        why=_labels(item["why"]),
        settle=_labels(item["settle"]),
        settle_grade=item["settle_grade"],
    )


def _commitment(item: Mapping[str, Any], content: Content) -> Promise:
    debtor = _local(item["debtor"]) or _("les parties ensemble")
    beneficiary = _local(item["beneficiary"])
    parts = (
        debtor,
        _("pour %(whom)s") % {"whom": beneficiary} if beneficiary else "",
        words_of(NATURES, item["nature"]),
        status_words(item["status"], UncertainDate.parse(_published(item, content))),
    )
    return Promise(
        axis=_labels(item.get("axis", _NOTHING)),
        text=_labels(item["text"]),
        detail=set_text(" · ".join(part for part in parts if part)),
        value=None,
        due=UncertainDate.parse(item["due"]),
        grade=item["grade"],
        source=_link(item["source"]),
    )


def _published(item: Mapping[str, Any], content: Content) -> str | None:
    """The day of the source that says something, as the report lists its sources."""
    days = {source["code"]: source["published"] for source in content["sources"]}
    return days.get(item["source"]["code"])


def _target(item: Mapping[str, Any]) -> Promise:
    pooled = _("Objectif commun à plusieurs conventions : la part de chacune n’est pas publiée.")
    parts = (_local(item["wording"]), pooled if item["pooled"] else "")
    return Promise(
        axis=Labels(_("Objectif chiffré")),
        text=_labels(item["title"]),
        detail=set_text(" ".join(part for part in parts if part)),
        value=display_value(item["value"], item["unit"], item["qualifier"]),
        due=UncertainDate.parse(item["horizon"]),
        grade=item["grade"],
        source=_link(item["source"]),
        achieved=achieved_of(item, link=_link),
    )


def _money(content: Content) -> Iterator[Money]:
    gaps = {item["payer"]["fr"]: item for item in content["budget_gaps"]}
    for total in content["budget"]:
        gap = gaps.get(total["payer"]["fr"])
        yield Money(
            payer=_labels(total["payer"]),
            total=display_value(total["committed_centimes"], "centimes"),
            total_centimes=total["committed_centimes"],
            line_count=total["line_count"],
            announced=display_value(gap["announced_centimes"], "centimes") if gap else None,
            announced_centimes=gap["announced_centimes"] if gap else None,
            figure_url=page_url("figure", gap["figure"]) if gap else "",
        )


def gap_sentence(item: Money) -> str:
    """Say an announced total beside the sum of its lines; neither is corrected."""
    words = ngettext(
        "%(announced)s annoncés, %(total)s calculés sur %(n)s ligne.",
        "%(announced)s annoncés, %(total)s calculés sur %(n)s lignes.",
        item.line_count,
    )
    announced = item.announced.text if item.announced else ""
    return set_text(
        words % {"announced": announced, "total": item.total.text, "n": item.line_count}
    )


def lines_words(count: int) -> str:
    """« 4 lignes »: how many printed lines a sum adds up."""
    return set_text(ngettext("%(n)s ligne", "%(n)s lignes", count) % {"n": count})


def _parties(content: Content) -> Iterator[PartyLine]:
    for party in content["parties"]:
        for person in party["signatories"] or [None]:
            yield PartyLine(
                name=_labels(party["organisation"]),
                acronym=party["acronym"],
                role=words_of(ROLES, party["role"]),
                person=_labels(person["person"]) if person else Labels(""),
                capacity=_capacity(person) if person else "",
                source=_link(party["source"]),
            )


def _capacity(person: Mapping[str, Any]) -> str:
    said = _local(person["capacity"])
    return _("%(capacity)s, par intérim") % {"capacity": said} if person["interim"] else said


def _document(item: Mapping[str, Any]) -> Document:
    return Document(
        link=_link(item),
        title=_local(item["title"]),
        publisher=item["publisher"],
        published=UncertainDate.parse(item["published"]),
        address=item["url"],
    )


def _local(item: Mapping[str, str]) -> str:
    return local(_labels(item))
