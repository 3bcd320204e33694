"""The queue of an officer: what is due first, late ones said, whose turn; and the whole list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mithaq.apps.corridor.choices import CaseLevel
from mithaq.apps.corridor.policies import queue_scope
from mithaq.apps.corridor.queries.at_turn import (
    LATEST_FIRST,
    at_their_turn,
    late_at,
    late_elsewhere,
)
from mithaq.apps.corridor.queries.corridors import partners_of
from mithaq.apps.corridor.queries.decided_cases import decided_cases
from mithaq.apps.corridor.queries.listed import (
    ListedSide,
    names_of,
    relays_somewhere,
    sides_listed,
    told_sides,
)
from mithaq.apps.corridor.queries.queues import Shown, queue_page
from mithaq.apps.corridor.queries.turns import Turn
from mithaq.apps.corridor.queries.views import QueueCounts, QueuePage, QueueRow, QueueScope
from mithaq.apps.organisations.choices import Role
from mithaq.base.text import Labels
from mithaq.web.corridor.access import mandate_of
from mithaq.web.corridor.clock_bars import ClockBar
from mithaq.web.corridor.deadlines import Deadline, deadline_of, drawn
from mithaq.web.corridor.delays import Delay, late_delays
from mithaq.web.corridor.filters import LATE_BODY, RelayFilter, SideFilter, with_late_bodies
from mithaq.web.corridor.purposes import case_purpose
from mithaq.web.corridor.tables import CLOSED_SIDES, SIDES, late_table
from mithaq.web.corridor.words import late_words, turn_words
from mithaq.web.shell.numbers import bounded
from mithaq.web.shell.tables import TableView
from mithaq.web.shell.typography import comma, semicolon
from mithaq.web.shell.words import local

OWN, EVERYONE = "moi", "institution"
ELSEWHERE: Final = "en-retard-ailleurs"
LATE_LEAD: Final = gettext_lazy(
    "Les dossiers de votre territoire où une autre institution a dépassé son jour : le jour "
    "passé le plus ancien d’abord. La colonne « Qui est en retard » dit laquelle et de combien ; "
    "le filtre « Institution en retard » ne garde que les siens, dans l’ordre de son propre jour."
)
CLOSED: Final = "clos"
CLOSED_LEAD: Final = gettext_lazy(
    "Les dossiers clos de votre côté, ceux que l’entreprise a retirés compris : le tableau public "
    "ne compte pas ceux-là, et compte un dossier rouvert parmi ceux qui furent clos."
)
VIEWS: Final[dict[str, Promise]] = {
    "a-nous": gettext_lazy("Dossiers à votre tour"),
    "en-cours": gettext_lazy("Dossiers en cours"),
    "en-retard": gettext_lazy("Dossiers en retard chez vous"),
    ELSEWHERE: gettext_lazy("Dossiers en retard chez une autre institution"),
    CLOSED: gettext_lazy("Dossiers clos de votre côté"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueLine:
    """One case of the queue, ready to show."""

    row: QueueRow
    url: str
    clock: ClockBar
    turn: str
    late: str
    is_ours: bool
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A side of the list with its turn and its delays in words."""

    listed: ListedSide
    turn: str
    late: str
    deadline: Deadline
    delays: Mapping[str, Delay]

    def __getattr__(self, name: str) -> Any:
        """Everything else is read of the side listed."""
        return getattr(self.listed, name)


def scope_of(request: HttpRequest, *, is_own: bool = False) -> QueueScope:
    """The queue that the mandate opens; nobody else has one."""
    scope = queue_scope(mandate_of(request), is_own=is_own)
    if scope is None:
        raise PermissionDenied(_("Cette file est celle des représentants d’une institution."))
    return scope


