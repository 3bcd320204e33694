"""Recording an amendment by form: choose an object, write it anew, see the difference, sign for it.

Nothing is kept between two steps but what the page itself carries: every step can be sent again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mithaq.apps.conventions.choices.amending import AmendedKind, ChangeAction
from mithaq.apps.conventions.operations import AmendmentDraft, record_amendment
from mithaq.apps.conventions.queries import (
    AMENDABLE,
    ChangeView,
    ConventionDetail,
    Drafted,
    convention_as_amended,
    document_of,
    drafted_reading,
    objects_of,
)
from mithaq.apps.reference.queries import sources_by_code
from mithaq.base.errors import Refusal
from mithaq.base.ports import port
from mithaq.base.text import Labels
from mithaq.web.conventions.amendments.forms import AmendmentForm, ArticleForm, initial_of
from mithaq.web.conventions.amendments.lists import lists_for, targets_of_change
from mithaq.web.conventions.amendments.rights import mandate_of, may_amend
from mithaq.web.conventions.amendments.words import object_name, shown_change
from mithaq.web.shell.words import local

MOST_ARTICLES = 60
LARGEST_SCAN = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The object being written: what is done to it, and what it is."""

    action: str
    kind: str
    number: int

    @property
    def code(self) -> str:
        """The value of the select."""
        return f"{self.action}:{self.kind}:{self.number}"


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, reference: str) -> HttpResponse:
    """Answer one step of the form."""
    detail = convention_as_amended(reference, on=timezone.localdate())
    if detail is None:
        raise Http404(_("Aucune convention du registre n’a la référence « %s ».") % reference)
    if not may_amend(request, detail):
        raise PermissionDenied
    if request.method == "POST" and request.POST.get("do") == "save":
        return _save(request, detail)
    return _step(request, detail)


def _step(request: HttpRequest, detail: ConventionDetail) -> HttpResponse:
    """Choose, keep or drop an article, and show the page again with all that was typed."""
    typed = request.POST
    articles = _articles(typed.get("articles", ""))
    form = AmendmentForm(initial=_initial(request, detail), sources=_sources(detail))
    do, chosen, article_form = typed.get("do", ""), None, None
    if do.startswith("drop-") and do.removeprefix("drop-").isdigit():
        gone = int(do.removeprefix("drop-"))
        articles = [item for item in articles if item.rank != gone]
    now = _drafted(detail, form.initial, articles)
    if do == "choose":
        chosen = _chosen(typed.get("object", ""), now)
    elif do == "keep":
        chosen = _chosen(typed.get("editing", ""), now)
    if chosen and chosen.action == ChangeAction.WITHDRAW:
        articles = [*articles, _change(chosen, articles, {}, "")]
        chosen = None
    elif chosen and do == "choose":
        article_form = _article_form(detail, chosen, now)
    elif chosen:
        article_form = _article_form(detail, chosen, now, typed)
        kept = _kept(
            detail,
            header=form.initial,
            articles=articles,
            chosen=chosen,
            form=article_form,
            now=now,
        )
        if kept is not None:
            articles, chosen, article_form = [*articles, kept], None, None
    drafted = _drafted(detail, form.initial, articles)
    return _page(request, drafted, form, articles, chosen=chosen, article_form=article_form)


