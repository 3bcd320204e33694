"""A case found by its number, and whom it concerns."""

from __future__ import annotations

import re
from typing import Final

from mithaq.apps.corridor.models import Case
from mithaq.apps.corridor.queries.access import CaseAccess, access_of

NUMBER: Final = re.compile(r"(20\d\d)[-/ ]0*(\d{1,6})")


def case_numbered(text: str) -> tuple[str, CaseAccess] | None:
    """The public identifier of the case of a number, and whom it concerns; or nothing."""
    found = NUMBER.fullmatch(text.strip())
    if found is None:
        return None
    rows = Case.objects.select_related("company", "territory")
    row = rows.filter(number=f"{found[1]}-{int(found[2]):06d}").first()
    return (str(row.public_id), access_of(row)) if row else None
