"""Before claiming the job-loss indemnity: is the right open, what lacks, how much, until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from mithaq.apps.programmes import queries
from mithaq.base.dates import UncertainDate
from mithaq.web.conventions.links import SourceLink, source_link
from mithaq.web.shell.components import Event
from mithaq.web.shell.dates import date_day, date_plain
from mithaq.web.shell.numbers import number
from mithaq.web.shell.typography import comma
from mithaq.web.shell.words import local
from mithaq.web.simulators.bars import Bar, bar
from mithaq.web.simulators.forms import Bound, FactForm
from mithaq.web.simulators.telling import explanation_url, told_answer
from mithaq.web.simulators.typed import is_longer_than_days

MEASURE = "ipe"
_DAYS = "job_loss_days_"


class JobLossForm(FactForm):
    """What a person knows on the day the job is lost."""

    names = (
        "job_lost_on",
        "leaving_reason",
        "declared_days_36_months",
        "declared_days_12_months",
        "average_wage_36_months",
        "fit_for_work",
        "anapec_registered",
        "has_pension",
        "employer_certificate",
        "force_majeure",
    )
    required = ("job_lost_on",)
    labels = {
        "job_lost_on": gettext_lazy("Quel jour l’emploi a-t-il pris fin ?"),
        "leaving_reason": gettext_lazy("Pour quel motif ?"),
        "declared_days_36_months": gettext_lazy("Jours déclarés, 36 derniers mois"),
        "declared_days_12_months": gettext_lazy("Jours déclarés, 12 derniers mois"),
        "average_wage_36_months": gettext_lazy("Salaire moyen déclaré par mois, en dirhams"),
        "fit_for_work": gettext_lazy("Pouvez-vous travailler ?"),
        "anapec_registered": gettext_lazy("Êtes-vous inscrit à l’ANAPEC ?"),
        "has_pension": gettext_lazy("Recevez-vous une pension de vieillesse ou d’invalidité ?"),
        "employer_certificate": gettext_lazy("L’employeur a-t-il signé le formulaire ?"),
        "force_majeure": gettext_lazy("Un cas de force majeure vous a-t-il retardé ?"),
    }
    hints = {
        "declared_days_36_months": gettext_lazy(
            "Votre relevé de la CNSS, en ligne ou en agence, donne un nombre de jours par mois : "
            "additionnez les 36 derniers."
        ),
        "declared_days_12_months": gettext_lazy(
            "Sur le même relevé : additionnez seulement les 12 derniers mois."
        ),
        "average_wage_36_months": gettext_lazy(
            "Sur le même relevé : additionnez les salaires des 36 derniers mois, divisez par 36."
        ),
        "force_majeure": gettext_lazy(
            "Seulement si la demande part en retard : maladie grave, catastrophe."
        ),
    }

    bounds = (
        Bound(
            "declared_days_12_months",
            "declared_days_36_months",
            gettext_lazy("Les 12 derniers mois sont dans les 36 : ils n’ont pas plus de jours."),
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say how many days a full month counts, by the law."""
        super().__init__(*args, **kwargs)
        days = _("Un mois plein compte %(n)s jours.") % {"n": queries.full_month_days()}
        field = self.fields["declared_days_36_months"]
        field.help_text = f"{field.help_text} {days}"

    def clean(self) -> dict[str, Any]:
        """Refuse a day on which there was no such indemnity, and one that has not come."""
        data = super().clean()
        for name in ("declared_days_36_months", "declared_days_12_months"):
            if is_longer_than_days(str(self.data.get(name) or "")):
                said = _("Écrivez un nombre de jours : un mois plein compte %(n)s jours.")
                self.errors.pop(name, None)
                self.add_error(name, said % {"n": queries.full_month_days()})
        if "job_lost_on" in self.errors:
            return data
        lost, since = date.fromisoformat(data["job_lost_on"]), queries.job_loss_since()
        if lost < since:
            said = _("L’indemnité existe pour les emplois perdus depuis le %(day)s.")
            self.add_error("job_lost_on", said % {"day": date_plain(since)})
        elif lost > timezone.localdate():
            self.add_error(
                "job_lost_on",
                _("Ce jour n’est pas encore venu : écrivez celui où l’emploi a pris fin."),
            )
        return data


