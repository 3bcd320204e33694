"""A case found by its number, for whom it concerns."""

from __future__ import annotations

import re
from typing import Final

from mithaq.apps.corridor.models import Case
from mithaq.apps.corridor.policies import can_read_case
from mithaq.apps.corridor.queries.access import access_of
from mithaq.apps.organisations.queries import MandateView

NUMBER: Final = re.compile(r"(20\d\d)[-/ ]0*(\d{1,6})")


def readable_case(text: str, mandate: MandateView | None) -> str:
    """The public identifier of the case of a number, empty for whoever it does not concern."""
    found = NUMBER.fullmatch(text.strip())
    if found is None or mandate is None:
        return ""
    rows = Case.objects.select_related("company", "territory")
    row = rows.filter(number=f"{found[1]}-{int(found[2]):06d}").first()
    if row is None or not can_read_case(mandate, access_of(row)):
        return ""
    return str(row.public_id)
