"""The delays promised, in words: beside a share kept within them, and where they are defined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.apps.corridor.queries.promised_delays import PromisedDelay
from mithaq.base.text import Labels
from mithaq.engines.clocks import Unit
from mithaq.web.corridor.clock_bars import MINUTES, amount
from mithaq.web.shell.typography import comma, set_text
from mithaq.web.shell.words import local

Delays = Mapping[str, Sequence[PromisedDelay]]


def delay_words(told: Sequence[PromisedDelay], *, is_labelled: bool = True) -> str:
    """« délais promis : 10 jours ouvrés, 16 heures ouvrées »; nothing where none is promised."""
    said = list(dict.fromkeys(_amount(item) for item in told))
    if not said or not is_labelled:
        return comma().join(said)
    words = ngettext("délai promis : %(days)s", "délais promis : %(days)s", len(said))
    return set_text(words % {"days": comma().join(said)})


def delay_lines(delays: Delays, names: Mapping[str, Labels]) -> list[tuple[str, str]]:
    """Who promises what, to which families: those promised the same on one line."""
    alike: dict[tuple[PromisedDelay, ...], list[str]] = defaultdict(list)
    for family, told in delays.items():
        alike[tuple(told)].append(family)
    return [
        (
            _("toutes les familles")
            if len(families) == len(names)
            else comma().join(local(names[family]) for family in families),
            comma().join(_named(item) for item in told),
        )
        for told, families in alike.items()
    ]


def _named(item: PromisedDelay) -> str:
    said = {"body": local(item.labels), "days": _amount(item)}
    return set_text(_("%(body)s (%(days)s)") % said)


def _amount(item: PromisedDelay) -> str:
    unit = Unit(item.unit)
    return amount(item.amount * (MINUTES if unit is Unit.WORKING_HOURS else 1), unit)
