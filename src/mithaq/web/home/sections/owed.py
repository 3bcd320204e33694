"""What debts, certificates and questions about declarations wait for, from each side."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from mithaq.apps.corridor.choices.debts import PlanAlarm, SettlementStatus, StandingStatus
from mithaq.apps.corridor.choices.questions import QuestionTurn
from mithaq.apps.corridor.policies.debts import debt_scope
from mithaq.apps.corridor.queries import debts
from mithaq.apps.corridor.queries.questions_waiting import questions_at_turn
from mithaq.apps.reference.choices import StagedStatus
from mithaq.flows.import_debts import deposited
from mithaq.web.conventions.links import page_url
from mithaq.web.debts.words import IN_DANGER, TURNS, alarm_words
from mithaq.web.home.sections.block import Block, Item, Reader, listed
from mithaq.web.questions.words import origin_words
from mithaq.web.shell.dates import date_plain, moment_words
from mithaq.web.shell.numbers import money
from mithaq.web.shell.words import local, typed

# A refusal is news for two months; a page of « Aujourd’hui » never lists more than this of a kind.
NEWS: Final = timedelta(days=60)
MOST: Final = 100
TO_HAND_ON: Final = (SettlementStatus.SIMULATED, SettlementStatus.REQUESTED)


def of_company(reader: Reader) -> Block:
    """What our own company must pay, ask again or hand on."""
    own = reader.mandate.organisation
    found = list(_of_company(own, reader)) if own else []
    return _block(
        reader, found,
        title=_("Dettes, échéances et attestations"),
        empty=_("Aucune échéance ni attestation ne vous attend."),
        own_count=sum(is_ours for _item, is_ours in found),
    )  # fmt: skip


def _of_company(own: str, reader: Reader) -> Iterator[tuple[Item, bool]]:
    rows = debts.settlements(company=own, on=reader.on)
    for head, alarms in debts.endangered(rows, on=reader.on):
        for alarm in alarms:
            yield _alarm(head, alarm), True
    for told in debts.contested_lines(company=own):
        if told.is_news(reader.on, during=NEWS):
            yield _answered(told), told.is_rejected
        elif told.is_open:
            yield _contested(told), False
    for row in rows.filter(status__in=TO_HAND_ON)[:MOST]:
        yield _settlement(row), True
    under_way = rows.filter(status__in=debts.UNDER_WAY)
    for item in _unsettled(own, set(under_way.values_list("statement__number", flat=True))):
        yield item, True
    latest = debts.standing_requests(company=own).order_by("-requested_at", "-pk").first()
    if latest is not None and _is_news(latest, reader):
        yield _standing(latest), latest.status == StandingStatus.REFUSED


def _unsettled(own: str, settled: Container[str]) -> Iterator[Item]:
    """The statements in force of which something is owed that no arrangement covers."""
    rows = list(debts.statements(company=own)[:MOST])
    owed = debts.owed_now(rows) if rows else {}
    for row in rows:
        now = owed[row.pk]
        left = now.left - sum(item.covered - item.taken for item in now.carried)
        if now.counts and left > 0 and row.number not in settled:
            yield Item(
                label=_("Dette de %(amount)s à payer ou à régler") % {"amount": money(left)},
                note=_("Relevé %(number)s · %(fund)s")
                % {"number": row.number, "fund": local(row.issuer.labels)},
                when=_("relevé arrêté au %(day)s") % {"day": date_plain(row.as_of_on)},
                url=page_url("debt_statement", row.number),
                is_exercise=row.is_exercise,
            )


def _is_news(row: Any, reader: Reader) -> bool:
    """A request that was refused or still waits; an issued one is kept among the debts."""
    if row.status == StandingStatus.ASKED:
        return True
    return bool(row.status == StandingStatus.REFUSED and row.decided_at.date() >= reader.on - NEWS)


def _alarm(head: debts.SettlementHead, alarm: debts.Alarm) -> Item:
    is_instalment = alarm.kind in (PlanAlarm.INSTALMENT_LATE, PlanAlarm.INSTALMENT_SOON)
    return Item(
        label=alarm_words(alarm),
        note=_("Échéancier %(number)s") % {"number": head.number}
        if is_instalment
        else _("Cotisations courantes de l’échéancier %(number)s") % {"number": head.number},
        when=date_plain(alarm.due_on),
        url=page_url("debt_settlement", head.number),
        is_late=alarm.kind in IN_DANGER,
        is_exercise=head.is_exercise,
    )


def of_fund(reader: Reader) -> Block:
    """What companies contest, ask to settle or ask to certify, for the officer of a fund."""
    return _to_do(
        reader,
        (_contests, _lowered, _settlements(SettlementStatus.TRANSMITTED), _standings, _files),
        title=_("Contestations, arrangements et attestations à traiter"),
        empty=_(
            "Rien à répondre ni à préparer pour vous ; un échéancier préparé attend qui signe "
            "pour la caisse."
        ),
    )


def to_approve(reader: Reader) -> Block:
    """The plans that another person prepared, and the certificates asked for."""
    return _to_do(
        reader,
        (_settlements(SettlementStatus.PREPARED), _standings),
        watches=True,
        title=_("Échéanciers à approuver, attestations à décider"),
        empty=_("Aucun échéancier n’attend d’approbation, aucune attestation n’attend."),
    )


def to_transmit(reader: Reader) -> Block:
    """The plans of members that something late endangers, then the settlements that they asked for
    and that nobody handed to the fund yet: these alone are the federation's to act on."""
    scope = debt_scope(reader.mandate)
    found: list[tuple[Item, bool]] = []
    if scope:
        to_hand_on = _settlements(SettlementStatus.REQUESTED)(reader, scope)
        found = [
            *((item, False) for item in _dangers(reader, scope)),
            *((item, True) for item in to_hand_on),
        ]
    return _block(
        reader,
        found,
        own_count=sum(is_ours for _item, is_ours in found),
        title=_("Arrangements de membres en danger ou à transmettre"),
        empty=_("Aucun arrangement de membre n’est en danger ni à transmettre."),
    )


