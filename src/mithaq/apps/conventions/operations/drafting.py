"""A text is opened, saved version after version, commented; nothing saved is ever lost.

The content of a version is the content of a convention file: a mapping of plain values. A save
replaces whole parts of it (« parties », « targets » …). When somebody else saved the same part
meanwhile, the save is refused and both are shown; when it was another part, both are kept.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from mithaq.apps.conventions.choices.drafting import BodyPart, DraftingStage
from mithaq.apps.conventions.events import CommentWritten, DraftingOpened, VersionSaved
from mithaq.apps.conventions.models import (
    Convention,
    DraftComment,
    Drafting,
    DraftingBody,
    DraftVersion,
)
from mithaq.apps.conventions.operations import _drafting_words as words
from mithaq.apps.conventions.operations._drafting_rows import (
    bodies_of,
    current,
    digest,
    line,
    locked,
    slugs,
    steward_of,
)
from mithaq.apps.conventions.policies import (
    can_edit_drafting,
    can_open_drafting,
    can_steer_drafting,
)
from mithaq.apps.organisations.queries import MandateView, organisations
from mithaq.base.errors import Fault, Refusal, refuse_if_any
from mithaq.base.text import LANGUAGES

WRITABLE: Final = (DraftingStage.IDEA, DraftingStage.NEGOTIATION)
_COLUMNS: Final = 300


@transaction.atomic
def open_drafting(
    *,
    content: Mapping[str, Any],
    visas: Collection[str] = (),
    deliberating: Collection[str] = (),
    template_code: str = "",
    note: str = "",
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> DraftingOpened:
    """Open a text in the name of the mandate's organisation, as an idea, with its first version."""
    if under is None or not can_open_drafting(under):
        raise Refusal(words.not_yours())
    reference = str(content.get("reference") or "")
    if _is_taken(reference, None):
        raise Refusal(words.reference_taken(reference))
    drafting = Drafting(
        stage=DraftingStage.IDEA,
        template_code=template_code,
        version_number=1,
        is_exercise=under.is_exercise,
        opened_at=at,
        changed_at=at,
    )
    _copy_columns(drafting, content)
    drafting.save()
    asked = [(under.organisation, BodyPart.STEWARD)]
    asked += [(slug, BodyPart.VISA) for slug in visas]
    asked += [(slug, BodyPart.DELIBERATING) for slug in deliberating]
    _write_bodies(drafting, [*asked, *_parties(content)])
    _write_version(drafting, content, section="", note=note, actor=actor, under=under, at=at)
    line(drafting, "open", actor=actor, under=under, at=at, after={"template": template_code})
    return DraftingOpened(public_id=str(drafting.public_id), reference=drafting.reference)


