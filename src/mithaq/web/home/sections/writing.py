"""What waits before a signature: texts to write, visas to give, votes to take, folders to sign."""

from __future__ import annotations

from django.utils.translation import gettext as _

from mithaq.apps.conventions.queries import (
    deliberations_awaited,
    drafts_under_way,
    folders_to_sign,
    visas_awaited,
)
from mithaq.web.conventions.links import page_url
from mithaq.web.home.sections.block import Block, Item, Reader, listed
from mithaq.web.shell.dates import moment_words
from mithaq.web.shell.words import local


def drafts(reader: Reader) -> Block:
    """The texts under way that involve the organisation, the last changed first."""
    rows = drafts_under_way(reader.mandate.organisation)
    return listed(
        reader,
        rows,
        title=_("Projets de convention en cours"),
        item=lambda row: Item(
            label=row.labels,
            note=local(row.get_stage_display()),
            when=moment_words(row.changed_at),
            url=page_url("draft", str(row.public_id)),
            is_exercise=row.is_exercise,
        ),
        empty=_("Aucun projet n’est en cours."),
        more=(_("Tous les projets"), page_url("drafts")),
    )


def visas(reader: Reader) -> Block:
    """The visas asked of the organisation, the longest awaited first."""
    rows = visas_awaited(reader.mandate.organisation)
    return listed(
        reader,
        rows,
        title=_("Visas à donner"),
        item=lambda row: Item(
            label=row.drafting.labels,
            note=_("version %(number)s") % {"number": row.version_number},
            when=moment_words(row.requested_at),
            url=f"{page_url('draft', str(row.drafting.public_id))}#circuit",
            is_exercise=row.drafting.is_exercise,
        ),
        empty=_("Aucun visa n’est attendu de votre organisation."),
        more=(_("Tous les projets"), page_url("drafts")),
        is_urgent=True,
    )


def deliberations(reader: Reader) -> Block:
    """The texts submitted to the organisation's assembly."""
    rows = deliberations_awaited(reader.mandate.organisation)
    return listed(
        reader,
        rows,
        title=_("Projets soumis à votre délibération"),
        item=lambda row: Item(
            label=row.labels,
            when=moment_words(row.changed_at),
            url=f"{page_url('draft', str(row.public_id))}#circuit",
            is_exercise=row.is_exercise,
        ),
        empty=_("Aucun projet n’est soumis à votre délibération."),
        more=(_("Tous les projets"), page_url("drafts")),
        is_urgent=True,
    )


def folders(reader: Reader) -> Block:
    """The signing folders whose next signature is the organisation's own."""
    rows = folders_to_sign(reader.mandate.organisation)
    return listed(
        reader,
        rows,
        title=_("Dossiers à signer"),
        item=lambda row: Item(
            label=row.drafting.labels,
            note=row.drafting.reference,
            when=moment_words(row.opened_at),
            url=page_url("folder", str(row.public_id)),
            is_exercise=row.drafting.is_exercise,
        ),
        empty=_("Aucun dossier n’attend votre signature."),
        more=(_("Dossiers à signer"), page_url("folders_to_sign")),
        is_urgent=True,
    )
