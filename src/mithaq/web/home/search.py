"""One box finds conventions, committees, organisations, territories, figures and sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mithaq.apps.conventions.queries import (
    PromisedTarget,
    passages,
    register,
    sittings_holding,
)
from mithaq.apps.corridor.policies.debts import can_open_debts
from mithaq.apps.observatory.queries import (
    figure_names,
    figures_asked,
    figures_near,
    figures_worth,
    results_reports,
    says_what,
    targets_worth,
)
from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.queries import organisations
from mithaq.apps.reference.choices import Unit
from mithaq.apps.reference.queries import (
    indicator_text,
    indicators,
    source_text,
    sources,
    territories,
)
from mithaq.base.text import fold, is_said, search_words
from mithaq.web.conventions.links import page_url
from mithaq.web.home import hits
from mithaq.web.home.asked import (
    BINDING,
    PLACES,
    Asked,
    asked,
    days_off,
    known_problems,
    place_names,
)
from mithaq.web.home.everyday import pages_meant
from mithaq.web.home.everyday_problems import problems_meant
from mithaq.web.home.hits import UNSAID, Hit
from mithaq.web.home.numbered import numbered
from mithaq.web.home.programmes import PROPER_NAMES, programmes_named
from mithaq.web.home.release import not_yet
from mithaq.web.observatory.showing import with_showing
from mithaq.web.shell.public_pages import kept_until_write, one_state_of_the_journal
from mithaq.web.shell.values import display_of, display_row

SHOWN: Final = 8
# Beyond, the first ones are ranked: no question has more conventions than this that matter.
RANKED: Final = 60
LONGEST: Final = 100
# Led to by whoever may open it, or has yet to sign in.
DEBTS: Final = "debts"
RECEIPT: Final = re.compile(r"[Ss]-?0*(\d{1,9})")
BLANK: Final = re.compile(r"\s")
# Groups of three digits apart by any space, narrow and unbreakable ones included.
NUMBER: Final = re.compile(r"(\d{1,3}(?:\s\d{3})+(?:[.,٫]\d+)?|\d+(?:[.,٫]\d+)?)\s*([^\W\d_]+)?")
SCALES: Final = {
    "milliard": 1_000_000_000, "billion": 1_000_000_000, "مليار": 1_000_000_000,
    "million": 1_000_000, "mdh": 1_000_000, "مليون": 1_000_000, "ملايين": 1_000_000,
}  # fmt: skip
UNITS: Final = frozenset({"de", "of", "dirhams", "dirham", "dh", "mad", "درهم", "%"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The things of one kind: the first ones, their number, and the whole list."""

    key: str
    title: str
    count: int
    hits: tuple[Hit, ...]
    all_url: str
    is_near: bool = False


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Answer the box of every page."""
    words = request.GET.get("q", "").strip()[:LONGEST]
    if receipt := RECEIPT.fullmatch(words):
        return redirect(f"{page_url('report_error')}?recu=S-{int(receipt[1]):06d}")
    alike = numbered(words, getattr(request, "mandate", None) or None)
    if len(alike) == 1:
        return redirect(alike[0].url)
    question: Asked = Asked(words=())
    groups: list[Group] = []
    if fold(words):
        with one_state_of_the_journal():
            question = asked(words)
            reader: Any = getattr(request, "mandate", None)
            groups = [group for group in _groups(words, question, reader) if group.count]
    # What answers a part only is worth showing where nothing answers all.
    is_answered = bool(alike) or any(not group.is_near for group in groups)
    groups = [group for group in groups if not (is_answered and group.is_near)]
    asked_for = question.kind or _meant(words)
    groups.sort(key=lambda group: group.key != asked_for)
    if alike:
        # None of the things that bear one number is the one meant more than the others.
        head = _("Ce qui porte ce numéro")
        groups.insert(0, Group(key="numbers", title=head, count=len(alike), hits=alike, all_url=""))
    return render(
        request,
        "home/search.html",
        {
            "words": words,
            "search_words": words,
            "corrected": question.corrected,
            "groups": groups,
            "is_answered": is_answered,
            "count": sum(group.count for group in groups),
            "not_yet": not_yet(words),
        },
    )


def _groups(words: str, question: Asked, reader: Any) -> Iterator[Group]:
    dated = question.with_year
    # A number that is the year of the question is no quantity.
    promised, said = _worth(words) if question.year is None else ([], [])
    named = kept_until_write("named", compute=_named)
    yield _group(
        "pages",
        _("Pages et définitions"),
        rows=_places(question, reader),
        hit=hits.place_hit,
        words=dated,
    )
    programmes = programmes_named()
    # The law in force answers before what an old convention quotes of it.
    yield _simulators(
        words, _by_name("simulators", _("Simulateurs"), programmes, dated), programmes
    )
    yield _by_name("schemes", _("Programmes"), programmes, dated)
    yield _conventions(question)
    sat = _sittings(question, reader)
    yield _group(
        "committees",
        _("Comités, séances et décisions"),
        rows=sat,
        hit=hits.sitting_hit,
        words=dated,
    )
    reports = _reports(question)
    yield _group(
        "results_reports", _("Bilans publiés"), rows=reports, hit=hits.report_hit, words=dated
    )
    yield _problems(
        words, _told("case_subjects", _("Problèmes connus de la médiation"), named, dated), named
    )
    yield _told("organisations", _("Organisations"), named, dated)
    yield _figures(question, said)
    yield _group("targets", _("Objectifs promis"), rows=promised, hit=hits.target_hit, words=dated)
    yield _told("indicators", _("Indicateurs"), named, dated)
    yield _told("territories", _("Territoires"), named, dated)
    yield _told("sources", _("Sources"), named, dated)


def _named() -> dict[str, list[tuple[str, Hit]]]:
    """What the short closed lists hold, with the folded text by which each is found."""
    return {
        "organisations": [(r.search_text, hits.organisation_hit(r)) for r in organisations()],
        "indicators": [(indicator_text(r), hits.indicator_hit(r)) for r in indicators()],
        "territories": [(r.search_text, hits.territory_hit(r)) for r in territories().defer(None)],
        "sources": [(source_text(r), hits.source_hit(r)) for r in sources()],
        "case_subjects": [
            (hits.problem_text(row), hits.problem_hit(row)) for row in known_problems()
        ],
    }


def _told(key: str, title: str, named: dict[str, list[tuple[str, Hit]]], words: str) -> Group:
    wanted = search_words(words)
    found = [
        hit for text, hit in named[key] if wanted and all(is_said(word, text) for word in wanted)
    ]
    return _group(key, title, rows=found, hit=lambda hit: hit, words=words)


def _by_name(key: str, title: str, named: dict[str, list[tuple[str, Hit]]], words: str) -> Group:
    """What says all the words, else what bears the proper name of a programme among them."""
    found = _told(key, title, named, words)
    proper = [word for word in search_words(words) if word in PROPER_NAMES]
    return found if found.count or not proper else _told(key, title, named, " ".join(proper))


def _simulators(words: str, group: Group, named: dict[str, list[tuple[str, Hit]]]) -> Group:
    """The simulators that everyday words mean, before those that bear the words typed."""
    by_url = {hit.url: hit for _text, hit in named["simulators"]}
    meant = [by_url[url] for page in pages_meant(words) if (url := page_url(page)) in by_url]
    others = [hit for hit in group.hits if hit not in meant]
    return replace(group, hits=(*meant, *others), count=len(meant) + len(others))


def _meant(words: str) -> str:
    """The group that everyday words ask for: a simulator, else a known problem."""
    if pages_meant(words):
        return "simulators"
    is_told = len(search_words(words)) > 1 and problems_meant(words, binding=BINDING)
    return "case_subjects" if is_told else ""


def _problems(words: str, group: Group, named: dict[str, list[tuple[str, Hit]]]) -> Group:
    """The known problems that everyday words mean, before those that say all the words."""
    by_url = {hit.url: hit for _text, hit in named["case_subjects"]}
    urls = [page_url("case_subject", code) for code in problems_meant(words, binding=BINDING)]
    meant = [by_url[url] for url in urls if url in by_url]
    others = [hit for hit in group.hits if hit not in meant]
    return replace(group, hits=(*meant, *others)[:SHOWN], count=len(meant) + len(others))


def _conventions(question: Asked) -> Group:
    """The conventions that hold the words: those named by them first, each with its sentence."""
    found = _signed_when(question)
    ranked = sorted(found[:RANKED], key=lambda row: _merit(row, question))
    shown = ranked[:SHOWN]
    unsaid = [row.pk for row in shown if not _is_in_title(row, question.words)]
    told = passages(unsaid, question.words, on=timezone.localdate())
    count = len(ranked) if len(ranked) < RANKED else found.count()
    group = _group(
        "conventions",
        _("Conventions"),
        rows=ranked,
        hit=hits.convention_hit,
        words=question.with_year,
    )
    said = tuple(
        replace(hit, passage=told.get(row.pk, UNSAID))
        for hit, row in zip(group.hits, shown, strict=True)
    )
    return replace(group, hits=said, count=count)


def _merit(row: Any, question: Asked) -> tuple[bool, bool, bool]:
    """Exercises last; what the title names, then what was signed in the year asked for, first."""
    is_of_year = row.signed_on is not None and row.signed_on.year == question.year
    return row.is_exercise, not _is_in_title(row, question.words), not is_of_year


def _signed_when(question: Asked) -> Any:
    """The conventions that hold the words, signed in the month or the year asked for."""
    rows = register(text=question.text, is_strict=True)
    if question.year is None:
        return rows
    if question.month is None:
        named = register(text=question.with_year, is_strict=True).order_by().values("pk")
        return rows.filter(Q(signed_on__year=question.year) | Q(pk__in=named))
    return rows.filter(signed_on__year=question.year, signed_on__month=question.month)


def _sittings(question: Asked, reader: Any) -> list[Any]:
    """Committees, sittings and decisions: more of them for those they concern."""
    role, organisation = (reader.role, reader.organisation) if reader else ("", "")
    is_personal = role in (Role.JOB_SEEKER, Role.INSURED_PERSON)
    year = [str(question.year)] if question.year else []
    for words in dict.fromkeys((question.typed, question.words)):
        found = sittings_holding(
            [*words, *year],
            on=timezone.localdate(),
            organisation="" if is_personal else organisation or "",
            reads_all=role == Role.AUDITOR,
        )
        if found:
            return list(found)
    return []


def _figures(question: Asked, said: list[Any]) -> Group:
    """The figures that answer; where none answers all of it, those that answer all but a part."""
    title, words, year = _("Chiffres"), question.words, question.year
    if said:
        return _group(
            "figures", title, rows=with_showing(said), hit=hits.figure_hit, words=question.with_year
        )
    names = kept_until_write("figure-names", compute=figure_names)
    if not says_what(words, names):
        return _group("figures", title, rows=[], hit=hits.figure_hit, words=question.with_year)
    group = _figure_group(title, figures_asked(words, year=year, names=names), question.with_year)
    if group.count:
        return group
    near = figures_near(words, year=year, names=names)
    return replace(_figure_group(title, near, ""), is_near=True, all_url="")


def _figure_group(title: str, rows: Any, words: str) -> Group:
    """The first figures, those that count too few people left unsaid; how many there are."""
    first = with_showing(list(rows[: SHOWN + 1]))
    count = len(first) if len(first) <= SHOWN else rows.count()
    return replace(
        _group("figures", title, rows=first, hit=hits.figure_hit, words=words), count=count
    )


def _reports(question: Asked) -> Any:
    """The published reports whose convention holds the words; dated by their state or its title."""
    rows = results_reports(text=question.text, is_strict=True)
    if question.year is None:
        return rows if question.words else rows.none()
    named = register(text=str(question.year)).order_by().values("pk")
    return rows.filter(Q(as_of__year=question.year) | Q(convention__in=named))


def _is_in_title(row: Any, words: Iterable[str]) -> bool:
    title = fold(f"{row.label_fr} {row.label_ar} {row.label_en} {row.reference}")
    return all(word in title for word in words)


def _places(question: Asked, reader: Any) -> list[tuple[Any, str]]:
    """The pages that are always there, and the days off, by their names."""
    wanted = question.words
    if not wanted or question.kind:
        return []
    found: list[tuple[Any, str]] = [
        (place.label, f"{page_url(place.page)}{f'#{place.anchor}' if place.anchor else ''}")
        for place, told in zip(PLACES, place_names(), strict=True)
        if all(_starts(word, told) for word in wanted)
        and (place.page != DEBTS or not reader or can_open_debts(reader))
    ]
    found += [
        (labels, page_url("holidays"))
        for labels in days_off()
        if all(_starts(word, fold(f"{labels.fr} {labels.ar} {labels.en}")) for word in wanted)
    ]
    return found


def _starts(word: str, told: str) -> bool:
    return (f" {word}" if word.isascii() else word) in f" {told}"


def _worth(words: str) -> tuple[list[Any], list[Any]]:
    """The targets and the figures that say the number typed: « 3 488 », « 44 millions »."""
    found = NUMBER.search(words)
    if found is None:
        return [], []
    value = Decimal(BLANK.sub("", found[1]).replace(",", ".").replace("٫", "."))
    scale = next((size for word, size in SCALES.items() if word in fold(found[2] or "")), 1)
    around = f"{words[: found.start(1)]} {words[found.end(1) :]}"
    rest = [
        word
        for word in search_words(around)
        if word not in UNITS and not any(size in word for size in SCALES)
    ]
    keep: list[list[Any]] = [
        [row for row in rows if all(word in fold(_said_of(row)) for word in rest)]
        for rows in (
            targets_worth(value, on=timezone.localdate(), scale=scale),
            figures_worth(value, scale=scale),
        )
    ]
    return keep[0], keep[1]


def _said_of(row: Any) -> str:
    """Everything that words beside a number may name: of a promise, or of a figure."""
    if isinstance(row, PromisedTarget):
        target = row.target
        labels = [target.labels, target.indicator, row.convention]
        told = [display_of(target).counted, str(Unit(target.unit).label)]
    else:
        version, about = row.indicator_version, row.convention
        labels = [row.labels, version.indicator.labels, *([about.labels] if about else [])]
        told = [display_row(row).counted, str(Unit(version.unit).label)]
    return " ".join((*(f"{text.fr} {text.ar} {text.en}" for text in labels), *told))


def _group(key: str, title: str, *, rows: Any, hit: Callable[[Any], Hit], words: str) -> Group:
    """Take the first rows; a longer list is one click away."""
    first = list(rows[: SHOWN + 1])
    count = len(first)
    if count > SHOWN:
        count = len(rows) if isinstance(rows, list) else rows.count()
    url = page_url(key)
    return Group(
        key=key,
        title=title,
        count=count,
        hits=tuple(hit(row) for row in first[:SHOWN]),
        all_url=f"{url}?{urlencode({'q': words})}" if count > SHOWN and url else "",
    )
