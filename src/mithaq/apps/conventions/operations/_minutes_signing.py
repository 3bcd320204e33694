"""Why a signature under minutes is refused: a seat, a name, a proof that are not there."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol

from django.utils import timezone

from mithaq.apps.conventions.choices.meetings import Seat, SignatureMode, UnscannedReason
from mithaq.apps.conventions.operations._scans import scan_faults
from mithaq.apps.conventions.operations.signing import Scan
from mithaq.apps.conventions.policies.committees import can_sign_minutes
from mithaq.apps.conventions.policies.signatories import Signatory, is_named, own_name, signatory_of
from mithaq.apps.conventions.queries.saying import here, said
from mithaq.apps.conventions.queries.sitting_views import MeetingDetail
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Fault
from mithaq.base.text import Labels

SIGNERS = (Seat.CHAIR, Seat.SECRETARY)


class Signature(Protocol):
    """What a signature claims."""

    @property
    def seat(self) -> str: ...
    @property
    def person(self) -> Labels: ...
    @property
    def mode(self) -> str: ...
    @property
    def scan(self) -> Scan | None: ...
    @property
    def unscanned_reason(self) -> str: ...


def claim_faults(draft: Signature, given: set[str], *, is_exercise: bool) -> list[Fault]:
    """Everything wrong with a signature, whoever brings it."""
    faults = []
    if draft.seat not in SIGNERS:
        faults.append(Fault(where="seat", sentence=_SIGNERS, rule="minutes.signed_by_two"))
    if draft.seat in given:
        faults.append(Fault(where="seat", sentence=_TWICE, rule="minutes.signed_once"))
    if draft.mode not in SignatureMode.values:
        faults.append(Fault(where="mode", sentence=_HOW, rule="minutes.signature_mode"))
    if draft.mode == SignatureMode.ON_PAPER and not draft.person.fr.strip():
        faults.append(Fault(where="person", sentence=_NAMELESS, rule="minutes.signer_is_named"))
    if draft.scan is not None:
        faults += scan_faults(draft.scan.name, draft.scan.content)
    elif draft.mode == SignatureMode.ON_PAPER:
        faults += _unscanned_faults(draft.unscanned_reason, is_exercise=is_exercise)
    return faults


def _unscanned_faults(reason: str, *, is_exercise: bool) -> list[Fault]:
    """Without its scanned copy, a signature on paper says which of the listed cases it is."""
    if not reason:
        return [
            Fault(where="scan", sentence=_UNPROVED, rule="minutes.paper_is_proved", remedy=_PROVE)
        ]
    known = set(UnscannedReason.values) - (set() if is_exercise else {UnscannedReason.EXERCISE})
    if reason in known:
        return []
    return [
        Fault(where="unscanned_reason", sentence=_LISTED, rule="minutes.unscanned_reason_is_listed")
    ]


def screen_signatory(
    meeting: MeetingDetail,
    draft: Signature,
    *,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> Signatory | Fault:
    """As whom the person signed in signs on screen, or why they do not."""
    if actor is None or not can_sign_minutes(under, meeting.access, draft.seat):
        return _without_mandate()
    if draft.person and not is_named(actor, draft.person):
        return Fault(
            where="person", sentence=_own_name_only(own_name(actor)), remedy=_ON_PAPER,
            rule="minutes.screen_bears_own_name",
        )  # fmt: skip
    on = timezone.localtime(at).date()
    found = signatory_of(meeting, draft.seat, user=actor, under=under, on=on)
    if found is not None:
        return found
    if draft.seat == Seat.SECRETARY:
        return _without_mandate()
    return Fault(
        where="person", sentence=_presided(meeting), remedy=_ON_PAPER,
        rule="minutes.chair_presided",
    )  # fmt: skip


def paper_faults(meeting: MeetingDetail, under: MandateView | None) -> list[Fault]:
    """A signature on paper is recorded by the secretary of the committee, nobody else."""
    if can_sign_minutes(under, meeting.access, Seat.SECRETARY):
        return []
    return [
        Fault(where="is_on_paper", sentence=_RECORDED, rule="minutes.paper_recorded_by_secretary")
    ]


def _without_mandate() -> Fault:
    return Fault(
        where="is_on_paper", sentence=_MANDATE, rule="minutes.signed_under_mandate",
        remedy=_ON_PAPER,
    )  # fmt: skip


def _presided(meeting: MeetingDetail) -> Labels:
    person = meeting.presiding.person if meeting.presiding else None
    if not person:
        return _NOT_WRITTEN
    name = said(lambda: here(person))
    return Labels(
        f"La séance a été présidée par {name.fr} : cette personne seule signe à l’écran pour la "
        "présidence.",
        f"ترأس الاجتماع {name.ar}: هذا الشخص وحده يوقع على الشاشة باسم الرئاسة.",
        f"The meeting was presided by {name.en}: that person alone signs on screen for the chair.",
    )


def _own_name_only(name: Labels) -> Labels:
    return Labels(
        f"Une signature à l’écran porte le nom de la personne connectée : {name.fr}.",
        f"يحمل التوقيع على الشاشة اسم الشخص المتصل: {name.ar or name.fr}.",
        f"A signature on screen bears the name of the person signed in: {name.fr}.",
    )


_MANDATE = Labels(
    "Sous votre mandat, cette signature ne peut être que constatée sur papier.",
    "بموجب انتدابكم، لا يمكن إلا إثبات هذا التوقيع على الورق.",
    "Under your mandate, this signature can only be recorded from paper.",
)
_NOT_WRITTEN = Labels(
    "Le procès-verbal ne nomme pas la personne qui a présidé : personne ne signe à l’écran pour la "
    "présidence.",
    "لا يذكر المحضر اسم من ترأس الاجتماع: لا أحد يوقع على الشاشة باسم الرئاسة.",
    "The minutes do not name who presided: nobody signs on screen for the chair.",
)
_ON_PAPER = Labels(
    "Pour une autre personne, le secrétariat inscrit la signature donnée sur papier, avec "
    "l’exemplaire numérisé ou le motif de son absence.",
    "بالنسبة إلى شخص آخر، تسجل الكتابة التوقيع المعطى على الورق، مع النسخة الممسوحة ضوئيا أو سبب "
    "عدم توفرها.",
    "For another person, the secretariat records the signature given on paper, with the scanned "
    "copy or why there is none.",
)
_RECORDED = Labels(
    "Seul le secrétariat du comité inscrit une signature donnée sur papier.",
    "كتابة اللجنة وحدها تسجل توقيعا أعطي على الورق.",
    "Only the committee’s secretariat records a signature given on paper.",
)
_SIGNERS = Labels(
    "La présidence et le secrétariat signent, eux seuls.",
    "يوقّع الرئيس والكاتب وحدهما.",
    "The chair and the secretary sign, nobody else.",
)
_TWICE = Labels("Ce siège a déjà signé.", "وقّع هذا المقعد من قبل.", "This seat has already signed.")
_HOW = Labels("Dites comment.", "اذكروا الكيفية.", "Say how.")
_NAMELESS = Labels(
    "Nommez la personne qui signe.", "اذكروا اسم الموقِّع.", "Name the person who signs."
)
_UNPROVED = Labels(
    "Une signature sur papier n’est pas prouvée sans son exemplaire.",
    "لا يثبت التوقيع على الورق دون نسخته.",
    "A signature on paper is not proved without its copy.",
)
_LISTED = Labels(
    "Choisissez dans la liste pourquoi l’exemplaire n’est pas numérisé.",
    "اختاروا من اللائحة سبب عدم رقمنة النسخة.",
    "Choose from the list why the copy is not scanned.",
)
_PROVE = Labels(
    "Joignez l’exemplaire numérisé, ou dites pourquoi il ne l’est pas.",
    "أرفقوا النسخة الممسوحة ضوئيا، أو اذكروا سبب عدم توفرها.",
    "Attach the scanned copy, or say why there is none.",
)
