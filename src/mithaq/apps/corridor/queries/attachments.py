"""One joined file, for who may read the message that carries it."""

from __future__ import annotations

from django.db.models import Q

from mithaq.apps.corridor.models import Attachment
from mithaq.apps.corridor.queries._exchanges import attachment_view
from mithaq.apps.corridor.queries.views import AttachmentView, Reader


def attachment_of(case_id: int, attachment_id: int, *, reader: Reader) -> AttachmentView | None:
    """A file of a shared message or of a note of the reader's own side, or nothing.

    Where the content of a case is not the reader's, only files of the reader's own party are.
    """
    seen = Q(message__side__isnull=True)
    if reader.side:
        seen |= Q(message__side__institution__slug=reader.side)
    rows = Attachment.objects.filter(
        seen, message__case=case_id, message__withdrawn_at__isnull=True, pk=attachment_id
    )
    if not reader.reads_content:
        rows = rows.filter(message__organisation__slug=reader.party)
    row = rows.first()
    return attachment_view(row) if row else None
