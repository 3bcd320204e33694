"""What a convention cannot say: every rule that holds before a row is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator
from itertools import pairwise

from mithaq.apps.conventions.choices import DurationKind
from mithaq.apps.conventions.models import Convention
from mithaq.apps.conventions.operations._promise_checks import commitment_faults, target_faults
from mithaq.apps.conventions.operations._tie_checks import tie_faults
from mithaq.apps.conventions.operations.drafts import BudgetLineDraft, ConventionDraft
from mithaq.base.calendar_words import WEEKDAYS
from mithaq.base.dates import Precision
from mithaq.base.errors import Fault
from mithaq.base.text import LANGUAGES, Labels

NAMES = {
    number: Labels(*(WEEKDAYS[code][number - 1] for code in LANGUAGES)) for number in range(1, 8)
}


def convention_faults(
    draft: ConventionDraft, *, is_reference_taken: bool, before: Container[str] = ()
) -> list[Fault]:
    """Find everything wrong with a draft, in the order of the file.

    ``before`` names conventions that will be recorded first, in the same transaction.
    """
    return [
        *_identity_faults(draft, is_reference_taken=is_reference_taken, before=before),
        *_exercise_faults(draft),
        *_date_faults(draft),
        *_term_faults(draft),
        *_party_faults(draft),
        *commitment_faults(draft),
        *target_faults(draft),
        *_budget_faults(draft),
        *_committee_faults(draft),
        *tie_faults(draft, before=before),
    ]


def _identity_faults(
    draft: ConventionDraft, *, is_reference_taken: bool, before: Container[str]
) -> Iterator[Fault]:
    if is_reference_taken:
        yield Fault(
            where="reference",
            sentence=Labels(
                f"La référence {draft.reference} est déjà prise par une autre convention.",
                f"المرجع {draft.reference} مستعمل في اتفاقية أخرى.",
                f"Reference {draft.reference} already belongs to another convention.",
            ),
            rule="convention.reference.unique",
            remedy=Labels(
                "Choisissez une autre référence, ou inscrivez un avenant.",
                "اختاروا مرجعا آخر، أو سجّلوا ملحقا.",
                "Choose another reference, or record an amendment.",
            ),
        )
    parent = draft.parent_reference
    is_known = parent in before or Convention.objects.filter(reference=parent).exists()
    if parent and not is_known:
        yield Fault(
            where="parent",
            sentence=Labels(
                f"La convention mère {parent} n’est pas au registre.",
                f"الاتفاقية الأم {parent} غير مسجلة.",
                f"The parent convention {parent} is not in the register.",
            ),
            rule="convention.parent.exists",
        )
    if draft.instrument_count < 1:
        yield Fault(
            where="instrument_count",
            sentence=Labels(
                "Une fiche représente au moins une convention.",
                "البطاقة تمثل اتفاقية واحدة على الأقل.",
                "A record stands for at least one convention.",
            ),
            rule="convention.counts_one_or_more",
        )
    rank = draft.feature_rank
    if rank is not None and Convention.objects.filter(feature_rank=rank).exists():
        yield Fault(
            where="feature_rank",
            sentence=Labels(
                f"Le rang {rank} en première page est déjà pris.",
                f"الرتبة {rank} في الصفحة الأولى مأخوذة.",
                f"Rank {rank} on the first page is already taken.",
            ),
            rule="convention.feature_rank.unique",
        )


def _exercise_faults(draft: ConventionDraft) -> Iterator[Fault]:
    """An exercise shares neither parent nor set with real conventions: its promises would be
    read, and counted, as theirs."""
    others = Convention.objects.filter(is_exercise=not draft.is_exercise)
    if draft.parent_reference and others.filter(reference=draft.parent_reference).exists():
        yield Fault(where="parent", sentence=_MIXED, rule="convention.exercise_apart")
    owner = draft.convention_set
    if owner and others.filter(convention_set__reference=owner.reference).exists():
        yield Fault(where="set", sentence=_MIXED, rule="convention.exercise_apart")


_MIXED = Labels(
    "Un exercice et une convention réelle ne partagent ni convention mère ni ensemble.",
    "لا يتقاسم تمرين واتفاقية حقيقية اتفاقية أما ولا مجموعة.",
    "An exercise and a real convention share neither parent nor set.",
)


def _date_faults(draft: ConventionDraft) -> Iterator[Fault]:
    start, end = draft.covers_from, draft.covers_to
    if start and end and end < start:
        yield Fault(
            where="covers",
            sentence=Labels(
                f"La période finit le {end:%d/%m/%Y}, avant son début le {start:%d/%m/%Y}.",
                f"تنتهي المدة في {end:%d/%m/%Y} قبل بدايتها في {start:%d/%m/%Y}.",
                f"The period ends on {end:%d/%m/%Y}, before it starts on {start:%d/%m/%Y}.",
            ),
            rule="convention.end_follows_start",
            remedy=Labels("Inversez les deux dates.", "اعكسوا التاريخين.", "Swap the two dates."),
        )
    if draft.duration_kind == DurationKind.OPEN_ENDED and end:
        yield Fault(
            where="duration",
            sentence=Labels(
                "Une durée indéterminée n’a pas de date de fin.",
                "المدة غير المحددة ليس لها تاريخ نهاية.",
                "An open-ended convention has no end date.",
            ),
            rule="convention.open_ended_has_no_end",
        )
    signed, weekday = draft.signed, draft.signed_weekday
    if weekday is not None and weekday not in NAMES:
        yield Fault(
            where="weekday",
            sentence=Labels(
                "Un jour de semaine va de 1 (lundi) à 7 (dimanche).",
                "يوم الأسبوع من 1 (الاثنين) إلى 7 (الأحد).",
                "A weekday goes from 1 (Monday) to 7 (Sunday).",
            ),
            rule="convention.weekday_exists",
        )
    elif signed.on and signed.precision is Precision.DAY and weekday:
        real = signed.on.isoweekday()
        if real != weekday:
            yield Fault(
                where="weekday",
                sentence=Labels(
                    f"Le {signed.on:%d/%m/%Y} est un {NAMES[real].fr}, pas un {NAMES[weekday].fr}.",
                    f"{signed.on:%d/%m/%Y} يوافق {NAMES[real].ar} وليس {NAMES[weekday].ar}.",
                    f"{signed.on:%d/%m/%Y} is a {NAMES[real].en}, not a {NAMES[weekday].en}.",
                ),
                rule="convention.weekday_agrees",
            )


def _term_faults(draft: ConventionDraft) -> Iterator[Fault]:
    renewal, is_tacit = draft.renewal_months, draft.duration_kind == DurationKind.TACIT_RENEWAL
    if renewal is not None and (renewal < 1 or not is_tacit):
        yield Fault(
            where="renewal_months",
            sentence=Labels(
                "Une période de reconduction compte un mois au moins, et la reconduction est "
                "tacite.",
                "مدة التجديد شهر واحد على الأقل، ويكون التجديد ضمنيا.",
                "A renewal period has one month at least, and the renewal is tacit.",
            ),
            rule="convention.renewal_is_tacit",
        )
    if draft.notice_months is not None and draft.notice_months < 1:
        yield Fault(
            where="notice_months",
            sentence=Labels(
                "Un préavis compte un mois au moins.",
                "مدة الإخطار شهر واحد على الأقل.",
                "A notice has one month at least.",
            ),
            rule="convention.notice_is_a_month_or_more",
        )


def _party_faults(draft: ConventionDraft) -> Iterator[Fault]:
    if not draft.parties:
        yield Fault(
            where="parties",
            sentence=Labels(
                "Une convention a au moins une partie.",
                "للاتفاقية طرف واحد على الأقل.",
                "A convention has at least one party.",
            ),
            rule="convention.has_parties",
        )
    seen = Counter((party.organisation_id, party.role) for party in draft.parties)
    for index, party in enumerate(draft.parties):
        if seen[party.organisation_id, party.role] > 1:
            seen[party.organisation_id, party.role] = 1
            yield Fault(
                where=f"parties[{index}].organisation",
                sentence=Labels(
                    "Cette organisation tient deux fois le même rôle.",
                    "هذه الهيئة مسجلة مرتين بالصفة نفسها.",
                    "This organisation holds the same role twice.",
                ),
                rule="party.unique",
            )


def _budget_faults(draft: ConventionDraft) -> Iterator[Fault]:
    keys = {measure.key for axis in draft.axes for measure in axis.measures}
    for index, line in enumerate(draft.budget_lines):
        if line.measure_key and line.measure_key not in keys:
            yield Fault(
                where=f"budget.lines[{index}].measure",
                sentence=Labels(
                    f"La mesure « {line.measure_key} » n’est pas dans les axes de la convention.",
                    f"التدبير «{line.measure_key}» غير وارد في محاور الاتفاقية.",
                    f"Measure “{line.measure_key}” is not among the convention's axes.",
                ),
                rule="budget.measure_exists",
            )
        yield from _stage_faults(line, index)


def _stage_faults(line: BudgetLineDraft, index: int) -> Iterator[Fault]:
    """Each stage of the money stays within the one before, and none is skipped."""
    stages = (
        ("committed", line.committed_centimes),
        ("called", line.called_centimes),
        ("disbursed", line.disbursed_centimes),
        ("justified", line.justified_centimes),
    )
    if line.committed_centimes <= 0:
        yield Fault(
            where=f"budget.lines[{index}].committed",
            sentence=Labels(
                "Un montant engagé est supérieur à zéro.",
                "المبلغ الملتزم به أكبر من الصفر.",
                "A committed amount is greater than zero.",
            ),
            rule="budget.committed_is_positive",
        )
    for (_before, larger), (stage, amount) in pairwise(stages):
        if amount is not None and (larger is None or amount > larger or amount < 0):
            yield Fault(
                where=f"budget.lines[{index}].{stage}",
                sentence=Labels(
                    "Cette étape dépasse celle qui la précède (engagé, appelé, versé, justifié).",
                    "هذه المرحلة تتجاوز سابقتها (ملتزم به، مطلوب، مؤدى، مبرر).",
                    "This stage exceeds the one before (committed, called, disbursed, justified).",
                ),
                rule="budget.stages_decrease",
            )


def _committee_faults(draft: ConventionDraft) -> Iterator[Fault]:
    for index, committee in enumerate(draft.committees):
        count = committee.cadence_count
        is_whole = count is None or count >= 1
        if not is_whole or (count is None) != (committee.cadence_period == ""):
            yield Fault(
                where=f"committees[{index}].cadence",
                sentence=Labels(
                    "Une cadence dit combien de séances et sur quelle durée.",
                    "الوتيرة تحدد عدد الاجتماعات والمدة.",
                    "A cadence says how many sittings and over which period.",
                ),
                rule="committee.cadence_is_whole",
            )
