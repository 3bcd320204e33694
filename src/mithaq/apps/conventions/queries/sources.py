"""Documents as pages name them."""

from __future__ import annotations

from mithaq.apps.conventions.queries import views
from mithaq.apps.reference.models import Source, Sourced
from mithaq.base.dates import Precision, UncertainDate


def source_ref(source: Source, locator: str = "") -> views.SourceRef:
    """Name a document and the place in it."""
    return views.SourceRef(
        code=source.code,
        labels=source.labels,
        kind=source.kind,
        publisher=source.publisher,
        url=source.url,
        published=UncertainDate(source.published_on, Precision(source.published_precision)),
        locator=locator,
    )


def source_of(row: Sourced) -> views.SourceRef:
    """Name the document that says a row, and the place in it."""
    return source_ref(row.source, row.locator)
