"""Reporting on a commitment: each report stands; a correction is a new one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise

from django.db import transaction
from django.utils import timezone

from mithaq.apps.accounts import operations as accounts
from mithaq.apps.conventions.choices import (
    UNREPORTED,
    Grade,
    ProgressState,
)
from mithaq.apps.conventions.events import ProgressRecorded
from mithaq.apps.conventions.models import Commitment, CommitmentProgress
from mithaq.apps.conventions.models.following import PROVEN
from mithaq.apps.conventions.operations._progress_doubts import quantity_doubts
from mithaq.apps.conventions.operations.owning import locked_commitment
from mithaq.apps.conventions.queries.duties import duty
from mithaq.apps.conventions.queries.progress import standing_reports
from mithaq.apps.conventions.queries.steps import is_step
from mithaq.apps.reference.queries import sources_by_code
from mithaq.base.errors import Fault, refuse_if_any
from mithaq.base.text import Labels

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What proves a report: a document deposited, an address, or a source of the register."""

    name: str = ""
    sha256: str = ""
    url: str = ""
    source: str = ""

    def __bool__(self) -> bool:
        """Tell whether there is any proof."""
        return bool(self.sha256 or self.url or self.source)


NO_EVIDENCE = Evidence()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressDraft:
    """What is reported of a commitment; ``corrects`` is the number of the report corrected."""

    stated_on: date
    state: str
    done: Labels
    quantity: Decimal | None = None
    grade: str = Grade.RECORDED
    evidence: Evidence = NO_EVIDENCE
    corrects: int | None = None
    reason: str = ""
    # A quantity that surprises stands for whoever checked it, and says why.
    is_confirmed: bool = False


@transaction.atomic
def record_progress(
    *,
    reference: str,
    number: int,
    draft: ProgressDraft,
    actor: int | None,
    mandate: str,
    at: datetime,
) -> ProgressRecorded:
    """Report where a commitment stands, or correct an earlier report by a new one.

    Raises ``Refusal`` with every fault at once: a step that the life cycle does not know, a day
    to come, nothing said, a proof that lacks for its grade, a correction without reason, more than
    twice what was promised that nobody confirmed.
    """
    commitment = locked_commitment(reference, number, on=timezone.localtime(at).date())
    rows = list(CommitmentProgress.objects.filter(commitment=commitment).order_by("number"))
    corrected = next((row for row in rows if row.number == draft.corrects), None)
    source = sources_by_code([draft.evidence.source]).get(draft.evidence.source)
    day = timezone.localtime(at).date()
    found = [
        *_faults(draft, rows, corrected, on=day, is_source_known=source is not None),
        *_doubts(reference, number, draft, on=day),
    ]
    refuse_if_any(found)
    report = _write(
        commitment, draft, rows=rows, corrected=corrected, source_id=source, actor=actor,
        mandate=mandate, at=at,
    )  # fmt: skip
    accounts.record(
        actor=actor,
        mandate=mandate,
        action="conventions.correct_progress" if corrected else "conventions.record_progress",
        object_type="commitment",
        object_ref=f"{reference}/{number}",
        object_label=commitment.label_fr,
        before=_plain(corrected) if corrected else None,
        after=_plain(report),
        reason=draft.reason,
        at=at,
    )
    return ProgressRecorded(
        reference=reference, number=number, report=report.number, state=report.state
    )


def progress_faults(
    *, reference: str, number: int, draft: ProgressDraft, at: datetime
) -> tuple[Fault, ...]:
    """Everything that a report would be refused for; nothing is written."""
    rows = list(
        CommitmentProgress.objects.filter(
            commitment__convention__reference=reference, commitment__number=number
        ).order_by("number")
    )
    corrected = next((row for row in rows if row.number == draft.corrects), None)
    is_known = draft.evidence.source in sources_by_code([draft.evidence.source])
    day = timezone.localtime(at).date()
    return (
        *_faults(draft, rows, corrected, on=day, is_source_known=is_known),
        *_doubts(reference, number, draft, on=day),
    )


def _doubts(reference: str, number: int, draft: ProgressDraft, *, on: date) -> Iterator[Fault]:
    """What surprises beside the promise, as amended on the day of the report."""
    said = duty(reference, number, on=on)
    yield from quantity_doubts(
        draft.quantity,
        promised=said.quantity if said else None,
        is_confirmed=draft.is_confirmed,
        reason=draft.reason,
    )


