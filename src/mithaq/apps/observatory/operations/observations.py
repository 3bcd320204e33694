"""A figure is added, corrected by another one, or withdrawn with a reason; never rewritten."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from mithaq.apps.accounts import operations as accounts
from mithaq.apps.observatory.events import FigureWithdrawn, ObservationsRecorded
from mithaq.apps.observatory.models import ConflictSide, Statement
from mithaq.apps.observatory.operations import _observation_checks as checks
from mithaq.apps.observatory.operations.drafts import ObservationDraft
from mithaq.apps.observatory.queries.links import Links
from mithaq.apps.observatory.queries.scopes import Keys, keys_of, label_of
from mithaq.base.errors import Fault, Refusal, refuse_if_any
from mithaq.base.text import Labels

BATCH = 200


def observation_faults(
    drafts: Sequence[ObservationDraft], *, today: date, lines: Sequence[int] = ()
) -> list[Fault]:
    """Say everything that would refuse these figures, before anybody confirms."""
    return checks.faults_of(drafts, checks.links_for(drafts), today=today, lines=lines)


@transaction.atomic
def record_observations(
    *,
    drafts: Sequence[ObservationDraft],
    actor: Any,
    mandate: str,
    reason: str,
    at: datetime,
) -> ObservationsRecorded:
    """Write figures, all or none; a figure that corrects another names it and says why.

    Raises ``Refusal`` with every fault at once.
    """
    links = checks.links_for(drafts)
    refuse_if_any(checks.faults_of(drafts, links, today=timezone.localtime(at).date()))
    codes, keys = checks.codes_of(drafts), keys_of(drafts)
    Statement.objects.bulk_create(
        (_row(draft, code, links, keys, at=at) for draft, code in zip(drafts, codes, strict=True)),
        batch_size=BATCH,
    )
    first = drafts[0]
    accounts.record(
        actor=actor,
        mandate=mandate,
        action="observatory.correct_figure" if first.revises else "observatory.add_figures",
        object_type="figure",
        object_ref=codes[0],
        object_label=(first.title or label_of(first, keys)).fr,
        before={"figure": first.revises} if first.revises else None,
        after={"figures": codes},
        reason=reason,
        at=at,
    )
    return ObservationsRecorded(codes=tuple(codes))


@transaction.atomic
def withdraw_figure(
    *, code: str, actor: Any, mandate: str, reason: str, at: datetime
) -> FigureWithdrawn:
    """Take a figure out of the lists and sums; its page stays, with the reason.

    Raises ``Refusal`` when it does not stand, when another revises it, or without a reason.
    """
    row = Statement.objects.select_for_update(of=("self",)).filter(code=code).first()
    if row is None:
        raise Refusal.because(where="code", sentence=_said(_UNKNOWN, code), rule="figure.exists")
    faults = []
    if row.withdrawn_at is not None:
        faults.append(Fault("code", _said(_ALREADY, code), "figure.withdraw.once"))
    if not reason.strip():
        faults.append(Fault("reason", _NO_REASON, "figure.withdraw.reason"))
    later = Statement.objects.filter(revises=row, withdrawn_at__isnull=True).first()
    if later is not None:
        faults.append(Fault("code", _said(_REVISED, later.code), "figure.withdraw.latest"))
    refuse_if_any(faults)
    row.withdrawn_at, row.withdrawal_reason = at, reason.strip()
    row.save(update_fields=["withdrawn_at", "withdrawal_reason"])
    accounts.record(
        actor=actor,
        mandate=mandate,
        action="observatory.withdraw_figure",
        object_type="figure",
        object_ref=code,
        object_label=row.label_fr,
        before={"figures": [code]},
        after=None,
        reason=reason,
        at=at,
    )
    return FigureWithdrawn(code=code)


@transaction.atomic
def erase_observations(
    *, codes: Sequence[str], actor: Any, mandate: str, reason: str, at: datetime
) -> int:
    """Undo an import: take its figures away as if they had never been written.

    Raises ``Refusal`` when something came to rest on one of them: a correction, a detail or a
    conflict that somebody wrote since.
    """
    erased = 0
    for start in range(0, len(codes), BATCH):
        part = list(codes[start : start + BATCH])
        _refuse_if_used(part, set(codes))
    # Corrections go before what they correct: the last written, the first erased.
    rows = [
        row
        for start in range(0, len(codes), BATCH)
        for row in Statement.objects.filter(code__in=codes[start : start + BATCH])
    ]
    rows.sort(key=lambda row: row.pk, reverse=True)
    corrections = [row.pk for row in rows if row.revises_id]
    others = [row.pk for row in rows if not row.revises_id]
    try:
        for pk in corrections:
            erased += Statement.objects.filter(pk=pk).delete()[0]
        for start in range(0, len(others), BATCH):
            erased += Statement.objects.filter(pk__in=others[start : start + BATCH]).delete()[0]
    except ProtectedError as error:
        raise Refusal.because(where="file", sentence=_USED, rule="import.undo.rests") from error
    accounts.record(
        actor=actor,
        mandate=mandate,
        action="observatory.erase_figures",
        object_type="figure",
        object_ref=codes[0] if codes else "",
        object_label="",
        before={"figures": list(codes)},
        after=None,
        reason=reason,
        at=at,
    )
    return erased


def _refuse_if_used(part: Sequence[str], all_codes: set[str]) -> None:
    near = Statement.objects.filter(revises__code__in=part).values_list("code", "revises__code")
    details = Statement.objects.filter(part_of__code__in=part).values_list("code", "part_of__code")
    faults = [
        Fault(whole, _said(_RESTS, code), "import.undo.rests")
        for code, whole in (*near, *details)
        if code not in all_codes
    ]
    sides = ConflictSide.objects.filter(statement__code__in=part).order_by("pk")
    faults += [
        Fault(code, _said(_RESTS, conflict), "import.undo.rests")
        for code, conflict in sides.values_list("statement__code", "conflict__code")
    ]
    refuse_if_any(faults)


def _row(
    draft: ObservationDraft, code: str, links: Links, keys: Keys, *, at: datetime
) -> Statement:
    # The title given, else what the figure is about.
    label = draft.title or label_of(draft, keys)
    period = draft.period or (None, None)
    return Statement(
        code=code,
        label_fr=label.fr,
        label_ar=label.ar,
        label_en=label.en,
        indicator_version_id=links.versions[draft.indicator, draft.version].pk,
        convention_id=links.conventions.get(draft.convention, (None, False))[0],
        organisation_id=links.organisations.get(draft.organisation, (None, False))[0],
        territory_id=links.territories.get(draft.territory),
        category_id=links.terms.get(draft.category),
        sex=draft.sex,
        milieu=draft.milieu,
        value=draft.value,
        qualifier=draft.qualifier,
        as_of=draft.as_of.on,
        as_of_precision=draft.as_of.precision,
        period_from=period[0],
        period_to=period[1],
        period_fr=draft.period_words.fr,
        period_ar=draft.period_words.ar,
        period_en=draft.period_words.en,
        said_on=draft.said.on,
        said_precision=draft.said.precision,
        grade=draft.grade,
        standing=draft.standing,
        note_fr=draft.note.fr,
        note_ar=draft.note.ar,
        note_en=draft.note.en,
        revises_id=links.revised[draft.revises].pk if draft.revises else None,
        revision_reason=draft.reason if draft.revises else "",
        is_exercise=checks.is_invented(draft, links),
        source_id=links.sources[draft.source][0],
        locator=draft.locator,
        recorded_at=at,
    )


def _said(sentence: Labels, value: str) -> Labels:
    return Labels(*(text.format(value) for text in (sentence.fr, sentence.ar, sentence.en)))


_UNKNOWN = Labels(
    "Aucun chiffre n’a le code « {0} ».", "لا رقم يحمل الرمز «{0}».", "No figure has code “{0}”."
)
_ALREADY = Labels(
    "« {0} » est déjà retiré.", "«{0}» مسحوب من قبل.", "“{0}” is already withdrawn."
)  # fmt: skip
_NO_REASON = Labels("Un retrait dit pourquoi.", "كل سحب يذكر سببه.", "A withdrawal says why.")
_REVISED = Labels(
    "« {0} » révise ce chiffre : retirez d’abord le plus récent.",
    "«{0}» يراجع هذا الرقم: اسحبوا الأحدث أولا.",
    "“{0}” revises this figure: withdraw the latest first.",
)
_RESTS = Labels(
    "« {0} », écrit depuis, repose sur ce chiffre : retirez-le d’abord.",
    "«{0}» كتب بعد ذلك ويقوم على هذا الرقم: اسحبوه أولا.",
    "“{0}”, written since, rests on this figure: withdraw it first.",
)
_USED = Labels(
    "Quelque chose repose encore sur un chiffre de ce fichier : il ne peut pas être effacé.",
    "ما زال شيء يقوم على رقم من هذا الملف: لا يمكن محوه.",
    "Something still rests on a figure of this file: it cannot be erased.",
)
