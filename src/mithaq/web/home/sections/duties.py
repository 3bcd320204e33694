"""What waits for a decision: files, works, committees, reports, seals, messages, holidays."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.apps.accounts.queries import (
    error_reports,
    last_seal,
    sealed_line_count,
    unsealed_line_count,
)
from mithaq.apps.conventions.queries import silent_committees
from mithaq.apps.observatory.queries import reports_of_person
from mithaq.apps.reference.choices import HolidayKind, StagedStatus
from mithaq.apps.reference.queries import holidays as holidays_of
from mithaq.apps.reference.queries import staged_files
from mithaq.gateways.jobs.choices import JobStatus
from mithaq.gateways.jobs.queries import visible_jobs
from mithaq.web.conventions.links import page_url
from mithaq.web.home.sections.block import SHOWN, Block, Item, Reader
from mithaq.web.shell.dates import date_words, moment_words
from mithaq.web.shell.numbers import number
from mithaq.web.shell.words import local

SOON_DAYS: Final = 60
OPEN: Final = (JobStatus.FAILED, JobStatus.RUNNING, JobStatus.QUEUED)


def staged(reader: Reader) -> Block:
    """Files that passed their checks and wait for the person's word."""
    rows = staged_files().filter(status=StagedStatus.READY, staged_by_id=reader.user_id)
    return Block(
        title=_("Fichiers prêts, à enregistrer ou à abandonner"),
        items=tuple(
            Item(
                label=row.name,
                note=_("déposé le %(day)s") % {"day": moment_words(row.staged_at)},
                url=page_url("convention_import_staged", str(row.public_id))
                or page_url("convention_import"),
            )
            for row in rows[:SHOWN]
        ),
        count=rows.count(),
        empty=_("Aucun fichier n’attend votre décision."),
        more_label=_("Importer un fichier"),
        more_url=page_url("convention_import"),
        is_urgent=True,
    )


def jobs(reader: Reader) -> Block:
    """Long works that stopped, run or wait."""
    rows = visible_jobs(user=reader.user, mandate=reader.mandate).filter(status__in=OPEN)
    return Block(
        title=_("Travaux en cours ou interrompus"),
        items=tuple(_job(row) for row in rows[:SHOWN]),
        count=rows.count(),
        empty=_("Aucun travail en cours ni interrompu."),
        more_label=_("Voir tous les travaux"),
        more_url=page_url("jobs"),
        is_urgent=True,
    )


def _job(row: Any) -> Item:
    return Item(
        label=row.labels,
        note=moment_words(row.requested_at),
        when=local(row.get_status_display()),
        url=page_url("job", str(row.public_id)),
        is_late=row.status == JobStatus.FAILED,
        is_exercise=row.is_exercise,
    )


def committees(reader: Reader) -> Block:
    """Committees whose promised cadence has no minutes."""
    found = silent_committees(reader.own_scope)
    return Block(
        title=_("Comités dont aucun compte rendu n’est publié"),
        items=tuple(
            Item(
                label=item.labels,
                note=local(item.convention),
                when=ngettext(
                    "%(count)s séance promise %(period)s",
                    "%(count)s séances promises %(period)s",
                    item.cadence_count,
                )
                % {"count": item.cadence_count, "period": local(item.cadence_period_label)},
                url=f"{page_url('convention', item.reference)}#comites",
                is_exercise=item.is_exercise,
            )
            for item in found[:SHOWN]
        ),
        count=len(found),
        empty=_("Aucun comité de vos conventions n’a promis de cadence."),
        is_urgent=True,
    )


def reports(reader: Reader) -> Block:
    """The results reports that the person published."""
    rows = reports_of_person(reader.user_id)
    return Block(
        title=_("Mes bilans publiés"),
        items=tuple(
            Item(
                label=row.convention.labels,
                note=_("bilan n° %(number)s") % {"number": row.number},
                when=moment_words(row.published_at),
                url=page_url("results_report", str(row.public_id)),
                is_exercise=row.is_exercise,
            )
            for row in rows[:SHOWN]
        ),
        count=rows.count(),
        empty=_("Vous n’avez pas encore publié de bilan."),
        more_label=_("Lire les bilans"),
        more_url=page_url("results_reports"),
    )


def seals(reader: Reader) -> Block:
    """How much of the journal stands under a seal."""
    held, loose, seal = sealed_line_count(), unsealed_line_count(), last_seal()
    words = ngettext("%(count)s ligne scellée", "%(count)s lignes scellées", held)
    rest = ngettext(
        "%(count)s ligne attend le prochain scellé",
        "%(count)s lignes attendent le prochain scellé",
        loose,
    )
    when = _("aucun scellé") if seal is None else _("scellé n° %(n)s") % {"n": seal.number}
    return Block(
        title=_("État du journal"),
        items=(
            Item(
                label=words % {"count": number(held)},
                note=rest % {"count": number(loose)} if loose else _("toutes sont scellées"),
                when=when,
                url=page_url("audit_verification") or page_url("audit"),
            ),
        ),
        count=1,
        more_label=_("Vérifier le journal"),
        more_url=page_url("audit_verification"),
    )


def feedback(reader: Reader) -> Block:
    """Errors that readers reported, newest first."""
    rows = error_reports()
    return Block(
        title=_("Erreurs signalées"),
        items=tuple(
            Item(
                label=row.wrong[:140],
                note=row.page,
                when=moment_words(row.received_at),
                url=f"{page_url('report_error')}?recu={row}",
            )
            for row in rows[:SHOWN]
        ),
        count=rows.count(),
        empty=_("Aucune erreur n’a été signalée."),
    )


def holidays(reader: Reader) -> Block:
    """Lunar feasts within sixty days whose date is still an estimate."""
    last = reader.on + timedelta(days=SOON_DAYS)
    rows = [
        row for year in {reader.on.year, last.year} for row in _estimates(year, reader.on, last)
    ]
    rows.sort(key=lambda row: row.on)
    return Block(
        title=_("Jours fériés à confirmer dans 60 jours"),
        items=tuple(
            Item(
                label=row.labels,
                note=local(row.get_kind_display()),
                when=date_words(row.on),
                url=page_url("holidays"),
            )
            for row in rows[:SHOWN]
        ),
        count=len(rows),
        empty=_("Aucune date lunaire à confirmer dans les 60 jours."),
        more_label=_("Tenir les jours fériés"),
        more_url=page_url("holidays"),
        is_urgent=True,
    )


def _estimates(year: int, first: date, last: date) -> Any:
    return holidays_of(year).filter(
        kind=HolidayKind.LUNAR_ESTIMATED, is_cancelled=False, on__range=(first, last)
    )
