"""What an auto-entrepreneur pays in a year, above all with one big client."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from mithaq.apps.programmes import queries
from mithaq.web.shell.numbers import money
from mithaq.web.simulators.bars import Bar, cascade
from mithaq.web.simulators.forms import Bound, FactForm
from mithaq.web.simulators.telling import explanation_url, told_answer, used_words


class SelfEmployedForm(FactForm):
    """The takings of a year, and those of the biggest client."""

    names = ("activity_kind", "annual_takings", "client_takings", "client_kind")
    required = ("activity_kind", "annual_takings")
    labels = {
        "activity_kind": gettext_lazy("Que faites-vous ?"),
        "annual_takings": gettext_lazy("Tout ce que vous encaissez dans l’année, en dirhams"),
        "client_takings": gettext_lazy("Dont payé par votre plus gros client, en dirhams"),
        "client_kind": gettext_lazy("Ce client est"),
    }
    hints = {
        "client_takings": gettext_lazy(
            "Un seul client : le même montant. Laissez vide pour voir les deux résultats."
        ),
        "client_kind": gettext_lazy(
            "Une société, une administration et une personne au régime réel retiennent l’impôt ; "
            "un particulier, non."
        ),
    }

    bounds = (
        Bound(
            "client_takings",
            "annual_takings",
            gettext_lazy("Un client ne peut pas payer plus que tout ce que vous encaissez."),
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the takings as a line: where it goes, how much, its explanation."""

    label: str | Promise
    centimes: int
    bar: Bar
    tone: str
    url: str


@require_safe
def simulate(request: HttpRequest) -> HttpResponse:
    """Ask about a year of takings, and tell its tax; nothing is kept."""
    if "self_employment" not in queries.law_scheme_names():
        raise Http404
    form = SelfEmployedForm(request.GET or None)
    words: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        on = timezone.localdate()
        found = queries.self_employment_tax(form.facts, on=on)
        words |= {
            "found": found,
            "on": on,
            "over": found.within.is_met is False,
            "parts": _parts(found),
            "bounds": _bounds(found),
            "lack": _lack(found),
            "conditions": [
                *told_answer(found.applies, found.facts).conditions,
                *told_answer(found.within, found.facts).conditions,
            ],
            "tax_url": _url("auto_entrepreneur_tax_in_all", found),
            "used": [(item, used_words(item)) for item in found.used],
        }
    status = 422 if form.is_bound and "found" not in words else 200
    return render(request, "simulators/self_employed.html", words, status=status)


def _lack(found: queries.SelfEmploymentTax) -> str:
    """What to say of the client for one answer: only what was not said."""
    said: dict[tuple[str, ...], str] = {
        ("client_takings", "client_kind"): _(
            "Dites ce que paie votre plus gros client, et s’il est une société, une "
            "administration, un particulier."
        ),
        ("client_takings",): _("Dites combien vous paie ce client dans l’année."),
        ("client_kind",): _("Dites ce qu’est ce client : société, administration, particulier…"),
    }
    return said.get(found.missing, "") if found.in_all_centimes is None else ""


def _bounds(found: queries.SelfEmploymentTax) -> list[tuple[str, int, str]]:
    """The tax without and with the client's withholding, where its amount or kind is unsaid."""
    least, most = found.spread_centimes, found.most_centimes
    if found.in_all_centimes is not None or least is None or most is None:
        return []
    free, held = _cases(found)
    return [
        (label, amount, explanation_url("auto_entrepreneur_tax_in_all", facts, on=found.within.on))
        for label, amount, facts in (
            (free, least, found.spread_facts),
            (held, most, found.most_facts),
        )
    ]


def _cases(found: queries.SelfEmploymentTax) -> tuple[str, str]:
    """What the least and the most suppose of the client, by what was not said of it."""
    if found.missing == ("client_kind",):
        return (
            _("Si ce client est un particulier"),
            _("S’il est une société, une administration ou une personne au régime réel"),
        )
    if found.missing == ("client_takings",):
        threshold = money(found.threshold_centimes)
        return _("S’il paie %(amount)s ou moins") % {"amount": threshold}, _("S’il paie tout")
    return (
        _("Si aucun client n’a d’impôt à retenir"),
        _("Si un seul client paie tout et retient l’impôt"),
    )


def _parts(found: queries.SelfEmploymentTax) -> list[Part]:
    """The takings cut into what is left, the tax, and what the client withholds."""
    left, tax, withheld = found.left_centimes, found.tax_centimes, found.withheld_centimes
    if left is None or tax is None or withheld is None or not found.takings_centimes:
        return []
    bars = cascade((left, tax, withheld), found.takings_centimes)
    said = (
        (_("Ce qui vous reste, avant cotisations et frais"), left, "auto_entrepreneur_left"),
        (_("Impôt sur le chiffre d’affaires"), tax, "auto_entrepreneur_tax"),
        (_("Retenu par votre plus gros client"), withheld, "single_client_withholding"),
    )
    return [
        Part(label=label, centimes=amount, bar=drawn, tone=tone, url=_url(rule, found))
        for (label, amount, rule), drawn, tone in zip(
            said, bars, ("done", "part", "late"), strict=True
        )
    ]


def _url(rule: str, found: queries.SelfEmploymentTax) -> str:
    return explanation_url(rule, found.counted, on=found.within.on)
