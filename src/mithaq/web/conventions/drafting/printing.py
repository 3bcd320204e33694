"""The signing folder on paper: the text, its order of signatures, each capacity on the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from mithaq.apps.conventions.choices.drafting import FolderStatus
from mithaq.apps.conventions.queries import DraftingDetail, FolderDetail, TurnView, version_content
from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.queries import MandateView, mandates_of_role
from mithaq.base.ports import port
from mithaq.base.text import LANGUAGES, Labels
from mithaq.web.conventions.drafting.clauses import clauses
from mithaq.web.conventions.drafting.naming import names_in
from mithaq.web.shell.dates import date_plain
from mithaq.web.shell.typography import set_text
from mithaq.web.shell.words import local

# The facts of a signature are in the order of signatures, printed above the text.
_APART: Final = frozenset({"signataires"})


def print_folder(
    found: FolderDetail, text: DraftingDetail, *, on: date, language: str, code: str = ""
) -> bytes:
    """Print the folder with the code that will answer for it; same state and day, same bytes."""
    with override(language):
        content = folder_paper(found, text, on=on, code=code)
    return port("documents").pdf(template="signing_folder", content=content, language=language)


def folder_labels(found: FolderDetail) -> Labels:
    """What the paper is, for whoever checks its code."""
    said = {}
    for language in LANGUAGES:
        with override(language):
            title = {"title": found.labels.of(language)}
            said[language] = _("Dossier de signature : %(title)s") % title
    return Labels(**said)


def folder_paper(
    found: FolderDetail, text: DraftingDetail, *, on: date, code: str
) -> dict[str, Any]:
    """Everything that the paper says, in the language of the moment."""
    session = found.session
    return {
        "title": _("Dossier de signature"),
        "subtitle": local(found.labels),
        "house": local(text.steward.labels),
        "running": set_text(
            _("%(reference)s · dossier de signature, version %(number)s")
            % {"reference": found.reference, "number": found.version_number}
        ),
        "exercise": found.is_exercise,
        "dated": on.isoformat(),
        "reference": found.reference,
        "version": str(found.version_number),
        "offered": date_plain(found.opened_at),
        "ceremony": _ceremony(found) if session else "",
        "standing": _standing(found),
        "digest": found.sha256,
        "code": code,
        "how": _("Ce code se vérifie à la page « Vérifier un document » : elle dit qui a signé, et"
                 " si le fichier est bien celui-ci."),
        "checked": _("Qualité vérifiée le %(day)s") % {"day": date_plain(on)},
        "turns": [_turn(turn, on=on) for turn in found.turns],
        "parts": list(_parts(found, text)),
        "wet_note": _(
            "Un exemplaire signé à la main se numérise et s’inscrit au dossier : la convention "
            "entre alors au registre."
        ),
    }  # fmt: skip


def _ceremony(found: FolderDetail) -> str:
    session = found.session
    if session is None:
        return ""
    told = (local(session.labels), local(session.place), date_plain(session.planned_on))
    return _(", ").join(part for part in told if part)


def _standing(found: FolderDetail) -> str:
    if found.status == FolderStatus.SIGNED:
        return _("Signé par tous le %(day)s.") % {"day": date_plain(found.signed_on)}
    if found.status == FolderStatus.OPEN:
        return _(
            "Le texte ci-dessous est offert à la signature. Il ne change plus : toute "
            "correction le ramène en négociation, et ce dossier ne vaut plus."
        )
    closed = _("Dossier clos sans signature de tous : %(reason)s")
    return closed % {"reason": found.closed_reason}


def _turn(turn: TurnView, *, on: date) -> dict[str, Any]:
    held, is_held = _held(turn, on)
    return {
        "rank": turn.rank,
        "body": local(turn.organisation),
        "person": local(turn.person),
        "capacity": _capacity(local(turn.capacity), is_interim=turn.is_interim),
        "held": held,
        "is_held": is_held,
        "signed": _signed(turn),
        "awaited": _("refusée") if turn.refused_on else _("attendue"),
    }


def _held(turn: TurnView, on: date) -> tuple[str, bool]:
    """The mandate checked when it was signed; before that, the one that would hold today."""
    if turn.signed_on is not None:
        return _("vérifiée à la signature"), True
    mandates = mandates_of_role(slug=turn.slug, role=Role.SIGNATORY)
    holds = [mandate for mandate in mandates if mandate.is_in_force(on)]
    if not holds:
        return _("aucun mandat de signataire en vigueur ce jour"), False
    best = min(holds, key=lambda mandate: mandate.capacity.fr != turn.capacity.fr)
    return _mandate(best), True


def _mandate(held: MandateView) -> str:
    quality = _capacity(local(held.capacity) or held.role_label, is_interim=held.is_interim)
    told = {"quality": quality, "first": date_plain(held.starts_on)}
    if held.ends_on is None:
        return _("%(quality)s, depuis le %(first)s") % told
    return _("%(quality)s, du %(first)s au %(last)s") % {**told, "last": date_plain(held.ends_on)}


def _capacity(quality: str, *, is_interim: bool) -> str:
    named = _("par intérim")
    if not is_interim or named in quality:
        return quality
    return _(", ").join(part for part in (quality, named) if part)


def _signed(turn: TurnView) -> str:
    if turn.signed_on is None:
        return ""
    told = {"day": date_plain(turn.signed_on), "form": turn.form_label}
    return _("le %(day)s, %(form)s") % told


def _parts(found: FolderDetail, text: DraftingDetail) -> Iterator[dict[str, Any]]:
    content = version_content(text.id, found.version_number) or {}
    for code, title, rows in clauses(content, names_in(content, text)):
        told = [
            {
                "title": clause.title if len(rows) > 1 else "",
                "lines": [
                    {
                        "label": line.label,
                        "text": line.text,
                        **({"lang": line.lang} if line.lang else {}),
                    }
                    for line in clause.lines
                ],
            }
            for clause in rows
            if clause.lines
        ]
        if told and code not in _APART:
            yield {"title": title, "clauses": told}
