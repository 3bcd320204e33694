"""The days of a job-loss indemnity in words: those declared, the delay, those that count."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.apps.programmes import queries
from mithaq.base.dates import UncertainDate
from mithaq.web.shell.components import Event
from mithaq.web.shell.dates import date_day, date_plain
from mithaq.web.shell.numbers import number
from mithaq.web.simulators.bars import bar


def said_of(found: queries.JobLossCheck, *, is_dated: bool) -> dict[str, str]:
    """Sentences for the conditions that count days or delays."""
    said: dict[str, str] = {}
    for count in found.counts:
        if count.declared is None or count.missing is None:
            continue
        name = f"job_loss_days_{count.months}_months_reached"
        given = {"n": number(count.declared), "needed": number(count.needed)}
        if count.missing:
            words = ngettext(
                "%(n)s déclarés, %(needed)s demandés : il manque %(missing)s jour.",
                "%(n)s déclarés, %(needed)s demandés : il manque %(missing)s jours.",
                count.missing,
            )
            said[name] = words % {**given, "missing": number(count.missing)}
        else:
            said[name] = _("%(n)s déclarés, %(needed)s demandés.") % given
    if not is_dated:
        within = _("Dans les %(n)s jours qui suivent la perte.") % {"n": found.claim_days}
        said |= dict.fromkeys(("job_loss_claimed_after_loss", "job_loss_claimed_in_time"), within)
    if is_dated and found.paid_from is not None:
        # The day of the claim is that of the answer: to set it as a limit would read as one.
        lost = date_plain(found.paid_from - timedelta(days=1))
        said["job_loss_claimed_after_loss"] = _("Emploi perdu le %(day)s.") % {"day": lost}
    if is_dated and found.last_day_to_claim is not None:
        said["job_loss_claimed_in_time"] = delay_words(found)
    if found.facts.get("leaving_reason") == "fixed_term_ended" and found.entitled.silences:
        said["job_loss_involuntary"] = _(
            "Aucune source publiée ne dit si la fin d’un contrat à durée déterminée ouvre le droit."
        )
    return said


def delay_words(found: queries.JobLossCheck) -> str:
    """How long remains to file, or how late the claim is."""
    left, day = found.days_left or 0, date_plain(found.last_day_to_claim)
    if left >= 0 and found.filed_on is not None:
        said = _("Déposée le %(filed)s, à temps : le dernier jour était le %(day)s.")
        return said % {"filed": date_plain(found.filed_on), "day": day}
    if left >= 0:
        return ngettext(
            "Au plus tard le %(day)s : il reste %(n)s jour.",
            "Au plus tard le %(day)s : il reste %(n)s jours.",
            left,
        ) % {"day": day, "n": left}
    given = {"day": day, "n": -left}
    if found.facts.get("force_majeure") is True:
        return (
            ngettext(
                "Le dernier jour était le %(day)s. %(n)s jour de retard, force majeure.",
                "Le dernier jour était le %(day)s. %(n)s jours de retard, force majeure.",
                -left,
            )
            % given
        )
    if found.filed_on is None:
        return (
            ngettext(
                "Le dernier jour était le %(day)s. Déposée aujourd’hui : %(n)s jour de retard.",
                "Le dernier jour était le %(day)s. Déposée aujourd’hui : %(n)s jours de retard.",
                -left,
            )
            % given
        )
    return (
        ngettext(
            "Le dernier jour était le %(day)s : %(n)s jour de retard.",
            "Le dernier jour était le %(day)s : %(n)s jours de retard.",
            -left,
        )
        % given
    )


def delay_bar(found: queries.JobLossCheck) -> dict[str, Any] | None:
    """The days of the delay that are gone."""
    if found.last_day_to_claim is None or found.days_left is None:
        return None
    used = max(0, found.claim_days - found.days_left)
    return {
        "bar": bar(used, found.claim_days, bound=found.claim_days),
        "words": delay_words(found),
        "is_late": found.is_late,
        "used": used,
    }


def dated_events(found: queries.JobLossCheck) -> list[Event]:
    """The days that count, in order."""
    days: list[tuple[date | None, str, str]] = [
        (found.last_day_to_claim, _("Dernier jour pour déposer la demande à la CNSS"), "act"),
    ]
    # No day is paid where the right is refused.
    if found.entitled.is_met is not False:
        is_open = found.entitled.is_met is True
        first = _("Premier jour indemnisé")
        days += [
            (
                found.paid_from,
                first if is_open else _("Premier jour indemnisé si le droit est ouvert"),
                "",
            ),
            (found.paid_until, _("Dernier jour indemnisé, sans nouvel emploi avant"), ""),
        ]
    if found.paid_from is not None:
        days.insert(0, (found.paid_from - timedelta(days=1), _("Fin de l’emploi"), ""))
    known = [(day, text, kind) for day, text, kind in days if day is not None]
    return [
        Event(on=UncertainDate(day), text=text, kind=kind or "fact", when=date_day(day))
        for day, text, kind in sorted(known, key=lambda item: item[0])
    ]
