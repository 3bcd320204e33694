"""Figures are added, never corrected in place: a correction is a figure that revises another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from mithaq.apps.accounts import operations as accounts
from mithaq.apps.accounts.models import User
from mithaq.apps.observatory.events import FiguresRecorded
from mithaq.apps.observatory.models import Conflict, ConflictSide, Reading, Statement
from mithaq.apps.observatory.operations.drafts import ConflictDraft, FigureDraft
from mithaq.apps.observatory.queries.bearers import Bearer, bearer
from mithaq.base.errors import Fault, Refusal, refuse_if_any
from mithaq.base.text import Labels


@transaction.atomic
def record_figures(
    *,
    reference: str,
    figures: Sequence[FigureDraft],
    conflicts: Sequence[ConflictDraft],
    actor: User | None,
    mandate: str,
    reason: str,
    at: datetime,
) -> FiguresRecorded:
    """Write the figures said about a convention, their readings and their conflicts.

    Raises ``Refusal`` with every fault at once: a code already taken, a detail of an unknown
    figure, a reading without the figure it is a share of, a conflict with an unknown side.
    """
    convention = bearer(reference)
    refuse_if_any(
        figure_faults(
            figures,
            conflicts,
            has_set=bool(convention.convention_set_id),
            is_exercise=convention.is_exercise,
        )
    )
    written: dict[str, Statement] = {}
    for rank, draft in enumerate(figures, start=1):
        written[draft.code] = _write_figure(convention, draft, rank=rank, written=written, at=at)
    conflict_ids = [write_conflict(draft) for draft in conflicts]
    accounts.record(
        actor=actor,
        mandate=mandate,
        action="observatory.record_figures",
        object_type="convention",
        object_ref=reference,
        object_label=convention.label_fr,
        before=None,
        after={"figures": list(written), "conflicts": [draft.code for draft in conflicts]},
        reason=reason,
        at=at,
    )
    return FiguresRecorded(
        statement_ids=tuple(row.pk for row in written.values()), conflict_ids=tuple(conflict_ids)
    )


@transaction.atomic
def withdraw_figures(
    *, reference: str, actor: User | None, mandate: str, reason: str, at: datetime
) -> tuple[str, ...]:
    """Undo a recording: remove the figures of a convention and the conflicts said with them.

    Raises ``Refusal`` when a figure recorded later disagrees with one of them: that conflict is
    somebody else's. ``ProtectedError`` when a later figure details or revises one of them.
    """
    rows = Statement.objects.filter(convention__reference=reference)
    codes = tuple(rows.order_by("rank").values_list("code", flat=True))
    conflicts = list(
        ConflictSide.objects.filter(statement__in=rows).values_list("conflict_id", flat=True)
    )
    _refuse_disputed(rows, conflicts)
    ConflictSide.objects.filter(conflict_id__in=conflicts).delete()
    Conflict.objects.filter(pk__in=conflicts).delete()
    Reading.objects.filter(statement__in=rows).delete()
    # Details before what they detail: every key is PROTECT.
    for row in rows.order_by("-rank"):
        row.delete()
    accounts.record(
        actor=actor,
        mandate=mandate,
        action="observatory.withdraw_figures",
        object_type="convention",
        object_ref=reference,
        object_label=reference,
        before={"figures": list(codes)},
        after=None,
        reason=reason,
        at=at,
    )
    return codes


def _refuse_disputed(rows: QuerySet[Statement], conflicts: Sequence[int]) -> None:
    """A conflict is written with its last side: a side after these figures came with others."""
    last = rows.order_by("-pk").values_list("pk", flat=True).first() or 0
    later = ConflictSide.objects.filter(conflict_id__in=conflicts, statement_id__gt=last)
    refuse_if_any(
        _fault("conflicts", "figure.withdraw.nothing_rests", _DISPUTED, code)
        for code in later.order_by("statement_id").values_list("conflict__code", flat=True)
    )


def figure_faults(
    figures: Sequence[FigureDraft],
    conflicts: Sequence[ConflictDraft],
    *,
    has_set: bool,
    is_exercise: bool,
    before: Set[str] = frozenset(),
) -> list[Fault]:
    """Find everything wrong with figures and conflicts before any is written.

    ``before`` names figures that will be recorded first, in the same transaction. An exercise
    touches no real figure: it would show on the pages of what somebody really said.
    """
    known = {draft.code for draft in figures}
    named = {code for draft in figures for code in (draft.part_of_code, draft.revises_code) if code}
    named |= {code for draft in conflicts for code in draft.side_codes}
    stored = dict(
        Statement.objects.filter(code__in=named | known).values_list("code", "is_exercise")
    )
    elsewhere = set(stored) | before
    apart = {code for code, invented in stored.items() if invented != is_exercise}
    return [
        *_code_faults(figures, known=known, elsewhere=elsewhere, has_set=has_set),
        *conflict_faults(conflicts, known=known | elsewhere),
        *_mixing_faults(figures, conflicts, apart=apart),
    ]


def _code_faults(
    figures: Sequence[FigureDraft], *, known: set[str], elsewhere: set[str], has_set: bool
) -> Iterator[Fault]:
    seen: set[str] = set()
    named = {draft.revises_code for draft in figures if draft.revises_code}
    revised: set[str | None] = set(
        Statement.objects.filter(revises__code__in=named).values_list("revises__code", flat=True)
    )
    for index, draft in enumerate(figures):
        where = f"figures[{index}]"
        if draft.code in seen or draft.code in elsewhere:
            yield _fault(f"{where}.code", "figure.code.unique", _TAKEN, draft.code)
        for field, code in (("part_of", draft.part_of_code), ("revises", draft.revises_code)):
            # part_of looks back: a detail stands after the figure it details.
            if code and code not in seen | elsewhere:
                yield _fault(f"{where}.{field}", f"figure.{field}.exists", _UNKNOWN, code)
        if draft.readings and not draft.part_of_code:
            yield _fault(f"{where}.readings", "reading.needs_whole", _NO_WHOLE, draft.code)
        letters = [reading.letter for reading in draft.readings]
        if len(set(letters)) < len(letters):
            yield _fault(f"{where}.readings", "reading.letter.unique", _SAME_LETTER, draft.code)
        if draft.revises_code and draft.revises_code in revised:
            yield _fault(f"{where}.revises", "figure.revises.once", _REVISED, draft.revises_code)
        revised.add(draft.revises_code)
        if draft.is_about_set and not has_set:
            yield _fault(f"{where}.scope", "figure.scope.set_exists", _NO_SET, draft.code)
        seen.add(draft.code)


def conflict_faults(conflicts: Sequence[ConflictDraft], *, known: set[str]) -> Iterator[Fault]:
    """Find what is wrong with conflicts; ``known`` are the figures they may name."""
    taken = set(
        Conflict.objects.filter(code__in=[draft.code for draft in conflicts]).values_list(
            "code", flat=True
        )
    )
    for index, draft in enumerate(conflicts):
        where = f"conflicts[{index}]"
        if draft.code in taken:
            yield _fault(f"{where}.code", "conflict.code.unique", _TAKEN, draft.code)
        taken.add(draft.code)
        sides = set(draft.side_codes)
        if len(sides) < max(2, len(draft.side_codes)):
            yield _fault(f"{where}.sides", "conflict.has_two_sides", _ONE_SIDE, draft.code)
        for code in draft.side_codes:
            if code not in known:
                yield _fault(f"{where}.sides", "conflict.side.exists", _UNKNOWN, code)


def _mixing_faults(
    figures: Sequence[FigureDraft], conflicts: Sequence[ConflictDraft], *, apart: Set[str]
) -> Iterator[Fault]:
    rule = "figure.exercise_apart"
    for index, draft in enumerate(figures):
        for field, code in (("part_of", draft.part_of_code), ("revises", draft.revises_code)):
            if code in apart:
                yield _fault(f"figures[{index}].{field}", rule, _MIXED, str(code))
    for index, conflict in enumerate(conflicts):
        for code in conflict.side_codes:
            if code in apart:
                yield _fault(f"conflicts[{index}].sides", rule, _MIXED, code)


_TAKEN = Labels(
    "Le code « {0} » est déjà pris.", "الرمز «{0}» مأخوذ.", "Code “{0}” is already taken."
)
_UNKNOWN = Labels(
    "Le chiffre « {0} » n’est ni plus haut dans ce fichier ni déjà inscrit.",
    "الرقم «{0}» غير وارد أعلاه في هذا الملف ولا مسجل من قبل.",
    "Figure “{0}” is neither above in this file nor already recorded.",
)
_NO_WHOLE = Labels(
    "Une lecture dit de quoi « {0} » est une part : il manque part_of.",
    "القراءة تحدد ما يشكل «{0}» جزءا منه: ينقص part_of.",
    "A reading says what “{0}” is a share of: part_of is missing.",
)
_SAME_LETTER = Labels(
    "Deux lectures de « {0} » portent la même lettre.",
    "قراءتان من «{0}» تحملان الحرف نفسه.",
    "Two readings of “{0}” bear the same letter.",
)
_REVISED = Labels(
    "Le chiffre « {0} » est déjà révisé par un autre : révisez le plus récent.",
    "الرقم «{0}» راجعه رقم آخر من قبل: راجعوا الأحدث.",
    "Figure “{0}” is already revised by another: revise the latest.",
)
_NO_SET = Labels(
    "« {0} » porte sur un ensemble, mais la convention n’en nomme aucun.",
    "«{0}» يخص مجموعة اتفاقيات، والاتفاقية لا تذكر أي مجموعة.",
    "“{0}” is about a set, but the convention names none.",
)
_ONE_SIDE = Labels(
    "Le conflit « {0} » oppose au moins deux chiffres différents, chacun nommé une fois.",
    "التعارض «{0}» يقوم بين رقمين مختلفين على الأقل، يذكر كل منهما مرة واحدة.",
    "Conflict “{0}” sets at least two different figures against each other, each named once.",
)
_MIXED = Labels(
    "« {0} » n’est pas du même registre : un exercice ne détaille, ne révise ni ne contredit un "
    "chiffre réel, et l’inverse.",
    "«{0}» ليس من السجل نفسه: التمرين لا يفصل رقما حقيقيا ولا يراجعه ولا يعارضه، والعكس كذلك.",
    "“{0}” is of the other kind: an exercise does not detail, revise or contradict a real figure, "
    "nor the reverse.",
)
_DISPUTED = Labels(
    "Le conflit « {0} » oppose un chiffre inscrit plus tard à l’un de ceux-ci : retirez d’abord "
    "ce qui l’a apporté.",
    "التعارض «{0}» يضع رقما سجل لاحقا في مواجهة أحد هذه الأرقام: اسحبوا أولا ما أتى به.",
    "Conflict “{0}” sets a figure recorded later against one of these: withdraw first what "
    "brought it.",
)


def _fault(where: str, rule: str, sentence: Labels, value: str) -> Fault:
    said = Labels(*(text.format(value) for text in (sentence.fr, sentence.ar, sentence.en)))
    return Fault(where=where, sentence=said, rule=rule)


def _find(code: str | None, written: dict[str, Statement]) -> Statement | None:
    if not code:
        return None
    return written.get(code) or Statement.objects.get(code=code)


def _write_figure(
    convention: Bearer,
    draft: FigureDraft,
    *,
    rank: int,
    written: dict[str, Statement],
    at: datetime,
) -> Statement:
    row = Statement.objects.create(
        code=draft.code,
        label_fr=draft.title.fr,
        label_ar=draft.title.ar,
        label_en=draft.title.en,
        indicator_version_id=draft.indicator_version_id,
        convention_id=convention.convention_id,
        convention_set_id=convention.convention_set_id if draft.is_about_set else None,
        organisation_id=draft.organisation_id,
        territory_id=draft.territory_id,
        value=draft.value,
        qualifier=draft.qualifier,
        as_of=draft.as_of.on,
        as_of_precision=draft.as_of.precision,
        period_fr=draft.period.fr,
        period_ar=draft.period.ar,
        period_en=draft.period.en,
        said_on=draft.said.on,
        said_precision=draft.said.precision,
        grade=draft.grade,
        note_fr=draft.note.fr,
        note_ar=draft.note.ar,
        note_en=draft.note.en,
        part_of=_find(draft.part_of_code, written),
        revises=_find(draft.revises_code, written),
        rank=rank,
        headline_rank=draft.headline_rank,
        is_exercise=convention.is_exercise,
        source_id=draft.source_id,
        locator=draft.locator,
        recorded_at=at,
    )
    Reading.objects.bulk_create(
        Reading(
            statement=row,
            letter=reading.letter,
            kind=reading.kind,
            label_fr=reading.text.fr,
            label_ar=reading.text.ar,
            label_en=reading.text.en,
        )
        for reading in draft.readings
    )
    return row


def write_conflict(draft: ConflictDraft) -> int:
    """Write a conflict and its sides; give its key."""
    conflict = Conflict.objects.create(
        code=draft.code,
        label_fr=draft.title.fr,
        label_ar=draft.title.ar,
        label_en=draft.title.en,
        why_fr=draft.why.fr,
        why_ar=draft.why.ar,
        why_en=draft.why.en,
        settle_fr=draft.settle.fr,
        settle_ar=draft.settle.ar,
        settle_en=draft.settle.en,
        settle_grade=draft.settle_grade,
    )
    rows = {row.code: row for row in Statement.objects.filter(code__in=draft.side_codes)}
    if missing := [code for code in draft.side_codes if code not in rows]:
        raise Refusal([_fault("conflicts", "conflict.side.exists", _UNKNOWN, missing[0])])
    ConflictSide.objects.bulk_create(
        ConflictSide(conflict=conflict, statement=rows[code], rank=rank)
        for rank, code in enumerate(draft.side_codes, start=1)
    )
    return conflict.pk
