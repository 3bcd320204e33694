"""What mediation waits for: cases at our turn, points for the committee, reads to check."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.apps.corridor.policies import queue_scope
from mithaq.apps.corridor.queries.listed import sides_waiting, waiting_line
from mithaq.apps.corridor.queries.scopes import CEILING
from mithaq.apps.corridor.queries.steering import referrals_waiting_for
from mithaq.apps.organisations.choices import Role
from mithaq.web.conventions.links import page_url
from mithaq.web.home.sections.block import Block, Item, Reader, Rows, listed
from mithaq.web.shell.dates import date_day, date_plain
from mithaq.web.shell.words import local


def cases(reader: Reader) -> Block:
    """The cases of mediation that wait for the reader's institution, the first due first."""
    scope = queue_scope(reader.mandate)
    rows: Rows = sides_waiting(scope) if scope else []
    return listed(
        reader,
        rows,
        title=_("Dossiers de médiation à votre tour"),
        item=_case,
        empty=_("Aucun dossier de médiation n’attend votre institution."),
        more=(_("Ouvrir la file"), page_url("case_queue")),
        is_urgent=True,
        ceiling=CEILING,
    )


def _case(row: Any) -> Item:
    line = waiting_line(row)
    due = row.due_at
    is_late = due is not None and due < timezone.now()
    if due is None:
        when = _("aucun délai en cours")
    elif is_late:
        days = max(1, (timezone.now() - due).days)
        when = ngettext("en retard de %(n)s jour", "en retard de %(n)s jours", days) % {"n": days}
    else:
        when = _("avant le %(day)s") % {"day": date_day(due)}
    return Item(
        label=f"{row.case.number} · {local(row.case.company.labels)}",
        note=f"{local(line)} · {local(row.get_status_display())}",
        when=when,
        url=page_url("case", str(row.case.public_id)),
        is_late=is_late,
        is_exercise=row.case.is_exercise,
    )


def referrals(reader: Reader) -> Block:
    """What waits for the standing committees of the reader's corridors; an auditor sees all."""
    is_auditor = reader.mandate.role is Role.AUDITOR
    rows = referrals_waiting_for("" if is_auditor else reader.mandate.organisation)
    return listed(
        reader,
        rows,
        title=_("Ce qui attend un comité permanent de médiation"),
        item=lambda row: Item(
            label=row.title,
            note=local(row.kind_label),
            when=_("renvoyé le %(day)s") % {"day": date_plain(row.referred_at)},
            url=page_url("corridor_referrals"),
            is_exercise=row.is_exercise,
        ),
        empty=_("Rien n’attend le comité permanent d’un corridor."),
        more=(_("Voir les renvois"), page_url("corridor_referrals")),
        is_urgent=not is_auditor,
    )
