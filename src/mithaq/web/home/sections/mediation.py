"""What mediation waits for: cases at our turn, points for the committee, reads to check."""

from __future__ import annotations

from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.apps.corridor.policies import can_read_case, queue_scope
from mithaq.apps.corridor.queries.listed import (
    ListedSide,
    sides_late_elsewhere,
    sides_waiting,
    told_sides,
)
from mithaq.apps.corridor.queries.scopes import CEILING
from mithaq.apps.corridor.queries.steering import referrals_waiting_for
from mithaq.apps.organisations.choices import Role
from mithaq.web.conventions.links import page_url
from mithaq.web.corridor.deadlines import deadline_of
from mithaq.web.corridor.words import awaited_words
from mithaq.web.home.sections.block import Block, Item, Reader, Rows, listed
from mithaq.web.shell.dates import date_plain
from mithaq.web.shell.numbers import bounded, number
from mithaq.web.shell.typography import comma
from mithaq.web.shell.words import local


def cases(reader: Reader) -> Block:
    """The cases of mediation that wait for the reader's institution, the first due first."""
    scope = queue_scope(reader.mandate)
    rows: Rows = []
    if scope:
        rows = sides_waiting(scope, user_id=reader.user_id, on=timezone.localdate())
    return listed(
        reader,
        rows,
        title=_("Dossiers de médiation à votre tour"),
        item=_case,
        told=partial(told_sides, at=timezone.now()),
        empty=_("Aucun dossier de médiation n’attend votre institution."),
        more=(_("Ouvrir la file"), page_url("case_queue")),
        is_urgent=True,
        ceiling=CEILING,
    )


def late_elsewhere(reader: Reader) -> Block:
    """How many of the reader's cases are late at another institution, and the list of them."""
    scope = queue_scope(reader.mandate)
    count = sides_late_elsewhere(scope, at=timezone.now()) if scope else 0
    words = ngettext(
        "%(n)s dossier en retard chez une autre institution",
        "%(n)s dossiers en retard chez une autre institution",
        count,
    )
    item = Item(
        label=words % {"n": bounded(count, CEILING)},
        url=reverse("case_list", args=["en-retard-ailleurs"]),
        is_late=True,
    )
    return Block(
        title=_("En retard chez d’autres"),
        items=(item,) if count else (),
        empty=_("Aucun de vos dossiers n’est en retard chez une autre institution."),
    )


def _case(told: ListedSide) -> Item:
    """A case with the act that it waits for."""
    row = told.side
    own = row.institution.slug
    # It is their turn: no other name is said.
    deadline = deadline_of(own, told.turns, told.clocks, {})
    acts = [awaited_words(turn) for turn in told.turns if turn.organisation == own]
    age = age_words(told.age_days)
    return Item(
        label=f"{row.case.number} · {local(row.case.company.labels)}",
        note=" · ".join((capfirst(comma().join(acts)), local(told.subject), age)),
        when=deadline.words,
        url=page_url("case", str(row.case.public_id)),
        is_late=deadline.is_late,
        is_exercise=row.case.is_exercise,
    )


def age_words(days: int) -> str:
    """How old a case is: « déposé depuis 3 jours ouvrés »."""
    if not days:
        return _("déposé aujourd’hui")
    words = ngettext("déposé depuis %(n)s jour ouvré", "déposé depuis %(n)s jours ouvrés", days)
    return words % {"n": number(days)}


def referrals(reader: Reader) -> Block:
    """What waits for the standing committees of the reader's corridors; an auditor sees all."""
    is_auditor = reader.mandate.role is Role.AUDITOR
    rows = referrals_waiting_for(
        "" if is_auditor else reader.mandate.organisation,
        on=reader.on,
        reads=partial(can_read_case, reader.mandate),
    )
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