def _faults(
    draft: ProgressDraft,
    rows: list[CommitmentProgress],
    corrected: CommitmentProgress | None,
    *,
    on: date,
    is_source_known: bool,
) -> list[Fault]:
    faults = [
        *_content_faults(draft, on=on, is_source_known=is_source_known),
        *_correction_faults(draft, rows, corrected),
    ]
    # A state that does not exist, or a report that does not, has no place in the history.
    if draft.state in ProgressState.values and (draft.corrects is None or corrected is not None):
        faults += _step_faults(draft, rows, corrected)
    return faults


def _write(
    commitment: Commitment,
    draft: ProgressDraft,
    *,
    rows: list[CommitmentProgress],
    corrected: CommitmentProgress | None,
    source_id: int | None,
    actor: int | None,
    mandate: str,
    at: datetime,
) -> CommitmentProgress:
    return CommitmentProgress.objects.create(
        commitment=commitment,
        number=rows[-1].number + 1 if rows else 1,
        stated_on=draft.stated_on,
        state=draft.state,
        quantity=draft.quantity,
        done_fr=draft.done.fr,
        done_ar=draft.done.ar,
        done_en=draft.done.en,
        grade=draft.grade,
        evidence_name=draft.evidence.name,
        evidence_sha256=draft.evidence.sha256,
        evidence_url=draft.evidence.url,
        source_id=source_id,
        corrects=corrected,
        reason=draft.reason,
        mandate=mandate[:300],
        recorded_by_id=actor,
        recorded_at=at,
    )


def _content_faults(draft: ProgressDraft, *, on: date, is_source_known: bool) -> list[Fault]:
    faults = []
    proof = draft.evidence
    if draft.state not in ProgressState.values:
        faults.append(Fault("state", _UNKNOWN_STATE, "progress.state.exists"))
    if draft.grade not in Grade.values:
        faults.append(Fault("grade", _UNKNOWN_GRADE, "progress.grade.exists"))
    if not draft.done.fr.strip() and not draft.done.ar.strip():
        faults.append(Fault("done_fr", _NOTHING_SAID, "progress.says_what"))
    if draft.stated_on > on:
        faults.append(Fault("stated_on", _TO_COME, "progress.not_in_the_future"))
    if draft.quantity is not None and draft.quantity < 0:
        faults.append(Fault("quantity", _NEGATIVE, "progress.quantity_not_negative"))
    if bool(proof.sha256) != bool(proof.name) or (
        proof.sha256 and not _SHA256.fullmatch(proof.sha256)
    ):
        faults.append(Fault("evidence", _HALF_EVIDENCE, "progress.evidence_is_whole"))
    if proof.source and not is_source_known:
        faults.append(Fault("source", _UNKNOWN_SOURCE, "progress.source.exists"))
    if draft.grade in PROVEN and not proof:
        faults.append(
            Fault("evidence", _NO_PROOF, "progress.proof_for_its_grade", remedy=_ADD_PROOF)
        )
    return faults


def _correction_faults(
    draft: ProgressDraft, rows: list[CommitmentProgress], corrected: CommitmentProgress | None
) -> list[Fault]:
    if draft.corrects is None:
        return []
    if corrected is None:
        return [Fault("corrects", _UNKNOWN_REPORT, "progress.corrected.exists")]
    faults = []
    if any(row.corrects_id == corrected.pk for row in rows):
        faults.append(Fault("corrects", _CORRECTED, "progress.corrected_once"))
    if not draft.reason.strip():
        faults.append(Fault("reason", _NO_REASON, "progress.correction_has_reason"))
    return faults


def _step_faults(
    draft: ProgressDraft, rows: list[CommitmentProgress], corrected: CommitmentProgress | None
) -> list[Fault]:
    """Replay the whole history with the new report in its place: each step must be known."""
    told = [
        (draft.stated_on, draft.state) if row == corrected else (row.stated_on, row.state)
        for row in standing_reports(rows)
    ]
    if corrected is None:
        told.append((draft.stated_on, draft.state))
    states = (UNREPORTED, *(state for _on, state in told))
    faults = [
        Fault("state", _no_step(before, after), "progress.step_exists", remedy=_CORRECT_INSTEAD)
        for before, after in pairwise(states)
        if not is_step(before, after)
    ]
    if any(later < earlier for (earlier, _), (later, _) in pairwise(told)):
        faults.append(Fault("stated_on", _OUT_OF_ORDER, "progress.in_order"))
    return faults


