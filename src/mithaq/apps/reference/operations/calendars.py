"""Loading the public holidays, and correcting by hand those that the moon decides."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import transaction

from mithaq.apps.accounts.operations import record
from mithaq.apps.reference import frames
from mithaq.apps.reference.choices import HolidayKind
from mithaq.apps.reference.events import HolidayEdited, LoadReport
from mithaq.apps.reference.models import Holiday
from mithaq.apps.reference.operations.synchronising import Table, Tally, run_loading, synchronise
from mithaq.base.errors import Fault, Refusal, refuse_if_any
from mithaq.base.text import Labels, fold

# A lunar feast is announced at most two days away from its estimate; the next is months away.
SAME_FEAST: Final = timedelta(days=5)


def load_holidays(*, at: datetime, actor: Any = None, mandate: str = "") -> LoadReport:
    """Load the packaged calendar; a day corrected by hand is kept and said."""
    return run_loading(
        _load, name="holidays", label="Jours fériés", at=at, actor=actor, mandate=mandate
    )


@transaction.atomic
def add_holiday(
    *,
    on: date,
    labels: Labels,
    kind: str,
    is_second: bool = False,
    actor: Any,
    mandate: str,
    reason: str,
    at: datetime,
) -> HolidayEdited:
    """Add a day off that no calendar foresees.

    ``is_second``: the day is off already, and is so for another reason as well.
    """
    faults = _faults(on=on, labels=labels, kind=kind, reason=reason, own_id=None)
    taken = Holiday.objects.filter(on=on, is_cancelled=False).first()
    if taken is not None and not is_second and not any(fault.where == "on" for fault in faults):
        faults.append(Fault("on", _off_already(taken), "holiday.day_is_free"))
    refuse_if_any(faults)
    holiday = Holiday.objects.create(on=on, kind=kind, is_edited=True, **_columns(labels))
    signed = {"actor": actor, "mandate": mandate, "reason": reason, "at": at}
    return _record("add_holiday", holiday, before=None, **signed)


@transaction.atomic
def edit_holiday(
    *,
    holiday_id: int,
    on: date,
    labels: Labels,
    kind: str,
    actor: Any,
    mandate: str,
    reason: str,
    at: datetime,
) -> HolidayEdited:
    """Correct a day off, most often the date of a lunar feast once it is announced."""
    holiday = _found(holiday_id)
    faults = _faults(on=on, labels=labels, kind=kind, reason=reason, own_id=holiday.pk)
    if abs(on - holiday.on) > SAME_FEAST:
        faults.append(Fault("on", _too_far(holiday.on), "holiday.same_feast"))
    refuse_if_any(faults)
    before = _state(holiday)
    holiday.on, holiday.kind, holiday.is_edited, holiday.is_cancelled = on, kind, True, False
    for name, text in _columns(labels).items():
        setattr(holiday, name, text)
    holiday.save()
    signed = {"actor": actor, "mandate": mandate, "reason": reason, "at": at}
    return _record("edit_holiday", holiday, before=before, **signed)


@transaction.atomic
def cancel_holiday(
    *, holiday_id: int, actor: Any, mandate: str, reason: str, at: datetime
) -> HolidayEdited:
    """Make a day off a working day again; the line stays, marked as cancelled."""
    holiday = _found(holiday_id)
    refuse_if_any(_reason_faults(reason))
    before = _state(holiday)
    holiday.is_cancelled, holiday.is_edited = True, True
    holiday.save(update_fields=["is_cancelled", "is_edited"])
    signed = {"actor": actor, "mandate": mandate, "reason": reason, "at": at}
    return _record("cancel_holiday", holiday, before=before, **signed)


def _load(tally: Tally) -> None:
    rows = frames.holiday_rows()
    stored = _by_key(rows)
    edited = {key for key, row in stored.items() if row.is_edited}
    moved = _moved(rows, stored, edited)
    tally.kept_edited.extend(moved)
    rows = [row for row in rows if row.key not in moved]
    synchronise(Table(Holiday.objects, stored, lambda _: {}, edited), rows, tally=tally)


def _by_key(rows: list[frames.Row]) -> dict[str, Holiday]:
    """Find the stored days by the file's keys; a name spelled otherwise is the same feast."""
    listed = {fold(row.key): row.key for row in rows}
    keys = ((frames.holiday_key(row.on, row.label_fr), row) for row in Holiday.objects.all())
    return {listed.get(fold(key), key): row for key, row in keys}


def _moved(rows: list[frames.Row], stored: dict[str, Holiday], edited: set[str]) -> set[str]:
    """Find the estimates whose feast a person moved to another day: they must not come back."""
    listed = {row.key for row in rows}
    free = [stored[key] for key in sorted(edited - listed)]
    found = set()
    for row in rows:
        if row.key in stored:
            continue
        twin = next((held for held in free if _is_same_feast(held, row)), None)
        if twin is not None:
            free.remove(twin)
            found.add(row.key)
    return found


def _is_same_feast(held: Holiday, row: frames.Row) -> bool:
    """The same name a few days away, or another name given by hand on the same day."""
    on = row.values["on"]
    if not isinstance(on, date):
        return False
    if fold(held.label_fr) == fold(str(row.values["label_fr"])):
        return abs(held.on - on) <= SAME_FEAST
    return held.on == on and held.kind != HolidayKind.EXCEPTIONAL


