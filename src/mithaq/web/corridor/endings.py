"""How cases ended: the columns of every list that counts them, and the figures that come out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_filters import FilterSet, MultipleChoiceFilter, TypedChoiceFilter

from mithaq.apps.corridor.choices.cases import CaseStatus
from mithaq.apps.corridor.queries.company_lists import OwnCase
from mithaq.apps.corridor.queries.counted import Ending, EndingSums
from mithaq.apps.corridor.queries.scoreboard import rank_of
from mithaq.apps.reference.queries import regions
from mithaq.web.corridor.own_figures import days_words, kept_of
from mithaq.web.shell.columns import Column
from mithaq.web.shell.dates import date_plain
from mithaq.web.shell.numbers import money, number, percent_plain
from mithaq.web.shell.typography import set_text
from mithaq.web.shell.words import local

KEPT: Final = {"oui": True, "non": False, "aucun": None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A case of a list, and how it ended."""

    case: OwnCase
    ending: Ending | None = None

    def __getattr__(self, name: str) -> Any:
        """Everything else is read of the case."""
        return getattr(self.case, name)


def _regions() -> list[tuple[str, str]]:
    return [(row.code, local(row.labels)) for row in regions()]


class CountedFilter(FilterSet):
    """By place, by state today, by whether the delay promised was kept; never by family, which a
    claim does not tell everyone."""

    region = MultipleChoiceFilter(
        label=gettext_lazy("Région"), field_name="region__code", choices=_regions
    )
    status = MultipleChoiceFilter(
        label=gettext_lazy("État"), field_name="status", choices=CaseStatus.choices
    )
    delai = TypedChoiceFilter(
        label=gettext_lazy("Délai tenu"),
        choices=[
            ("", gettext_lazy("peu importe")),
            ("oui", gettext_lazy("dans le délai")),
            ("non", gettext_lazy("hors délai")),
            ("aucun", gettext_lazy("aucun délai promis")),
        ],
        method="of_delay",
    )

    def of_delay(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those whose last end of the period kept the delay promised, did not, or had none."""
        del name
        ended = rows.filter(ended_at__isnull=False)
        if KEPT[value] is None:
            return ended.filter(ended_within__isnull=True)
        return ended.filter(ended_within=KEPT[value])


def _closed_words(row: Any) -> str:
    """The day of the end that the figure counts, and whether the case was opened again since."""
    if row.ending is None:
        return date_plain(row.case.closed_at) if row.case.closed_at else ""
    day = date_plain(row.ending.decided_at)
    if row.case.closed_at == row.ending.decided_at:
        return day
    return _("%(day)s, rouvert depuis") % {"day": day}


def _earlier_words(row: Any) -> str:
    """The ends of the period before the last: the figure counts them too."""
    told = [
        _("déjà clos le %(day)s, %(days)s")
        % {"day": date_plain(end.decided_at), "days": days_words(end.working_days or 0)}
        for end in (row.ending.earlier if row.ending else ())
    ]
    return _(", ").join(told)


def _money(row: Any) -> int | None:
    """What the end set free; of a claim that is not the reader's to read, nothing is said."""
    return row.ending.money_centimes if row.ending and row.case.title else None


def _kept_words(ending: Ending | None) -> str:
    if ending is None:
        return ""
    if ending.is_within_norm is None:
        return _("aucun délai promis")
    return _("dans le délai") if ending.is_within_norm else _("hors délai")


ENDING: Final = (
    Column(
        key="closed_at", label=gettext_lazy("Clos le"), sort="ended_at",
        value=_closed_words, note=_earlier_words,
        export=lambda row: row.ending.decided_at if row.ending else row.case.closed_at,
    ),
    Column(
        key="working_days", label=gettext_lazy("Jours ouvrés"),
        definition=gettext_lazy("Jours ouvrés, du dépôt à la clôture"), kind="number",
        value=lambda row: row.ending.working_days if row.ending else None, sort="ended_days",
    ),
    Column(
        key="is_within_norm", label=gettext_lazy("Délai tenu"), sort="ended_within",
        value=lambda row: _kept_words(row.ending),
    ),
    Column(
        key="money", label=gettext_lazy("Argent débloqué"), kind="money", value=_money,
        sort="ended_money",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """One figure of a board, and how it comes out of the list."""

    label: str
    value: str
    how: str


def computed(sums: EndingSums) -> tuple[Computed, ...]:
    """Every figure that the ends of a list give, in words."""
    if not sums.ends:
        return ()
    share = percent_plain(sums.within / sums.promised, 0) if sums.promised else ""
    return (
        Computed(label=_("Clôtures comptées"), value=number(sums.ends), how=_cases(sums)),
        *_spans(sums),
        Computed(
            label=_("Clos dans le délai promis"),
            value=share if sums.promised else _("aucun délai promis"),
            how=kept_of(sums.within, sums.promised) if sums.promised else "",
        ),
        Computed(
            label=_("Argent débloqué"), value=money(sums.money_centimes), how=_added(sums)
        ),
    )  # fmt: skip


def _spans(sums: EndingSums) -> tuple[Computed, ...]:
    """The two spans of a list; one end alone has neither a middle nor a ninth tenth."""
    labels = (_("La moitié des dossiers en"), _("Neuf dossiers sur dix en"))
    if sums.ends == 1:
        how = _("un seul dossier : pas de médiane")
        lone = days_words(sums.median_days)
        return (Computed(label=_("Durée de ce dossier"), value=lone, how=how),)
    return tuple(
        Computed(label=label, value=days_words(days), how=_rank(sums.ends, percent))
        for label, days, percent in zip(
            labels, (sums.median_days, sums.p90_days), (50, 90), strict=True
        )
    )


def _cases(sums: EndingSums) -> str:
    words = ngettext("de %(n)s dossier", "de %(n)s dossiers", sums.cases)
    told = words % {"n": number(sums.cases)}
    if sums.ends == sums.cases:
        return told
    return set_text(_("%(cases)s ; un dossier clos deux fois compte deux fois") % {"cases": told})


def _rank(ends: int, percent: int) -> str:
    """Which of the ends, from the shortest to the longest, gives the number of days."""
    rank = rank_of(percent, ends)
    words = _("durée n° %(rank)s sur %(n)s, de la plus courte à la plus longue")
    return set_text(words % {"rank": number(rank), "n": number(ends)})


def _added(sums: EndingSums) -> str:
    if not sums.unsummed:
        return _("somme de la colonne")
    words = ngettext(
        "somme de la colonne, sans %(n)s clôture qui touche au droit d’une personne",
        "somme de la colonne, sans %(n)s clôtures qui touchent au droit d’une personne",
        sums.unsummed,
    )
    return words % {"n": number(sums.unsummed)}