@login_required
@never_cache
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Show the open cases of an institution in the officer's territory, what is due first."""
    mandate = mandate_of(request)
    if mandate is not None and mandate.role == Role.COMMITTEE_SECRETARY:
        messages.info(
            request,
            _("La file est celle des représentants des institutions. Voici ce qui attend votre "
              "comité, et ce qui peut y être inscrit."),
        )  # fmt: skip
        return redirect("corridor_referrals")
    is_own = request.GET.get("qui") == OWN
    scope = scope_of(request, is_own=is_own)
    at = timezone.now()
    asked = request.GET.get("vue", "")
    shown = asked if asked in set(Shown) else Shown.TURN.value
    page = queue_page(scope, at=at, token=request.GET.get("suite", ""), shown=shown)
    if not asked and not page.rows:
        # Nothing waits for the institution: what waits for the others is worth more than nothing.
        shown = Shown.ALL.value
        page = queue_page(scope, at=at, shown=shown)
    words = {
        "lines": _lines(page, scope),
        # An institution that promised no delay has neither bar nor column of them.
        "has_clocks": any(has_clock(row, scope.institution) for row in page.rows),
        "counts": page.counts,
        "decided": decided_cases(scope),
        "sentence": _sentence(page.counts),
        "next_token": page.next_token,
        "shown": shown,
        "who": OWN if is_own else EVERYONE,
        "tabs": _tabs(page.counts),
        "mandate": mandate,
        "has_token": bool(request.GET.get("suite")),
        "page_is_exercise": bool(page.rows) and all(row.is_exercise for row in page.rows),
    }
    return render(request, "corridor/queue.html", words)


def _lines(page: QueuePage, scope: QueueScope) -> list[QueueLine]:
    names = names_of(
        [turn.organisation for row in page.rows for turn in row.turns]
        + [name for row in page.rows for name in row.clocks]
    )
    return [
        QueueLine(
            row=row,
            url=reverse("case", args=[row.public_id]),
            clock=drawn(
                row.clocks[scope.institution],
                [turn for turn in row.turns if turn.organisation == scope.institution],
                given=row.given,
                is_short=True,
            ),
            turn=_turn_words(row.turns, names, scope, row.level),
            late=late_words(row.turns, row.clocks, names, scope.institution),
            is_ours=not _is_higher(scope, row.level)
            and any(turn.organisation == scope.institution for turn in row.turns),
            where=_where(row, names, scope.institution),
        )
        for row in page.rows
    ]


def _is_higher(scope: QueueScope, level: str) -> bool:
    """Whether a case was carried above the region of its reader: another officer has it."""
    return bool(scope.territory_code) and level != CaseLevel.REGION


def _turn_words(
    turns: Sequence[Turn], names: Mapping[str, Labels], scope: QueueScope, level: str
) -> str:
    """Whose turn it is: of a case carried higher, the national level of the reader's institution,
    never the reader."""
    if not _is_higher(scope, level):
        return turn_words(turns, names, scope.institution)
    national = _("votre échelon national")
    told = {**names, scope.institution: Labels(national, national, national)}
    return turn_words(turns, told, "")


def has_clock(row: QueueRow, own: str) -> bool:
    """Whether something binds an institution to a day in a case: its promise, or a day given."""
    is_given = any(turn.organisation == own and not turn.is_clocked for turn in row.turns)
    return is_given or row.clocks[own].norm is not None


def _where(row: QueueRow, names: Mapping[str, Labels], own: str) -> str:
    """Where a case that was carried higher is now, and who has it: the officer of each institution
    that is waited for, then the reader's own."""
    if row.level == CaseLevel.REGION:
        return ""
    place = (
        _("porté à l’échelon national")
        if row.level == CaseLevel.NATIONAL
        else _("renvoyé au comité permanent")
    )
    awaited = [turn.organisation for turn in row.turns if turn.organisation != own]
    told = [
        _("%(body)s : %(who)s") % {"body": local(names.get(slug, slug)), "who": row.holders[slug]}
        for slug in dict.fromkeys(awaited)
        if row.holders.get(slug)
    ]
    if row.officer:
        told.append(_("de votre côté : %(who)s") % {"who": row.officer})
    return semicolon().join([place, *told])


def _sentence(counts: QueueCounts) -> str:
    """« 11 dossiers en cours, dont 1 en retard chez vous, 3 chez une autre institution… »"""
    total = ngettext("%(n)s dossier en cours", "%(n)s dossiers en cours", counts.total) % {
        "n": bounded(counts.total, counts.ceiling)
    }
    late = ngettext(
        "dont %(n)s en retard chez vous", "dont %(n)s en retard chez vous", counts.late
    ) % {"n": bounded(counts.late, counts.ceiling)}
    elsewhere = ngettext(
        "%(n)s en retard chez une autre institution",
        "%(n)s en retard chez une autre institution",
        counts.late_elsewhere,
    ) % {"n": bounded(counts.late_elsewhere, counts.ceiling)}
    soon = ngettext(
        "%(n)s à répondre d’ici demain", "%(n)s à répondre d’ici demain", counts.due_soon
    ) % {"n": bounded(counts.due_soon, counts.ceiling)}
    parts = (
        late if counts.late else _("aucun en retard chez vous"),
        elsewhere if counts.late_elsewhere else _("aucun en retard ailleurs"),
        soon if counts.due_soon else _("aucun à répondre d’ici demain"),
    )
    return f"{comma().join((total, *parts))}."