def _found(holiday_id: int) -> Holiday:
    holiday = Holiday.objects.select_for_update().filter(pk=holiday_id).first()
    if holiday is None:
        raise Refusal.because(where="holiday", sentence=_UNKNOWN, rule="holiday.exists")
    return holiday


def _faults(*, on: date, labels: Labels, kind: str, reason: str, own_id: int | None) -> list[Fault]:
    faults = _reason_faults(reason)
    if not labels.fr.strip():
        faults.append(Fault("label_fr", _NAME_REQUIRED, "holiday.label"))
    if kind not in HolidayKind.values:
        faults.append(Fault("kind", _KIND_REQUIRED, "holiday.kind"))
    same = Holiday.objects.filter(on=on, label_fr=labels.fr).first()
    if same is not None and same.pk != own_id:
        faults.append(Fault("on", _already(on, labels), "holiday_unique"))
    return faults


def _reason_faults(reason: str) -> list[Fault]:
    return [] if reason.strip() else [Fault("reason", _REASON_REQUIRED, "holiday.reason")]


def _columns(labels: Labels) -> dict[str, str]:
    return {"label_fr": labels.fr, "label_ar": labels.ar, "label_en": labels.en}


def _state(holiday: Holiday) -> dict[str, Any]:
    return {
        "on": holiday.on.isoformat(),
        "label_fr": holiday.label_fr,
        "label_ar": holiday.label_ar,
        "label_en": holiday.label_en,
        "kind": str(holiday.kind),
        "is_cancelled": holiday.is_cancelled,
    }


def _record(
    action: str,
    holiday: Holiday,
    *,
    before: dict[str, Any] | None,
    actor: Any,
    mandate: str,
    reason: str,
    at: datetime,
) -> HolidayEdited:
    after = _state(holiday)
    record(
        actor=actor,
        mandate=mandate,
        action=action,
        object_type="holiday",
        object_ref=str(holiday.pk),
        object_label=str(holiday),
        before=before,
        after=after,
        reason=reason,
        at=at,
    )
    on_before = str(before["on"]) if before else ""
    return HolidayEdited(holiday.pk, holiday.label_fr, on_before, str(after["on"]))


def _already(on: date, labels: Labels) -> Labels:
    return Labels(
        f"« {labels.fr} » est déjà inscrit au {on:%d/%m/%Y}. Une fête de plusieurs jours se "
        "déplace jour par jour : vers plus tard, commencez par son dernier jour ; vers plus tôt, "
        "par le premier.",
        f"«{labels.of('ar')}» مسجل سلفا بتاريخ {on:%d/%m/%Y}. ينقل العيد الذي يمتد على عدة أيام "
        "يوما بيوم: إن تأخر فابدؤوا بيومه الأخير، وإن تقدم فابدؤوا بيومه الأول.",
        f"“{labels.of('en')}” is already recorded on {on:%d/%m/%Y}. A feast of several days moves "
        "day by day: to a later date, begin with its last day; to an earlier one, with its first.",
    )


def _off_already(row: Holiday) -> Labels:
    return Labels(
        f"Le {row.on:%d/%m/%Y} est déjà férié : {row.labels.fr}. Choisissez un autre jour, ou "
        "cochez « férié à un second titre ».",
        f"يوم {row.on:%d/%m/%Y} عطلة من قبل: {row.labels.of('ar')}. اختاروا يوما آخر، أو ضعوا "
        "علامة على «عطلة لسبب ثان».",
        f"{row.on:%d/%m/%Y} is already a day off: {row.labels.of('en')}. Choose another day, or "
        "tick “off for a second reason”.",
    )


def _too_far(on: date) -> Labels:
    return Labels(
        f"Cette fête était au {on:%d/%m/%Y} : une correction la déplace de cinq jours au plus. "
        "Sinon, annulez ce jour et ajoutez-en un autre.",
        f"كان هذا العيد بتاريخ {on:%d/%m/%Y}: لا ينقله التصحيح بأكثر من خمسة أيام. "
        "وإلا فألغوا هذا اليوم وأضيفوا يوما آخر.",
        f"This feast was on {on:%d/%m/%Y}: a correction moves it by five days at most. "
        "Otherwise cancel this day and add another.",
    )


_UNKNOWN: Final = Labels(
    "Ce jour férié n’existe plus dans la liste. Revenez à la liste et choisissez-le à nouveau.",
    "لم يعد يوم العطلة هذا في اللائحة. ارجعوا إلى اللائحة واختاروه من جديد.",
    "This holiday is no longer in the list. Go back to the list and choose it again.",
)
_NAME_REQUIRED: Final = Labels(
    "Écrivez le nom du jour férié en français.",
    "اكتبوا اسم يوم العطلة بالفرنسية.",
    "Write the holiday’s name in French.",
)
_KIND_REQUIRED: Final = Labels(
    "Choisissez la nature du jour férié dans la liste.",
    "اختاروا طبيعة يوم العطلة من اللائحة.",
    "Choose the kind of holiday from the list.",
)
_REASON_REQUIRED: Final = Labels(
    "Dites d’où vient la correction : communiqué, décret, journal et date.",
    "اذكروا مصدر التصحيح: بلاغ أو مرسوم أو جريدة مع التاريخ.",
    "Say where the correction comes from: announcement, decree, newspaper and date.",
)
