"""Being away for some days: who stands in, and coming back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from mithaq.apps.accounts.models import User
from mithaq.apps.accounts.operations import record
from mithaq.apps.corridor.models import CaseAbsence, CaseOfficer
from mithaq.apps.corridor.operations import _words as words
from mithaq.apps.corridor.policies.corridors import can_declare_absence, can_end_absence
from mithaq.apps.corridor.queries.absences import covers_post, posts_on
from mithaq.apps.corridor.queries.places import company_facts
from mithaq.apps.organisations.queries import MandateView, mandates_in_force_for
from mithaq.base.errors import Fault, Refusal, refuse_if_any
from mithaq.base.text import Labels

NOT_TO_BE_AWAY: Final = Labels(
    "Une absence se déclare par qui traite les dossiers de l’institution, pour soi-même, ou par "
    "son responsable national.",
    "يصرّح بالغياب من يعالج ملفات المؤسسة، لنفسه، أو المسؤول الوطني عنها.",
    "An absence is declared by whoever handles the institution’s cases, for themselves, or by its "
    "national officer.",
)
NOT_TO_END: Final = Labels(
    "Cette absence n’est pas la vôtre.", "هذا الغياب ليس غيابكم.", "This absence is not yours."
)
NO_POST: Final = Labels(
    "Aucun dossier ne vous est attribué en propre ici : personne n’a à vous remplacer.",
    "ليس هنا أي ملف مسند إليكم شخصيا: لا حاجة إلى من ينوب عنكم.",
    "No case is assigned to you personally here: nobody has to stand in for you.",
)
PAST: Final = Labels(
    "Le premier jour est passé : commencez aujourd’hui ou plus tard.",
    "اليوم الأول مضى: ابدؤوا من اليوم أو بعده.",
    "The first day is past: start today or later.",
)
ENDS_FIRST: Final = Labels(
    "Le dernier jour vient avant le premier.",
    "اليوم الأخير قبل اليوم الأول.",
    "The last day comes before the first.",
)
NOT_ABLE: Final = Labels(
    "Le premier jour, cette personne n’a pas de mandat de l’institution qui couvre vos dossiers : "
    "choisissez-en une autre.",
    "ليس لهذا الشخص، في اليوم الأول، تفويض من المؤسسة يشمل ملفاتكم: اختاروا شخصا آخر.",
    "On the first day this person has no mandate of the institution that covers your cases: choose "
    "somebody else.",
)
ONESELF: Final = Labels(
    "Personne ne se remplace soi-même : choisissez quelqu’un d’autre que la personne absente.",
    "لا ينوب أحد عن نفسه: اختاروا شخصا غير الشخص الغائب.",
    "Nobody stands in for themselves: choose somebody other than the person who is away.",
)
AWAY_TOO: Final = Labels(
    "Cette personne est absente ces jours-là : choisissez-en une autre.",
    "هذا الشخص غائب في تلك الأيام: اختاروا شخصا آخر.",
    "This person is away on those days: choose somebody else.",
)
AWAY_ALREADY: Final = Labels(
    "Vous avez déjà annoncé une absence ces jours-là : retirez-la d’abord.",
    "سبق أن صرحتم بغياب في تلك الأيام: اسحبوه أولا.",
    "You already announced an absence on those days: withdraw it first.",
)
OVER: Final = Labels(
    "Cette absence est déjà terminée ou retirée.",
    "هذا الغياب انتهى أو سُحب.",
    "This absence is already over or withdrawn.",
)


@transaction.atomic
def declare_absence(
    *,
    starts_on: date,
    ends_on: date,
    substitute: int | None = None,
    away: int | None = None,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> int:
    """Say that somebody is away from a day to a day, and which colleague stands in; gives its key.

    No case moves: the colleague's queue holds them meanwhile, and what is filed comes to it too.
    Without a substitute what is filed goes by the rule of routing, to another post of the place,
    else to the national level. Who keeps the officers of the institution says it for any of them.
    """
    body = company_facts(under.organisation) if under else None
    who = actor.pk if away is None else away
    if body is None or not can_declare_absence(
        under, actor.pk, who, body.slug, is_exercise=body.is_exercise
    ):
        raise Refusal(words.no_right(NOT_TO_BE_AWAY, "absence.own"))
    today = timezone.localtime(at).date()
    # Two absences of one person, or of two who stand in for each other, are told one at a time.
    list(CaseOfficer.objects.select_for_update().filter(institution=body.pk).values_list("pk"))
    refuse_if_any(
        list(
            _faults(
                body=body.pk,
                user=who,
                substitute=substitute,
                days=(starts_on, ends_on),
                today=today,
            )
        )
    )
    row = CaseAbsence.objects.create(
        institution_id=body.pk, user_id=who, substitute_id=substitute,
        starts_on=starts_on, ends_on=ends_on, declared_at=at,
    )  # fmt: skip
    after: dict[str, object] = {"starts_on": starts_on, "ends_on": ends_on}
    if row.substitute is not None:
        after["substitute"] = str(row.substitute)
    _line(
        row, "declare_lone_absence" if row.substitute is None else "declare_absence",
        actor=actor, under=under, at=at, after=after,
    )  # fmt: skip
    return row.pk


@transaction.atomic
def end_absence(*, absence_id: int, actor: Any, under: MandateView | None, at: datetime) -> None:
    """Withdraw an absence that has not begun, or be back from one: its days end yesterday."""
    rows = CaseAbsence.objects.select_for_update(of=("self",)).select_related("institution")
    row = rows.filter(pk=absence_id).first()
    if row is None:
        raise Refusal(words.unknown("absence", str(absence_id)))
    body = row.institution
    if not can_end_absence(under, actor.pk, row.user_id, body.slug, is_exercise=body.is_exercise):
        raise Refusal(words.no_right(NOT_TO_END, "absence.end"))
    today = timezone.localtime(at).date()
    if row.withdrawn_at is not None or row.ends_on < today:
        raise Refusal(Fault("absence", OVER, "absence.is_open"))
    if row.starts_on >= today:
        row.withdrawn_at = at
    else:
        row.ends_on = today - timedelta(days=1)
    row.save(update_fields=["withdrawn_at", "ends_on"])
    after = {"ends_on": row.ends_on, "is_withdrawn": row.withdrawn_at is not None}
    _line(row, "end_absence", actor=actor, under=under, at=at, after=after)


def _faults(
    *, body: int, user: int, substitute: int | None, days: tuple[date, date], today: date
) -> Iterator[Fault]:
    starts_on, ends_on = days
    if starts_on < today:
        yield Fault("starts_on", PAST, "absence.starts_on")
    if ends_on < starts_on:
        yield Fault("ends_on", ENDS_FIRST, "absence.ends_after_start")
        return
    overlap = Q(starts_on__lte=ends_on, ends_on__gte=starts_on, withdrawn_at__isnull=True)
    meanwhile = CaseAbsence.objects.filter(overlap, institution=body)
    if meanwhile.filter(user=user).exists():
        yield Fault("starts_on", AWAY_ALREADY, "absence.once")
    if substitute is not None and meanwhile.filter(user=substitute).exists():
        yield Fault("substitute", AWAY_TOO, "absence.substitute_is_there")
    posts = list(posts_on([user], on=starts_on).filter(institution=body))
    if not posts:
        yield Fault("absence", NO_POST, "absence.has_posts")
        return
    if substitute is None:
        return
    if substitute == user:
        yield Fault("substitute", ONESELF, "absence.substitute_is_other")
        return
    held = mandates_in_force_for(user=substitute, on=starts_on)
    is_known = User.objects.filter(pk=substitute, is_active=True).exists()
    if not is_known or not all(covers_post(held, post) for post in posts):
        yield Fault("substitute", NOT_ABLE, "absence.substitute_is_able")


def _line(
    row: CaseAbsence,
    action: str,
    *,
    actor: Any,
    under: MandateView | None,
    at: datetime,
    after: Mapping[str, object],
) -> None:
    record(
        actor=actor,
        mandate=under.text if under else "",
        action=f"corridor.{action}",
        object_type="case_absence",
        object_ref=f"{row.institution.slug}/{row.pk}",
        object_label=str(row.user),
        before=None,
        after=dict(after),
        reason="",
        at=at,
    )