def _no_step(before: str, after: str) -> Labels:
    said = [_STATE_WORDS.get(state, _UNHEARD) for state in (before, after)]
    return Labels(
        f"De « {said[0].fr} » on ne passe pas à « {said[1].fr} ».",
        f"لا يُنتقل من « {said[0].ar} » إلى « {said[1].ar} ».",
        f"“{said[0].en}” is not followed by “{said[1].en}”.",
    )


def _plain(row: CommitmentProgress) -> dict[str, object]:
    return {
        "report": row.number,
        "on": row.stated_on,
        "state": row.state,
        "quantity": None if row.quantity is None else str(row.quantity),
        "grade": row.grade,
        "evidence": row.evidence_sha256 or row.evidence_url,
    }


_UNHEARD = Labels("sans nouvelle", "بلا خبر", "without news")
_STATE_WORDS = {
    "to_start": Labels("à commencer", "في انتظار البدء", "to start"),
    "running": Labels("en cours", "قيد الإنجاز", "running"),
    "kept": Labels("tenu", "وُفي به", "kept"),
    "partly_kept": Labels("tenu en partie", "وُفي به جزئيا", "partly kept"),
    "not_kept": Labels("non tenu", "لم يُوفَ به", "not kept"),
    "released": Labels("levé d’un commun accord", "رُفع باتفاق الأطراف", "released"),
}
_UNKNOWN_STATE = Labels("Cet état n’existe pas.", "هذه الحالة غير موجودة.", "No such state.")
_UNKNOWN_GRADE = Labels("Ce degré n’existe pas.", "هذه الدرجة غير موجودة.", "No such grade.")
_NOTHING_SAID = Labels(
    "Dites ce qui a été fait, en français ou en arabe.",
    "اذكروا ما تم إنجازه، بالعربية أو بالفرنسية.",
    "Say what was done, in French or in Arabic.",
)
_TO_COME = Labels(
    "Un avancement se constate : sa date ne peut être à venir.",
    "التقدم يُعايَن: لا يمكن أن يكون تاريخه في المستقبل.",
    "Progress is observed: its date cannot lie in the future.",
)
_OUT_OF_ORDER = Labels(
    "Un avancement ne précède pas celui d’avant.",
    "لا يسبق التقدم ما قبله.",
    "A report is not older than the one before it.",
)
_NEGATIVE = Labels(
    "Une quantité réalisée n’est pas négative.",
    "لا تكون الكمية المنجزة سالبة.",
    "A quantity done is not negative.",
)
_HALF_EVIDENCE = Labels(
    "Une pièce déposée a un nom et une empreinte.",
    "للوثيقة المودعة اسم وبصمة.",
    "A deposited document has a name and a fingerprint.",
)
_UNKNOWN_SOURCE = Labels(
    "Cette source n’est pas au registre.",
    "هذا المصدر غير مسجل.",
    "This source is not in the register.",
)
_NO_PROOF = Labels(
    "Un avancement mesuré ou vérifié montre sa pièce ou sa source.",
    "التقدم المقيس أو المتحقق منه يُظهر وثيقته أو مصدره.",
    "Measured or verified progress shows its document or its source.",
)
_ADD_PROOF = Labels(
    "Déposez la pièce, donnez son adresse, ou choisissez le degré « enregistré ».",
    "أودعوا الوثيقة أو أعطوا عنوانها، أو اختاروا الدرجة « مسجل ».",
    "Deposit the document, give its address, or choose the grade “recorded”.",
)
_UNKNOWN_REPORT = Labels(
    "L’avancement à corriger n’existe pas.",
    "التقدم المراد تصحيحه غير موجود.",
    "The report to correct does not exist.",
)
_CORRECTED = Labels(
    "Cet avancement est déjà corrigé : corrigez le plus récent.",
    "سبق تصحيح هذا التقدم: صححوا الأحدث.",
    "This report is already corrected: correct the newest one.",
)
_NO_REASON = Labels(
    "Une correction dit son motif.",
    "يُذكر سبب التصحيح.",
    "A correction says its reason.",
)
_CORRECT_INSTEAD = Labels(
    "Si l’avancement précédent est faux, corrigez-le.",
    "إذا كان التقدم السابق خاطئا فصححوه.",
    "If the previous report is wrong, correct it.",
)
