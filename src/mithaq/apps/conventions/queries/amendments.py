"""The amendments of conventions, and a convention read as amended on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from mithaq.apps.conventions.models import Amendment, AmendmentChange, Convention
from mithaq.apps.conventions.queries import views
from mithaq.apps.conventions.queries._words import Named, NamedIndicator, Names
from mithaq.apps.conventions.queries.amendable import codes_of
from mithaq.apps.conventions.queries.amending import as_amended, in_order, names_of_detail
from mithaq.apps.conventions.queries.details import convention_detail
from mithaq.apps.conventions.queries.sources import source_ref
from mithaq.apps.organisations.models import Organisation
from mithaq.apps.reference.models import IndicatorVersion, Territory
from mithaq.base.dates import UncertainDate
from mithaq.base.text import Labels

# An amendment recorded by hand rests on its own signed text, known by its fingerprint.
SIGNED_TEXT = Labels(
    "Texte signé de l’avenant", "النص الموقَّع للملحق", "Signed text of the amendment"
)


def convention_as_amended(reference: str, *, on: date | None) -> views.ConventionDetail | None:
    """Read a convention as its amendments leave it on a day; without a day, its first text.

    One more query than ``convention_detail`` when nothing was ever amended.
    """
    detail = convention_detail(reference)
    if detail is None:
        return None
    amendments = amendments_by_convention([detail.id]).get(detail.id, ())
    if on is None or not amendments:
        return replace(detail, read_on=on, amendments=amendments)
    return as_amended(detail, amendments, names=names_of(amendments, detail), on=on).detail


def amendments_of(reference: str) -> tuple[views.AmendmentView, ...]:
    """The amendments of a convention, in the order in which they take effect."""
    row = Convention.objects.filter(reference=reference).only("pk").first()
    return amendments_by_convention([row.pk]).get(row.pk, ()) if row else ()


def amendments_by_convention(ids: Iterable[int]) -> dict[int, tuple[views.AmendmentView, ...]]:
    """The amendments of several conventions, in one query; those without any are not there."""
    articles = AmendmentChange.objects.filter(amendment__convention__in=list(ids))
    return grouped_amendments(articles.select_related("amendment__source"))


def grouped_amendments(
    articles: Iterable[AmendmentChange],
) -> dict[int, tuple[views.AmendmentView, ...]]:
    """Some articles under their amendments, by convention, in the order of their effect."""
    rows = sorted(
        articles,
        key=lambda row: (row.amendment.convention_id, row.amendment.number, row.rank),
    )
    grouped: dict[int, dict[int, tuple[Amendment, list[views.ChangeView]]]] = {}
    for row in rows:
        of_one = grouped.setdefault(row.amendment.convention_id, {})
        _amendment, changes = of_one.setdefault(row.amendment_id, (row.amendment, []))
        changes.append(
            views.ChangeView(
                rank=row.rank,
                action=row.action,
                kind=row.object_kind,
                number=row.object_number,
                content=row.content,
                article=row.article,
            )
        )
    return {
        convention: tuple(in_order(_view(row, changes) for row, changes in of_one.values()))
        for convention, of_one in grouped.items()
    }


def names_of(amendments: Iterable[views.AmendmentView], detail: views.ConventionDetail) -> Names:
    """Find what the codes of amendments stand for; a query for each kind of code they hold."""
    return names_of_detail(detail, named_by(amendments))


def named_by(amendments: Iterable[views.AmendmentView]) -> Names:
    """Find what the codes of the register stand for in some amendments, of any conventions."""
    changes = [change for amendment in amendments for change in amendment.changes]
    organisations, territories, indicators = codes_of(changes)
    return Names(
        organisations=_organisations(organisations),
        territories=_territories(territories),
        indicators=_indicators(indicators),
    )


def _organisations(slugs: set[str]) -> dict[str, Named]:
    if not slugs:
        return {}
    return {
        row.slug: Named(labels=row.labels, acronym=row.acronym, kind=row.kind)
        for row in Organisation.objects.filter(slug__in=slugs)
    }


def _territories(codes: set[str]) -> dict[str, Labels]:
    if not codes:
        return {}
    return {row.code: row.labels for row in Territory.objects.filter(code__in=codes)}


def _indicators(codes: set[str]) -> dict[tuple[str, int], NamedIndicator]:
    if not codes:
        return {}
    rows = IndicatorVersion.objects.filter(indicator__code__in=codes).select_related("indicator")
    return {
        (row.indicator.code, row.number): NamedIndicator(
            labels=row.indicator.labels,
            definition=Labels.from_columns(row, "definition"),
            unit=row.unit,
            unit_label=row.get_unit_display(),
        )
        for row in rows
    }


def _view(row: Amendment, changes: list[views.ChangeView]) -> views.AmendmentView:
    return views.AmendmentView(
        number=row.number,
        labels=row.labels,
        signed_on=row.signed_on,
        effective_on=row.effective_on,
        reason=row.reason,
        retroactive_reason=row.retroactive_reason,
        source=_source(row),
        document_sha256=row.document_sha256,
        changes=tuple(changes),
    )


def _source(row: Amendment) -> views.SourceRef:
    if row.source is not None:
        return source_ref(row.source, row.locator)
    return views.SourceRef(
        code="",
        labels=SIGNED_TEXT,
        kind="signed_text",
        publisher="",
        url="",
        published=UncertainDate(row.signed_on),
        locator=row.locator,
    )
