"""What happened to a text, in time: its stages, visas, votes, signatures and refusals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mithaq.apps.conventions.choices.drafting import FolderStatus, SignatureForm
from mithaq.apps.conventions.queries import DraftingDetail, FolderDetail, TurnView
from mithaq.base.dates import UncertainDate
from mithaq.web.shell.components import Event
from mithaq.web.shell.words import local


def history_of(text: DraftingDetail, folders: Iterable[FolderDetail]) -> list[Event]:
    """The dated facts of a text, the oldest first; saved versions have their own list."""
    found = [*_of_text(text)]
    for folder in folders:
        found += _of_folder(folder)
    return [event for _day, event in sorted(found, key=lambda item: item[0])]


def _of_text(text: DraftingDetail) -> Iterator[tuple[date, Event]]:
    yield _event(text.opened_at, _("Projet ouvert"), note=local(text.steward.labels))
    for visa in text.visas:
        if visa.decided_at is None:
            continue
        told = {"body": local(visa.labels), "answer": visa.status_label}
        version = _("version %(number)s") % {"number": visa.version_number}
        yield _event(
            visa.decided_at,
            _("Visa, %(body)s : %(answer)s") % told,
            note=_(", ").join(part for part in (version, visa.words) if part),
        )
    for vote in text.deliberations:
        told = {"body": local(vote.labels), "outcome": vote.outcome_label}
        yield _event(
            vote.session_on,
            _("Délibération, %(body)s : %(outcome)s") % told,
            note=_("numéro %(number)s") % {"number": vote.number},
        )


def _of_folder(folder: FolderDetail) -> Iterator[tuple[date, Event]]:
    url = reverse("folder", args=[folder.public_id])
    version = _("version %(number)s") % {"number": folder.version_number}
    yield _event(folder.opened_at, _("Texte offert à la signature"), note=version, url=url)
    for turn in folder.turns:
        if turn.signed_on is not None:
            said = _("%(body)s a signé") % {"body": local(turn.organisation)}
            yield _event(turn.signed_on, said, note=_who(turn, turn.form_label), is_act=True)
        if turn.refused_on is not None:
            said = _("%(body)s a refusé de signer") % {"body": local(turn.organisation)}
            yield _event(
                turn.refused_on, said, note=_who(turn, turn.refusal_reason), is_act=True, url=url
            )
    if folder.status == FolderStatus.WITHDRAWN and folder.closed_at:
        yield _event(folder.closed_at, _("Dossier retiré"), note=folder.closed_reason, url=url)


def refusal_words(turn: TurnView) -> str:
    """How a refusal came: said in the application, or received on paper."""
    if turn.refusal_form == SignatureForm.ON_PAPER:
        return _("reçu par écrit")
    return _("dit dans l’application")


def _who(turn: TurnView, said: str) -> str:
    return _(", ").join(part for part in (local(turn.person), said) if part)


def _event(
    when: date | datetime, text: str, *, note: str = "", url: str = "", is_act: bool = False
) -> tuple[date, Event]:
    day = timezone.localtime(when).date() if isinstance(when, datetime) else when
    on = UncertainDate.parse(day.isoformat())
    return day, Event(on=on, text=text, note=note, url=url, kind="act" if is_act else "fact")
