"""One figure opened to its end: what it details, what details it, who contradicts it."""

from __future__ import annotations

from django.db.models import Q

from mithaq.apps.observatory.queries.figures import conflicts_of, figures, readings_of, views_of
from mithaq.apps.observatory.queries.views import FigureProof, FigureView


def figure_proof(code: str) -> FigureProof | None:
    """Open a figure, or give nothing when none has this code.

    Readings are those of the figure itself and of the shares that detail it.
    """
    near = Q(code=code) | Q(part_of__code=code) | Q(revises__code=code)
    around = {view.code: view for view in views_of(figures().filter(near).order_by("rank", "code"))}
    shown = around.get(code)
    if shown is None:
        return None
    named = {named for named in (shown.part_of_code, shown.revises_code) if named}
    missing = named - around.keys()
    if missing:
        around |= {view.code: view for view in views_of(figures().filter(code__in=missing))}
    details = tuple(view for view in around.values() if view.part_of_code == code)
    return FigureProof(
        figure=shown,
        whole=around.get(shown.part_of_code or ""),
        details=details,
        revised=around.get(shown.revises_code or ""),
        revision=_revision(shown, around),
        readings=readings_of([shown.id, *(view.id for view in details)]),
        conflicts=conflicts_of([shown.id]),
    )


def _revision(shown: FigureView, around: dict[str, FigureView]) -> FigureView | None:
    return around.get(shown.revised_by_code or "")
