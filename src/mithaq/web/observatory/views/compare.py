"""Two territories side by side: the same figures, the same day, differences computed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from mithaq.apps.observatory.queries import COUNTRY, Comparison, compared_places
from mithaq.apps.reference.choices import Unit
from mithaq.apps.reference.queries import places_by_code, region_names
from mithaq.web.observatory.regional import SCOPE_WORDS
from mithaq.web.shell.dates import uncertain_date
from mithaq.web.shell.numbers import number
from mithaq.web.shell.values import display_value

FIRST = "09"


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Compare two territories, or one with the country; an unknown one gives Souss-Massa."""
    asked = (request.GET.get("a", FIRST), request.GET.get("b", COUNTRY))
    places = places_by_code([*asked, FIRST, COUNTRY])
    one, two = (
        places.get(code) or places.get(usual)
        for code, usual in zip(asked, (FIRST, COUNTRY), strict=True)
    )
    rows = compared_places(one.code, two.code) if one and two else ()
    choices = [(COUNTRY, pgettext("territoire", "Maroc")), *region_names()]
    chosen = [place for place in (one, two) if place]
    # A province comes from its own page: it joins the list it is chosen in.
    known = {code for code, _label in choices}
    choices += [(place.code, place.labels) for place in chosen if place.code not in known]
    return render(
        request,
        "observatory/compare.html",
        {
            "one": one,
            "two": two,
            "choices": choices,
            "rows": [_row(item) for item in rows],
        },
    )


def _row(item: Comparison) -> dict[str, Any]:
    gap, is_share = item.gap, item.unit == Unit.PERCENT
    sign = "" if not gap else "+" if gap > 0 else "−"
    return {
        "labels": item.labels,
        "scope": "" if item.sex == "all" else SCOPE_WORDS[item.sex, "all"],
        "first": display_value(item.first, item.unit) if item.first is not None else None,
        "second": display_value(item.second, item.unit) if item.second is not None else None,
        "first_code": item.first_code,
        "second_code": item.second_code,
        "gap": None if gap is None else f"{sign}{number(abs(gap.normalize()))}",
        "is_share": is_share,
        "when": uncertain_date(item.as_of),
        "indicator": item.indicator,
    }
