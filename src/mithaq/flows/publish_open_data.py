"""The register leaves as open data: one edition, each table written, then all named at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mithaq.apps.accounts import operations as accounts
from mithaq.apps.accounts.queries import journal_version, users
from mithaq.base.ports import port
from mithaq.base.text import Labels
from mithaq.gateways import open_data
from mithaq.gateways.jobs.handle import JobHandle
from mithaq.gateways.jobs.report import report
from mithaq.gateways.open_data import Edition

JOB: Final = "publish_open_data"
Step = Callable[[str, Callable[[], Any]], Any]


def ask_publication(*, actor: Any, mandate: str, at: datetime) -> str:
    """Ask for an edition of what the register holds now; gives the job that writes it.

    The same state asked twice on a day is one edition, and one job.
    """
    name = _name(at)
    with transaction.atomic():
        return port("jobs").start(
            name=JOB,
            arguments={"name": name, "on": timezone.localtime(at).date().isoformat(),
                       "mandate": mandate},
            key=f"open-data:{name}",
            requested_by=actor.pk if actor else None,
            label=Labels(f"Données ouvertes : {name}", f"البيانات المفتوحة: {name}",
                         f"Open data: {name}"),
        )  # fmt: skip


def publish_open_data(*, actor: Any, mandate: str, at: datetime) -> Edition:
    """Write an edition at once: at a terminal, or when a demonstration is loaded."""

    def now(_name: str, work: Callable[[], Any]) -> Any:
        with transaction.atomic():
            return work()

    on = timezone.localtime(at).date()
    return _publish(_name(at), on=on, step=now, actor=actor, mandate=mandate, clock=lambda: at)


def run_publication_job(
    job: JobHandle, /, *, name: str, on: str, mandate: str
) -> Mapping[str, Any]:
    """Write the tables of an edition one by one, then name it; a relaunch resumes at the next."""
    day = date.fromisoformat(on)
    actor = users().filter(pk__in=[job.requested_by_id]).first() if job.requested_by_id else None
    done = 0

    def step(label: str, work: Callable[[], Any]) -> Any:
        nonlocal done
        job.progress(done, len(open_data.TABLES) + 1, _("Tables"))
        made = job.step(label, work)
        done += 1
        return made

    edition = _publish(name, on=day, step=step, actor=actor, mandate=mandate, clock=timezone.now)
    job.progress(done, done, _("Tables"))
    return report(
        counts=[(_("Fichiers publiés"), len(edition.files)),
                (_("Lignes publiées"), sum(item.rows for item in edition.files
                                           if item.format == "csv"))],
        link="donnees-ouvertes/",
    )  # fmt: skip


def _publish(
    name: str,
    *,
    on: date,
    step: Step,
    actor: Any,
    mandate: str,
    clock: Callable[[], datetime],
) -> Edition:
    folder = open_data.folder_of(name)
    files: list[Mapping[str, Any]] = []
    for table in open_data.TABLES:

        def write(table: open_data.OpenTable = table) -> list[dict[str, Any]]:
            return [asdict(item) for item in open_data.write_table(table, folder, on=on)]

        files += step(table.name, write)

    def name_it() -> str:
        at = clock()
        open_data.publish(name=name, files=files, at=at)
        accounts.record(
            actor=actor,
            mandate=mandate,
            action="publish_open_data",
            object_type="open_data",
            object_ref=name,
            object_label=name,
            before=None,
            after={"files": {item["name"]: item["sha256"] for item in files}},
            reason="",
            at=at,
        )
        return name

    step("edition", name_it)
    edition = open_data.current_edition()
    if edition is None:
        raise LookupError(f"The edition {name} was written and is not there.")
    return edition


def _name(at: datetime) -> str:
    digest = sha256(journal_version().encode()).hexdigest()
    return open_data.edition_name(timezone.localtime(at).date(), digest)
