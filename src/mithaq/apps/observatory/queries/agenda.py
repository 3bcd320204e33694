"""What figures call to the agenda of a meeting: conflicts, disparities, targets behind time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import combinations

from django.utils.translation import gettext as _

from mithaq.apps.conventions.choices.meetings import AgendaRule
from mithaq.apps.conventions.models import Convention
from mithaq.apps.conventions.queries.agenda_rules import RULES, AgendaCall
from mithaq.apps.conventions.queries.decisions import effect_version
from mithaq.apps.conventions.queries.details import convention_detail
from mithaq.apps.conventions.queries.saying import day, here, said
from mithaq.apps.conventions.queries.views import TargetView
from mithaq.apps.observatory.models import Conflict, ConflictSide, Statement
from mithaq.apps.observatory.queries.achieved import achieved_of
from mithaq.apps.observatory.queries.figures import figures_of
from mithaq.apps.observatory.queries.today import latest_figures
from mithaq.apps.observatory.queries.views import FigureView
from mithaq.apps.reference.choices import Sex, Unit
from mithaq.base.text import Labels

HUNDRED = Decimal(100)


def calls_of_figures(reference: str, *, on: date) -> tuple[AgendaCall, ...]:
    """The points that figures about a convention call on a day; the others say why they stay out.

    A target in numbers is read against the time elapsed; a share, against its value. Gaps are
    computed between figures of one indicator, one state and one definition, never across.
    """
    return (*_conflicts(reference), *_disparities(reference), *_behind(reference, on))


def _conflicts(reference: str) -> Iterator[AgendaCall]:
    sides = ConflictSide.objects.filter(statement__convention__reference=reference)
    rows = Conflict.objects.filter(pk__in=sides.values("conflict")).order_by("code")
    shown = ConflictSide.objects.filter(conflict__in=rows).select_related(
        "statement__organisation", "statement__indicator_version"
    )
    by_conflict: dict[int, list[Statement]] = {}
    for side in shown.order_by("conflict", "rank"):
        by_conflict.setdefault(side.conflict_id, []).append(side.statement)
    for row in rows:
        yield _conflict(row, by_conflict.get(row.pk, []))


def _conflict(row: Conflict, sides: list[Statement]) -> AgendaCall:
    bodies = [side.organisation.labels for side in sides if side.organisation]
    values = [
        said(lambda side=side: _side(side))  # type: ignore[misc]
        for side in sides
    ]
    return AgendaCall(
        key=f"conflict:{row.code}",
        rule=AgendaRule.FIGURES_CONFLICT,
        title=said(lambda: _("Deux sources se contredisent")),
        detail=said(
            lambda: "{} : {}".format(
                here(row.labels), _(", ").join(here(value) for value in values)
            )
        ),
        why=Labels.from_columns(row, "why"),
        expected=said(lambda: _("Désigner la source de référence")),
        who=said(lambda: _(", ").join(here(body) for body in bodies)),
        minutes=RULES[AgendaRule.FIGURES_CONFLICT].minutes,
        grade=sides[-1].grade if sides else "",
        owner_id=sides[0].organisation_id if sides else None,
        version_id=sides[-1].indicator_version_id if sides else None,
    )


def _side(side: Statement) -> str:
    amount = number(side.value, side.indicator_version.unit)
    if side.organisation is None:
        return amount
    words = {"value": amount, "body": side.organisation.acronym or here(side.organisation.labels)}
    return _("%(value)s (%(body)s)") % words


def _disparities(reference: str) -> Iterator[AgendaCall]:
    """Shares of one indicator that differ by ten points between sexes or between territories."""
    rows = list(
        latest_figures()
        .filter(convention__reference=reference, indicator_version__unit=Unit.PERCENT)
        .select_related("territory", "indicator_version__indicator")
    )
    for left, right in combinations(rows, 2):
        if not _are_comparable(left, right):
            continue
        gap = abs(left.value - right.value)
        yield _disparity(left, right, gap)


def _are_comparable(left: Statement, right: Statement) -> bool:
    same = (
        left.indicator_version_id == right.indicator_version_id
        and left.as_of == right.as_of
        and left.milieu == right.milieu
        and left.category_id == right.category_id
    )
    of_sexes = {left.sex, right.sex} == {Sex.MEN, Sex.WOMEN} and (
        left.territory_id == right.territory_id
    )
    of_places = left.sex == right.sex and left.territory_id != right.territory_id
    return same and (of_sexes or of_places)


def _disparity(left: Statement, right: Statement, gap: Decimal) -> AgendaCall:
    threshold = RULES[AgendaRule.DISPARITY].threshold or 0
    points = f"{gap.normalize():f}".replace(".", ",")
    name = left.indicator_version.indicator.labels
    call = AgendaCall(
        key=f"gap:{left.code}:{right.code}"[:120],
        rule=AgendaRule.DISPARITY,
        title=said(
            lambda: _("Écart de %(n)s points : %(name)s") % {"n": points, "name": here(name)}
        ),
        detail=said(
            lambda: _("%(left)s, contre %(right)s.") % {"left": _cell(left), "right": _cell(right)}
        ),
        why=said(lambda: _("L’écart passe %(n)s points.") % {"n": threshold}),
        expected=said(lambda: _("Une mesure, ou une explication")),
        who=said(lambda: _("Les parties")),
        minutes=RULES[AgendaRule.DISPARITY].minutes,
        grade=left.grade,
        version_id=left.indicator_version_id,
    )
    return call if gap >= threshold else call.below(said(lambda: _few(points)))


def _few(points: str) -> str:
    return _("%(n)s points seulement") % {"n": points}


def _cell(row: Statement) -> str:
    place = here(row.territory.labels) if row.territory else ""
    scope = row.get_sex_display() if row.sex != Sex.ALL else place
    return f"{scope} {number(row.value, Unit.PERCENT)}"


def _behind(reference: str, on: date) -> Iterator[AgendaCall]:
    detail = convention_detail(reference)
    row = Convention.objects.get(reference=reference)
    start = row.covers_from or row.in_force_on or row.signed_on
    if detail is None or start is None:
        return
    answers = achieved_of(detail, figures_of(reference))
    for target, found in zip(detail.targets, answers, strict=True):
        end = target.horizon.latest
        if found is None or end is None or end <= start:
            continue
        elapsed = min(HUNDRED, max(Decimal(0), HUNDRED * (on - start).days / (end - start).days))
        yield _target(target, found, elapsed, end=end)


def _target(target: TargetView, found: FigureView, elapsed: Decimal, *, end: date) -> AgendaCall:
    threshold = RULES[AgendaRule.TARGET_BEHIND].threshold or 0
    is_share = target.unit == Unit.PERCENT
    reached = HUNDRED * found.value / target.value
    gap = target.value - found.value if is_share else elapsed - reached
    is_behind = gap >= (threshold / 2 if is_share else threshold)
    shown = {
        "got": number(found.value, target.unit),
        "wanted": number(target.value, target.unit),
        "day": "",
    }
    call = AgendaCall(
        key=f"target:{target.number}{'p' if target.is_pooled else ''}",
        rule=AgendaRule.TARGET_BEHIND,
        title=said(
            lambda: (
                (_("Objectif en retard : %(name)s") if is_behind else _("Objectif : %(name)s"))
                % {"name": here(target.labels)}
            )
        ),
        detail=said(
            lambda: _("%(got)s sur %(wanted)s promis au %(day)s.") % {**shown, "day": day(end)}
        ),
        why=said(
            lambda: (
                _("Il manque %(n)s points.") % {"n": int(gap)}
                if is_share
                else _("%(got)s %% atteints, %(time)s %% du temps passé.")
                % {"got": int(reached), "time": int(elapsed)}
            )
        ),
        expected=said(lambda: _("Mesure de rattrapage")),
        who=found.organisation,
        minutes=RULES[AgendaRule.TARGET_BEHIND].minutes,
        grade=found.grade,
        version_id=effect_version(target.indicator_code),
    )
    return call if is_behind else call.below(said(lambda: _reached(int(reached))))


def _reached(percent: int) -> str:
    return _("%(n)s %% atteints") % {"n": percent}


def number(value: Decimal, unit: str) -> str:
    """A value as the paper prints it: money in dirhams, a share with its sign."""
    amount = value / HUNDRED if unit == Unit.CENTIMES else value
    text = f"{amount.normalize():f}".replace(".", ",")
    return f"{text} %" if unit == Unit.PERCENT else text