@dataclass(frozen=True, slots=True, kw_only=True)
class CountLine:
    """Days declared against days needed, as a bar."""

    months: int
    declared: int
    needed: int
    missing: int
    bar: Bar
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The answer in one line: « open », « closed » or « undecided », and what it rests on."""

    state: str
    title: str
    note: str


@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """Ask about the job that was lost, and answer before anything is filed; nothing is kept."""
    if "job_loss" not in queries.law_scheme_names():
        raise Http404
    form = JobLossForm(request.GET or None)
    words: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        found = queries.job_loss_check(form.facts, on=timezone.localdate())
        words |= _page(found)
    status = 422 if form.is_bound and "found" not in words else 200
    return render(request, "simulators/job_loss.html", words, status=status)


def _page(found: queries.JobLossCheck) -> dict[str, Any]:
    answer = found.entitled
    code = queries.scheme_of_measure(MEASURE)
    detail = queries.scheme(code) if code else None
    return {
        "found": found,
        "verdict": _verdict(found),
        "told": told_answer(answer, found.facts, said=_said(found), traces_each=False),
        "counts": list(_counts(found)),
        "delay": _delay(found),
        "events": list(_events(found)),
        "amount_url": explanation_url("job_loss_monthly_amount", found.facts, on=answer.on),
        "scheme": detail.scheme if detail else None,
        "documents": _documents(detail),
        "counters": detail.counters if detail else (),
    }


def _verdict(found: queries.JobLossCheck) -> Verdict:
    answer = found.entitled
    if answer.is_met:
        note = _(
            "Il reste à faire signer le formulaire par l’employeur, puis à déposer la demande."
        )
        if found.certified.is_met:
            note = _("La demande peut partir telle quelle.")
        return Verdict(state="open", title=_("Le droit est ouvert"), note=note)
    if answer.is_met is False:
        # The law says how many lack in all only when both counts are known.
        if any(item.missing for item in found.counts):
            title = _("Pas encore de droit. Il manque des jours déclarés : %(missing)s") % {
                "missing": _missing(found)
            }
        else:
            title = _("Le droit n’est pas ouvert")
        unmet = comma().join(
            local(part.label) for part in answer.unmet if not part.name.startswith(_DAYS)
        )
        note = _("Condition non remplie : %(conditions)s.") % {"conditions": unmet} if unmet else ""
        return Verdict(state="closed", title=title, note=note)
    note = _("Répondez aux questions marquées « ? » pour le savoir.")
    if not answer.missing:
        note = _("Aucune source publiée ne tranche ce cas : la CNSS seule peut répondre.")
    return Verdict(state="undecided", title=_("On ne peut pas encore répondre"), note=note)


def _missing(found: queries.JobLossCheck) -> str:
    """What lacks over each length of time: « 80 jours sur 36 mois et 20 sur 12 »."""
    return comma().join(
        ngettext("%(n)s jour sur %(months)s mois", "%(n)s jours sur %(months)s mois", item.missing)
        % {"n": number(item.missing), "months": item.months}
        for item in found.counts
        if item.missing
    )


def _said(found: queries.JobLossCheck) -> dict[str, str]:
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
    if found.paid_from is not None:
        # The day of the claim is that of the answer: to set it as a limit would read as one.
        lost = date_plain(found.paid_from - timedelta(days=1))
        said["job_loss_claimed_after_loss"] = _("Emploi perdu le %(day)s.") % {"day": lost}
    if found.last_day_to_claim is not None:
        said["job_loss_claimed_in_time"] = delay_words(found)
    if found.facts.get("leaving_reason") == "fixed_term_ended" and found.entitled.silences:
        said["job_loss_involuntary"] = _(
            "Aucune source publiée ne dit si la fin d’un contrat à durée déterminée ouvre le droit."
        )
    return said


def delay_words(found: queries.JobLossCheck) -> str:
    """How long remains to file."""
    left, last = found.days_left or 0, found.last_day_to_claim
    if left < 0:
        return ngettext(
            "Le dernier jour était le %(day)s : %(n)s jour de retard.",
            "Le dernier jour était le %(day)s : %(n)s jours de retard.",
            -left,
        ) % {"day": date_plain(last), "n": -left}
    return ngettext(
        "Au plus tard le %(day)s : il reste %(n)s jour.",
        "Au plus tard le %(day)s : il reste %(n)s jours.",
        left,
    ) % {"day": date_plain(last), "n": left}


def _counts(found: queries.JobLossCheck) -> list[CountLine]:
    return [
        CountLine(
            months=item.months,
            declared=item.declared,
            needed=item.needed,
            missing=item.missing or 0,
            bar=bar(item.declared, item.needed, bound=item.needed),
            url=explanation_url(item.rule, found.facts, on=found.entitled.on),
        )
        for item in found.counts
        if item.declared is not None
    ]


def _delay(found: queries.JobLossCheck) -> dict[str, Any] | None:
    """The days of the delay that are gone."""
    if found.last_day_to_claim is None or found.days_left is None:
        return None
    used = max(0, found.claim_days - found.days_left)
    return {
        "bar": bar(used, found.claim_days, bound=found.claim_days),
        "words": delay_words(found),
        "is_late": found.days_left < 0,
        "used": used,
    }


def _events(found: queries.JobLossCheck) -> list[Event]:
    """The days that count, in order."""
    days: list[tuple[date | None, str, str]] = [
        (found.last_day_to_claim, _("Dernier jour pour déposer la demande à la CNSS"), "act"),
    ]
    # No day is paid where the right is refused.
    if found.entitled.is_met is not False:
        days += [
            (found.paid_from, _("Premier jour indemnisé si le droit est ouvert"), ""),
            (found.paid_until, _("Dernier jour indemnisé, sans nouvel emploi avant"), ""),
        ]
    if found.paid_from is not None:
        days.insert(0, (found.paid_from - timedelta(days=1), _("Fin de l’emploi"), ""))
    known = [(day, text, kind) for day, text, kind in days if day is not None]
    return [
        Event(on=UncertainDate(day), text=text, kind=kind or "fact", when=date_day(day))
        for day, text, kind in sorted(known, key=lambda item: item[0])
    ]


def _documents(detail: queries.SchemeDetail | None) -> list[tuple[Any, SourceLink]]:
    return [(item, source_link(item.source)) for item in detail.documents] if detail else []
