"""What the demonstration holds: counts, and the figures of the 2017 report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mithaq.apps.conventions.queries import register_counts
from mithaq.apps.observatory.queries import datasets, figures, results_content, results_reports
from mithaq.apps.organisations.queries import organisations
from mithaq.apps.reference.queries import holiday_years, sources, territories
from mithaq.demo.loading import FIRST_REPORT


@dataclass(frozen=True, slots=True)
class DemoSummary:
    """Counts by name, and the figures of the first report with grade and source."""

    counts: Mapping[str, int]
    report: Mapping[str, Any]


def summary() -> DemoSummary:
    """Count what is there and read the 2017 report as it was known on the day of signature."""
    reference, as_of = FIRST_REPORT
    content = results_content(reference=reference, as_of=as_of)
    register = register_counts()
    return DemoSummary(
        counts={
            "conventions": register.records,
            "signed_texts": register.instruments,
            "datasets": datasets().count(),
            "figures": figures().filter(is_exercise=False).count(),
            "sources": sources().count(),
            "organisations": organisations().filter(is_exercise=False).count(),
            "territories": territories().count(),
            "holiday_years": len(holiday_years()),
            "results_reports": results_reports().count(),
        },
        report={
            "reference": reference,
            "as_of": as_of.isoformat(),
            "figures": [
                {
                    "code": item["code"],
                    "title": item["title"]["fr"],
                    "value": item["value"],
                    "unit": item["unit"],
                    "qualifier": item["qualifier"],
                    "period": item["period"]["fr"] or item["as_of"],
                    "grade": item["grade"],
                    "definition": item["definition"]["fr"] or None,
                    "source": item["source"]["code"],
                }
                for item in content["figures"]
            ],
            "readings": content["readings"],
            "conflicts": [item["code"] for item in content["conflicts"]],
        },
    )
