"""What a refusal to replace a value of the law says."""

from __future__ import annotations

from datetime import date

from mithaq.base.errors import Fault
from mithaq.base.text import Labels


def informs_only() -> Fault:
    """A value that no rule reads."""
    return Fault(
        "value",
        Labels(
            "Cette valeur informe seulement : aucun calcul ne la lit, rien ne changerait.",
            "هذه القيمة للإخبار فقط: لا يقرؤها أي حساب، ولن يتغير شيء.",
            "This value only informs: no computation reads it, nothing would change.",
        ),
        "override.changes_something",
    )


def before_first(first: date) -> Fault:
    """A day on which the law at hand says nothing yet."""
    day = f"{first:%d/%m/%Y}"
    return Fault(
        "since_on",
        Labels(
            f"La loi chargée commence au {day} : choisissez ce jour ou un jour suivant.",
            f"يبدأ القانون المتوفر في {day}: اختاروا هذا اليوم أو يوما بعده.",
            f"The law at hand begins on {day}: choose that day or a later one.",
        ),
        "override.within_law",
    )


def same_value() -> Fault:
    """A value that the law has already."""
    return Fault(
        "value",
        Labels(
            "La loi a déjà cette valeur ce jour-là : il n’y a rien à remplacer.",
            "للقانون هذه القيمة سلفا في ذلك اليوم: لا شيء يُستبدل.",
            "The law already has this value on that day: there is nothing to replace.",
        ),
        "override.changes_something",
    )


def already_replaced(since_on: date) -> Fault:
    """A day from which the value is replaced already."""
    day = f"{since_on:%d/%m/%Y}"
    return Fault(
        "since_on",
        Labels(
            f"Cette valeur est déjà remplacée depuis le {day} : rendez-la d’abord à la loi.",
            f"هذه القيمة مستبدلة سلفا منذ {day}: أعيدوها أولا إلى القانون.",
            f"This value is already replaced since {day}: give it back to the law first.",
        ),
        "parameter_override_unique",
    )


def not_of_kind(example: str) -> Fault:
    """Text where the law has a number, and so on."""
    return Fault(
        "value",
        Labels(
            f"Cette valeur ne se lit pas : écrivez par exemple {example}.",
            f"تتعذر قراءة هذه القيمة: اكتبوا مثلا {example}.",
            f"This value cannot be read: write for instance {example}.",
        ),
        "override.kind",
    )


def negative() -> Fault:
    """A value below zero."""
    return Fault(
        "value",
        Labels(
            "Une valeur de la loi n’est jamais négative.",
            "لا تكون قيمة في القانون سالبة أبدا.",
            "A value of the law is never negative.",
        ),
        "override.kind",
    )


def two_rates(number: float) -> Fault:
    """A rate without its sign, which may be a share or a percentage."""
    small, large = (f"{round(each, 6):g}" for each in (number, 100 * number))
    fr = [each.replace(".", ",") for each in (small, large)]
    return Fault(
        "value",
        Labels(
            f"Écrivez le signe du taux : « {fr[0]} % » ou « {fr[1]} % ».",
            f"اكتبوا علامة النسبة: «{fr[0]} %» أو «{fr[1]} %».",
            f"Write the sign of the rate: “{small}%” or “{large}%”.",
        ),
        "override.kind",
    )


def schedule() -> Fault:
    """A schedule of brackets, which a reform changes."""
    return Fault(
        "value",
        Labels(
            "Un barème à tranches ne se remplace pas ici : seule une réforme le change.",
            "لا يُستبدل جدول الأشطر هنا: لا يغيره إلا إصلاح.",
            "A schedule of brackets is not replaced here: only a reform changes it.",
        ),
        "override.kind",
    )


def schedule_order() -> Fault:
    """Brackets that do not rise from zero."""
    return Fault(
        "value",
        Labels(
            "Les tranches commencent à 0 et montent : une ligne par tranche, par exemple "
            "« 40000 : 10 % ».",
            "تبدأ الأشطر من 0 وتتصاعد: سطر لكل شطر، مثلا «40000 : 10 %».",
            "Brackets begin at 0 and rise: a line a bracket, for instance “40000 : 10 %”.",
        ),
        "override.kind",
    )
