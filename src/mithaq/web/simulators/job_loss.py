"""Before claiming the job-loss indemnity: is the right open, what lacks, how much, until when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from mithaq.apps.programmes import queries
from mithaq.web.conventions.links import SourceLink, source_link
from mithaq.web.programmes.values import quantity_words
from mithaq.web.shell.dates import date_plain
from mithaq.web.shell.numbers import number
from mithaq.web.shell.typography import comma
from mithaq.web.shell.words import local
from mithaq.web.simulators.assumed import if_true, turning, with_supposed
from mithaq.web.simulators.bars import Bar, bar
from mithaq.web.simulators.job_loss_days import (
    dated_events,
    delay_bar,
    delay_words,
    said_of,
)
from mithaq.web.simulators.job_loss_form import JobLossForm
from mithaq.web.simulators.questions.split import SplitLine, sides_of
from mithaq.web.simulators.telling import explanation_url, facts_text, told_answer

MEASURE = "ipe"
# In the address of a reader who asks which days lack, and nothing else.
DAYS_ONLY = "jours"
DAY = "job_lost_on"
_DAYS = "job_loss_days_"
_REGISTERED = "job_loss_registered"
_REASON = "leaving_reason"
_OF_DELAY = {"claimed_on", "force_majeure"}


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
    asked = request.GET.copy()
    asks_days = bool(asked.pop(DAYS_ONLY, None))
    form = JobLossForm(asked or None)
    words: dict[str, Any] = {"form": form, "asks_days": asks_days}
    if form.is_bound and form.is_valid():
        found = queries.job_loss_check(form.facts, on=timezone.localdate())
        words |= _page(found, form)
    status = 422 if form.is_bound and "found" not in words else 200
    return render(request, "simulators/job_loss.html", words, status=status)


def _page(found: queries.JobLossCheck, form: JobLossForm) -> dict[str, Any]:
    answer = found.entitled
    code = queries.scheme_of_measure(MEASURE)
    detail = queries.scheme(code) if code else None
    # A delay counts from a day that was said; the form only fills it in.
    is_dated = not form.day_supposed
    said = said_of(found, is_dated=is_dated)
    told = told_answer(answer, found.facts, said=said, traces_each=False)
    assumed = [name for name in form.names if name in form.assumed]
    verdict = _verdict(found, is_dated=is_dated)
    split = _by_reason(found)
    if split:
        verdict = replace(verdict, title=_("Cela dépend du motif de votre départ :"), note="")
    indemnity = found.indemnity if _may_come(found) else None
    return {
        "found": found,
        "verdict": verdict,
        "split": split,
        "supposed": _supposed(found, form),
        "if_true": _if_true(found, form, assumed),
        "indemnity": indemnity,
        "asks_wage": indemnity is None and answer.is_met is not False,
        "next_step": _next_step(found),
        "enough": "" if verdict.title == _enough(found) else _enough(found),
        "share": quantity_words(indemnity.rate, "ratio") if indemnity else "",
        # Every condition reads the day of the law: what was said is not supposed for that.
        "told": with_supposed(told, [name for name in assumed if name != DAY]),
        # What is asked beside the answer is not asked twice.
        "lacks": [fact for fact in told.missing if fact.name not in form.apart and not split],
        "late_fields": form.late if found.is_late else [],
        "counts": list(_counts(found)),
        "delay": delay_bar(found) if is_dated else None,
        "events": list(dated_events(found)) if is_dated else [],
        "amount_url": explanation_url("job_loss_monthly_amount", found.facts, on=answer.on),
        "scheme": detail.scheme if detail else None,
        "documents": _documents(detail),
        "counters": _counters(detail),
    }


def _if_true(found: queries.JobLossCheck, form: JobLossForm, assumed: list[str]) -> str:
    """What decides an open right and nobody said."""
    if found.entitled.is_met is not True:
        return ""
    target = found.entitled.target
    return if_true(form.briefly, turning(target, found.facts, assumed, day=DAY))


def _by_reason(found: queries.JobLossCheck) -> tuple[SplitLine, ...]:
    """The answer for each reason of leaving, where it alone is unsaid and decides."""
    missing = found.entitled.missing
    if found.entitled.is_met is not None or [item.name for item in missing] != [_REASON]:
        return ()
    target, facts = found.entitled.target, facts_text(found.facts)
    lines = sides_of(target, missing[0], facts, day=DAY)
    return lines if any(line.state == "met" for line in lines) else ()


def _supposed(found: queries.JobLossCheck, form: JobLossForm) -> list[Promise | str]:
    """What the answer takes for true, and the answer that opens what a delay had closed."""
    supposed: list[Promise | str] = list(form.day_supposed)
    if found.is_late and found.filed_on is None and "force_majeure" in found.facts:
        supposed.append(_("La demande n’est pas encore déposée"))
    if found.entitled.is_met is False:
        return supposed
    if found.is_late and found.facts.get("force_majeure") is True:
        supposed.append(_("La CNSS admet la force majeure que vous répondez"))
    return [*supposed, *form.supposed]


def _verdict(found: queries.JobLossCheck, *, is_dated: bool) -> Verdict:
    answer = found.entitled
    if answer.is_met:
        title = _("Oui : le droit est ouvert")
        return Verdict(state="open", title=title, note=_claim_words(found, is_dated=is_dated))
    if answer.is_met is False:
        # The law says how many lack in all only when both counts are known.
        if _missing(found):
            title = _("Pas de droit avec ces jours. %(missing)s.") % {"missing": _missing(found)}
        else:
            title = _("Le droit n’est pas ouvert")
        unmet = comma().join(
            local(part.label) for part in answer.unmet if not part.name.startswith(_DAYS)
        )
        note = _("Condition non remplie : %(conditions)s.") % {"conditions": unmet} if unmet else ""
        if not unmet:
            note = _to_declare(found, is_dated=is_dated)
        return Verdict(state="closed", title=title, note=note)
    if not answer.missing:
        note = _("Aucune source publiée ne tranche ce cas : la CNSS seule peut répondre.")
        return Verdict(state="undecided", title=_("On ne peut pas encore répondre"), note=note)
    if found.is_late and {fact.name for fact in answer.missing} <= _OF_DELAY:
        return _late_verdict(found)
    title, note = _("On ne peut pas encore répondre"), ""
    if _enough(found):
        title, note = _enough(found), _("On ne peut pas encore répondre sur le droit lui-même.")
    return Verdict(state="undecided", title=title, note=note)


def _claim_words(found: queries.JobLossCheck, *, is_dated: bool) -> str:
    """Until when the indemnity of an open right is asked for."""
    if not is_dated:
        said = _("À demander à la CNSS dans les %(n)s jours qui suivent la perte.")
        return said % {"n": found.claim_days}
    left, last = found.days_left, found.last_day_to_claim
    if found.filed_on is not None:
        return _("Votre demande est déposée : la CNSS répond.")
    if left is None or last is None or left < 0:
        return ""
    return ngettext(
        "À demander à la CNSS au plus tard le %(day)s : il reste %(n)s jour.",
        "À demander à la CNSS au plus tard le %(day)s : il reste %(n)s jours.",
        left,
    ) % {"day": date_plain(last), "n": left}


def _next_step(found: queries.JobLossCheck) -> str:
    """What is left to do once the right is open."""
    if found.entitled.is_met is not True or found.filed_on is not None:
        return ""
    if found.certified.is_met:
        return _("La demande peut partir telle quelle.")
    return _("Il reste à faire signer le formulaire par l’employeur, puis à déposer la demande.")


def _late_verdict(found: queries.JobLossCheck) -> Verdict:
    """What the days over leave open: a claim filed in time, or force majeure."""
    if found.filed_on is not None:
        title = _("Non, sauf force majeure (maladie grave, catastrophe)")
        return Verdict(state="undecided", title=title, note=delay_words(found))
    said = _(
        "Déposée au plus tard le %(day)s : oui. Plus tard, ou pas encore : non, sauf force "
        "majeure (maladie grave, catastrophe)."
    )
    return Verdict(
        state="undecided",
        title=_("Tout dépend du jour de votre demande"),
        note=said % {"day": date_plain(found.last_day_to_claim)},
    )


def _may_come(found: queries.JobLossCheck) -> bool:
    """Whether the right is open or may still be: days and a registration come, a reason stays."""
    refused = found.entitled.unmet if found.entitled.is_met is False else ()
    return all(part.name == _REGISTERED or part.name.startswith(_DAYS) for part in refused)


def _missing(found: queries.JobLossCheck) -> str:
    """What lacks in all: a day of the shorter length of time counts in the longer one too."""
    lacks = sorted((item for item in found.counts if item.missing), key=lambda item: item.months)
    if not lacks:
        return ""
    most, recent = max(lacks, key=lambda item: item.missing or 0), lacks[0]
    given = {"n": number(most.missing), "months": most.months}
    if most is recent:
        return (
            ngettext(
                "Il vous manque %(n)s jour dans les %(months)s derniers mois",
                "Il vous manque %(n)s jours dans les %(months)s derniers mois",
                most.missing or 0,
            )
            % given
        )
    return ngettext(
        "Il vous manque %(n)s jour dans les %(months)s derniers mois, dont %(least)s au moins dans "
        "les %(recent)s derniers mois",
        "Il vous manque %(n)s jours dans les %(months)s derniers mois, dont %(least)s au moins "
        "dans les %(recent)s derniers mois",
        most.missing or 0,
    ) % {**given, "least": number(recent.missing), "recent": recent.months}


def _to_declare(found: queries.JobLossCheck, *, is_dated: bool) -> str:
    """What may still bring days, the job being lost: a month worked that was not declared."""
    if not _missing(found) or found.last_day_to_claim is None or found.is_late:
        return ""
    if not is_dated:
        said = _(
            "Vérifiez votre relevé : s’il manque un mois travaillé, faites-le déclarer et déposez "
            "la demande dans les %(n)s jours qui suivent la perte."
        )
        return said % {"n": found.claim_days}
    said = _(
        "Vérifiez votre relevé : s’il manque un mois travaillé, faites-le déclarer et déposez la "
        "demande au plus tard le %(day)s."
    )
    return said % {"day": date_plain(found.last_day_to_claim)}


def _enough(found: queries.JobLossCheck) -> str:
    """That no day lacks, where both counts say so."""
    if any(item.missing != 0 for item in found.counts):
        return ""
    counts = [
        ngettext(
            "%(n)s jour sur %(months)s mois (%(needed)s demandés)",
            "%(n)s jours sur %(months)s mois (%(needed)s demandés)",
            item.declared or 0,
        )
        % {"n": number(item.declared or 0), "months": item.months, "needed": number(item.needed)}
        for item in found.counts
    ]
    both = reduce(lambda one, two: _("%(one)s et %(two)s") % {"one": one, "two": two}, counts)
    return _("Aucun jour ne manque : %(counts)s.") % {"counts": both}


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


def _documents(detail: queries.SchemeDetail | None) -> list[tuple[Any, SourceLink]]:
    return [(item, source_link(item.source)) for item in detail.documents] if detail else []


def _counters(detail: queries.SchemeDetail | None) -> list[tuple[Any, str]]:
    """Each body once, with all that it does."""
    roles: dict[Any, list[str]] = {}
    bodies: dict[Any, Any] = {}
    for item in detail.counters if detail else ():
        bodies[item.body.slug] = item.body
        roles.setdefault(item.body.slug, []).append(local(item.role_label))
    return [(body, comma().join(roles[slug])) for slug, body in bodies.items()]
