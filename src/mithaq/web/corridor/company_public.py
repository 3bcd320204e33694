"""What a corridor is, as its sources say it; the catalogue of problems, each with its answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from mithaq.apps.conventions.queries import convention_detail, has_roadmap
from mithaq.apps.corridor.choices import NeedsCase
from mithaq.apps.corridor.queries.corridors import (
    CorridorView,
    SubjectView,
    catalogue,
    corridor,
    corridors,
    deciding_bodies,
    subject,
)
from mithaq.apps.corridor.queries.stated import stated
from mithaq.apps.organisations.choices import Role
from mithaq.apps.reference.choices import SourceKind
from mithaq.base.text import Labels
from mithaq.web.conventions.links import SourceLink, page_url, source_link, split_title
from mithaq.web.corridor.access import mandate_of
from mithaq.web.corridor.doors import doors
from mithaq.web.corridor.submitting_access import files_for_members
from mithaq.web.shell.context import url_or_none
from mithaq.web.shell.dates import date_plain
from mithaq.web.shell.openings import FAMILIES, GOOD_STANDING, debts_url
from mithaq.web.shell.public_pages import kept_until_write
from mithaq.web.shell.typography import comma
from mithaq.web.shell.words import local

# What nobody published of a corridor: said as such, never filled in.
UNSAID: Final[tuple[Promise, ...]] = (
    gettext_lazy("le formulaire de saisine"),
    gettext_lazy("les délais de réponse"),
    gettext_lazy("le nombre de dossiers"),
    gettext_lazy("les catégories de dossiers"),
    gettext_lazy("les résultats"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence that a source says of a corridor."""

    text: Labels
    source: SourceLink


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A corridor as the page tells it."""

    view: CorridorView
    statements: tuple[Statement, ...]
    facts: tuple[tuple[object, ...], ...]
    convention_url: str
    roadmap_url: str


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Say what mediation is here, from whom, for what; everyone reads it."""
    told = kept_until_write("corridors-told", compute=lambda: [_told(row) for row in _views()])
    return render(
        request,
        "corridor/company_index.html",
        {
            "real": [item for item in told if not item.view.is_exercise],
            "exercises": [item for item in told if item.view.is_exercise],
            "families": [family for family in catalogue() if family.subjects],
            "unsaid": UNSAID,
            "doors": doors(mandate_of(request)),
        },
    )


@require_safe
def problem(request: HttpRequest, code: str) -> HttpResponse:
    """Answer a typical problem at once: the rule, what to do, and the way to file a case."""
    found = subject(code)
    if found is None:
        raise Http404
    others = next((item for item in catalogue() if item.code == found.family), None)
    words = {
        "subject": found,
        "answer": answer_words(
            found,
            debts=debts_url(request),
            is_exercise=(mandate := mandate_of(request)) is not None and mandate.is_exercise,
        ),
        "others": [row for row in others.subjects if row.code != code] if others else [],
        "may_file": _may_file(request),
    }
    return render(request, "corridor/company_problem.html", words)


def _may_file(request: HttpRequest) -> bool:
    """A visitor may be a company that has not signed in; whoever has is who they are."""
    mandate = mandate_of(request)
    if mandate is None:
        return not request.user.is_authenticated
    return mandate.role == Role.EMPLOYER or files_for_members(mandate)


def answer_words(found: SubjectView, *, is_exercise: bool, debts: str = "") -> dict[str, Any]:
    """The rule of today and its source by its short name, or whom to ask for it; the simulator that
    computes it, if any, and the reader's own debts where the problem is about them."""
    on = timezone.localdate()
    norm = stated(found.norm, on=on)
    asks = is_exercise or not norm
    bodies = deciding_bodies(found.family, is_exercise=is_exercise, on=on) if asks else ()
    told = comma().join(local(body) for body in bodies)
    name, about = split_title(found.source)
    is_owed = found.family in FAMILIES or found.code == GOOD_STANDING
    return {
        # Advice that speaks of a case already says when one is needed.
        "says_of_case": found.needs_case is not NeedsCase.OTHERWISE,
        "needs_case": found.needs_case is NeedsCase.ALWAYS,
        # An article reports a fact; it is no rule.
        "is_press": found.source_kind == SourceKind.PRESS,
        "norm": norm,
        "asked_of": "" if norm else told,
        # Rules and advice name real bodies: of an exercise, who stands in for them is said.
        "stands_in": told if is_exercise else "",
        "source": name,
        "about": about,
        "source_url": found.source_url,
        "locator": found.locator,
        "simulator_url": (url_or_none(found.simulator) or "") if found.simulator else "",
        "debts_url": debts if is_owed else "",
        "is_good_standing": found.code == GOOD_STANDING,
    }


def _views() -> Iterator[CorridorView]:
    on = timezone.localdate()
    for row in corridors():
        found = corridor(row.slug, on=on)
        if found is not None:
            yield found


def _told(view: CorridorView) -> Told:
    return Told(
        view=view,
        statements=tuple(_statements(view.convention)) if not view.is_exercise else (),
        facts=tuple(_facts(view)),
        convention_url=page_url("convention", view.convention) if view.convention else "",
        roadmap_url=(page_url("roadmap", view.convention) if has_roadmap(view.convention) else ""),
    )


def _statements(reference: str) -> Iterator[Statement]:
    """What the convention's sources say of the service: its scope first, then its promises."""
    found = convention_detail(reference) if reference else None
    if found is None:
        return
    for remark in found.remarks:
        if remark.kind in {"scope", "roadmap"}:
            yield Statement(text=remark.labels, source=source_link(remark.source))
    for commitment in found.commitments:
        yield Statement(text=commitment.labels, source=source_link(commitment.source))


def _facts(view: CorridorView) -> Iterator[tuple[object, ...]]:
    """What identifies a corridor; a day that no source gives is not published."""
    opened = date_plain(view.opened_on) if view.opened_on else None
    yield _("Ouvert le"), opened
    yield _("Comité permanent"), view.committee if view.committee.fr else None
    if not view.is_exercise:
        yield _("Délais de réponse"), None, "", "mp"
        yield _("Nombre de dossiers"), None
