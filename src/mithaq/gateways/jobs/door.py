"""The port « jobs » filled by durable queues."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from mithaq.base.ports import JSON
from mithaq.base.text import Labels
from mithaq.gateways.jobs import operations


class DurableJobs:
    """Starts work that outlives a request and survives a crash (``mithaq.base.ports.Jobs``)."""

    def start(
        self,
        *,
        name: str,
        arguments: Mapping[str, JSON],
        key: str,
        requested_by: int | None,
        label: Labels,
        is_exercise: bool = False,
    ) -> str:
        """Register the work in the caller's transaction and give the job's public id."""
        return operations.start_job(
            name=name,
            arguments=arguments,
            key=key,
            requested_by=requested_by,
            label=label,
            is_exercise=is_exercise,
            at=timezone.now(),
        )
