"""Files given back: one that someone joined, to be kept and never run; a paper, to be read."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def joined_file(content: bytes, *, name: str) -> HttpResponse:
    """The very bytes that were joined, under the name they had."""
    answer = HttpResponse(content, content_type="application/octet-stream")
    where = content_disposition_header(as_attachment=True, filename=name)
    answer.headers["Content-Disposition"] = where or "attachment"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def printed_paper(content: bytes, *, name: str) -> HttpResponse:
    """A paper printed here, shown under its name in the browser."""
    answer = HttpResponse(content, content_type="application/pdf")
    where = content_disposition_header(as_attachment=False, filename=f"{name}.pdf")
    answer.headers["Content-Disposition"] = where or "inline"
    return answer
