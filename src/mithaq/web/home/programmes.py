"""Schemes and simulators as the search box finds them: by their names, by what they answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import override

from mithaq.apps.programmes.queries import LawSummary, SchemeView, law_summaries, scheme_list
from mithaq.base.text import LANGUAGES, Labels, fold
from mithaq.web.conventions.links import page_url
from mithaq.web.home.hits import Hit
from mithaq.web.programmes.words import SIMULATED
from mithaq.web.shell.public_pages import kept_until_write
from mithaq.web.shell.words import local
from mithaq.web.simulators.views import QUESTIONS, Question

# Names that mean one programme and nothing else: who types one asks about it.
PROPER_NAMES: Final = frozenset({"tahfiz", "idmaj", "taehil", "tadarroj", "تحفيز"})
# What is found, with the folded text by which it is.
Named = list[tuple[str, Hit]]


def programmes_named() -> dict[str, Named]:
    """The schemes and the questions that the law answers, read once until somebody writes."""
    return kept_until_write("programmes-named", compute=_named)


def _named() -> dict[str, Named]:
    asked = [item for item in QUESTIONS if item.url]
    asks = {item.page: _in_every_language(item.asks) for item in asked}
    laws = law_summaries(on=timezone.localdate())
    return {
        "schemes": [(_scheme_text(item, laws, asks), _scheme_hit(item)) for item in scheme_list()],
        "simulators": [
            (
                _folded([asks[item.page], *map(_in_every_language, (item.gives, item.also))]),
                _question_hit(item, asks),
            )
            for item in asked
        ],
    }


def _scheme_text(item: SchemeView, laws: dict[str, LawSummary], asks: dict[str, Labels]) -> str:
    """Its name, its summaries, and the question that its simulator answers."""
    law = laws.get(item.law_name)
    question = asks.get(SIMULATED.get(item.law_name, ""))
    told = (item.labels, item.summary, law.summary if law else None, question)
    return _folded(labels for labels in told if labels)


def _scheme_hit(item: SchemeView) -> Hit:
    return Hit(
        label=item.labels,
        note=local(item.family_label),
        url=page_url("scheme", item.code),
        is_exercise=item.is_exercise,
    )


def _question_hit(item: Question, asks: dict[str, Labels]) -> Hit:
    return Hit(label=asks[item.page], note=str(item.gives), url=page_url(item.page))


def _in_every_language(text: Promise | str) -> Labels:
    said = []
    for code in LANGUAGES:
        with override(code):
            said.append(str(text))
    return Labels(*said)


def _folded(told: Iterable[Labels]) -> str:
    return fold(" ".join(f"{labels.fr} {labels.ar} {labels.en}" for labels in told))
