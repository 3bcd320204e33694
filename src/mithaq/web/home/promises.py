"""The lines of the first screen, in the words of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.apps.conventions.queries import PartyName, TargetView
from mithaq.apps.conventions.queries.sitting_lists import exercise_to_prepare
from mithaq.apps.observatory.queries import FigureView, PromiseLine, Promises
from mithaq.base.dates import Precision
from mithaq.base.text import Labels
from mithaq.web.conventions.links import SourceLink, page_url, source_link
from mithaq.web.home.words import capitalised, in_words
from mithaq.web.shell.dates import WEEKDAYS, uncertain_date
from mithaq.web.shell.numbers import number
from mithaq.web.shell.typography import comma, language, semicolon, set_text
from mithaq.web.shell.values import Display, display_of
from mithaq.web.shell.words import local

# A ceremony of many parties names them after its own sentence; two names are the title already.
MANY = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFigure:
    """One figure of a line: its value, what it counts, its grade; ``part`` is « dont 63 % »."""

    value: Display
    label: str
    grade: str
    url: str
    part: Display | None = None
    part_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    """One dated line: when, who, what, how much, and where it stands."""

    shape: str
    when: str
    place: str
    title: Labels
    url: str
    who: str
    kind: str
    promise: Labels
    figures: tuple[ShownFigure, ...]
    since: bool
    has_result: bool
    notes: tuple[str, ...]
    sources: tuple[SourceLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """A one-minute exercise; without an address it is announced, not offered."""

    number: int
    title: str
    text: str
    url: str


def lead(found: Promises) -> str:
    """Sum the page up in two sentences, every number counted on the page itself."""
    said, kept = found.figure_count, found.grade_counts
    known = kept["measured"] + kept["verified"]
    articles = _articles(found)
    conventions = ngettext(
        "%(count)s convention pour l’emploi",
        "%(count)s conventions pour l’emploi",
        found.convention_count,
    ) % {"count": in_words(found.convention_count, "f")}
    figures = ngettext("%(count)s chiffre annoncé", "%(count)s chiffres annoncés", said) % {
        "count": in_words(said)
    }
    tail = (
        ngettext("%(count)s mesuré ou vérifié", "%(count)s mesurés ou vérifiés", known)
        % {"count": in_words(known)}
        if known
        else _("aucun encore mesuré ni vérifié")
    )
    said_here = _("%(articles)s, %(conventions)s. Sur cette page : %(figures)s, %(tail)s.") % {
        "articles": capitalised(articles),
        "conventions": conventions,
        "figures": figures,
        "tail": tail,
    }
    return set_text(said_here)


def elsewhere(found: Promises) -> str:
    """How many real conventions the register has beyond this screen; nothing when it has none."""
    if found.registered_count <= found.convention_count:
        return ""
    return set_text(
        ngettext(
            "Le registre compte %(count)s convention réelle en tout.",
            "Le registre compte %(count)s conventions réelles en tout.",
            found.registered_count,
        )
        % {"count": number(found.registered_count)}
    )


def _articles(found: Promises) -> str:
    """What the lines come from: articles, or sources when one of them is not from the press."""
    count = found.source_count
    said = (
        ngettext("%(count)s article de presse", "%(count)s articles de presse", count)
        if found.press_only
        else ngettext("%(count)s source publiée", "%(count)s sources publiées", count)
    )
    return said % {"count": in_words(count, "m" if found.press_only else "f")}


def shown_line(line: PromiseLine) -> ShownLine:
    """Write one line."""
    return ShownLine(
        shape=line.signed.precision.value,
        when=capitalised(uncertain_date(line.signed)),
        place=_place(line),
        title=line.labels,
        url=reverse("convention", args=[line.reference]),
        who=_who(line),
        kind=capitalised(set_text(line.kind_label)),
        promise=line.purpose,
        figures=tuple(_figures(line)),
        since=line.signed.precision is Precision.DAY and line.result_count > len(line.figures),
        has_result=line.has_later_result,
        notes=tuple(set_text(note) for note in _notes(line)),
        sources=tuple(source_link(source) for source in (line.source, *line.other_sources)),
    )


def _place(line: PromiseLine) -> str:
    """« mardi, Casablanca »; an uncertain day keeps its article: « un lundi »."""
    day = ""
    if line.signed_weekday is not None:
        name = WEEKDAYS[language()][line.signed_weekday - 1]
        is_exact = line.signed.precision is Precision.DAY
        # Arabic says « a Monday » without the article of the name of the day.
        bare = name.removeprefix("ال")
        day = name if is_exact else _("un %(weekday)s") % {"weekday": bare}
    return comma().join(part for part in (day, re.split("[,،]", local(line.place))[0]) if part)


def _who(line: PromiseLine) -> str:
    if len(line.parties) < MANY:
        return capitalised(comma().join(local(party.labels) for party in line.parties))
    names = comma().join(_short(party) for party in line.parties)
    if line.instrument_count > 1:
        count = line.instrument_count
        together = ngettext(
            "%(count)s convention signée : %(names)s",
            "%(count)s conventions signées ensemble : %(names)s",
            count,
        )
        return set_text(capitalised(together % {"count": in_words(count, "f"), "names": names}))
    return names


def _short(party: PartyName) -> str:
    """The name a reader knows: the acronym, unless the full name already holds it."""
    name = local(party.labels)
    return name if not party.acronym or party.acronym in name else party.acronym


def _figures(line: PromiseLine) -> Iterator[ShownFigure]:
    """Write the figures; a share of another figure joins it: 75 % « dont 63 % »."""
    codes = {item.code for item in line.figures}
    parts = {item.part_of_code: item for item in line.figures if item.part_of_code in codes}
    for item in line.figures:
        if item.part_of_code not in codes:
            yield _figure(item, parts.get(item.code), line)
    for target in line.targets:
        yield _target(target)


def _figure(item: FigureView, part: FigureView | None, line: PromiseLine) -> ShownFigure:
    return ShownFigure(
        value=display_of(item),
        label=_label(item, part, line),
        grade=item.grade,
        url=page_url("figure", item.code),
        part=display_of(part) if part else None,
        part_url=page_url("figure", part.code) if part else "",
    )


def _label(item: FigureView, part: FigureView | None, line: PromiseLine) -> str:
    """Say what a figure counts, and of when if that is not the day of the signature."""
    text = local(item.labels)
    period = local(item.period)
    if period and period not in text and item.as_of != line.signed:
        text = comma().join((text, period))
    if part:
        named = local(part.indicator)
        text = f"{text}{semicolon()}{named[:1].lower()}{named[1:]}"
    return set_text(text)


def _target(item: TargetView) -> ShownFigure:
    return ShownFigure(value=display_of(item), label=local(item.labels), grade=item.grade, url="")


def _notes(line: PromiseLine) -> Iterator[str]:
    """What is known of where it stands; every sentence is derived from what the page holds."""
    if line.result_count > len(line.figures):
        yield ngettext(
            "%(count)s chiffre au total, aucun d’après la signature.",
            "%(count)s chiffres au total, aucun d’après la signature.",
            line.result_count,
        ) % {"count": line.result_count}
    if line.conflict_count:
        yield ngettext(
            "Un conflit entre sources, gardé ouvert.",
            "%(count)s conflits entre sources, gardés ouverts.",
            line.conflict_count,
        ) % {"count": line.conflict_count}
    if line.reading_count:
        yield _("Un chiffre a deux lectures, gardées toutes deux.")
    if line.instrument_count > 1:
        yield _("La part de chaque convention n’est pas publiée. Mithaq ne la répartit pas.")
    if line.covers_from and line.signed.earliest and line.covers_from < line.signed.earliest:
        yield _("Le programme couvre des mois d’avant sa signature.")
    if line.committee_count:
        yield ngettext(
            "Un comité est annoncé ; aucun compte rendu publié.",
            "%(count)s comités sont annoncés ; aucun compte rendu publié.",
            line.committee_count,
        ) % {"count": capitalised(in_words(line.committee_count))}
    if not line.figures and not line.targets:
        yield _("Aucun objectif chiffré promis.")


def exercises(found: Promises) -> list[Exercise]:
    """The five exercises of a minute; only those whose parts exist can be started."""
    words = (
        (
            _("De 44 millions de dirhams à la phrase qui les annonce"),
            _("Ouvrez le chiffre : qui l’a dit, quand, sous quel degré, et ce qui manque."),
        ),
        (
            _("Du besoin d’une entreprise à une présélection motivée"),
            _("Chaque candidature retenue dit pourquoi."),
        ),
        (
            _("Une déclaration corrigée change un chiffre"),
            _("Voyez lequel, de combien, et à cause de quelle ligne."),
        ),
        (
            _("D’une prestation bloquée à la ligne qui bloque"),
            _("Le mois, le nombre de jours, et à qui le tour."),
        ),
        (
            _("D’un ordre du jour à une décision"),
            _("Le comité décide ; l’effet attendu est suivi."),
        ),
    )
    money = _exercise_of_money(line.figures for line in found.lines)
    urls = [money, "", "", "", _exercise_of_committee()]
    return [
        Exercise(number=number, title=set_text(title), text=set_text(text), url=url)
        for number, ((title, text), url) in enumerate(zip(words, urls, strict=True), start=1)
    ]


def _exercise_of_committee() -> str:
    """The exercise meeting that waits to be prepared; signing in as its secretary comes first."""
    waiting = exercise_to_prepare()
    if waiting is None:
        return ""
    following = page_url("meeting_prepare", *map(str, waiting))
    return f"{page_url('account_login')}?{urlencode({'next': following})}" if following else ""


def _exercise_of_money(groups: Iterable[tuple[FigureView, ...]]) -> str:
    """The page of the figure of the 44 million, when it stands on this screen."""
    codes = [
        item.code
        for group in groups
        for item in group
        if item.indicator_code == "state-contributions"
    ]
    return page_url("figure", codes[0]) if codes else ""


__all__ = ["Exercise", "ShownFigure", "ShownLine", "elsewhere", "exercises", "lead", "shown_line"]
