"""What an auto-entrepreneur pays in a year, above all with one big client."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

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
from mithaq.web.simulators.telling import doubt_words, explanation_url, told_answer, used_words

_HELD: Final = "auto_entrepreneur.single_client.rate"


class SelfEmployedForm(FactForm):
    """The takings of a year, and those of the biggest client."""

    names = ("activity_kind", "annual_takings", "client_takings", "client_kind")
    required = ("activity_kind", "annual_takings")
    as_said = {"client_takings": "annual_takings"}
    labels = {
        "activity_kind": gettext_lazy("Que faites-vous ?"),
        "annual_takings": gettext_lazy("Encaissé dans l’année, en dirhams"),
        "client_takings": gettext_lazy("Ce que paie votre plus gros client par an, en dirhams"),
        "client_kind": gettext_lazy("Votre client est"),
    }
    hints = {
        "client_takings": gettext_lazy("Vide : un seul client paie tout."),
        "client_kind": "",
    }

    bounds = (
        Bound(
            "client_takings",
            "annual_takings",
            gettext_lazy("Un client ne peut pas payer plus que tout ce que vous encaissez."),
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What is due where the client is of one kind, or of the other."""

    label: str
    centimes: int
    health_centimes: int | None
    health_otherwise_centimes: int | None
    shared: str
    whole: str
    url: str
    health_url: str


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
    # The client of the question is a company; the list shows it, and a private person is a choice.
    form = SelfEmployedForm(request.GET or None, initial={"client_kind": "company"})
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
            "is_single": form["activity_kind"].value() == "services"
            and not form["client_takings"].value(),
            "conditions": [
                *told_answer(found.applies, found.facts).conditions,
                *told_answer(found.within, found.facts).conditions,
            ],
            "held_rate": _held_rate(found),
            "tax_url": _url("auto_entrepreneur_tax_in_all", found),
            "health_url": _url("auto_entrepreneur_health_due", found),
            "health_doubts": [(item, doubt_words(item)) for item in _health_doubts(found)],
            "used": [(item, used_words(item)) for item in found.used],
        }
    status = 422 if form.is_bound and "found" not in words else 200
    return render(request, "simulators/self_employed.html", words, status=status)


def _health_doubts(found: queries.SelfEmploymentTax) -> list[queries.UsedValue]:
    """What no official text read says of health insurance; the bands are one table, told once."""
    listed = found.health_doubtful
    bands = [item for item in listed if ".band_" in item.value.path]
    return [*(item for item in listed if item not in bands), *bands[:1]]


def _held_rate(found: queries.SelfEmploymentTax) -> str:
    """The share that a client withholds above the threshold."""
    held = next((item for item in found.used if item.value.path == _HELD), None)
    return str(used_words(held)) if held else ""


def _lack(found: queries.SelfEmploymentTax) -> str:
    """What to say of the client for one answer, where it was not said."""
    if found.in_all_centimes is not None or not found.missing:
        return ""
    return _("Dites ce qu’est ce client pour un seul montant.")


def _bounds(found: queries.SelfEmploymentTax) -> list[Case]:
    """The tax without and with the client's withholding, where its amount or kind is unsaid.

    The second says who pays it.
    """
    least, most = found.spread_centimes, found.most_centimes
    if found.in_all_centimes is not None or least is None or most is None:
        return []
    free, held = _cases(found)
    on = found.within.on
    return [
        Case(
            label=label,
            centimes=amount,
            health_centimes=health,
            health_otherwise_centimes=other,
            shared=shared,
            whole=_whole(amount, health, other),
            url=explanation_url("auto_entrepreneur_tax_in_all", facts, on=on),
            health_url=explanation_url("auto_entrepreneur_health_due", facts, on=on),
        )
        for label, amount, health, other, shared, facts in (
            (free, least, found.spread_health_centimes, None, "", found.spread_facts),
            (
                held,
                most,
                found.most_health_centimes,
                found.most_health_otherwise_centimes,
                _shared(found),
                found.most_facts,
            ),
        )
    ]


def _whole(tax: int, health: int | None, other: int | None) -> str:
    """The tax and the health insurance, by each reading of what counts."""
    if health is None:
        return ""
    if other is None:
        return _("en tout : %(amount)s") % {"amount": money(tax + health)}
    amounts = {"amount": money(tax + health), "other": money(tax + other)}
    return _("en tout : %(amount)s, ou %(other)s") % amounts


def _shared(found: queries.SelfEmploymentTax) -> str:
    """Who pays the tax where the client withholds a part of it."""
    most, held = found.most_centimes, found.most_held_centimes
    if not most or not held:
        return ""
    said = _("vous payez %(paid)s · le client retient %(held)s")
    return said % {"paid": money(most - held), "held": money(held)}


def _cases(found: queries.SelfEmploymentTax) -> tuple[str, str]:
    """What the least and the most suppose of the client."""
    return (
        _("Client particulier"),
        _("Société, administration, régime réel"),
    )


def _parts(found: queries.SelfEmploymentTax) -> list[Part]:
    """The takings cut into what is left, the tax, and what the client withholds."""
    left, tax, withheld = found.left_centimes, found.tax_centimes, found.withheld_centimes
    if left is None or tax is None or withheld is None or not found.takings_centimes:
        return []
    bars = cascade((left, tax, withheld), found.takings_centimes)
    said = (
        (_("Reste avant cotisations sociales et frais"), left, "auto_entrepreneur_left"),
        (_("Impôt sur le chiffre d’affaires"), tax, "auto_entrepreneur_tax"),
        (_("Retenu par votre client"), withheld, "single_client_withholding"),
    )
    return [
        Part(label=label, centimes=amount, bar=drawn, tone=tone, url=_url(rule, found))
        for (label, amount, rule), drawn, tone in zip(
            said, bars, ("done", "part", "late"), strict=True
        )
    ]


def _url(rule: str, found: queries.SelfEmploymentTax) -> str:
    return explanation_url(rule, found.counted, on=found.within.on)
