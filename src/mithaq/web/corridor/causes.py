"""Causes that recur, by how many cases they bring: which problem groups them, and who mends it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext
from django.views.decorators.cache import never_cache

from mithaq.apps.corridor.policies import can_count_claims, can_steer_problem
from mithaq.apps.corridor.queries.causes import Cause, CauseProblem, causes, causes_told, most_cases
from mithaq.base.text import fold
from mithaq.web.corridor.access import mandate_of
from mithaq.web.corridor.filters import CauseFilter
from mithaq.web.corridor.periods import LAST_YEAR, period_of
from mithaq.web.corridor.problems import CLOSED, corridors_read
from mithaq.web.shell.columns import Column, Table
from mithaq.web.shell.dates import date_plain
from mithaq.web.shell.numbers import number
from mithaq.web.shell.tables import TableView
from mithaq.web.shell.typography import language, semicolon, set_text
from mithaq.web.shell.words import local, typed


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseLine:
    """A cause of the list, the length of its bar, and where a problem is opened with its cases."""

    cause: Cause
    share: float
    open_url: str

    def __getattr__(self, name: str) -> Any:
        """Everything else is read of the cause."""
        return getattr(self.cause, name)


def _bar(row: CauseLine) -> SafeString:
    """How many cases, with a bar as long as their share of the longest."""
    width = f"{row.share:.1f}%"
    start = f"{100 - row.share:.1f}%" if language() == "ar" else "0"
    return format_html(
        '<b>{}</b><svg class="score-bar" width="100%" height="12" aria-hidden="true">'
        '<rect class="score-ground" width="100%" height="12"/>'
        '<rect x="{}" width="{}" height="12"/></svg>',
        number(row.case_count),
        start,
        width,
    )


def _trend(row: CauseLine) -> str:
    """« ▲ 5, contre 2 dans les six mois d’avant »: the last six months, then the six before."""
    recent, before = row.recent_count, row.before_count
    if recent is None or before is None:
        return set_text(_("masqué"))
    mark = "▲" if recent > before else "▼" if recent < before else "="
    said = {"mark": mark, "n": number(recent), "before": number(before)}
    return set_text(_("%(mark)s %(n)s, contre %(before)s les six mois d’avant") % said)


def _split(row: CauseLine) -> str:
    if row.open_count is None or row.ended_count is None:
        return set_text(_("masqué"))
    opened = ngettext("%(n)s en cours", "%(n)s en cours", row.open_count)
    ended = ngettext("%(n)s clos", "%(n)s clos", row.ended_count)
    told = (opened % {"n": number(row.open_count)}, ended % {"n": number(row.ended_count)})
    return set_text(semicolon().join(told))


def _none(row: CauseLine) -> str:
    """What stands where no problem is told: there is none, or too few cases to say it."""
    return pgettext("problème", "aucun") if row.is_split else _("non dit")


def _problems(row: CauseLine) -> SafeString:
    """The problems that group the cases, each a link; or a way to open one with them."""
    links = format_html_join(
        "",
        '<a href="{}">{}</a><span class="cell-note">{}</span>',
        (
            (
                reverse("corridor_problem", args=[item.public_id]),
                local(item.labels),
                set_text(_grouped(item)),
            )
            for item in row.problems
        ),
    )
    told = links or format_html("<b>{}</b>", _none(row))
    left = row.left_count if row.problems and row.is_split else 0
    words = ngettext("%(n)s dossier sans problème", "%(n)s dossiers sans problème", left)
    note = set_text(words % {"n": number(left)}) if left else ""
    rest = format_html('<span class="cell-note">{}</span>', note) if left else ""
    if not row.open_url:
        return format_html("{}{}", told, rest)
    label = set_text(
        _("Ouvrir un problème avec ces dossiers")
        if not row.problems
        else _("Ouvrir un autre problème")
    )
    link = '{}{}<span class="cell-note"><a href="{}">{}</a></span>'
    return format_html(link, told, rest, row.open_url, label)


def _grouped(item: CauseProblem) -> str:
    words = ngettext("%(n)s de ces dossiers", "%(n)s de ces dossiers", item.case_count)
    return f"{words % {'n': number(item.case_count)}} · {item.status_label}"


def _problems_plain(row: CauseLine) -> str:
    names = [f"{local(item.labels)} ({_grouped(item)})" for item in row.problems]
    return semicolon().join(names) or _none(row)


def _owners(row: CauseLine) -> str:
    """Who mends it: the owner of each problem, else nobody."""
    names = dict.fromkeys(local(item.owner_labels) for item in row.problems)
    return semicolon().join(names) or (
        pgettext("responsable", "personne") if row.is_split else _("non dit")
    )


def _mend(item: CauseProblem) -> str:
    """The fix and its day, then the effect, as far as they are written."""
    told = [typed(item.fix)] if item.fix else []
    if item.fixed_on:
        told.append(_("corrigé le %(day)s") % {"day": date_plain(item.fixed_on)})
    elif item.due_on:
        is_late = item.due_on < timezone.localdate() and item.status not in CLOSED
        words = _("▲ échéance passée le %(day)s") if is_late else _("pour le %(day)s")
        told.append(words % {"day": date_plain(item.due_on)})
    if item.effect_measured:
        told.append(_("effet mesuré : %(what)s") % {"what": typed(item.effect_measured)})
    elif item.effect_expected:
        told.append(_("effet attendu : %(what)s") % {"what": typed(item.effect_expected)})
    return " · ".join(told) or _("aucune correction écrite")


def _mends(row: CauseLine) -> str:
    return semicolon().join(_mend(item) for item in row.problems)


CAUSES: Final = Table(
    name="causes",
    caption=gettext_lazy("Causes des douze derniers mois, les plus fréquentes d’abord"),
    columns=(
        Column(
            key="labels", label=gettext_lazy("Cause"), is_header=True, sort="label_fr",
            note=lambda row: row.family_labels, noted=gettext_lazy("Famille"),
        ),
        Column(
            key="case_count", label=gettext_lazy("Dossiers"), kind="html", sort="case_count",
            value=_bar, export=lambda row: row.case_count,
        ),
        Column(
            key="split", label=gettext_lazy("Où ils en sont"), sort="told_open_count",
            value=_split,
        ),
        Column(
            key="trend", label=gettext_lazy("Sur six mois"),
            sort="told_recent_count", value=_trend,
        ),
        Column(
            key="problems", label=gettext_lazy("Problème"), kind="html",
            sort="told_grouped_count", value=_problems, export=_problems_plain,
        ),
        Column(key="owner", label=gettext_lazy("Responsable"), value=_owners),
        Column(key="mend", label=gettext_lazy("Correction et effet"), value=_mends),
    ),
    empty=gettext_lazy("Aucun dossier n’a été déposé dans ce corridor depuis douze mois."),
    source=gettext_lazy("Dossiers de médiation tenus dans Mithaq"),
)  # fmt: skip


@method_decorator(never_cache, name="dispatch")
class Causes(LoginRequiredMixin, TableView):
    """The causes of one corridor of the reader's institution."""

    table = CAUSES
    filterset = CauseFilter
    template_name = "corridor/causes.html"
    title = gettext_lazy("Causes les plus fréquentes")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Find the corridor: the one asked for, else the first of the reader's."""
        self.services = corridors_read(request)
        asked = str(kwargs.get("corridor", ""))
        found = [item for item in self.services if item.slug == asked or not asked]
        if not found:
            raise Http404
        self.service, mandate = found[0], mandate_of(request)
        self.since, self.until = period_of(LAST_YEAR)
        self.is_whole = can_count_claims(mandate, self.service.examiners)
        self.may_open = can_steer_problem(
            mandate, self.service.bodies, is_exercise=self.service.is_exercise
        )
        self.page_is_exercise = self.service.is_exercise  # type: ignore[misc]
        return super().get(request, **kwargs)

    def rows(self, text: str) -> QuerySet[Any]:
        """The causes of the corridor, found by their words in any language."""
        rows = causes(
            self.service.slug, since=self.since, until=self.until, counts_claims=self.is_whole
        )
        self.top = most_cases(rows) or 1
        if not text:
            return rows
        wanted = Q()
        for name in ("label_fr", "label_ar", "label_en"):
            wanted |= Q(**{f"{name}__icontains": text}) | Q(**{f"{name}__icontains": fold(text)})
        return rows.filter(wanted)

    def prepare(self, rows: list[Any]) -> Sequence[Any]:
        """Their problems, and where one is opened with the cases that none groups."""
        told = causes_told(
            rows, self.service.slug, since=self.since, until=self.until,
            counts_claims=self.is_whole,
        )  # fmt: skip
        return [
            CauseLine(
                cause=row,
                share=100 * row.case_count / self.top,
                open_url=self._open_url(row) if row.is_split and row.left_count else "",
            )
            for row in told
        ]

    def context(self) -> dict[str, Any]:
        """The corridors of the reader, and how what is not told is told."""
        return {
            "service": self.service,
            "services": [item for item in self.services if item.slug != self.service.slug],
            "is_whole": self.is_whole,
            "since": timezone.localdate(self.since),
        }

    def _open_url(self, row: Cause) -> str:
        if not self.may_open:
            return ""
        asked = urlencode({"corridor": self.service.slug, "cause": row.code})
        return f"{reverse('corridor_problem_new')}?{asked}"
