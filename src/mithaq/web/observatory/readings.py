"""The readings of a share whose source gives no denominator, drawn and spelt out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mithaq.apps.observatory.queries import ReadingView
from mithaq.base.text import Labels
from mithaq.web.observatory.words import reading_letter
from mithaq.web.shell.charts import Part, Reading
from mithaq.web.shell.numbers import number
from mithaq.web.shell.typography import set_text
from mithaq.web.shell.words import local

TONES: Final = {"inside": "full", "other": "light", "outside": "void"}
# What the three parts of one hundred are, for the shares that the register knows.
PARTS: Final[dict[str, dict[str, Promise]]] = {
    "permanent-contract-share": {
        "inside": gettext_lazy("en CDI"),
        "other": gettext_lazy("autre contrat"),
        "outside": gettext_lazy("non insérés"),
        "parent": gettext_lazy("des insérés"),
    }
}
ANY_PARTS: Final[dict[str, Promise]] = {
    "inside": gettext_lazy("dans la part"),
    "other": gettext_lazy("le reste du premier chiffre"),
    "outside": gettext_lazy("hors du premier chiffre"),
    "parent": gettext_lazy("du premier chiffre"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A share and what it is a share of, in hundredths, with one way to read it."""

    indicator: str
    letter: str
    kind: str
    labels: Labels
    parts: Mapping[str, Decimal]
    whole: Decimal
    share: Decimal
    share_of_whole: Decimal
    share_of_parent: Decimal


def share_of(view: ReadingView, *, indicator: str, whole: Decimal, share: Decimal) -> Share:
    """Take a reading as the register computes it."""
    return Share(
        indicator=indicator,
        letter=view.letter,
        kind=view.kind,
        labels=view.labels,
        parts={part.key: part.value for part in view.parts},
        whole=whole,
        share=share,
        share_of_whole=view.share_of_whole,
        share_of_parent=view.share_of_parent,
    )


def drawn(item: Share) -> Reading:
    """Draw one reading on a scale of one hundred, with its arithmetic in words."""
    labels = PARTS.get(item.indicator, ANY_PARTS)
    return Reading(
        title=f"{reading_letter(item.letter)}. {local(item.labels)}",
        note=arithmetic(item),
        parts=tuple(
            Part(value=float(item.parts[key]), label=str(labels[key]), tone=TONES[key])
            for key in TONES
        ),
    )


def arithmetic(item: Share) -> str:
    """Spell the computation of a reading."""
    labels = PARTS.get(item.indicator, ANY_PARTS)
    inside = str(labels["inside"])
    if item.kind == "share_of_parent":
        words = _("%(whole)s × %(rate)s = %(result)s %(inside)s.") % {
            "whole": number(item.whole),
            "rate": number(item.share / 100),
            "result": number(item.share_of_whole),
            "inside": inside,
        }
    else:
        words = _("%(points)s %(inside)s, soit %(rate)s %% %(parent)s.") % {
            "points": number(item.share_of_whole),
            "rate": number(item.share_of_parent),
            "inside": inside,
            "parent": str(labels["parent"]),
        }
    return set_text(words)
