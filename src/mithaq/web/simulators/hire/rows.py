"""Every measure in one short row: open or not, the cost without and with it, until when, for whom.

A measure that is not open says what it would give if it were.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Final

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.apps.programmes.queries import (
    BenefitLength,
    Gain,
    HireSimulation,
    MeasureResult,
    Standing,
    asked_facts,
    length_from,
    told_values,
)
from mithaq.web.shell.dates import date_plain
from mithaq.web.shell.numbers import money
from mithaq.web.shell.words import local
from mithaq.web.simulators.hire.costs import gives_nothing, nothing_words
from mithaq.web.simulators.inside import inside
from mithaq.web.simulators.lengths import TAX_FREE, tax_free_words
from mithaq.web.simulators.telling import ChangeLine, change_lines

Words = str | SafeString
MOST_UNMET: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRow:
    """A measure as one row of the comparison.

    ``supposes`` says that its amounts are those of a yes that is not given yet; ``changes`` are
    what would give it, ``unmet`` the first conditions that fail where nothing would. ``doubt``
    marks amounts that are to be confirmed.
    """

    measure: MeasureResult
    state: str
    status: str
    is_confirmed: bool
    supposes: bool
    at_wage: str
    cost: Words
    gains: tuple[Words, ...]
    notes: tuple[str, ...]
    changes: list[ChangeLine]
    unmet: tuple[str, ...]
    hangs: bool = False
    doubt: str = ""


def measure_rows(
    found: HireSimulation, *, hangs: Collection[str] = ()
) -> tuple[list[MeasureRow], list[MeasureRow]]:
    """The measures that take hires on that day, open ones first, and those that do not.

    ``hangs`` are those whose no would be open if nothing were assumed.
    """
    ordered = sorted(found.measures, key=_rank)
    rows = [replace(_row(found, item), hangs=item.code in hangs) for item in ordered]
    return (
        [row for row in rows if not row.measure.is_gone],
        [row for row in rows if row.measure.is_gone],
    )


def _rank(item: MeasureResult) -> int:
    """What is open, then what hangs on an answer, then what is not; what is paid once comes last.

    A training or an apprenticeship beside the hire hangs on answers that most hires have not.
    """
    if item.answer.is_met:
        return 0
    if item.measure.once:
        return 3
    return 1 if item.answer.is_met is None else 2


def status_words(item: MeasureResult) -> str:
    """Whether it is open to this hire, or since when it takes none."""
    standing = item.standing
    if standing.state != "open":
        return _gone_words(standing)
    return {True: _("ouvert"), False: _("non ouvert"), None: _("à compléter")}[item.answer.is_met]


def _gone_words(standing: Standing) -> str:
    is_past = standing.since is not None and standing.since <= timezone.localdate()
    said = {
        "closed": _("fermé depuis le %(day)s") if is_past else _("fermera le %(day)s"),
        "silent": _("rien de publié depuis le %(day)s"),
        "later": _("commence le %(day)s"),
    }[standing.state]
    return said % {"day": date_plain(standing.since)}


def _row(found: HireSimulation, item: MeasureResult) -> MeasureRow:
    gain = item.if_open or item.gain
    is_met = item.answer.is_met is True and not item.is_gone
    states = {True: "met", False: "unmet", None: "unknown"}
    return MeasureRow(
        measure=item,
        state="unmet" if item.standing.state == "closed" else states[item.answer.is_met],
        status=status_words(item),
        is_confirmed=item.standing.is_confirmed or item.standing.state == "silent",
        supposes=not is_met,
        at_wage=_at_wage(item),
        cost=_cost(gain),
        gains=tuple(_gains(item, gain)),
        notes=tuple(_notes(found, item, gain)),
        changes=change_lines(item.answer.advice) or _lower_wage(found, item),
        unmet=tuple(inside(local(part.label)) for part in item.answer.unmet[:MOST_UNMET]),
        doubt="" if gain.saved and sum(gain.doubts) else _doubt(gain),
    )


def _doubt(gain: Gain) -> str:
    """The part in doubt of what is saved, else that a value behind the amounts is in doubt."""
    if in_all := sum(gain.doubts):
        return _("dont %(amount)s à confirmer") % {"amount": money(in_all)}
    return _("à confirmer") if gain.doubtful else ""


def _at_wage(item: MeasureResult) -> str:
    """The wage of the amounts told, where it is not the one that was said."""
    if item.open_wage is None:
        return ""
    said = _("à %(amount)s brut par mois")
    if item.is_internship:
        said = _("à %(amount)s d’indemnité par mois")
    return said % {"amount": money(item.open_wage)}


def _lower_wage(found: HireSimulation, item: MeasureResult) -> list[ChangeLine]:
    """The wage to lower, where it is all that closes a measure that still hangs on answers."""
    if item.open_wage is None or len(item.answer.unmet) > 1:
        return []
    (fact,) = asked_facts([item.measure.wage])
    said = round(float(str(found.facts["gross"])) * 100)
    return [ChangeLine(label=fact.label, before=money(said), after=money(item.open_wage))]


def _cost(gain: Gain) -> Words:
    """What the employer spends in the first month, without and with; one amount where equal."""
    if gain.before is None or gain.after is None or gain.before == gain.after:
        return ""
    return _("%(before)s → %(after)s par mois") % {
        "before": money(gain.before),
        "after": money(gain.after),
    }


def _gains(item: MeasureResult, gain: Gain) -> Iterator[str]:
    """What is saved in all by the employer, then by the employee."""
    if gain.once:
        yield _once_words(item) % {"amount": money(gain.once)}
    elif gain.saved:
        said = _("%(amount)s de moins pour vous, sur 36 mois") % {"amount": money(gain.saved)}
        yield f"{said} ({_doubt(gain)})" if sum(gain.doubts) else said
    elif gain.saved is None and gain.most:
        said = _("jusqu’à %(amount)s du coût de la formation")
        yield said % {"amount": money(gain.most)}
    if gain.relief:
        said = _("%(amount)s d’impôt en moins pour le salarié")
        if item.is_internship:
            said = _("%(amount)s d’impôt en moins qu’un stagiaire imposé")
        yield said % {"amount": money(gain.relief)}
    if gives_nothing(gain):
        yield nothing_words()


def _once_words(item: MeasureResult) -> str:
    if not item.is_counted:
        return _("%(amount)s par an, pour vous ou pour l’apprenti : les sources se contredisent")
    return _("%(amount)s versés une fois")


def _notes(found: HireSimulation, item: MeasureResult, gain: Gain) -> Iterator[str]:
    """Until when, and for how many."""
    months = gain.saved_months if gain.saved else gain.relief_months
    if months:
        yield _until(length_from(found.hired_on, months), of_wages=bool(gain.saved))
    if gain.saved and gain.relief_months > months:
        length = ngettext("%(n)s mois", "%(n)s mois", gain.relief_months)
        yield _("impôt : %(length)s") % {"length": length % {"n": gain.relief_months}}
    elif item.is_internship and 0 < gain.relief_months < months:
        for value in told_values([TAX_FREE], on=found.hired_on):
            yield tax_free_words(months, value)
    if item.places:
        yield ngettext(
            "%(n)s salarié par employeur au plus",
            "%(n)s salariés par employeur au plus",
            item.places,
        ) % {"n": item.places}
    elif months and item.standing.state == "open":
        yield _("nombre de personnes : aucune limite dans les textes que nous avons lus")


def _until(length: BenefitLength, *, of_wages: bool) -> str:
    """The last day by whole months, and the one counted day for day where it differs."""
    months = ngettext("%(n)s mois", "%(n)s mois", length.months) % {"n": length.months}
    said = _("%(length)s, jusqu’au %(day)s")
    if not length.agrees:
        said = _(
            "%(length)s, jusqu’au %(day)s au moins, peut-être jusqu’au %(by_day)s (à demander à "
            "%(body)s)"
        )
    body = _("l’ANAPEC") if of_wages else _("l’administration fiscale")
    days = {"day": date_plain(length.ends_on), "by_day": date_plain(length.by_day), "body": body}
    return said % {"length": months, **days}
