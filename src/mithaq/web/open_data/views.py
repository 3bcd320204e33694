"""What can be taken away: the current edition, its files, its dictionary and its credits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mithaq.apps.organisations.policies import can_publish_open_data
from mithaq.base.text import Labels
from mithaq.flows.publish_open_data import ask_publication
from mithaq.gateways import open_data
from mithaq.gateways.open_data import Edition, FileEntry, OpenTable

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "json": "application/json; charset=utf-8",
    "jsonld": "application/ld+json; charset=utf-8",
}
DAY = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """One table with its files, real and exercises apart."""

    table: OpenTable
    title: Labels
    real: tuple[FileEntry, ...]
    exercises: tuple[FileEntry, ...]


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Say what can be taken, under which terms, and what each column means."""
    edition = open_data.current_edition()
    mandate: Any = getattr(request, "mandate", None) if request.user.is_authenticated else None
    words = {
        "edition": edition,
        "offered": _offered(edition) if edition else (),
        "credits": open_data.CREDITS,
        "tables": open_data.TABLES,
        "can_publish": can_publish_open_data(mandate or None),
    }
    return render(request, "open_data/page.html", words)


@login_required
@require_POST
def publish(request: HttpRequest) -> HttpResponse:
    """Ask for a new edition; a durable job writes it."""
    mandate: Any = getattr(request, "mandate", None) or None
    if not can_publish_open_data(mandate):
        raise PermissionDenied
    job = ask_publication(actor=request.user, mandate=mandate.text, at=timezone.now())
    messages.success(request, _("L’édition est en cours d’écriture."))
    return redirect("job", job)


@require_safe
def file(request: HttpRequest, name: str, edition: str = "") -> HttpResponseBase:
    """Give a file of an edition; its digest is its tag."""
    path = open_data.file_of(name, edition=edition)
    if path is None:
        raise Http404(_("Aucun fichier ne porte ce nom."))
    current = open_data.current_edition()
    listed = {item.name: item.sha256 for item in current.files} if current else {}
    is_current = current is not None and path.parent.name == current.name
    tag = listed.get(name) if is_current else ""
    etag = f'"{tag or path.stat().st_mtime_ns}"'
    if request.headers.get("If-None-Match") == etag:
        response: HttpResponseBase = HttpResponse(status=304)
    else:
        response = FileResponse(path.open("rb"), content_type=TYPES[path.suffix.lstrip(".")])
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["ETag"] = etag
    response.headers["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, public=True, max_age=DAY if edition else 300)
    return response


def _offered(edition: Edition) -> tuple[Offered, ...]:
    return tuple(
        Offered(
            table=table,
            title=table.title,
            real=_files(edition, table, is_exercise=False),
            exercises=_files(edition, table, is_exercise=True),
        )
        for table in open_data.TABLES
    )


def _files(edition: Edition, table: OpenTable, *, is_exercise: bool) -> tuple[FileEntry, ...]:
    return tuple(
        item
        for item in edition.files
        if item.table == table.name and item.is_exercise == is_exercise
    )
