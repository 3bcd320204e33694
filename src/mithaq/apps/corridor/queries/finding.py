"""A case found by its number, and whom it concerns."""

from __future__ import annotations

import re
from typing import Final

from mithaq.apps.corridor.models import Case
from mithaq.apps.corridor.queries.access import CaseAccess, access_of

NUMBER: Final = re.compile(r"(20\d\d)[-/ ]0*(\d{1,6})")


def number_of(text: str) -> str:
    """« 2026-000012 » of « 2026/12 »; nothing of what is no number of a case or of a paper."""
    found = NUMBER.fullmatch(text.strip())
    return f"{found[1]}-{int(found[2]):06d}" if found else ""


def case_numbered(text: str) -> tuple[str, CaseAccess] | None:
    """The public identifier of the case of a number, and whom it concerns; or nothing."""
    number = number_of(text)
    if not number:
        return None
    rows = Case.objects.select_related("company", "territory")
    row = rows.filter(number=number).first()
    return (str(row.public_id), access_of(row)) if row else None