@transaction.atomic
def save_version(
    *,
    public_id: str,
    changes: Mapping[str, Any],
    base_number: int,
    section: str,
    note: str = "",
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> VersionSaved:
    """Replace some parts of the text in a new version; None takes a part out.

    ``base_number`` is the version that the writer read. The same content again writes nothing.
    """
    drafting, bodies = locked(public_id, under)
    if not can_edit_drafting(under, slugs(bodies)):
        raise Refusal(words.not_yours(steward_of(bodies).organisation.labels))
    if drafting.stage not in WRITABLE:
        raise Refusal(words.frozen(DraftingStage(drafting.stage)))
    latest = current(drafting).content
    base = DraftVersion.objects.filter(drafting=drafting, number=base_number).first()
    read = base.content if base else {}
    moved = [key for key in changes if latest.get(key) != read.get(key)]
    if any(latest.get(key) != changes[key] for key in moved):
        raise Refusal(words.stale(drafting.version_number))
    content = {**latest, **changes}
    content = {key: value for key, value in content.items() if value not in (None, "", [], {})}
    reference = str(content.get("reference") or "")
    if _is_taken(reference, drafting):
        raise Refusal(words.reference_taken(reference))
    number = drafting.version_number
    if content == latest:
        return VersionSaved(public_id=public_id, number=number, is_new=False)
    drafting.version_number, drafting.changed_at = number + 1, at
    _copy_columns(drafting, content)
    drafting.save()
    DraftingBody.objects.filter(drafting=drafting, part=BodyPart.PARTY).delete()
    _write_bodies(drafting, _parties(content))
    _write_version(drafting, content, section=section, note=note, actor=actor, under=under, at=at)
    line(
        drafting, "save", actor=actor, under=under, at=at, reason=note,
        before={"version": number}, after={"version": number + 1, "section": section},
    )  # fmt: skip
    return VersionSaved(public_id=public_id, number=number + 1, is_new=True)


@transaction.atomic
def set_circuit(
    *,
    public_id: str,
    visas: Sequence[str],
    deliberating: Sequence[str],
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> None:
    """Name the bodies that must visa the text and those that deliberate on it."""
    drafting, bodies = locked(public_id, under)
    if not can_steer_drafting(under, slugs(bodies, BodyPart.STEWARD)):
        raise Refusal(words.not_yours(steward_of(bodies).organisation.labels))
    if drafting.stage not in WRITABLE:
        raise Refusal(words.frozen(DraftingStage(drafting.stage)))
    parts = (BodyPart.VISA, BodyPart.DELIBERATING)
    before: dict[str, object] = {str(part): sorted(slugs(bodies, part)) for part in parts}
    DraftingBody.objects.filter(drafting=drafting, part__in=parts).delete()
    asked = [(slug, BodyPart.VISA) for slug in visas]
    asked += [(slug, BodyPart.DELIBERATING) for slug in deliberating]
    _write_bodies(drafting, asked)
    now = bodies_of(drafting)
    after: dict[str, object] = {str(part): sorted(slugs(now, part)) for part in parts}
    line(drafting, "circuit", actor=actor, under=under, at=at, before=before, after=after)


@transaction.atomic
def write_comment(
    *,
    public_id: str,
    clause: str,
    body: str,
    parent_id: int | None = None,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> CommentWritten:
    """Say something of a clause, or answer; anyone who sees the text may."""
    drafting, _bodies = locked(public_id, under)
    parent = None
    if parent_id is not None:
        parent = _open_comment(drafting, parent_id)
        clause = parent.clause
    if not body.strip():
        raise Refusal(words.empty("body"))
    comment = DraftComment.objects.create(
        drafting=drafting,
        version_number=drafting.version_number,
        clause=clause[:80],
        parent=parent,
        body=body.strip(),
        author=actor,
        mandate=under.text if under else "",
        written_at=at,
    )
    line(drafting, "comment", actor=actor, under=under, at=at, after={"clause": clause})
    return CommentWritten(comment_id=comment.pk, clause=comment.clause)


@transaction.atomic
def resolve_comment(
    *, public_id: str, comment_id: int, actor: Any, under: MandateView | None, at: datetime
) -> None:
    """Settle a comment: its author may, and so may whoever writes in the text."""
    drafting, bodies = locked(public_id, under)
    comment = _open_comment(drafting, comment_id)
    is_author = actor is not None and comment.author_id == actor.pk
    if not is_author and not can_edit_drafting(under, slugs(bodies)):
        raise Refusal(words.not_yours(steward_of(bodies).organisation.labels))
    comment.resolved_at, comment.resolved_by = at, actor
    comment.save(update_fields=["resolved_at", "resolved_by"])
    line(drafting, "resolve", actor=actor, under=under, at=at, after={"clause": comment.clause})


def _open_comment(drafting: Drafting, comment_id: int) -> DraftComment:
    found = DraftComment.objects.filter(
        drafting=drafting, pk=comment_id, parent__isnull=True, resolved_at__isnull=True
    ).first()
    if found is None:
        raise Refusal(words.no_such_comment())
    return found


def _is_taken(reference: str, own: Drafting | None) -> bool:
    others = Drafting.objects.filter(reference=reference)
    if own is not None:
        others = others.exclude(pk=own.pk)
    return others.exists() or Convention.objects.filter(reference=reference).exists()


def _copy_columns(drafting: Drafting, content: Mapping[str, Any]) -> None:
    """What lists show of a text, copied from its content."""
    title = content.get("title") or {}
    drafting.reference = str(content.get("reference") or "")[:60]
    drafting.kind = str(content.get("kind") or "partnership")
    said = {name: str(title.get(name) or "")[:_COLUMNS] for name in LANGUAGES}
    named = said if any(said.values()) else {**said, "fr": drafting.reference}
    drafting.label_fr, drafting.label_ar, drafting.label_en = named.values()


def _parties(content: Mapping[str, Any]) -> list[tuple[str, BodyPart]]:
    found = (str(item.get("organisation") or "") for item in content.get("parties") or ())
    return [(slug, BodyPart.PARTY) for slug in dict.fromkeys(found) if slug]


def _write_bodies(drafting: Drafting, asked: Sequence[tuple[str, BodyPart]]) -> None:
    rows = organisations().order_by().filter(slug__in=[slug for slug, _part in asked])
    known = {row.slug: row for row in rows}
    faults: list[Fault] = [
        words.unknown_body(slug, part.value) for slug, part in asked if slug not in known
    ]
    strangers = [row.slug for row in known.values() if row.is_exercise != drafting.is_exercise]
    if strangers:
        faults.append(words.mixed_bodies(strangers))
    refuse_if_any(faults)
    DraftingBody.objects.bulk_create(
        DraftingBody(drafting=drafting, organisation=known[slug], part=part, rank=rank)
        for rank, (slug, part) in enumerate(dict.fromkeys(asked), start=1)
    )


def _write_version(
    drafting: Drafting,
    content: Mapping[str, Any],
    *,
    section: str,
    note: str,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> None:
    DraftVersion.objects.create(
        drafting=drafting,
        number=drafting.version_number,
        content=dict(content),
        sha256=digest(content),
        section=section,
        note=note.strip()[:300],
        author=actor,
        mandate=under.text if under else "",
        saved_at=at,
    )
