"""The cases behind a figure of the public board, for who has a part in some of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache

from mithaq.apps.corridor.choices.cases import CaseStatus
from mithaq.apps.corridor.policies import can_list_cases, case_scope, reads_claims
from mithaq.apps.corridor.queries.company_lists import found_by
from mithaq.apps.corridor.queries.counted import (
    COUNTED,
    ENDED,
    FILED,
    cases_told,
    counted_cases,
    ending_sums,
    endings_of,
    told_as_read,
    with_endings,
)
from mithaq.apps.corridor.queries.scoreboard import Scoreboard, ScoreCell, scoreboard
from mithaq.web.corridor.access import mandate_of
from mithaq.web.corridor.endings import ENDING, CountedFilter, Ended, computed
from mithaq.web.corridor.periods import FAMILY, REGION, period_of, periods
from mithaq.web.corridor.purposes import case_purpose
from mithaq.web.corridor.wider import wider_words
from mithaq.web.corridor.words import turn_words
from mithaq.web.shell.columns import Column, Table
from mithaq.web.shell.numbers import number
from mithaq.web.shell.tables import TableView
from mithaq.web.shell.words import local

TITLES: Final[dict[str, Promise]] = {
    FILED: gettext_lazy("Dossiers déposés"),
    ENDED: gettext_lazy("Dossiers clos"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told(Ended):
    """A case of the list, where it opens, and whose turn it is."""

    url: str
    turn: str


def counted_url(board: Scoreboard, cell: ScoreCell, *, what: str, period: str) -> str:
    """The list of the cases that one figure of a board counts."""
    where = [board.corridor, period, what]
    if cell.family:
        return reverse("cases_counted_by", args=[*where, FAMILY, cell.family])
    if cell.region:
        return reverse("cases_counted_by", args=[*where, REGION, cell.region])
    return reverse("cases_counted", args=where)


COUNTED_CASES: Final = Table(
    name="dossiers-comptes",
    caption=gettext_lazy("Dossiers comptés, les derniers déposés d’abord"),
    columns=(
        Column(
            key="number", label=gettext_lazy("Numéro"), kind="code", sort="number", is_header=True,
            url=lambda row: row.url,
        ),
        Column(
            key="company", label=gettext_lazy("Entreprise"),
            value=lambda row: dict(row.names)[row.company], note=lambda row: row.subject,
            noted=gettext_lazy("Motif"),
            sort="company__label_fr",
        ),
        Column(key="region", label=gettext_lazy("Région"), sort="region__label_fr"),
        Column(
            key="status", label=gettext_lazy("État"), words=dict(CaseStatus.choices), sort="status"
        ),
        Column(key="turn", label=gettext_lazy("À qui le tour")),
        Column(
            key="submitted_at", label=gettext_lazy("Déposé le"), kind="date", sort="submitted_at"
        ),
        *ENDING,
    ),
    empty=gettext_lazy("Aucun des dossiers comptés ne vous est ouvert."),
    is_exercise=lambda row: row.is_exercise,
    source=gettext_lazy("Dossiers de médiation tenus dans Mithaq"),
)  # fmt: skip


# A closed case waits for nobody, and the filters say the place and the state: the room of those
# columns is left to what a figure is made of. They stay in the exported file.
_LEFT_OUT: Final = frozenset({"turn", "region", "status", "submitted_at"})
ENDED_CASES: Final = replace(
    COUNTED_CASES,
    name="dossiers-clos-comptes",
    caption=gettext_lazy("Dossiers clos comptés"),
    columns=tuple(
        replace(column, is_shown=False, leaves=True) if column.key in _LEFT_OUT else column
        for column in COUNTED_CASES.columns
    ),
)


@method_decorator(never_cache, name="dispatch")
class CountedCases(LoginRequiredMixin, TableView):
    """The cases of a figure that the reader may open, and how many others it counts."""

    table = COUNTED_CASES
    notes_exports = True
    filterset = CountedFilter
    template_name = "corridor/counted.html"
    live_template_name = "corridor/counted_live.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Find the figure again: an address names a period of the board, never free days, so that
        no count is said that the board does not publish."""
        what, period = str(kwargs["what"]), str(kwargs["period"])
        offered = periods(has_years=can_list_cases(mandate_of(request)))
        if what not in COUNTED or period not in offered:
            raise Http404
        since, until = period_of(period)
        board = scoreboard(str(kwargs["corridor"]), since=since, until=until)
        cut, code = str(kwargs.get("cut", "")), str(kwargs.get("code", ""))
        if board is None or cut not in {"", FAMILY, REGION}:
            raise Http404
        cell = board.cell(**{"family" if cut == FAMILY else REGION: code} if cut else {})
        scope = case_scope(mandate_of(request), is_exercise=board.is_exercise)
        if scope is None:
            raise PermissionDenied
        if cell is None:
            raise Http404
        self.what, self.board, self.cell, self.scope = what, board, cell, scope
        self.counted = counted_cases(board, what, family=cell.family, region=cell.region)
        self.told = cases_told(self.counted, scope, is_by_family=bool(cell.family))
        self.table = ENDED_CASES if what == ENDED else COUNTED_CASES  # type: ignore[misc]
        self.title = TITLES[what]  # type: ignore[misc]
        self.page_is_exercise = board.is_exercise  # type: ignore[misc]
        self.period = period
        return super().get(request, **kwargs)

    def rows(self, text: str) -> QuerySet[Any]:
        """Those that the reader may open, with how each ended in the period."""
        return with_endings(found_by(self.told, text), self.board, self.scope)

    def prepare(self, rows: list[Any]) -> Sequence[Any]:
        """Say whose turn it is in each, and leave out what is not for the reader."""
        mandate = mandate_of(self.request)
        own = mandate.organisation if mandate else ""

        ends = endings_of(rows, self.board)
        told = told_as_read(rows, reads_claims=reads_claims(mandate), at=timezone.now())
        return [
            Told(
                case=row,
                ending=ends.get(kept.pk),
                url=reverse("company_case" if row.company == own else "case", args=[row.public_id]),
                turn=turn_words(row.turns, dict(row.names), own),
            )
            for kept, row in zip(rows, told, strict=True)
        ]

    def purpose(self) -> str:
        """As for each of the cases that it opens."""
        return case_purpose(mandate_of(self.request))

    def context(self) -> dict[str, Any]:
        """What the figure is of, and how many of its cases are not shown."""
        cut = self.cell.family_labels if self.cell.family else self.cell.region_labels
        place = local(cut) if self.cell.family or self.cell.region else ""
        return {
            "board": self.board,
            "place": place,
            "period": periods(has_years=True)[self.period],
            "not_shown": self._not_shown()[0],
            **self.live_context(),
        }

    def live_context(self) -> dict[str, Any]:
        """How each figure comes out of the cases that the list shows, and of how many: of those
        that the filters keep, as soon as one is in force."""
        words = {
            "board_url": f"{reverse('corridor_scoreboard')}"
            f"?corridor={self.board.corridor}&periode={self.period}"
        }
        if self.what != ENDED:
            return words
        is_whole = self._not_shown()[1]
        kept = self._kept()
        sums = ending_sums(self.told if kept is None else kept, self.board, self.scope)
        title = _sums_title(sums.cases, is_whole=is_whole)
        return words | {
            "wider": "" if is_whole else wider_words(self.board, self.cell),
            "sums": computed(sums),
            "sums_title": title if kept is None else _kept_title(sums.cases),
        }

    def _kept(self) -> QuerySet[Any] | None:
        """The cases that the search and the filters keep; nothing where none is in force."""
        query = self.request.GET
        text = query.get("q", "").strip()
        if not text and not any(query.get(name) for name in CountedFilter.base_filters):
            return None
        kept = CountedFilter(data=query, queryset=self.rows(text)).qs
        return self.told.filter(pk__in=kept.order_by().values("pk"))

    def _not_shown(self) -> tuple[str, bool]:
        """How many of the cases counted stay with their parties, and whether none does; of a
        figure that the board does not publish, no number is said either."""
        if self.scope.is_everything:
            return _("Tous les dossiers comptés vous sont montrés."), True
        figure = self.cell.closed if self.what == ENDED else self.cell.opened
        if figure.value is None:
            unsaid = _("Ce nombre n’est pas publié : on ne dit pas combien d’autres dossiers il "
                       "compte.")  # fmt: skip
            return unsaid, False
        hidden = self.counted.count() - self.told.count()
        if not hidden:
            return _("Tous les dossiers comptés vous sont montrés."), True
        why = (
            _("Ils sont à d’autres parties, ou touchent au droit d’une personne.")
            if self.cell.family
            else _("Ils sont à d’autres parties que vous, ou hors de votre territoire.")
        )
        told = ngettext(
            "%(n)s dossier compté ne vous est pas montré.",
            "%(n)s dossiers comptés ne vous sont pas montrés.",
            hidden,
        ) % {"n": number(hidden)}
        return f"{told} {why}", False


def _sums_title(cases: int, *, is_whole: bool) -> str:
    """Of which cases the figures come out: all, or only those that the reader is shown."""
    if is_whole:
        return _("Le calcul, sur tous les dossiers comptés")
    said = ngettext(
        "Le calcul, sur %(n)s dossier qui vous est montré seulement",
        "Le calcul, sur les %(n)s dossiers qui vous sont montrés seulement",
        cases,
    )
    return said % {"n": number(cases)}


def _kept_title(cases: int) -> str:
    """Of how many cases the figures come out, once filters keep some."""
    said = ngettext(
        "Le calcul, sur %(n)s dossier que gardent la recherche et les filtres",
        "Le calcul, sur les %(n)s dossiers que gardent la recherche et les filtres",
        cases,
    )
    return said % {"n": number(cases)}
