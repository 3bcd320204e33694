"""Public figures arrive: their sources, what they count, the tables, then what disagrees."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mithaq.apps.observatory.operations import load_batch, record_conflicts
from mithaq.apps.observatory.operations.drafts import ConflictDraft
from mithaq.apps.observatory.queries import (
    TableBatch,
    packaged_list,
    packaged_tables,
    table_batches,
    table_faults,
)
from mithaq.apps.reference import operations as reference
from mithaq.apps.reference.events import LoadReport
from mithaq.base.errors import Refusal, refuse_if_any
from mithaq.base.ports import RunningJob
from mithaq.base.text import Labels
from mithaq.flows.publish_open_data import ask_publication
from mithaq.gateways.jobs.report import report

REASON = "Chargement des statistiques publiques"
# A step is made once: its name proves it, and it gives how much it wrote.
Made = Callable[[str, Callable[[], int]], int]
Step = tuple[str, Labels, Callable[[Made], int]]


@dataclass(frozen=True, slots=True)
class StatisticsLoaded:
    """How much each list or table brought; nought everywhere when all was there."""

    written: Mapping[str, int]


def load_statistics(
    *, at: datetime, progress: Callable[[int, int, str], None] | None = None
) -> StatisticsLoaded:
    """Load every packaged table of figures; loading again changes nothing."""
    todo, written = steps(lambda: at), {}
    for done, (name, label, work) in enumerate(todo):
        if progress:
            progress(done, len(todo), label.fr)
        written[name] = work(lambda _name, write: write())
    if progress:
        progress(len(todo), len(todo), "")
    return StatisticsLoaded(written)


def run(job: RunningJob, /, *, publish: bool = False) -> Mapping[str, Any]:
    """Load the tables in batches while the site serves; a relaunch resumes at the next batch.

    With ``publish``, an edition of the open data is asked for once all are there.
    """
    todo, total = steps(timezone.now), 0
    tables = {file.code for file in packaged_tables()}
    for done, (name, label, work) in enumerate(todo):
        job.progress(done, len(todo), label)
        count = work(job.step)
        total += count if name in tables else 0
    if publish:
        job.step("edition", _publication)
    job.progress(len(todo), len(todo), "")
    return report(counts=[(_("Chiffres inscrits"), total)], link="chiffres/")


def steps(now: Callable[[], datetime]) -> tuple[Step, ...]:
    """The lists and tables in the order in which they need each other."""
    lists: tuple[tuple[str, Labels, Callable[[datetime], int]], ...] = (
        ("sources", Labels("Sources", "المصادر", "Sources"), _sources),
        ("categories", Labels("Catégories", "الفئات", "Categories"), _categories),
        ("indicators", Labels("Indicateurs", "المؤشرات", "Indicators"), _indicators),
    )
    conflicts = Labels("Conflits de sources", "تعارض المصادر", "Conflicts")
    return (
        *((name, label, _whole(name, work, now)) for name, label, work in lists),
        *((file.code, file.title, _table(file.code, now)) for file in packaged_tables()),
        ("conflicts", conflicts, _whole("conflicts", _conflicts, now)),
    )


def _publication() -> str:
    return ask_publication(actor=None, mandate="", at=timezone.now())


def _whole(
    name: str, work: Callable[[datetime], int], now: Callable[[], datetime]
) -> Callable[[Made], int]:
    return lambda made: made(name, lambda: work(now()))


def _table(code: str, now: Callable[[], datetime]) -> Callable[[Made], int]:
    def load(made: Made) -> int:
        batches = table_batches(code)
        refuse_if_any(table_faults(batches))
        return sum(made(f"{code}-{batch.number}", partial(_write, batch, now)) for batch in batches)

    return load


def _write(batch: TableBatch, now: Callable[[], datetime]) -> int:
    return load_batch(batch=batch, actor=None, mandate="", reason=REASON, at=now()).added


def _sources(at: datetime) -> int:
    return _written(reference.load_sources(packaged_list("sources"), at=at))


def _categories(at: datetime) -> int:
    return _written(reference.load_categories(packaged_list("categories"), at=at))


def _indicators(at: datetime) -> int:
    return _written(reference.load_indicators(packaged_list("indicators"), at=at))


def _conflicts(at: datetime) -> int:
    drafts = [
        ConflictDraft(
            code=entry["code"],
            title=Labels(**entry["title"]),
            why=Labels(**entry["why"]),
            settle=Labels(**entry["settle"]),
            settle_grade=entry["settle_grade"],
            side_codes=tuple(entry["sides"]),
        )
        for entry in packaged_list("conflicts")
    ]
    recorded = record_conflicts(conflicts=drafts, actor=None, mandate="", reason=REASON, at=at)
    return len(recorded.codes)


def _written(report: LoadReport) -> int:
    if report.is_refused:
        raise Refusal(list(report.faults))
    return report.added + report.changed
