"""What is achieved of a target: the figure that answers it, or none."""

from __future__ import annotations

from collections.abc import Iterable

from mithaq.apps.conventions.choices import Grade
from mithaq.apps.conventions.queries import ConventionDetail, TargetView
from mithaq.apps.observatory.queries.views import FigureView

# From the least to the most solid: at the same date the better proof answers.
SOLID = (Grade.RECORDED.value, Grade.MEASURED.value, Grade.VERIFIED.value)


def achieved_of(
    detail: ConventionDetail, figures: Iterable[FigureView]
) -> tuple[FigureView | None, ...]:
    """Give each target of a convention the figure that answers it, in the order of the targets.

    It counts the same indicator under the same definition, over the same territory and the same
    conventions, later than the signature, and nothing revises it. What is recorded file by file,
    measured or verified comes first, the latest state of it; a mere announcement only without.
    """
    told = list(figures)
    # A revision counts once it is said: a report of an earlier day still reads the first count.
    revised = {item.revises_code for item in told}
    standing = [item for item in told if item.code not in revised and _may_answer(item, detail)]
    return tuple(_answer(target, detail, standing) for target in detail.targets)


def _answer(
    target: TargetView, detail: ConventionDetail, standing: list[FigureView]
) -> FigureView | None:
    found = [item for item in standing if _is_alike(item, target, detail)]
    solid = [item for item in found if item.grade in SOLID]
    return max(solid or found, key=_rank, default=None)


def _may_answer(item: FigureView, detail: ConventionDetail) -> bool:
    """A state reached after the signature: neither a promise nor an evolution."""
    shown, said, signed = item.as_of, item.said, detail.signed
    if item.implied_before is not None:
        return False
    if shown.earliest is None or (signed.latest is not None and shown.earliest <= signed.latest):
        return False
    # A state told before it comes is a promise.
    return said.latest is None or shown.earliest <= said.latest


def _is_alike(item: FigureView, target: TargetView, detail: ConventionDetail) -> bool:
    here = detail.territory_code
    return (
        item.indicator_code == target.indicator_code
        and item.version_number == target.version_number
        and item.unit == target.unit
        and item.is_about_set == target.is_pooled
        and (item.territory_code or here) == (target.territory_code or here)
    )


def _rank(item: FigureView) -> tuple[object, int, str]:
    solidity = SOLID.index(item.grade) if item.grade in SOLID else -1
    return (item.as_of.latest, solidity, item.code)
