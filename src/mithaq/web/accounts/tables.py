"""The journal as a list."""

from __future__ import annotations

import re
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mithaq.web.accounts.sitting_notes import sitting_note
from mithaq.web.accounts.words import action_words, object_words, reason_words
from mithaq.web.shell.columns import Column, Table
from mithaq.web.shell.dates import moment_words
from mithaq.web.shell.exports import ZonedMoment
from mithaq.web.shell.typography import language, set_text

# Whose reference is a number that people say, and that their name does not hold.
_NUMBERED = frozenset({"control_draw", "reform_proposal", "issued_paper", "staged_file"})
_SAYABLE = re.compile(r"[A-Z0-9][A-Z0-9-]{4,20}")


def _object_note(line: Any) -> str:
    """The nature of the object, and its number where people call it by one; of a committee and of
    its sittings, the convention, since several conventions have one of the same name."""
    nature, reference = object_words(line.object_type), line.object_ref
    if convention := getattr(line, "convention_said", ""):
        return f"{nature} · {convention}"
    is_said = line.object_type in _NUMBERED and _SAYABLE.fullmatch(reference)
    return f"{nature} · {reference}" if is_said else nature


def _object(line: Any) -> str:
    """The name of the object in the reader's language, else as the line keeps it."""
    return getattr(line, "named", "") or _said(line)


def _object_shown(line: Any) -> str:
    """The same for a page: each number in it stands in its own order inside Arabic."""
    return set_text(_object(line))


def _said(line: Any) -> str:
    """What the line keeps: words that the product wrote are said in the reader's language."""
    return getattr(line, "kept_said", "") or str(line.object_label)


def _mandate(line: Any) -> str:
    """The mandate in the reader's language while it is as it was, else as the line keeps it."""
    return getattr(line, "mandate_said", "") or str(line.mandate)


def author(line: Any) -> str:
    """Who wrote a line, as the line keeps it; in Arabic, as the person's account writes it."""
    arabic = line.actor.full_name_ar if line.actor and language() == "ar" else ""
    return arabic or line.actor_label


JOURNAL = Table(
    name="journal",
    caption=_("Lignes du journal, la plus récente d’abord"),
    columns=(
        Column(
            key="at",
            label=_("Quand"),
            value=lambda line: moment_words(line.at),
            # The hour that the page says, with its zone.
            export=lambda line: ZonedMoment.of(line.at),
            sort=("at", "id"),
        ),
        Column(
            key="action",
            label=_("Action"),
            value=lambda line: action_words(line.action),
            url=lambda line: reverse("audit_line", args=[line.public_id]),
            note=sitting_note,
            sort="action",
            is_header=True,
        ),
        Column(
            key="object_label",
            label=_("Objet"),
            kind="code",
            value=_object_shown,
            note=_object_note,
            export=_object,
        ),
        Column(
            key="actor_label",
            label=_("Auteur"),
            kind="code",
            value=author,
            export=author,
            sort="actor_label",
        ),
        Column(
            key="mandate",
            label=_("Mandat"),
            kind="code",
            value=_mandate,
            export=_mandate,
        ),
        Column(
            key="reason",
            label=_("Motif"),
            kind="code",
            value=lambda line: reason_words(line.reason),
            export=lambda line: reason_words(line.reason),
        ),
        Column(
            key="object_type",
            label=_("Nature"),
            value=lambda line: object_words(line.object_type),
            is_shown=False,
        ),
        Column(key="object_ref", label=_("Référence"), kind="code", is_shown=False),
        Column(key="public_id", label=_("Identifiant"), kind="code", is_shown=False),
    ),
    empty=_("Le journal n’a encore aucune ligne."),
    source=_("Journal de l’installation"),
    definition=_(
        "Chaque écriture laisse une ligne, qui n’est jamais modifiée ni supprimée ; "
        "les lignes sont scellées par lots."
    ),
)