def _save(request: HttpRequest, detail: ConventionDetail) -> HttpResponse:
    data = request.POST.copy()
    user: Any = request.user
    if fingerprint := _kept_scan(request):
        data["document_sha256"] = fingerprint
    form = AmendmentForm(data, request.FILES, sources=_sources(detail))
    articles = _articles(data.get("articles", ""))
    if form.is_valid():
        try:
            done = record_amendment(
                reference=detail.reference,
                draft=_draft(form.cleaned_data, articles),
                actor=user,
                mandate=mandate_of(request).text,
                reason=form.cleaned_data["reason"],
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.refuse(refusal.faults)
        else:
            words = {"number": done.number}
            messages.success(request, _("L’avenant %(number)s est inscrit.") % words)
            return redirect("convention_amendments", detail.reference)
    drafted = _drafted(detail, data.dict(), articles)
    return _page(request, drafted, form, articles)


def _page(
    request: HttpRequest,
    drafted: Drafted,
    form: AmendmentForm,
    articles: list[ChangeView],
    *,
    chosen: Chosen | None = None,
    article_form: ArticleForm | None = None,
) -> HttpResponse:
    detail = drafted.detail
    shown = {rank: shown_change(trace) for rank, trace in drafted.traces}
    return render(
        request,
        "conventions/amendment_form.html",
        {
            "convention": detail,
            "page_is_exercise": detail.is_exercise,
            "form": form,
            "articles_json": json.dumps([_plain(item) for item in articles], ensure_ascii=False),
            "articles": [(item.rank, shown.get(item.rank), item.article) for item in articles],
            "groups": list(targets_of_change(detail)),
            "chosen": chosen,
            "chosen_name": _name(chosen, detail) if chosen else "",
            "article_form": article_form,
        },
        status=422 if form.errors or (article_form and article_form.errors) else 200,
    )


def _drafted(
    detail: ConventionDetail, header: Mapping[str, Any], articles: list[ChangeView]
) -> Drafted:
    """The convention as the articles so far would leave it on the day of effect."""
    return drafted_reading(
        detail.reference, changes=tuple(articles), on=_day(header.get("effective_on"))
    )


def _kept(
    detail: ConventionDetail,
    *,
    header: Mapping[str, Any],
    articles: list[ChangeView],
    chosen: Chosen,
    form: ArticleForm,
    now: Drafted,
) -> ChangeView | None:
    """The article that was written, when it fits; its faults are on the form otherwise."""
    if not form.is_valid():
        return None
    document = form.document()
    if chosen.action == ChangeAction.REPLACE:
        before = _document(chosen, now)
        document = {name: value for name, value in document.items() if value != before[name]}
    else:
        document = {name: value for name, value in document.items() if value is not None}
    change = _change(chosen, articles, document, form.cleaned_data["article"])
    faults = [
        item.fault
        for item in _drafted(detail, header, [*articles, change]).misfits
        if item.rank == change.rank
    ]
    form.refuse(faults)
    return None if faults else change


def _change(
    chosen: Chosen, articles: list[ChangeView], content: Mapping[str, Any], article: str
) -> ChangeView:
    rank = max((item.rank for item in articles), default=0) + 1
    return ChangeView(
        rank=rank,
        action=chosen.action,
        kind=chosen.kind,
        number=chosen.number,
        content=content,
        article=article,
    )


def _chosen(code: str, now: Drafted) -> Chosen | None:
    """What was chosen in the select, when it is still there to be changed."""
    action, _sep, rest = code.partition(":")
    kind, _sep, number = rest.partition(":")
    if action not in ChangeAction.values or kind not in AMENDABLE or not number.isdigit():
        return None
    chosen = Chosen(action=action, kind=kind, number=int(number))
    is_there = (kind, chosen.number) in objects_of(now.detail)
    return chosen if is_there or action == ChangeAction.ADD else None


def _article_form(
    detail: ConventionDetail, chosen: Chosen, now: Drafted, typed: Any = None
) -> ArticleForm:
    initial = {} if chosen.action == ChangeAction.ADD else initial_of(_document(chosen, now))
    if chosen.action == ChangeAction.ADD:
        initial = initial_of({word.name: word.absent for word in AMENDABLE[chosen.kind].words
                              if word.absent is not None})  # fmt: skip
    return ArticleForm(typed, initial=initial, spec=AMENDABLE[chosen.kind], lists=lists_for(detail))


def _document(chosen: Chosen, now: Drafted) -> dict[str, Any]:
    view = objects_of(now.detail)[chosen.kind, chosen.number]
    return document_of(chosen.kind, view, now.names)


def _name(chosen: Chosen, detail: ConventionDetail) -> str:
    view = objects_of(detail).get((chosen.kind, chosen.number))
    if view is None:
        return local(AmendedKind(chosen.kind).label)
    return object_name(chosen.kind, chosen.number, view)


def _initial(request: HttpRequest, detail: ConventionDetail) -> dict[str, Any]:
    """What the header shows: what was typed, else the next number and today."""
    if request.method == "POST":
        typed: dict[str, Any] = request.POST.dict()
        return typed | {"document_sha256": _kept_scan(request) or typed.get("document_sha256", "")}
    today = timezone.localdate()
    number = max((item.number for item in detail.amendments), default=0) + 1
    return {"number": number, "signed_on": today, "effective_on": today}


def _kept_scan(request: HttpRequest) -> str:
    """Keep the scanned text at whatever step it is sent; its fingerprint stays on the page."""
    file = request.FILES.get("scan")
    if file is None or not file.size or file.size > LARGEST_SCAN:
        return ""
    return str(port("files").keep(file.read()))


def _sources(detail: ConventionDetail) -> list[tuple[str, str]]:
    """The documents on which the convention rests."""
    cited = [detail.source, *(item.source for item in detail.amendments)]
    return list(
        {item.code: (item.code, local(item.labels)) for item in cited if item.code}.values()
    )


def _draft(typed: Mapping[str, Any], articles: list[ChangeView]) -> AmendmentDraft:
    code = typed["source"]
    return AmendmentDraft(
        number=typed["number"],
        title=Labels(typed["title_fr"], typed["title_ar"], typed["title_en"]),
        signed_on=typed["signed_on"],
        effective_on=typed["effective_on"],
        reason=Labels(typed["reason_fr"], typed["reason_ar"]),
        retroactive_reason=Labels(typed["retroactive_reason_fr"]),
        source_id=sources_by_code([code]).get(code) if code else None,
        locator=typed["locator"],
        document_sha256=typed["document_sha256"],
        changes=tuple(replace(item, rank=rank) for rank, item in enumerate(articles, start=1)),
    )


def _articles(text: str) -> list[ChangeView]:
    """Read back the articles that the page carries; what is not one of ours is left out."""
    try:
        found = json.loads(text or "[]")
    except ValueError:
        return []
    articles = []
    for item in found[:MOST_ARTICLES] if isinstance(found, list) else ():
        try:
            articles.append(
                ChangeView(
                    rank=int(item["rank"]),
                    action=str(item["action"]),
                    kind=str(item["kind"]),
                    number=int(item["number"]),
                    content=dict(item["content"]),
                    article=str(item["article"])[:60],
                )
            )
        except (KeyError, TypeError, ValueError):
            continue
    return articles


def _plain(item: ChangeView) -> dict[str, Any]:
    return {
        "rank": item.rank,
        "action": item.action,
        "kind": item.kind,
        "number": item.number,
        "content": dict(item.content),
        "article": item.article,
    }


def _day(value: Any) -> date:
    """The day of effect typed so far; today while it is not a day."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return timezone.localdate()
