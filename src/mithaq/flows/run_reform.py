"""A reform is tried on the exercise population: compared row by row, then kept with its digest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mithaq.apps.accounts.queries import users
from mithaq.apps.programmes.operations import keep_reform_result
from mithaq.apps.programmes.queries import computed_reform
from mithaq.gateways.jobs.handle import JobHandle, JobStopped
from mithaq.gateways.jobs.report import report


def run_reform_job(job: JobHandle, /, *, scenario: str, mandate: str) -> Mapping[str, Any]:
    """Compare the two laws over the population, then keep the result in one step.

    The comparison writes nothing: cut short, it begins again and gives the same numbers.
    """
    public_id = UUID(scenario)
    actor = users().filter(pk__in=[job.requested_by_id]).first() if job.requested_by_id else None
    compared = 0

    def tell(done: int, total: int) -> None:
        nonlocal compared
        compared = done
        if job.is_cancelled():
            raise JobStopped
        job.progress(done, total, _("Salariés comparés"))

    def keep() -> str:
        kept = keep_reform_result(
            public_id=public_id, result=result, actor=actor, mandate=mandate, at=timezone.now()
        )
        return kept.result_digest

    result = computed_reform(public_id, tell=tell)
    job.step("result", keep)
    return report(counts=[(_("Salariés comparés"), compared)], link=f"reformes/{scenario}/")
