"""The public scoreboard of a corridor: what was opened, explained, closed, how fast, for what."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from mithaq.apps.corridor.policies import can_list_cases, case_scope
from mithaq.apps.corridor.queries.company_lists import family_names
from mithaq.apps.corridor.queries.corridors import corridors
from mithaq.apps.corridor.queries.counted import ENDED, FILED
from mithaq.apps.corridor.queries.promised_delays import promised_delays
from mithaq.apps.corridor.queries.scoreboard import ALL, Figure, Scoreboard, ScoreCell, scoreboard
from mithaq.base.text import Labels
from mithaq.web.corridor.access import mandate_of
from mithaq.web.corridor.counted import counted_url
from mithaq.web.corridor.own_figures import kept_of, own_words
from mithaq.web.corridor.periods import LAST_YEAR, period_of, periods
from mithaq.web.corridor.promised import Delays, delay_lines, delay_words
from mithaq.web.shell.columns import Column, Table
from mithaq.web.shell.exports import Sheet, as_csv, as_xlsx
from mithaq.web.shell.numbers import mdh, number, number_bdi, percent_plain
from mithaq.web.shell.typography import language, set_text
from mithaq.web.shell.words import local

# Where a figure opens, from its cell and what it counts.
Opener = Callable[..., str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreLine:
    """One family or one region: its figures in words, and its days drawn on the common scale."""

    label: str
    opened: str
    explained: str
    closed: str
    days: str
    within: str
    money: str
    unsaid: str = ""
    unsaid_within: str = ""
    within_of: str = ""
    promised: str = ""
    half: str = ""
    most: str = ""
    opened_url: str = ""
    closed_url: str = ""
    start: str = ""
    width: str = ""
    mark: str = ""


@require_safe
def board(request: HttpRequest) -> HttpResponseBase:
    """Show the figures of one corridor over a period; everyone reads them."""
    services = list(corridors())
    slug = request.GET.get("corridor", "")
    if slug and slug not in {row.slug for row in services}:
        raise Http404
    asked = request.GET.get("periode", "")
    offered = periods(has_years=can_list_cases(mandate_of(request)))
    period = asked if asked in offered else LAST_YEAR
    since, until = period_of(period)
    found = _chosen([slug] if slug else [row.slug for row in services], since, until)
    wanted = request.GET.get("format", "")
    if found is not None and wanted in {"csv", "xlsx"}:
        sheet = _sheet(found, _delays(found))
        return as_csv(sheet) if wanted == "csv" else as_xlsx(sheet)
    return _page(request, found, [(row.slug, row.labels) for row in services], period)


def _chosen(slugs: Iterable[str], since: datetime, until: datetime) -> Scoreboard | None:
    """The first corridor that had a case in the period, else the first of all."""
    first = None
    for slug in slugs:
        found = scoreboard(slug, since=since, until=until)
        first = first or found
        if found is not None and found.cells:
            return found
    return first


def _page(
    request: HttpRequest,
    found: Scoreboard | None,
    services: list[tuple[str, Labels]],
    period: str,
) -> HttpResponse:
    whole = found.cell() if found else None
    masked = _masked(found) if found else {}
    opens = _opener(request, found, period)
    delays = _delays(found)
    words = {
        "board": found,
        "whole": _line(whole, "", top=1, opens=opens) if whole else None,
        "families": _lines(found, by="family", opens=opens, delays=delays) if found else [],
        "regions": _lines(found, by="region", opens=opens) if found else [],
        "hides_family": masked.get("family", False),
        "hides_region": masked.get("region", False),
        "own": own_words(mandate_of(request), found, period=period, delays=delays)
        if found
        else None,
        "promised": delay_lines(delays, dict(family_names())) if delays else [],
        "opens": opens is not None,
        "opens_all": can_list_cases(mandate_of(request)),
        "services": services,
        "period": period,
        "periods": list(periods(has_years=can_list_cases(mandate_of(request))).items()),
        "since": found.since if found else None,
        "until": found.until - timedelta(days=1) if found else None,
        "query": f"corridor={found.corridor}&periode={period}" if found else "",
        "url": reverse("corridor_scoreboard"),
        "page_is_exercise": bool(found and found.is_exercise),
    }
    return render(request, "corridor/scoreboard.html", words)


def _opener(request: HttpRequest, found: Scoreboard | None, period: str) -> Opener | None:
    """Where each figure opens for this reader: the cases of the figure that the reader's mandate
    opens, all of them for an auditor; nowhere for anyone else."""
    if found is None:
        return None
    if case_scope(mandate_of(request), is_exercise=found.is_exercise) is None:
        return None
    return partial(counted_url, found, period=period)


def _delays(found: Scoreboard | None) -> Delays:
    return promised_delays(found.corridor, on=timezone.localdate()) if found else {}


def _lines(
    found: Scoreboard, *, by: str, opens: Opener | None, delays: Delays | None = None
) -> list[ScoreLine]:
    """The totals of each family, or of each region, all days on one scale."""
    cells = [
        cell
        for cell in found.cells
        if (cell.region == ALL and cell.family != ALL) == (by == "family")
        and (cell.family == ALL) != (cell.region == ALL)
    ]
    top = max((cell.p90_days or 0 for cell in cells), default=0) or 1
    promised = {code: delay_words(told) for code, told in (delays or {}).items()}
    return [
        replace(
            _line(cell, local(_name(cell, by)), top=top, opens=opens),
            promised=promised.get(cell.family, ""),
        )
        for cell in cells
    ]


def _masked(found: Scoreboard) -> dict[str, bool]:
    """Whether a line of each table hides the share kept within the delay promised."""
    hidden = [
        cell
        for cell in found.cells
        if cell.within_norm_percent is None
        and not cell.is_without_promise
        and cell.closed.value != 0
    ]
    return {
        "family": any(cell.family != ALL for cell in hidden),
        "region": any(cell.region != ALL for cell in hidden),
    }


def _name(cell: ScoreCell, by: str) -> Labels:
    return cell.family_labels if by == "family" else cell.region_labels


def _line(cell: ScoreCell, label: str, *, top: int, opens: Opener | None) -> ScoreLine:
    """One line, each figure opening where its reader may go."""
    median, last = cell.median_days, cell.p90_days
    return ScoreLine(
        label=label,
        opened=figure_words(cell.opened),
        explained=figure_words(cell.explained),
        closed=figure_words(cell.closed),
        days=_days(median, last),
        half="" if median is None else _working(median),
        most="" if last is None else _working(last),
        within="" if cell.within_norm_percent is None
        else str(percent_plain(cell.within_norm_percent / 100, 0)),
        unsaid=_unsaid(cell),
        unsaid_within=_unsaid_within(cell),
        within_of="" if cell.promised is None else kept_of(cell.within or 0, cell.promised),
        money=_money(cell.money_unblocked_centimes),
        opened_url=opens(cell, what=FILED) if opens else "",
        closed_url=opens(cell, what=ENDED) if opens else "",
        start="" if median is None else _at(100 * median / top) if language() == "ar" else "0",
        width="" if median is None else f"{100 * median / top:.1f}%",
        mark="" if last is None else _at(100 * last / top),
    )  # fmt: skip


def _money(centimes: int | None) -> str:
    """A sum set free; none is said as such."""
    if centimes is None:
        return ""
    return mdh(centimes) if centimes else _("aucun")


def _unsaid(cell: ScoreCell) -> str:
    """Why what is measured on the cases closed has no value: none was, or the count is hidden."""
    return _("aucun clos") if cell.closed.value == 0 else _("masqué")


def _unsaid_within(cell: ScoreCell) -> str:
    return _("aucun délai promis") if cell.is_without_promise else _unsaid(cell)


def figure_words(figure: Figure) -> str:
    """A count as anyone may read it; one that would show few companies stays unsaid."""
    if figure.value is not None:
        return str(number_bdi(figure.value))
    return set_text(_("moins de 5")) if figure.showing == "small" else set_text(_("masqué"))


def _days(median: int | None, last: int | None) -> str:
    """« 4 jours, 9 dossiers sur 10 en 15 jours »."""
    if median is None or last is None:
        return ""
    half = _working(median)
    most = _working(last)
    return set_text(_("%(half)s ; neuf sur dix en %(most)s") % {"half": half, "most": most})


def _working(days: int) -> str:
    return ngettext("%(n)s jour ouvré", "%(n)s jours ouvrés", days) % {"n": number(days)}


def _at(share: float) -> str:
    share = min(99.5, share)
    return f"{100 - share if language() == 'ar' else share:.1f}%"


def _plain(figure: Figure) -> object:
    return figure.value if figure.value is not None else figure_words(figure)


def _measured(row: ScoreCell, value: float | None) -> object:
    """What a count measures; where there is no value, the words of the page."""
    return _unsaid(row) if value is None else value


def _within(row: ScoreCell) -> object:
    return _unsaid_within(row) if row.within_norm_percent is None else row.within_norm_percent


SCORES: Final = Table(
    name="tableau-mediation",
    caption=gettext_lazy("Tableau public de la médiation"),
    empty=gettext_lazy("Aucun dossier dans la période."),
    source=gettext_lazy("Corridor, dossiers tenus dans Mithaq"),
    columns=(
        Column(key="family", label=gettext_lazy("Famille"),
               value=lambda row: row.family_labels if row.family else _("toutes les familles")),
        Column(key="region", label=gettext_lazy("Région"),
               value=lambda row: row.region_labels if row.region else _("toutes les régions")),
        Column(key="opened", label=gettext_lazy("Dossiers déposés"),
               value=lambda row: _plain(row.opened)),
        Column(key="explained", label=gettext_lazy("Résolus par l’explication"),
               value=lambda row: _plain(row.explained)),
        Column(key="closed", label=gettext_lazy("Dossiers clos"),
               value=lambda row: _plain(row.closed)),
        Column(key="median", label=gettext_lazy("Médiane, en jours ouvrés"),
               value=lambda row: _measured(row, row.median_days)),
        Column(key="p90", label=gettext_lazy("Neuf sur dix en, jours ouvrés"),
               value=lambda row: _measured(row, row.p90_days)),
        Column(key="within", label=gettext_lazy("Dans le délai promis, en pour cent"),
               value=_within),
        Column(key="kept", label=gettext_lazy("Clos dans le délai promis, nombre"),
               value=lambda row: row.within if row.within is not None else _unsaid_within(row)),
        Column(key="promised", label=gettext_lazy("Clos avec un délai promis, nombre"),
               value=lambda row: row.promised if row.promised is not None else _unsaid_within(row)),
        Column(key="money", label=gettext_lazy("Argent débloqué, en dirhams"),
               value=lambda row: _measured(
                   row, None if row.money_unblocked_centimes is None
                   else row.money_unblocked_centimes / 100
               )),
    ),
)  # fmt: skip


def _sheet(found: Scoreboard, delays: Delays) -> Sheet:
    filters = [
        (_("Corridor"), local(found.labels)),
        (_("Du"), f"{timezone.localtime(found.since):%Y-%m-%d}"),
        (_("Au"), f"{timezone.localtime(found.until) - timedelta(days=1):%Y-%m-%d}"),
        (_("Petits nombres"), _("un nombre sous %(n)s n’est pas publié") % {"n": found.threshold}),
    ]
    promised = Column(
        key="promised_delay", label=_("Délai promis aujourd’hui"),
        value=lambda row: delay_words(delays.get(row.family, ()), is_labelled=False),
    )  # fmt: skip
    return Sheet(
        table=SCORES, columns=(*SCORES.columns, promised), rows=found.cells, filters=filters,
        at=timezone.now(), is_exercise=found.is_exercise,
    )  # fmt: skip
