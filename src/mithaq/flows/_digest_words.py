"""The words of a digest: counts, references and links, never a person."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Final

from mithaq.apps.conventions.queries import AlarmView, ConventionDay
from mithaq.base.calendar_words import MONTHS
from mithaq.base.text import Labels
from mithaq.signals.alarms import Rule

SHOWN: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What waits for a person on a day: late commitments of their own, alarms, days to come, and
    the cases of mediation, debts and questions at their turn, by number and day that counts."""

    on: date
    late: tuple[tuple[str, Labels], ...]
    alarms: tuple[AlarmView, ...]
    coming: tuple[ConventionDay, ...]
    cases: tuple[tuple[str, date | None], ...] = ()
    debts: tuple[tuple[str, Labels, date], ...] = ()
    questions: tuple[tuple[str, Labels, date], ...] = ()


def written(digest: Digest, language: str, site: str) -> tuple[str, str]:
    """The subject and the body of a digest, as plain text."""
    day = f"{digest.on.day} {MONTHS[language][digest.on.month - 1]} {digest.on.year}"
    title = _SUBJECT.of(language).format(day=day)
    parts = [title, _counted(_LATE, len(digest.late), language)]
    parts += [f"- {key} · {labels.of(language)}" for key, labels in digest.late[:SHOWN]]
    parts += ["", _counted(_ALARMS, len(digest.alarms), language)]
    counts = Counter(row.alarm.rule for row in digest.alarms)
    parts += [f"- {_RULES[rule].of(language)} : {count}" for rule, count in counts.most_common()]
    parts += [f"  {site}/{language}/alertes/"] if digest.alarms else []
    parts += ["", _counted(_COMING, len(digest.coming), language)]
    parts += [
        f"- {item.on.isoformat()} · {item.reference} · {item.labels.of(language)}"
        + (f" [{_EXERCISE.of(language)}]" if item.is_exercise else "")
        for item in digest.coming[:SHOWN]
    ]
    if digest.cases:
        parts += ["", _counted(_CASES, len(digest.cases), language)]
        parts += [f"- {number}{_due(on, language)}" for number, on in digest.cases[:SHOWN]]
        parts += [f"  {site}/{language}/mediation/file/"]
    parts += _listed(_DEBTS, digest.debts, language, f"{site}/{language}/dettes/")
    parts += _listed(_QUESTIONS, digest.questions, language, f"{site}/{language}/questions/")
    parts += ["", f"{site}/{language}/engagements/", _STOP.of(language), f"{site}/{language}/avis/"]
    return title, "\n".join(parts) + "\n"


def _listed(
    words: Labels, rows: tuple[tuple[str, Labels, date], ...], language: str, address: str
) -> list[str]:
    """What waits by number, what is to do and the day that counts; nothing when nothing waits."""
    if not rows:
        return []
    lines = [
        f"- {number} · {turn.of(language)} · {on.isoformat()}" for number, turn, on in rows[:SHOWN]
    ]
    return ["", _counted(words, len(rows), language), *lines, f"  {address}"]


def _due(on: date | None, language: str) -> str:
    return f" · {_BEFORE.of(language).format(day=on.isoformat())}" if on else ""


def _counted(words: Labels, count: int, language: str) -> str:
    return words.of(language).format(count=count)


_SUBJECT: Final = Labels(
    "Mithaq : ce qui attend, {day}", "ميثاق: ما ينتظر، {day}", "Mithaq: what waits, {day}"
)
_LATE: Final = Labels(
    "Engagements en retard dont vous répondez : {count}",
    "الالتزامات المتأخرة التي أنتم مسؤولون عنها: {count}",
    "Late commitments you answer for: {count}",
)
_ALARMS: Final = Labels(
    "Alertes de vos conventions : {count}",
    "تنبيهات اتفاقياتكم: {count}",
    "Alarms of your conventions: {count}",
)
_CASES: Final = Labels(
    "Dossiers de médiation à votre tour : {count}",
    "ملفات الوساطة التي ينتظر دوركم: {count}",
    "Mediation cases at your turn: {count}",
)
_DEBTS: Final = Labels(
    "Dettes et arrangements à votre tour : {count}",
    "ديون وتسويات تنتظر دوركم: {count}",
    "Debts and settlements at your turn: {count}",
)
_QUESTIONS: Final = Labels(
    "Questions sur des déclarations, à votre tour : {count}",
    "أسئلة عن التصريحات تنتظر دوركم: {count}",
    "Questions on declarations at your turn: {count}",
)
_BEFORE: Final = Labels("avant le {day}", "قبل {day}", "before {day}")
_COMING: Final = Labels(
    "Échéances des quatorze jours à venir : {count}",
    "آجال الأربعة عشر يوما القادمة: {count}",
    "Due in the next fourteen days: {count}",
)
_EXERCISE: Final = Labels("exercice", "تمرين", "exercise")
_STOP: Final = Labels(
    "Pour changer de fréquence ou arrêter :",
    "لتغيير الوتيرة أو الإيقاف:",
    "To change the frequency or stop:",
)
_RULES: Final = {
    Rule.COMMITMENT_LATE: Labels("engagements en retard", "التزامات متأخرة", "late commitments"),
    Rule.COMMITMENT_SILENT: Labels(
        "suites non publiées", "مآلات غير منشورة", "sequels not published"
    ),
    Rule.COMMITMENT_UNOWNED: Labels(
        "engagements sans responsable", "التزامات بلا مسؤول", "commitments without owner"
    ),
    Rule.MEETING_OVERDUE: Labels(
        "séances dues et non tenues", "اجتماعات مستحقة لم تُعقد", "sittings due and not held"
    ),
    Rule.DECISION_LATE: Labels("décisions échues", "قرارات حل أجلها", "decisions due"),
    Rule.MILESTONE_LATE: Labels("jalons dépassés", "محطات فات أجلها", "milestones passed"),
    Rule.EVALUATION_LATE: Labels(
        "évaluations prévues et non tenues",
        "تقييمات مبرمجة لم تُنجز",
        "evaluations due and not held",
    ),
    Rule.CONVENTION_ENDING: Labels(
        "conventions proches de leur terme",
        "اتفاقيات قريبة من نهايتها",
        "conventions near their end",
    ),
    Rule.CONVENTION_UNEVALUATED: Labels(
        "bilans non publiés", "حصائل غير منشورة", "reports not published"
    ),
}
