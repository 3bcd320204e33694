"""One figure opened to its end: what it details, what details it, who contradicts it."""

from __future__ import annotations

from django.db.models import Q

from mithaq.apps.accounts.queries import audit_lines_of
from mithaq.apps.conventions.queries import BudgetLineView, convention_detail
from mithaq.apps.observatory.queries.figures import (
    conflicts_of,
    every_figure,
    readings_of,
    views_of,
)
from mithaq.apps.observatory.queries.state import ANNOUNCED_BUDGET
from mithaq.apps.observatory.queries.views import NOTHING, FigureProof, FigureView
from mithaq.apps.organisations.queries import mandates_of
from mithaq.base.text import Labels


def figure_proof(code: str) -> FigureProof | None:
    """Open a figure, or give nothing when none has this code.

    Readings are those of the figure itself and of the shares that detail it.
    """
    near = Q(code=code) | Q(part_of__code=code) | Q(revises__code=code)
    around = {
        view.code: view for view in views_of(every_figure().filter(near).order_by("rank", "code"))
    }
    shown = around.get(code)
    if shown is None:
        return None
    named = {named for named in (shown.part_of_code, shown.revises_code) if named}
    missing = named - around.keys()
    if missing:
        around |= {view.code: view for view in views_of(every_figure().filter(code__in=missing))}
    details = tuple(
        view for view in around.values() if view.part_of_code == code and view.withdrawn_at is None
    )
    return FigureProof(
        figure=shown,
        whole=around.get(shown.part_of_code or ""),
        details=details,
        revised=around.get(shown.revises_code or ""),
        revision=_revision(shown, around),
        readings=readings_of([shown.id, *(view.id for view in details)]),
        conflicts=conflicts_of([shown.id]),
        budget_lines=_budget_lines(shown),
        corrected_by=_corrected_by(shown, around.get(shown.revises_code or "")),
    )


def _budget_lines(shown: FigureView) -> tuple[BudgetLineView, ...]:
    """The printed lines of the budget whose total a figure announces."""
    if shown.indicator_code != ANNOUNCED_BUDGET or not shown.convention_reference:
        return ()
    detail = convention_detail(shown.convention_reference)
    lines = detail.budget_lines if detail else ()
    return tuple(line for line in lines if line.payer_slug == shown.organisation_slug)


def _corrected_by(shown: FigureView, revised: FigureView | None) -> Labels | None:
    """The body under whose mandate the journal says that a correction was written.

    None for what a source revised itself: a new document says the new value.
    """
    if not shown.revision_reason:
        return None
    lines = audit_lines_of(object_type="figure", object_ref=shown.code)
    line = lines.filter(action="observatory.correct_figure").first()
    if line is None:
        is_same = revised is not None and revised.source.code == shown.source.code
        return NOTHING if is_same else None
    held = mandates_of(user=line.actor_id) if line.actor_id else ()
    return next((one.organisation_labels for one in held if one.text == line.mandate), NOTHING)


def _revision(shown: FigureView, around: dict[str, FigureView]) -> FigureView | None:
    return around.get(shown.revised_by_code or "")
