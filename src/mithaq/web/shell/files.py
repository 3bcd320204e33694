"""A file that someone joined, given back to be kept, never shown: no browser runs what it holds."""

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
