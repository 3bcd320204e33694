"""What mediation waits for: cases at our turn, points for the committee, reads to check."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.apps.corridor.policies import can_read_case, queue_scope
from mithaq.apps.corridor.queries.listed import (
    ListedSide,
    count_at_turn,
    sides_late_elsewhere,
    sides_waiting,
    told_sides,
)
from mithaq.apps.corridor.queries.scopes import CEILING
from mithaq.apps.corridor.queries.steering import referrals_waiting_for
from mithaq.apps.organisations.choices import Role
from mithaq.web.conventions.links import page_url
from mithaq.web.corridor.deadlines import deadline_of
from mithaq.web.corridor.delays import late_delays
from mithaq.web.corridor.words import awaited_words, late_parties
from mithaq.web.home.sections.block import Block, Item, Reader, Rows, listed
from mithaq.web.shell.dates import date_plain
from mithaq.web.shell.numbers import bounded, number
from mithaq.web.shell.typography import comma, semicolon
from mithaq.web.shell.words import local


def cases(reader: Reader) -> Block:
    """The cases of mediation that wait for the reader's institution, the first due first."""
    scope = queue_scope(reader.mandate)
    rows: Rows = []
    if scope:
        rows = sides_waiting(scope, user_id=reader.user_id, on=timezone.localdate())
    block = listed(
        reader,
        rows,
        title=_("Dossiers de médiation à votre tour"),
        item=_case,
        told=partial(told_sides, at=timezone.now()),
        empty=_("Aucun dossier de médiation n’est à votre tour."),
        more=(_("Ouvrir la file"), page_url("case_queue")),
        is_urgent=True,
        ceiling=CEILING,
    )
    if block.count > 1:
        order = _(
            "Les délais passés d’abord, puis les plus proches, puis les plus anciens dossiers."
        )
        block = replace(block, order=order)
    # All of a region is its officers' to do; those of the country share by name.
    if scope is None or scope.territory_code:
        return block
    return _with_the_others(block, count_at_turn(scope))


def _with_the_others(block: Block, count: int) -> Block:
    """What waits for the institution under other names is said, never passed over."""
    rest = count - block.count
    if rest <= 0:
        return block
    if block.count:
        words = ngettext(
            "%(n)s autre dossier attend votre institution, confié à une autre personne",
            "%(n)s autres dossiers attendent votre institution, confiés à d’autres personnes",
            rest,
        )
    else:
        words = ngettext(
            "Aucun dossier à votre nom ; %(n)s attend votre institution, confié à une autre "
            "personne",
            "Aucun dossier à votre nom ; %(n)s attendent votre institution, confiés à d’autres "
            "personnes",
            rest,
        )
    return replace(
        block,
        beside=words % {"n": bounded(rest, CEILING)},
        beside_url=f"{page_url('case_queue')}?vue=turn",
        empty="" if not block.count else block.empty,
    )


def late_elsewhere(reader: Reader) -> Block:
    """The reader's cases that another institution makes late, by the day that it let pass: days of
    one kind and of another do not compare, a day does."""
    scope, at = queue_scope(reader.mandate), timezone.now()
    rows, count = sides_late_elsewhere(scope, at=at, window=reader.window) if scope else ([], 0)
    whole = reverse("case_list", args=["en-retard-ailleurs"])
    return Block(
        title=_("En retard chez d’autres"),
        items=tuple(map(_late, told_sides(rows, at=at))) if rows else (),
        count=count,
        ceiling=CEILING,
        order=_("Le jour passé le plus ancien d’abord.") if count > 1 else "",
        more_label=_("Voir la liste"),
        more_url=whole if count else "",
        empty=_("Aucun de vos dossiers n’est en retard chez une autre institution."),
    )


def _case(told: ListedSide) -> Item:
    """A case with the act that it waits for, and whose delay runs."""
    row = told.side
    own = row.institution.slug
    # It is their turn: the others who are late are said after it, by name.
    mine = [turn for turn in told.turns if turn.organisation == own]
    clocks = {name: clock for name, clock in told.clocks.items() if name == own}
    deadline = deadline_of(own, mine or told.turns, clocks, {})
    acts = [awaited_words(turn) for turn in told.turns if turn.organisation == own]
    words = deadline.words
    if row.due_at and not deadline.is_late:
        words = _("votre délai : %(words)s") % {"words": words}
    others = _late_words(told)
    return Item(
        label=_name(told),
        note=" · ".join((capfirst(comma().join(acts)), local(told.subject), age_words(told))),
        when=semicolon().join((words, others)) if others else words,
        url=page_url("case", str(row.case.public_id)),
        is_late=deadline.is_late,
        is_exercise=row.case.is_exercise,
    )


def _late(told: ListedSide) -> Item:
    """A case that another institution makes late: which, and by how much."""
    row = told.side
    return Item(
        label=_name(told),
        note=" · ".join((local(told.subject), age_words(told))),
        when=_late_words(told),
        url=page_url("case", str(row.case.public_id)),
        is_late=True,
        is_exercise=row.case.is_exercise,
    )


def _name(told: ListedSide) -> str:
    """A case by what it is: statements, plans and certificates bear numbers of the same form."""
    case = told.side.case
    said = {"number": case.number, "company": local(case.company.labels)}
    return _("Dossier %(number)s · %(company)s") % said


def _late_words(told: ListedSide) -> str:
    """Which other institutions are late, and by how much: « la caisse : en retard de 5 jours »."""
    own = told.side.institution.slug
    late = late_parties(told.turns, told.clocks)
    days = late_delays(told.turns, told.clocks)
    return semicolon().join(
        _late_party(local(told.names.get(slug, slug)), by, passed_on=days[slug].passed_on)
        for slug, by in late.items()
        if slug != own
    )


def _late_party(who: str, by: str, *, passed_on: date | None) -> str:
    said = {"who": who, "n": by}
    if passed_on is None:
        return _("%(who)s : en retard de %(n)s") % said
    said["day"] = date_plain(passed_on)
    return _("%(who)s : en retard de %(n)s, jour passé le %(day)s") % said


def age_words(told: ListedSide) -> str:
    """How old a case is: « déposé depuis 3 jours ouvrés », or since when it was opened again."""
    days = told.age_days
    if not days:
        return _("rouvert aujourd’hui") if told.is_reopened else _("déposé aujourd’hui")
    if told.is_reopened:
        words = ngettext(
            "rouvert depuis %(n)s jour ouvré", "rouvert depuis %(n)s jours ouvrés", days
        )
    else:
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
        title=_("Renvoyé à un comité permanent de médiation"),
        item=lambda row: Item(
            label=row.title,
            note=local(row.kind_label),
            when=_("renvoyé le %(day)s") % {"day": date_plain(row.referred_at)},
            url=page_url("corridor_referrals"),
            is_exercise=row.is_exercise,
        ),
        empty=_("Rien n’attend le comité permanent d’un corridor."),
        more=(
            _("Voir les renvois, et ce qui vient devant le comité sans renvoi"),
            page_url("corridor_referrals"),
        ),
        is_urgent=not is_auditor,
    )