def _dangers(reader: Reader, scope: debts.DebtScope) -> Iterator[Item]:
    """What is late of the plans of members, or of those of a fund, each with its company."""
    rows = debts.settlements(
        issuer=scope.issuer, federation=scope.federation, territory=scope.territory, on=reader.on
    )
    for head, alarms in debts.endangered(rows, on=reader.on):
        for alarm in alarms:
            if alarm.kind in IN_DANGER:
                item = _alarm(head, alarm)
                yield replace(item, note=f"{local(head.company.labels)} · {item.note}")


def _to_do(
    reader: Reader,
    lists: Iterable[Callable[[Reader, debts.DebtScope], Iterable[Item]]],
    *,
    title: str,
    empty: str,
    watches: bool = False,
) -> Block:
    """What waits for the fund of the reader in the reader's place, list after list; then what
    endangers its plans, which companies mend and the fund watches."""
    scope = debt_scope(reader.mandate)
    found = [(item, True) for one in lists for item in one(reader, scope)] if scope else []
    late = [(item, False) for item in _dangers(reader, scope)] if scope and watches else []
    return _block(
        reader, [*found, *late], title=title, empty=empty,
        own_count=len(found) if late else None,
    )  # fmt: skip


def _contests(_reader: Reader, scope: debts.DebtScope) -> Iterator[Item]:
    rows = debts.open_contests(issuer=scope.issuer, territory=scope.territory)
    return map(_contest, rows[:MOST])


def _lowered(reader: Reader, scope: debts.DebtScope) -> Iterator[Item]:
    """The plans that a contest upheld lowered: the fund proposes each one computed again."""
    rows = debts.settlements(issuer=scope.issuer, territory=scope.territory, on=reader.on)
    for found in debts.plans_to_redo(rows, most=MOST):
        head = found.head
        yield Item(
            label=_("Échéancier à recalculer · %(company)s")
            % {"company": local(head.company.labels)},
            note=_("Arrangement %(number)s : une contestation retenue l’a baissé de %(amount)s")
            % {"number": head.number, "amount": money(found.lowered)},
            when=_("depuis le %(day)s") % {"day": date_plain(found.since)},
            url=page_url("debt_settlement", head.number),
            is_exercise=head.is_exercise,
        )


def _settlements(status: SettlementStatus) -> Callable[[Reader, debts.DebtScope], Iterator[Item]]:
    """The settlements of a state; nobody approves what they prepared."""

    def found(reader: Reader, scope: debts.DebtScope) -> Iterator[Item]:
        rows = debts.settlements(
            issuer=scope.issuer, federation=scope.federation, territory=scope.territory,
            on=reader.on,
        ).filter(status=status)  # fmt: skip
        if status == SettlementStatus.PREPARED:
            rows = rows.exclude(prepared_by=reader.user_id)
        return map(_settlement, rows[:MOST])

    return found


def _files(reader: Reader, _scope: debts.DebtScope) -> Iterator[Item]:
    """The files of debts that were read and chosen, and wait to be recorded or given up."""
    for row in deposited(reader.mandate).filter(status=StagedStatus.READY)[:MOST]:
        yield Item(
            label=_("Import de dettes à inscrire ou à abandonner"),
            note=row.name,
            when=moment_words(row.staged_at),
            url=page_url("debts_import_staged", str(row.public_id)),
            # A file is deposited, and opened, in the world of its officer only.
            is_exercise=reader.mandate.is_exercise,
        )


