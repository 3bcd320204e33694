"""What proves the journal outside: the head, open to everyone, and the lines without names."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile
from typing import Final
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mithaq.apps.accounts.operations import note_export
from mithaq.apps.accounts.queries import open_head, open_lines, open_seals, unmasking
from mithaq.web.accounts import recipe
from mithaq.web.accounts.access import require_reader
from mithaq.web.accounts.acting import acting_mandate, mandate_text
from mithaq.web.accounts.purposes import journal_purpose

JOURNAL: Final = "journal"
_SEAL_HEAD: Final = ("seal", "sealed_at", "lines", "previous", "sha256", "signature")
_LINE_HEAD: Final = ("seal", "line", "identifier", "at", "action", "object", "masked", "sha256")


@require_safe
@never_cache
def head(request: HttpRequest) -> HttpResponse:
    """Give the head to everyone: it names nobody, and who keeps it can contradict the database."""
    found = open_head()
    if found is None:
        raise Http404
    return HttpResponse(
        f"{found.as_json()}\n",
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{recipe.HEAD}"'},
    )


@login_required
@require_safe
@never_cache
def package(request: HttpRequest) -> FileResponse:
    """Give seals, lines without names, head and recipe in one file, to whoever reads the journal.

    ``depuis`` starts at a seal: who keeps an older head takes only what came after.
    """
    require_reader(request)
    found = open_head()
    if found is None:
        raise Http404
    asked = request.GET.get("depuis", "")
    since = min(int(asked), found.number) if asked.isdecimal() and len(asked) < 9 else 1
    note_export(
        actor=request.user, mandate=mandate_text(request), object_type=JOURNAL, object_ref=JOURNAL,
        object_label="Journal", after={"seal": found.number, "sha256": found.open_digest,
        "masked": True}, reason=journal_purpose(acting_mandate(request)), at=timezone.now(),
    )  # fmt: skip
    file = TemporaryFile()  # noqa: SIM115 - the response closes it
    with ZipFile(file, "w", ZIP_DEFLATED) as bag:
        seals = [row for row in open_seals(since=since) if row.number <= found.number]
        _write(bag, recipe.SEALS, [_SEAL_HEAD, *(
            (row.number, row.sealed_at, row.line_count, row.previous_digest, row.digest,
             row.signature) for row in seals
        )])  # fmt: skip
        _write(bag, recipe.LINES, _lines(max(1, since), found.number))
        bag.writestr(recipe.HEAD, f"{found.as_json()}\n")
        bag.writestr(recipe.NAME, recipe.recipe())
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"journal-{found.number}.zip")


@login_required
@require_safe
@never_cache
def masked(request: HttpRequest, public_id: UUID) -> JsonResponse:
    """Give what one line hides with its salt, so that its mask is recomputed."""
    require_reader(request)
    found = unmasking(public_id=public_id)
    if found is None:
        raise Http404
    note_export(
        actor=request.user, mandate=mandate_text(request), object_type=JOURNAL,
        object_ref=str(public_id), object_label="Journal",
        after={"line": found.line_id, "masked": False},
        reason=journal_purpose(acting_mandate(request)), at=timezone.now(),
    )  # fmt: skip
    keys = _LINE_HEAD[1:]
    words = dict(zip(keys, (*found.columns, found.digest), strict=True))
    words |= {"salt": found.salt, "content": found.content}
    answer = JsonResponse(words, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="journal-{found.line_id}.json"'
    return answer


def _lines(since: int, through: int) -> Iterator[tuple[object, ...]]:
    yield _LINE_HEAD
    for row in open_lines(since=since, through=through):
        yield (row.seal, *row.columns, row.digest)


def _write(bag: ZipFile, name: str, rows: Iterable[tuple[object, ...]]) -> None:
    with bag.open(name, "w") as raw, io.TextIOWrapper(raw, "utf-8", newline="") as text:
        csv.writer(text).writerows(rows)
