"""An indicator over the territories, drawn: the map, women and men, four views, the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from mithaq.apps.observatory.queries import (
    COUNTRY,
    SMALL_BASE,
    Atlas,
    Grouped,
    Period,
    atlas,
)
from mithaq.apps.reference.choices import Unit
from mithaq.apps.reference.queries import CREDITS, Outline, outlines
from mithaq.web.observatory.chosen import times_and_terms
from mithaq.web.observatory.regional_rows import SHARES, map_rows, written
from mithaq.web.shell.charts import Pair
from mithaq.web.shell.dates import uncertain_date
from mithaq.web.shell.numbers import number
from mithaq.web.shell.typography import set_text
from mithaq.web.shell.values import display_value
from mithaq.web.shell.words import local

# Six fixed classes for every map of an indicator; others are cut on their own values.
BOUNDS: Final = {
    "census-unemployment-rate": (15.0, 20.0, 25.0, 30.0, 40.0),
    "survey-unemployment-rate": (8.0, 10.0, 13.0, 16.0, 20.0),
    "census-activity-rate": (15.0, 25.0, 40.0, 50.0, 65.0),
    "census-illiteracy-rate": (10.0, 20.0, 30.0, 40.0, 50.0),
}
VIEWS: Final = (
    ("women", "all", gettext_lazy("Femmes")),
    ("men", "all", gettext_lazy("Hommes")),
    ("all", "urban", gettext_lazy("Villes")),
    ("all", "rural", gettext_lazy("Campagnes")),
)
TWICE: Final = 2
SCOPE_WORDS: Final = {
    ("all", "all"): gettext_lazy("les deux sexes"),
    ("women", "all"): gettext_lazy("femmes"),
    ("men", "all"): gettext_lazy("hommes"),
    ("all", "urban"): gettext_lazy("villes"),
    ("all", "rural"): gettext_lazy("campagnes"),
    ("women", "urban"): gettext_lazy("femmes des villes"),
    ("men", "urban"): gettext_lazy("hommes des villes"),
    ("women", "rural"): gettext_lazy("femmes des campagnes"),
    ("men", "rural"): gettext_lazy("hommes des campagnes"),
}


def regional(
    code: str, label: object, unit: str, chosen: Mapping[str, str]
) -> dict[str, Any] | None:
    """Draw an indicator over territories as the reader chose, or nothing without such values.

    ``chosen`` holds the niveau, sexe, milieu, periode and categorie that the indicator knows.
    """
    periods, categories = times_and_terms(code)
    if not periods:
        return None
    level = chosen.get("niveau", "region")
    period = next((p for p in periods if p.key == chosen.get("periode")), periods[0])
    category = chosen.get("categorie", "")
    found = atlas(code, period=period, category=category, level=level)
    if category == "" and not found.territories and categories:
        category = categories[0].key
        found = atlas(code, period=period, category=category, level=level)
    return {
        "level": level,
        "category": category,
        "period": period,
        "periods": periods,
        "period_choices": periods_of(periods),
        "categories": categories,
        **_drawn(found, label, unit, chosen),
        **_files(code, level=level, period=period, category=category, chosen=chosen),
    }


def _files(
    code: str, *, level: str, period: Period, category: str, chosen: Mapping[str, str]
) -> dict[str, str]:
    """Where the table behind this map is taken away, as it is chosen here."""
    asked = {
        "indicateur": code,
        "niveau": level,
        "periode": period.key,
        "categorie": category,
        **{name: chosen[name] for name in ("sexe", "milieu") if chosen.get(name)},
    }
    here = reverse("atlas")
    return {
        f"{kind}_url": f"{here}?{urlencode({**asked, 'format': kind})}" for kind in ("csv", "xlsx")
    }


def _drawn(found: Atlas, label: object, unit: str, chosen: Mapping[str, str]) -> dict[str, Any]:
    sex, milieu = chosen.get("sexe", "all"), chosen.get("milieu", "all")
    shapes = outlines(found.level)
    bounds = _bounds(found)
    values = _values(found, shapes, sex, milieu)
    country = found.cells.get((COUNTRY, sex, milieu))
    group = found.group(sex, milieu)
    together = group.territories if group else ()
    return {
        "sex": sex,
        "milieu": milieu,
        "scope": SCOPE_WORDS[sex, milieu],
        "shapes": shapes,
        "values": values,
        "bounds": bounds,
        "unit": unit,
        "map_title": local(label),
        "decimals": 1 if unit in SHARES else None,
        "map_unit": "%" if unit == Unit.PERCENT else "",
        "country": display_value(country.value, unit) if country else None,
        "country_grade": country.grade if country else "",
        "country_url": reverse("figure", args=[country.code]) if country else "",
        "when": uncertain_date(found.period.as_of),
        "group": _group(group, shapes, unit),
        "lead": _lead(values, shapes, group, unit),
        "women_lead": _women_lead(found, shapes),
        "pairs": _pairs(found, shapes) if found.level == "region" else [],
        **_scale(found),
        "views": _views(found, unit) if found.level == "region" else [],
        "rows": map_rows(found, shapes, unit),
        "has_sexes": any(key[1] != "all" for key in found.cells),
        "has_milieux": any(key[2] != "all" for key in found.cells),
        "has_base": bool(found.bases),
        "careful": _careful(found, shapes),
        "gap_note": _gap_note(found, shapes) if found.level == "region" else "",
        "unknown": [
            local(shape.label)
            for shape in shapes
            if values[shape.code] is None and shape.code not in together
        ],
        "credits": CREDITS,
    }


def _values(
    found: Atlas, shapes: Sequence[Outline], sex: str, milieu: str
) -> dict[str, float | None]:
    told = {shape.code: found.value(shape.code, sex, milieu) for shape in shapes}
    return {code: None if value is None else float(value) for code, value in told.items()}


def _bounds(found: Atlas) -> tuple[float, ...]:
    """The limits of the classes: fixed for what has a usual scale, else by sixths, rounded."""
    fixed = BOUNDS.get(found.indicator)
    if fixed:
        return fixed
    values = sorted(float(c.value) for key, c in found.cells.items() if key[0] != COUNTRY)
    if len(values) < TWICE:
        return ()
    cuts = [values[len(values) * step // 6] for step in range(1, 6)]
    rounded = [_round(cut) for cut in cuts]
    return tuple(dict.fromkeys(rounded)) if len(set(rounded)) == len(rounded) else ()


def _round(value: float) -> float:
    """Keep two significant digits: a limit is read, not computed with."""
    return float(f"{value:.2g}")


def _lead(
    values: Mapping[str, float | None],
    shapes: Sequence[Outline],
    group: Grouped | None,
    unit: str,
) -> str:
    """From the lowest to the highest value that is published, territories together included."""
    known = [(v, local(s.label), False) for s in shapes if (v := values[s.code]) is not None]
    if len(known) < TWICE:
        return ""
    if group:
        known.append((float(group.cell.value), local(group.labels), True))
    low, high = min(known), max(known)
    if high[2]:
        words = _("De %(low)s à %(first)s jusqu’à %(high)s pour %(last)s.")
    elif low[2]:
        words = _("De %(low)s pour %(first)s jusqu’à %(high)s à %(last)s.")
    else:
        words = _("De %(low)s à %(first)s jusqu’à %(high)s à %(last)s.")
    said = {
        "low": display_value(str(low[0]), unit).text,
        "first": low[1],
        "high": display_value(str(high[0]), unit).text,
        "last": high[1],
    }
    return set_text(words % said)


def _group(group: Grouped | None, shapes: Sequence[Outline], unit: str) -> dict[str, Any] | None:
    """A value published for several territories together: shown as such, never as theirs."""
    if group is None:
        return None
    names = [local(shape.label) for shape in shapes if shape.code in group.territories]
    return {
        "label": group.labels,
        "codes": group.territories,
        "names": names,
        "value": written(group.cell.value, unit),
        "text": display_value(group.cell.value, unit).text,
        "url": reverse("figure", args=[group.cell.code]),
    }


def _women_lead(found: Atlas, shapes: Sequence[Outline]) -> str:
    """Say whether one sex is higher everywhere: computed, never typed."""
    gaps = _gaps(found, shapes)
    if found.level != "region" or len(gaps) < len(shapes):
        return ""
    if all(gap > 0 for gap, _shape in gaps):
        return set_text(_("Dans les douze régions, il est plus élevé pour les femmes."))
    if all(gap < 0 for gap, _shape in gaps):
        return set_text(_("Dans les douze régions, il est plus élevé pour les hommes."))
    return ""


def _gaps(found: Atlas, shapes: Sequence[Outline]) -> list[tuple[Decimal, Outline]]:
    pairs = [(found.value(s.code, "women"), found.value(s.code, "men"), s) for s in shapes]
    return [(w - m, s) for w, m, s in pairs if w is not None and m is not None]


def _gap_note(found: Atlas, shapes: Sequence[Outline]) -> str:
    gaps = _gaps(found, shapes)
    if len(gaps) < TWICE or (found.cells and not _is_share(found)):
        return ""
    widest = max(gaps, key=lambda item: abs(item[0]))
    least = min(gaps, key=lambda item: abs(item[0]))
    words = _("%(widest)s : écart de %(gap)s points ; %(least)s : %(small)s.") % {
        "widest": local(widest[1].label),
        "gap": number(abs(widest[0]), 1),
        "least": local(least[1].label),
        "small": number(abs(least[0]), 1),
    }
    return set_text(words)


def _is_share(found: Atlas) -> bool:
    return all(abs(cell.value) <= 100 for cell in found.cells.values())


def _pairs(found: Atlas, shapes: Sequence[Outline]) -> list[Pair]:
    """Women and men by region, the country in its rank, from the highest down."""
    places: list[tuple[str, object]] = [(shape.code, shape.label) for shape in shapes]
    places.append((COUNTRY, pgettext("territoire", "Maroc")))
    listed = [
        (code, label, found.value(code, "men"), found.value(code, "women"), found.value(code))
        for code, label in places
    ]
    known = [row for row in listed if row[2] is not None and row[3] is not None]
    known.sort(key=lambda row: -(row[4] or Decimal(0)))
    return [
        Pair(label=label, first=float(men or 0), second=float(women or 0), is_total=code == COUNTRY)
        for code, label, men, women, _all in known
    ]


def _scale(found: Atlas) -> dict[str, float]:
    """The top and the step of the axis that women and men share."""
    values = [
        float(c.value) for key, c in found.cells.items() if key[1] != "all" and key[2] == "all"
    ]
    top = max(values, default=0) * 1.05
    step = next((s * 10**e for e in range(-1, 8) for s in (1, 2, 5) if s * 10**e * 6 >= top), 10)
    return {"top": step * (int(top / step) + 1), "step": step}


def _views(found: Atlas, unit: str) -> list[dict[str, Any]]:
    shapes = outlines("region")
    views = []
    for sex, milieu, title in VIEWS:
        values = _values(found, shapes, sex, milieu)
        if any(value is not None for value in values.values()):
            country = found.value(COUNTRY, sex, milieu)
            views.append(
                {
                    "title": title,
                    "values": values,
                    "country": display_value(country, unit) if country is not None else None,
                }
            )
    return views


def _careful(found: Atlas, shapes: Sequence[Outline]) -> str:
    """Name the cells that rest on few people: the regions only, the rest would be a list."""
    if found.level != "region":
        return ""
    names = {shape.code: local(shape.label) for shape in shapes}
    told = [
        _("%(scope)s, %(place)s (%(base)s)")
        % {
            "scope": str(SCOPE_WORDS[sex, milieu]),
            "place": names[code],
            "base": number(base),
        }
        for (code, sex, milieu), base in sorted(found.bases.items())
        if code in names and base < SMALL_BASE and (code, sex, milieu) in found.cells
    ]
    return set_text(" ; ".join(told)) if told else ""


def periods_of(periods: Sequence[Period]) -> list[tuple[str, str]]:
    """The periods as a list to choose from."""
    return [(period.key, uncertain_date(period.as_of)) for period in periods]
