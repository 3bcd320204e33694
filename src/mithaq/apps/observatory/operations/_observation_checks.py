"""Everything wrong in figures before any is written: each fault beside its field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from mithaq.apps.conventions.choices import Grade
from mithaq.apps.observatory.operations.drafts import ObservationDraft
from mithaq.apps.observatory.queries.cells import Cell, figure_code, known_by_cell, when_of
from mithaq.apps.observatory.queries.links import Links, links_of, taken_codes
from mithaq.apps.reference.choices import Unit
from mithaq.base.errors import Fault
from mithaq.base.text import Labels

LARGEST: Final = Decimal(10) ** 14
COUNTED: Final = frozenset(
    unit.value
    for unit in Unit
    if unit not in {Unit.PERCENT, Unit.POINTS, Unit.MONTHS, Unit.CENTIMES}
)


def cell_of(draft: ObservationDraft) -> Cell:
    """The cell that a draft fills."""
    return Cell(
        indicator=draft.indicator,
        version=draft.version,
        territory=draft.territory,
        organisation=draft.organisation,
        convention=draft.convention,
        category=draft.category,
        sex=draft.sex,
        milieu=draft.milieu,
        when=when_of(draft.as_of, draft.period),
    )


def codes_of(drafts: Sequence[ObservationDraft]) -> list[str]:
    """The code of each draft: a cell left by a withdrawal gives the next one."""
    codes = [figure_code(cell_of(item), item.source, salt=item.revises) for item in drafts]
    taken = taken_codes(codes)
    for position, draft in enumerate(drafts):
        code, rank = codes[position], 2
        while taken.get(code):
            code = figure_code(cell_of(draft), draft.source, salt=f"{draft.revises}#{rank}")
            taken |= taken_codes([code])
            rank += 1
        codes[position] = code
    return codes


def twins_of(drafts: Sequence[ObservationDraft]) -> list[str]:
    """The code of the figure that the register holds for each cell and source; "" for none.

    A correction is no twin of the figure that it corrects.
    """
    known = known_by_cell(
        {item.indicator for item in drafts}, sources={item.source for item in drafts}
    )
    found = (known.get(figure_code(cell_of(item), item.source)) for item in drafts)
    return [
        twin.code if twin and twin.code != draft.revises else ""
        for draft, twin in zip(drafts, found, strict=True)
    ]


def links_for(drafts: Sequence[ObservationDraft]) -> Links:
    """Look up what the drafts name."""
    return links_of(
        indicators={item.indicator for item in drafts},
        territories={item.territory for item in drafts},
        organisations={item.organisation for item in drafts},
        conventions={item.convention for item in drafts},
        sources={item.source for item in drafts},
        terms={item.category for item in drafts},
        revised={item.revises for item in drafts},
    )


def is_invented(draft: ObservationDraft, links: Links) -> bool:
    """An exercise, when its writer, its body, its convention or its source is one."""
    return any(
        (
            draft.is_exercise,
            links.organisations.get(draft.organisation, (0, False))[1],
            links.conventions.get(draft.convention, (0, False))[1],
            links.sources.get(draft.source, (0, False))[1],
        )
    )


def faults_of(
    drafts: Sequence[ObservationDraft], links: Links, *, today: date, lines: Sequence[int] = ()
) -> list[Fault]:
    """Find everything wrong at once; ``lines`` numbers the drafts in their file."""
    codes, twins = codes_of(drafts), twins_of(drafts)
    seen: set[str] = set()
    revised: set[str] = set()
    found: list[Fault] = []
    for position, draft in enumerate(drafts):
        line = lines[position] if lines else None
        own = [*_unknown(draft, links), *_value(draft, links), *_dates(draft, today)]
        own += [*_grade(draft), *_revision(draft, links), *_mixing(draft, links)]
        code, twin = codes[position], twins[position]
        if twin or code in seen:
            own.append(_fault("source", "figure.duplicate", _DUPLICATE, twin or code))
        if draft.revises and draft.revises in revised:
            own.append(_fault("revises", "figure.revises.once", _REVISED, code))
        seen.add(code)
        revised.add(draft.revises)
        found += [
            Fault(fault.where, fault.sentence, fault.rule, fault.remedy, line) for fault in own
        ]
    return found


def _unknown(draft: ObservationDraft, links: Links) -> Iterator[Fault]:
    if (draft.indicator, draft.version) not in links.versions:
        yield _fault("indicator", "figure.indicator", _UNKNOWN, f"{draft.indicator}")
    for where, code, known in (
        ("territory", draft.territory, links.territories),
        ("organisation", draft.organisation, links.organisations),
        ("convention", draft.convention, links.conventions),
        ("category", draft.category, links.terms),
    ):
        if code and code not in known:
            yield _fault(where, f"figure.{where}", _UNKNOWN, code)
    if draft.source not in links.sources:
        yield _fault("source", "figure.source", _UNKNOWN, draft.source)


def _value(draft: ObservationDraft, links: Links) -> Iterator[Fault]:
    version = links.versions.get((draft.indicator, draft.version))
    if version is None:
        return
    shown = f"{draft.value.normalize():f}"
    if abs(draft.value) >= LARGEST:
        yield _fault("value", "figure.value.size", _TOO_LARGE, shown)
    if version.unit in COUNTED and draft.value != draft.value.to_integral_value():
        yield _fault("value", "figure.value.whole", _NOT_WHOLE, shown)
    if version.unit not in {Unit.PERCENT, Unit.POINTS} and draft.value < 0:
        yield _fault("value", "figure.value.positive", _NEGATIVE, shown)


def _dates(draft: ObservationDraft, today: date) -> Iterator[Fault]:
    if not draft.as_of.is_known and draft.period is None:
        yield _fault("as_of", "figure.dated", _UNDATED, "")
    for where, day in (("as_of", draft.as_of.on), ("said", draft.said.on)):
        if day and day > today:
            yield _fault(where, "figure.not_in_future", _FUTURE, day.isoformat())
    if draft.period and draft.period[1] < draft.period[0]:
        yield _fault("period", "figure.period.order", _ORDER, "")
    elif draft.period and draft.period[0] > today:
        yield _fault("period", "figure.not_in_future", _FUTURE, draft.period[0].isoformat())


def _grade(draft: ObservationDraft) -> Iterator[Fault]:
    if draft.grade == Grade.VERIFIED:
        yield _fault("grade", "figure.grade.by_hand", _VERIFIED, "")


def _revision(draft: ObservationDraft, links: Links) -> Iterator[Fault]:
    if not draft.revises:
        return
    revised = links.revised.get(draft.revises)
    if revised is None:
        yield _fault("revises", "figure.revises.exists", _UNKNOWN, draft.revises)
        return
    if not draft.reason.strip():
        yield _fault("reason", "figure.revises.reason", _NO_REASON, "")
    if revised.revised_by:
        yield _fault("revises", "figure.revises.once", _REVISED, revised.revised_by)
    if revised.is_withdrawn:
        yield _fault("revises", "figure.revises.standing", _WITHDRAWN, draft.revises)
    if revised.indicator != draft.indicator:
        yield _fault("revises", "figure.revises.indicator", _OTHER, revised.indicator)


def _mixing(draft: ObservationDraft, links: Links) -> Iterator[Fault]:
    """An exercise stays among exercises: nothing invented is said of a real body."""
    invented = is_invented(draft, links)
    revised = links.revised.get(draft.revises)
    if revised and revised.is_exercise != invented:
        yield _fault("revises", "figure.exercise_apart", _MIXED, draft.revises)
    for where, code, known in (
        ("organisation", draft.organisation, links.organisations),
        ("convention", draft.convention, links.conventions),
    ):
        if invented and code in known and not known[code][1]:
            yield _fault(where, "figure.exercise_of_fictitious", _REAL, code)


def _fault(where: str, rule: str, sentence: Labels, value: str) -> Fault:
    texts = (sentence.fr, sentence.ar, sentence.en)
    return Fault(where, Labels(*(text.format(value) for text in texts)), rule)


_UNKNOWN: Final = Labels(
    "« {0} » n’est pas au registre.", "«{0}» غير موجود في السجل.", "“{0}” is not in the register."
)
_TOO_LARGE: Final = Labels(
    "{0} est trop grand pour être vrai.",
    "{0} أكبر من أن يكون صحيحا.",
    "{0} is too large to be true.",
)
_NOT_WHOLE: Final = Labels(
    "Cet indicateur compte des unités entières : {0} ne convient pas.",
    "هذا المؤشر يعد وحدات كاملة: {0} لا يصلح.",
    "This indicator counts whole units: {0} does not fit.",
)
_NEGATIVE: Final = Labels(
    "Cet indicateur ne descend pas sous zéro : {0}.",
    "هذا المؤشر لا ينزل تحت الصفر: {0}.",
    "This indicator does not go below zero: {0}.",
)
_UNDATED: Final = Labels(
    "Dites le jour, le mois ou l’année que ce chiffre décrit, ou sa période.",
    "حددوا اليوم أو الشهر أو السنة التي يصفها هذا الرقم، أو فترته.",
    "Say the day, month or year that this figure describes, or its period.",
)
_FUTURE: Final = Labels(
    "{0} est à venir : un chiffre décrit ce qui a eu lieu. Une promesse est un objectif.",
    "{0} لم يحن بعد: الرقم يصف ما وقع. أما الوعد فهو هدف.",
    "{0} is yet to come: a figure describes what took place. A promise is a target.",
)
_ORDER: Final = Labels(
    "La fin de la période suit son début.",
    "نهاية الفترة تلي بدايتها.",
    "The end of the period follows its beginning.",
)
_VERIFIED: Final = Labels(
    "« Vérifié » vient du rapprochement avec les déclarations : personne ne l’écrit à la main.",
    "«متحقَّق منه» يأتي من المطابقة مع التصريحات: لا يكتبه أحد يدويا.",
    "“Verified” comes from the match with declarations: nobody writes it by hand.",
)
_NO_REASON: Final = Labels(
    "Une correction dit pourquoi.", "كل تصحيح يذكر سببه.", "A correction says why."
)
_REVISED: Final = Labels(
    "Ce chiffre est déjà révisé par « {0} » : corrigez le plus récent.",
    "هذا الرقم راجعه «{0}» من قبل: صححوا الأحدث.",
    "This figure is already revised by “{0}”: correct the latest.",
)
_WITHDRAWN: Final = Labels(
    "« {0} » est retiré : ajoutez un nouveau chiffre.",
    "«{0}» مسحوب: أضيفوا رقما جديدا.",
    "“{0}” is withdrawn: add a new figure.",
)
_OTHER: Final = Labels(
    "Une correction garde l’indicateur du chiffre corrigé, « {0} ».",
    "التصحيح يحتفظ بمؤشر الرقم المصحح، «{0}».",
    "A correction keeps the indicator of the figure corrected, “{0}”.",
)
_MIXED: Final = Labels(
    "Un exercice ne corrige pas un chiffre réel, ni l’inverse : « {0} ».",
    "التمرين لا يصحح رقما حقيقيا ولا العكس: «{0}».",
    "An exercise does not correct a real figure, nor the reverse: “{0}”.",
)
_REAL: Final = Labels(
    "Un exercice ne dit rien d’un organisme ou d’une convention réels : « {0} ».",
    "التمرين لا يقول شيئا عن هيئة أو اتفاقية حقيقية: «{0}».",
    "An exercise says nothing of a real body or convention: “{0}”.",
)
_DUPLICATE: Final = Labels(
    "Cette source donne déjà ce chiffre, sous le code « {0} ».",
    "هذا المصدر يعطي هذا الرقم من قبل، تحت الرمز «{0}».",
    "This source already gives this figure, under code “{0}”.",
)
