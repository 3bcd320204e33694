"""What a value that a parameter cannot take is answered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from mithaq.base.text import Labels
from mithaq.engines.rules._binding import Bound, Bracket

NEGATIVE: Final = Labels(
    "Un montant ou un taux de la loi n’est jamais négatif.",
    "لا يكون مبلغ أو نسبة في القانون سالبا أبدا.",
    "An amount or a rate of the law is never negative.",
)
MORE_THAN_WHOLE: Final = Labels(
    "Un taux ne dépasse jamais 100 % : écrivez par exemple 4,26 %.",
    "لا تتجاوز أي نسبة 100 %: اكتبوا مثلا 4,26 %.",
    "A rate is never above 100%: write for example 4.26%.",
)
CHANGED_TWICE: Final = Labels(
    "Cette valeur est changée deux fois pour les mêmes jours : gardez-en une.",
    "غُيرت هذه القيمة مرتين للأيام نفسها: احتفظوا بواحدة.",
    "This value is changed twice for the same days: keep one.",
)
NOT_RISING: Final = Labels(
    "Les seuils d’un barème montent d’une tranche à l’autre.",
    "ترتفع عتبات الجدول من شطر إلى آخر.",
    "The thresholds of a schedule rise from one bracket to the next.",
)


def too_long(longest: float) -> Labels:
    """A number of days, of months or of years that no calendar holds."""
    return Labels(
        f"Cette durée dépasse un siècle : écrivez {longest:g} au plus.",
        f"هذه المدة تتجاوز قرنا: اكتبوا {longest:g} على الأكثر.",
        f"This length is more than a century: write {longest:g} at most.",
    )


def unreadable(given: object, sample: Bound) -> Labels:
    """A value of another sort than the law has: what to write instead."""
    example = "10000"
    if isinstance(sample, bool):
        example = "oui"
    elif isinstance(sample, tuple):
        is_schedule = bool(sample) and isinstance(sample[0], Bracket)
        example = "0: 0 %, 40000: 10 %" if is_schedule else ", ".join(map(str, sample[:2]))
    elif isinstance(sample, date | str):
        example = str(sample)
    elif isinstance(sample, float) and 0 < sample < 1:
        example = "4,26 %"
    if given == "" or isinstance(given, dict | list | tuple):
        return Labels(
            f"aucune valeur lisible n’est donnée : écrivez par exemple {example}.",
            f"لم تُعط قيمة مقروءة: اكتبوا مثلا {example}.",
            f"no readable value is given: write for example {example}.",
        )
    return Labels(
        f"« {given} » ne peut pas être sa valeur : écrivez par exemple {example}.",
        f"«{given}» لا يصلح قيمة له: اكتبوا مثلا {example}.",
        f"“{given}” cannot be its value: write for example {example}.",
    )


def no_such_code(code: str, choices: Iterable[str]) -> Labels:
    """A code that the law does not have."""
    known = ", ".join(choices)
    return Labels(
        f"« {code} » n’est aucun de : {known}.",
        f"«{code}» ليس أيا من: {known}.",
        f"“{code}” is none of: {known}.",
    )