def _tabs(counts: QueueCounts) -> list[tuple[str, str, str]]:
    return [
        (Shown.TURN.value, _("À votre tour"), bounded(counts.turn, counts.ceiling)),
        (Shown.ALL.value, pgettext("dossiers", "En cours"), bounded(counts.total, counts.ceiling)),
        (Shown.LATE.value, _("En retard chez vous"), bounded(counts.late, counts.ceiling)),
        (
            Shown.ELSEWHERE.value,
            _("En retard ailleurs"),
            bounded(counts.late_elsewhere, counts.ceiling),
        ),
        (Shown.CLIMBED.value, _("Portés plus haut"), bounded(counts.climbed, counts.ceiling)),
        (Shown.UNASSIGNED.value, _("Non attribués"), bounded(counts.unassigned, counts.ceiling)),
    ]


class QueueList(LoginRequiredMixin, TableView):
    """The same cases as a list: search, filter, sort, choose columns, export."""

    table = SIDES
    notes_exports = True
    filterset = SideFilter
    most = 1000
    template_name = "corridor/queue_list.html"
    lead = gettext_lazy(
        "Chaque dossier de votre institution dans votre territoire, avec le jour dû de qui a la "
        "main : vous d’abord, sinon l’institution attendue. Passer la main n’arrête pas votre "
        "délai : le dossier garde alors le rang du plus proche des deux jours. Les retards sont "
        "ceux de toutes les parties."
    )

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Cut the list to a tab; a relay has no filter by family."""
        self.view = str(kwargs["view"])
        if self.view not in VIEWS:
            raise Http404
        self.scope = scope_of(request)
        own = self.scope.institution
        self.filterset = RelayFilter if relays_somewhere(own) else SideFilter  # type: ignore[misc]
        self.title = VIEWS[self.view]  # type: ignore[misc]
        if self.view == CLOSED:
            self.table, self.lead = CLOSED_SIDES, CLOSED_LEAD  # type: ignore[misc]
        if self.view == ELSEWHERE:
            bodies = partners_of(own, on=timezone.localdate())
            self.filterset = with_late_bodies(self.filterset, bodies)  # type: ignore[misc]
            self.table = late_table(bodies, body=self.request.GET.get(LATE_BODY, ""))  # type: ignore[misc]
            self.lead = LATE_LEAD  # type: ignore[misc]
        return super().get(request, **kwargs)

    def rows(self, text: str) -> QuerySet[Any]:
        """The sides of the tab."""
        rows = sides_listed(self.scope, text, on=timezone.localdate(), is_open=self.view != CLOSED)
        if self.view == "a-nous":
            return at_their_turn(rows)
        if self.view == "en-retard":
            return late_at(rows, at=timezone.now())
        if self.view == ELSEWHERE:
            return late_elsewhere(rows, at=timezone.now())
        return rows

    def purpose(self) -> str:
        """As for each of the cases that it opens."""
        return case_purpose(mandate_of(self.request))

    def _ordered(self, rows: QuerySet[Any], order: str) -> QuerySet[Any]:
        """The latest first among those late elsewhere, unless a column is asked for."""
        if self.view == ELSEWHERE and not order:
            # One institution asked for: its own day is the order, and the filter gave it.
            return rows if self.request.GET.get(LATE_BODY) else rows.order_by(*LATEST_FIRST)
        return super()._ordered(rows, order)

    def prepare(self, rows: list[Any]) -> Sequence[Any]:
        """Turns and clocks of a page, in a fixed number of queries."""
        told = told_sides(rows, at=timezone.now())
        names: dict[str, Labels] = names_of(
            [turn.organisation for row in told for turn in row.turns]
            + [name for row in told for name in row.clocks]
        )
        own = self.scope.institution
        return [
            Listed(
                listed=row,
                turn=_turn_words(row.turns, names, self.scope, row.side.case.level),
                late=late_words(row.turns, row.clocks, names, own),
                deadline=deadline_of(own, row.turns, row.clocks, names),
                delays=late_delays(row.turns, row.clocks),
            )
            for row in told
        ]

    def context(self) -> dict[str, Any]:
        """The other tabs."""
        return {"views": list(VIEWS.items()), "view": self.view}
