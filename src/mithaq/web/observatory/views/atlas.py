"""« Le Maroc en chiffres »: one indicator on the map, chosen by plain filters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mithaq.apps.reference.queries import indicator
from mithaq.web.conventions.links import page_url
from mithaq.web.observatory.chosen import known_choices, mapped_indicators
from mithaq.web.observatory.regional import regional
from mithaq.web.observatory.regional_rows import map_file
from mithaq.web.shell.public_pages import kept_until_write
from mithaq.web.shell.words import local

FIRST = "census-unemployment-rate"


@require_safe
def atlas_page(request: HttpRequest) -> HttpResponseBase:
    """Show an indicator over the regions or the provinces, or give its table as a file.

    An unknown indicator gives the first. The map is drawn once for every reader until a write.
    """
    code = _indicator(request.GET.get("indicateur", FIRST))
    chosen = known_choices(code, request.GET)
    kind = request.GET.get("format", "")
    if kind in {"csv", "xlsx"} and (told := _file(kind, code, chosen)) is not None:
        return told

    def draw() -> str:
        return render_to_string("observatory/atlas_body.html", _words(code, chosen))

    body = kept_until_write("atlas", code, sorted(chosen.items()), compute=draw)
    return render(
        request,
        "observatory/atlas.html",
        {"body": mark_safe(body)},  # noqa: S308 - a template that escapes
    )


def _indicator(asked: str) -> str:
    """The indicator asked for when it is known over territories, else the first; "" without any."""
    codes = [code for code, _label, _topic in mapped_indicators()]
    return next((code for code in (asked, FIRST, *codes) if code in codes), "")


def _words(code: str, chosen: Mapping[str, str]) -> dict[str, Any]:
    listed = [(known, label) for known, label, _topic in mapped_indicators()]
    detail = indicator(code) if code else None
    drawn = None
    if detail and detail.versions:
        drawn = regional(code, detail.labels, detail.versions[0].unit, chosen)
    return {
        "here": reverse("atlas"),
        "indicators": listed,
        "chosen": code,
        "indicator": detail,
        "regional": drawn,
        "url": page_url("indicator", code) if code else "",
    }


def _file(kind: str, code: str, chosen: Mapping[str, str]) -> HttpResponseBase | None:
    """The table behind the map as a file; nothing while no figure by territory is loaded."""
    words = _words(code, chosen)
    drawn, detail = words["regional"], words["indicator"]
    if not drawn:
        return None
    told = [(_("Indicateur"), local(detail.labels)), (_("Période"), str(drawn["when"]))]
    if drawn["category"]:
        told.append((_("Catégorie"), str(drawn["category"])))
    return map_file(drawn["rows"], kind=kind, chosen=told)