def _standings(_reader: Reader, scope: debts.DebtScope) -> Iterator[Item]:
    rows = debts.standing_requests(issuer=scope.issuer, territory=scope.territory)
    return map(_standing, rows.filter(status=StandingStatus.ASKED)[:MOST])


def questions(reader: Reader) -> Block:
    """The questions about declarations where the reader speaks next."""
    turn = questions_at_turn(reader.mandate, on=reader.on)
    kind, rows = turn or (QuestionTurn.ANSWER, ())
    return listed(
        reader,
        rows,
        title=_("Questions sur les déclarations, à votre tour"),
        item=lambda row: _question(row, kind),
        empty=_("Aucune question ne vous attend."),
        more=(_("Voir les questions"), page_url("questions")),
        is_urgent=True,
    )


def _question(row: Any, kind: QuestionTurn) -> Item:
    asks = {
        QuestionTurn.ANSWER: _("à vous : répondre"),
        QuestionTurn.ADVISE: _("à vous : aider l’entreprise"),
        QuestionTurn.DECIDE: _("à votre institution : décider"),
    }
    origin = origin_words(row.signal.code if row.signal else "")
    return Item(
        label=f"{row.number} · {local(row.company.labels)}",
        note=" · ".join([asks[kind], origin]),
        when=_("avant le %(day)s") % {"day": date_plain(row.window_closes_on)},
        url=page_url("question", row.number),
        is_exercise=row.is_exercise,
    )


def _contest(row: Any) -> Item:
    statement = row.line.statement
    return Item(
        label=_("Ligne contestée · %(company)s") % {"company": local(statement.company.labels)},
        note=typed(row.reason)[:120],
        when=moment_words(row.contested_at),
        url=page_url("debt_line_contest", statement.number, str(row.line.number)),
        is_exercise=statement.is_exercise,
    )


def _contested(row: debts.ContestedLine) -> Item:
    """Our contest that the fund has not answered yet."""
    return Item(
        label=_("Votre contestation de la ligne %(n)s du relevé %(number)s : en examen")
        % {"n": row.line, "number": row.statement},
        note=_("Réponse attendue de la caisse ; aucun délai n’est publié"),
        when=_("contestée le %(day)s") % {"day": date_plain(localtime(row.contested_at).date())},
        url=page_url("debt_line_contest", row.statement, str(row.line)),
        is_exercise=row.is_exercise,
    )


def _answered(row: debts.ContestedLine) -> Item:
    """What the fund answered to our contest, why, and what is left to do."""
    told = {"n": row.line, "number": row.statement}
    return Item(
        label=(
            _("Votre contestation de la ligne %(n)s du relevé %(number)s : rejetée")
            if row.is_rejected
            else _("Votre contestation de la ligne %(n)s du relevé %(number)s : admise")
        )
        % told,
        note=(
            _("%(answer)s · contestez de nouveau ou déposez un dossier de médiation")
            if row.is_rejected
            else _("%(answer)s · le reste dû compte le montant corrigé")
        )
        % {"answer": typed(row.answer)[:120]},
        when=moment_words(row.answered_at),
        url=page_url("debt_line_contest", row.statement, str(row.line)),
        is_exercise=row.is_exercise,
    )


def _settlement(row: Any) -> Item:
    head = debts.head_of(row)
    return Item(
        label=_("Arrangement %(number)s · %(company)s")
        % {"number": head.number, "company": local(head.company.labels)},
        note=str(TURNS[head.status]),
        when=date_plain(_since(row)),
        url=page_url("debt_settlement", head.number),
        is_exercise=head.is_exercise,
    )


def _since(row: Any) -> date:
    """The day of the step that put a settlement where it waits; of a simulation, the day asked."""
    at = {
        SettlementStatus.REQUESTED: row.requested_at,
        SettlementStatus.TRANSMITTED: row.transmitted_at,
        SettlementStatus.PREPARED: row.prepared_at,
    }.get(SettlementStatus(row.status))
    day: date = localtime(at).date() if at else row.asked_on
    return day


def _standing(row: Any) -> Item:
    is_refused = row.status == StandingStatus.REFUSED
    return Item(
        label=_("Attestation de régularité · %(company)s") % {"company": local(row.company.labels)},
        note=_("refusée : %(reasons)s") % {"reasons": typed(row.basis)[:120]}
        if is_refused
        else _("la caisse décide"),
        when=moment_words(row.decided_at if is_refused else row.requested_at),
        url=page_url("good_standing", row.number),
        is_exercise=row.is_exercise,
    )


def _block(
    reader: Reader,
    found: Iterable[tuple[Item, bool]],
    *,
    title: str,
    empty: str,
    own_count: int | None = None,
) -> Block:
    return listed(
        reader,
        [item for item, _is_ours in found],
        title=title,
        item=lambda item: item,
        empty=empty,
        more=(_("Dettes et arrangements"), page_url("debts")),
        is_urgent=True,
        own_count=own_count,
    )
