"""What a hire costs a month under each measure, side by side: the answer of the page in one table.

One amount a month and for how long; no sum over years stands beside it. All else about a measure
is told under one fold below.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.apps.programmes.queries import (
    AskedFact,
    Gain,
    HireSimulation,
    MeasureResult,
    told_values,
)
from mithaq.web.shell.numbers import money
from mithaq.web.shell.typography import comma
from mithaq.web.shell.words import local
from mithaq.web.simulators.bars import Bar, cascade
from mithaq.web.simulators.inside import inside
from mithaq.web.simulators.lengths import TAX_FREE, tax_free_words
from mithaq.web.simulators.telling import age_words
from mithaq.web.simulators.values import value_names

_MOST_LACKS: Final = 3
_CREATED: Final = "employer_created_on"
_AFTER_STAGE: Final = "conversion_from_internship"
_STARTED: Final = "employer_operating_since"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """An answer that decides: its field, and its name within a sentence."""

    field: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CostRow:
    """A measure as one row: what the employer spends a month and saves by it, in centimes.

    ``state`` is that of the measure, empty where there is none. ``notes`` say how long it lasts,
    and what it gives where the employer saves nothing; ``closed`` why it is not open, in the place
    of amounts; ``lacks`` the answers that it waits for: its amounts are then those of a yes.
    ``age_said`` tells both sides of an age. ``doubt`` is how far the cost may go where a part of
    what the State pays is to be confirmed; ``details`` are told under the fold, with ``doubtful``,
    every value behind the amounts that no source confirms. ``bars`` are what the employer pays, the
    part in doubt and the part saved, on the scale of the hire without any measure.
    """

    label: str
    state: str = ""
    code: str = ""
    cost: int | None = None
    saved: int | None = None
    notes: tuple[str, ...] = ()
    closed: str = ""
    age_said: str = ""
    lacks: tuple[Lack, ...] = ()
    doubt: str = ""
    details: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    bars: tuple[tuple[str, Bar], ...] = ()


def cost_rows(found: HireSimulation) -> list[CostRow]:
    """The hire alone, under each measure that pays by the month, then under all that may run."""
    first = found.months[0]
    bare = CostRow(
        label=_("Sans mesure"),
        cost=first.bare_cost,
        doubtful=value_names(found.bare_doubtful),
        bars=_bars(first.bare_cost, first.bare_cost),
    )
    monthly = [m for m in found.measures if not (m.is_gone or m.measure.once)]
    ranks = {True: 0, None: 1, False: 2}
    ordered = sorted(monthly, key=lambda m: ranks[m.answer.is_met])
    rows = [bare, *(_row(item, found) for item in ordered)]
    rows += list(_all_together(found))
    return rows


def _bars(cost: int | None, bare: int, *, in_doubt: int = 0) -> tuple[tuple[str, Bar], ...]:
    """What is paid, then what may be to pay too, then what is saved; none of no amount."""
    if cost is None:
        return ()
    parts = (cost, in_doubt, max(0, bare - cost - in_doubt))
    kinds = ("you", "doubt", "state")
    drawn = zip(kinds, parts, cascade(parts, bare), strict=True)
    return tuple((kind, drawn_bar) for kind, part, drawn_bar in drawn if part > 0)


def told_gain(item: MeasureResult) -> Gain:
    """The money that a row tells: that of a yes, while the answer may still be one."""
    return item.gain if item.answer.is_met else item.if_open or item.gain


def at_most_words(cost: int, in_doubt: int) -> str:
    """How far a cost may go, by what is to be confirmed in it."""
    said = _("jusqu’à %(amount)s : %(doubt)s à confirmer")
    return said % {"amount": money(cost + in_doubt), "doubt": money(in_doubt)}


def at_most_by(found: HireSimulation, amount: str) -> str:
    """How far the cost may go, by which measure, for which contributions, and who settles it."""
    said = _("Jusqu’à %(amount)s si %(measure)s exclut %(shares)s : demandez à la CNSS.")
    lines = [line for line in found.lines if line.is_covered and line.in_doubt]
    short = {
        "employer_amo": _("l’assurance maladie"),
        "employer_solidarity": _("sa solidarité"),
        "employer_training_tax": _("la taxe de formation"),
    }
    shares = [f"{short.get(n.rule) or local(n.label)} ({money(n.amount)})" for n in lines]
    names = [local(m.label) for m in found.measures if m.measure.cover == found.covered_by]
    return said % {"amount": amount, "measure": names[0], "shares": _and(shares)}


def _and(words: list[str]) -> str:
    """Two words joined in a sentence; more are listed."""
    if len(words) != 2:
        return comma().join(words)
    return _("%(first)s et %(second)s") % {"first": words[0], "second": words[1]}


def _row(item: MeasureResult, found: HireSimulation) -> CostRow:
    label = local(item.label)
    if item.answer.is_met is False:
        return CostRow(label=label, state="unmet", code=item.code, closed=_closed(item))
    gain = told_gain(item)
    in_doubt = gain.doubts[0] if gain.doubts else 0
    known = gain.before is not None and gain.after is not None
    saved = (gain.before or 0) - (gain.after or 0) if known else None
    return CostRow(
        label=label,
        state="met" if item.answer.is_met else "unknown",
        code=item.code,
        cost=gain.after,
        saved=saved,
        notes=tuple(_notes(item, saved=saved or 0)),
        lacks=_lacks(item) if item.answer.is_met is None and not gives_nothing(gain) else (),
        doubt=_at_most(gain.after, in_doubt),
        details=tuple(_details(item, found, in_doubt=in_doubt)),
        doubtful=value_names(gain.doubtful),
        bars=_bars(gain.after, gain.before or 0, in_doubt=in_doubt),
        age_said=age_words(limit) if (limit := item.answer.age_limit) else "",
    )


def _at_most(cost: int | None, in_doubt: int) -> str:
    """How far a cost may go, beside it."""
    if not in_doubt or cost is None:
        return ""
    return _("jusqu’à %(amount)s, à confirmer") % {"amount": money(cost + in_doubt)}


def _lacks(item: MeasureResult) -> tuple[Lack, ...]:
    """The answers that decide; a start of operation left out is the day of the creation."""
    asked = {fact.name for fact in item.answer.missing}
    told = {_STARTED} if _CREATED in asked else set()
    facts = [f for f in item.answer.missing if f.name not in told][:_MOST_LACKS]
    return tuple(_lack(fact) for fact in facts)


def _lack(fact: AskedFact) -> Lack:
    """An age stands for a day of birth; a sentence is named by what it asks."""
    short = {
        "birth_date": ("age", _("âge")),
        "is_first_job": (fact.name, _("premier emploi")),
        _CREATED: (fact.name, _("création de l’entreprise")),
        "diploma": (fact.name, _("diplôme")),
    }
    name, words = short.get(fact.name, (fact.name, inside(local(fact.label))))
    return Lack(field=name, words=words)


def _closed(item: MeasureResult) -> str:
    """Why it is not open: the wage first, else the first condition that fails."""
    if item.open_wage is not None:
        said = _("seulement jusqu’à %(amount)s brut par mois")
        if item.is_internship:
            said = _("seulement jusqu’à %(amount)s d’indemnité par mois")
        return said % {"amount": money(item.open_wage)}
    if not item.answer.unmet:
        return ""
    first = item.answer.unmet[0]
    return _("sans stage avant") if first.name == _AFTER_STAGE else inside(local(first.label))


def _notes(item: MeasureResult, *, saved: int) -> Iterator[str]:
    """For how many months; what the employee keeps, where it is all that the measure gives."""
    gain = told_gain(item)
    months = gain.saved_months if saved else gain.relief_months
    if months:
        yield _length(months)
    if item.is_internship:
        yield _("un stage ; indemnité prise égale au brut")
    if gain.relieved and not saved:
        yield _("le salarié gagne %(amount)s par mois") % {"amount": money(gain.relieved)}
    if gives_nothing(gain):
        yield nothing_words()


def _details(item: MeasureResult, found: HireSimulation, *, in_doubt: int) -> Iterator[str]:
    """What is in doubt in the cost, what the person gains, and why on fewer months."""
    gain = told_gain(item)
    months = gain.saved_months or gain.relief_months
    if in_doubt and gain.after is not None:
        yield at_most_words(gain.after, in_doubt)
    if gain.relieved:
        said = _("pour le salarié : %(amount)s de plus par mois")
        if item.is_internship:
            said = _("pour le stagiaire : %(amount)s de plus que le salarié sans mesure, par mois")
        words = said % {"amount": money(gain.relieved)}
        if gain.relief_months != months:
            length = _length(gain.relief_months)
            words = _("%(gain)s, %(length)s") % {"gain": words, "length": length}
        yield words
    if item.is_internship and 0 < gain.relief_months < months:
        for value in told_values([TAX_FREE], on=found.hired_on):
            yield tax_free_words(months, value).rstrip(".")


def gives_nothing(gain: Gain) -> bool:
    """Whether a measure is known to change no amount: at that wage no tax is due."""
    return gain.saved == 0 and gain.relief == 0


def nothing_words() -> str:
    """That a measure, though open, changes no amount at that wage."""
    return _("à ce salaire, aucun impôt n’est dû : rien à gagner")


def _length(months: int) -> str:
    """For how long; the last day, which is read two ways, is told below with both."""
    return ngettext("%(n)s mois", "%(n)s mois", months) % {"n": months}


def _all_together(found: HireSimulation) -> Iterator[CostRow]:
    """The measures that may run in the same months, where they give more than each alone."""
    members, first = found.together.members, found.months[0]
    monthly = [m for m in members if not m.measure.once]
    costs = [m.gain.after for m in monthly if m.gain.after is not None]
    relief = max((m.gain.relieved or 0 for m in monthly), default=0)
    if len(monthly) < 2 or (first.cost >= min(costs, default=0) and first.gained <= relief):
        return
    notes = [_length(found.covered_months)] if found.covered_months else []
    details = []
    if first.in_doubt:
        details.append(at_most_words(first.cost, first.in_doubt))
    if first.gained:
        said = _("pour le salarié : %(amount)s de plus par mois")
        details.append(said % {"amount": money(first.gained)})
    yield CostRow(
        label=_("%(measures)s, ensemble")
        % {"measures": " + ".join(local(m.label) for m in monthly)},
        state="met",
        cost=first.cost,
        saved=first.bare_cost - first.cost,
        notes=tuple(notes),
        doubt=_at_most(first.cost, first.in_doubt),
        details=tuple(details),
        bars=_bars(first.cost, first.bare_cost, in_doubt=first.in_doubt),
        doubtful=value_names(use for m in monthly for use in m.gain.doubtful),
    )


def together_words(found: HireSimulation) -> list[str]:
    """Which open measures may run for one person in the same months, and which may not."""
    sets = found.together
    said = []
    if len(sets.members) > 1:
        words = _("%(measures)s peuvent jouer ensemble pour la même personne.")
        if not sets.is_confirmed:
            words = _(
                "%(measures)s : aucun texte lu n’interdit de les réunir pour la même personne, ni "
                "ne le permet ; le total est à confirmer."
            )
        said.append(words % {"measures": _listed(sets.members)})
    if sets.before and sets.members:
        words = _(
            "%(measures)s : à part, jamais le même mois. Un stagiaire n’est pas salarié : le stage "
            "vient avant l’embauche."
        )
        said.append(words % {"measures": _listed(sets.before)})
    if sets.refused:
        words = _("%(measures)s : ne s’ajoute pas, une autre mesure ouverte l’exclut.")
        said.append(words % {"measures": _listed(sets.refused)})
    return said


def _listed(measures: tuple[MeasureResult, ...]) -> str:
    return comma().join(local(item.label) for item in measures)
