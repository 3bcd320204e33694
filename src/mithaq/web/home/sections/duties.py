"""What waits for a decision: files, works, committees, reports, seals, messages, holidays."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.apps.accounts.queries import (
    error_reports,
    last_seal,
    people_by_key,
    sealed_line_count,
    unsealed_line_count,
)
from mithaq.apps.conventions.queries import silent_committees
from mithaq.apps.observatory.queries import reports_of_person
from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.policies import CONVENTION_PAGES, can_manage_people
from mithaq.apps.organisations.queries import mandates_ending
from mithaq.apps.reference.choices import StagedStatus
from mithaq.apps.reference.queries import holidays_to_confirm, staged_files
from mithaq.base.text import Labels
from mithaq.gateways.jobs.choices import JobStatus
from mithaq.gateways.jobs.queries import visible_jobs
from mithaq.web.conventions.links import page_url
from mithaq.web.home.sections.block import Block, Item, Reader, listed
from mithaq.web.shell.dates import date_words, moment_words
from mithaq.web.shell.numbers import number
from mithaq.web.shell.words import local

SOON_DAYS: Final = 60
OPEN: Final = (JobStatus.FAILED, JobStatus.RUNNING, JobStatus.QUEUED)


def staged(reader: Reader) -> Block:
    """Files that passed their checks and wait for the person's word."""
    rows = staged_files().filter(status=StagedStatus.READY, staged_by_id=reader.user_id)
    return listed(
        reader,
        rows,
        title=_("Fichiers prêts, à enregistrer ou à abandonner"),
        item=lambda row: Item(
            label=row.name,
            note=_("déposé le %(day)s") % {"day": moment_words(row.staged_at)},
            url=page_url("convention_import_staged", str(row.public_id))
            or page_url("convention_import"),
        ),
        empty=_("Aucun fichier n’attend votre décision."),
        more=(_("Importer un fichier"), page_url("convention_import")),
        is_urgent=True,
    )


def imports(reader: Reader) -> Block:
    """The files that the person imported, and those they undid: the trace of finished work."""
    decided = (StagedStatus.APPLIED, StagedStatus.UNDONE)
    rows = staged_files().filter(status__in=decided, staged_by_id=reader.user_id)
    return listed(
        reader,
        rows,
        title=_("Mes imports faits"),
        item=lambda row: Item(
            label=row.name,
            note=_("déposé le %(day)s") % {"day": moment_words(row.staged_at)},
            when=local(row.get_status_display()),
            url=page_url("convention_import_staged", str(row.public_id)),
        ),
        empty=_("Vous n’avez encore rien importé."),
        more=(_("Importer un fichier"), page_url("convention_import")),
    )


def jobs(reader: Reader) -> Block:
    """Long works that stopped, run or wait."""
    rows = visible_jobs(user=reader.user, mandate=reader.mandate).filter(status__in=OPEN)
    return listed(
        reader,
        rows,
        title=_("Travaux en cours ou interrompus"),
        item=_job,
        empty=_("Aucun travail en cours ni interrompu."),
        more=(_("Voir tous les travaux"), page_url("jobs")),
        is_urgent=True,
    )


def _job(row: Any) -> Item:
    return Item(
        label=Labels.from_columns(row),
        note=moment_words(row.requested_at),
        when=local(row.get_status_display()),
        url=page_url("job", str(row.public_id)),
        is_late=row.status == JobStatus.FAILED,
        is_exercise=row.is_exercise,
    )


def committees(reader: Reader) -> Block:
    """Committees whose promised cadence has no minutes."""
    found = silent_committees(reader.own_scope, on=reader.on, texts=reader.texts)
    return listed(
        reader,
        found,
        title=_("Comités dont aucun compte rendu n’est publié"),
        item=lambda item: Item(
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
        ),
        empty=_("Aucun comité de vos conventions n’a promis de cadence."),
        is_urgent=True,
        # Minutes are published by the secretary of a committee: nobody else has an act to do there.
        own_count=None if reader.mandate.role == Role.COMMITTEE_SECRETARY else 0,
    )


def reports(reader: Reader) -> Block:
    """The results reports that the person published."""
    rows = reports_of_person(reader.user_id)
    return listed(
        reader,
        rows,
        title=_("Mes bilans publiés"),
        item=lambda row: Item(
            label=row.convention.labels,
            note=_("bilan n° %(number)s") % {"number": row.number},
            when=moment_words(row.published_at),
            url=page_url("results_report", str(row.public_id)),
            is_exercise=row.is_exercise,
        ),
        empty=_("Vous n’avez pas encore publié de bilan."),
        more=(_("Lire les bilans"), page_url("results_reports")),
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
    return _feedback(reader, error_reports())


def feedback_here(reader: Reader) -> Block:
    """Errors that readers reported on the pages of conventions, figures and reports."""
    return _feedback(reader, error_reports(about=CONVENTION_PAGES))


def _feedback(reader: Reader, rows: Any) -> Block:
    return listed(
        reader,
        rows,
        title=_("Erreurs signalées"),
        item=lambda row: Item(
            label=row.wrong[:140],
            note=f"{row.page} · {row.get_status_display()}",
            when=moment_words(row.received_at),
            url=f"{page_url('report_error')}?recu={row}",
        ),
        empty=_("Aucune erreur n’a été signalée."),
        is_urgent=can_manage_people(reader.mandate)
        or reader.mandate.role is Role.PROGRAMME_MANAGER,
    )


def mandates(reader: Reader) -> Block:
    """The mandates that end soon, for whoever grants them: an interim that nobody renews."""
    last = reader.on + timedelta(days=SOON_DAYS)
    found = mandates_ending(on=reader.on, last=last)
    people = people_by_key([item.user_id for item in found[reader.window]])
    return listed(
        reader,
        found,
        title=_("Comptes et mandats : ce qui finit dans 60 jours"),
        item=lambda item: Item(
            label=people[item.user_id].full_name,
            note=" · ".join((item.role_label, local(item.organisation_labels))),
            when=_("finit le %(day)s") % {"day": date_words(item.ends_on)},
            url=page_url("person", str(people[item.user_id].public_id)),
        ),
        empty=_("Aucun mandat ne finit dans les 60 jours."),
        more=(_("Tenir les comptes et les mandats"), page_url("people")),
    )


def holidays(reader: Reader) -> Block:
    """Lunar feasts past or within sixty days whose date nobody confirmed."""
    rows = holidays_to_confirm(until=reader.on + timedelta(days=SOON_DAYS))
    return listed(
        reader,
        rows,
        title=_("Jours fériés à confirmer"),
        item=lambda row: Item(
            label=row.labels,
            note=local(row.get_kind_display()),
            when=date_words(row.on),
            url=page_url("holiday_confirm", str(row.on.year), str(row.pk)),
        ),
        empty=_("Aucune date lunaire à confirmer, jusqu’à 60 jours d’ici."),
        more=(_("Tenir les jours fériés"), page_url("holidays")),
        is_urgent=True,
    )
