"""The figure that answered a target on the day of a report, from its frozen content alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from mithaq.base.dates import UncertainDate
from mithaq.base.text import Labels
from mithaq.web.conventions.links import SourceLink, page_url
from mithaq.web.shell.attainment import Achieved, rate_of
from mithaq.web.shell.dates import uncertain_date
from mithaq.web.shell.values import display_value
from mithaq.web.shell.words import local


def achieved_of(
    target: Mapping[str, Any], *, link: Callable[[Mapping[str, Any]], SourceLink]
) -> Achieved | None:
    """Read what answered a target; a report frozen before this was kept holds nothing."""
    found = target.get("achieved")
    if not found:
        return None
    period = found["period"]
    return Achieved(
        value=display_value(found["value"], found["unit"], found["qualifier"]),
        raw=Decimal(found["value"]),
        when=local(Labels(period["fr"], period["ar"], period["en"]))
        or uncertain_date(UncertainDate.parse(found["as_of"])),
        grade=found["grade"],
        url=page_url("figure", found["code"]),
        source=link(found["source"]),
        rate=rate_of(
            promised=Decimal(target["value"]),
            achieved=Decimal(found["value"]),
            unit=target["unit"],
        ),
    )
