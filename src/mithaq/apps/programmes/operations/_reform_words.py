"""What a refusal to try a reform says."""

from __future__ import annotations

from mithaq.base.errors import Fault
from mithaq.base.text import Labels


def not_yours() -> Fault:
    """Whoever may not try reforms."""
    return Fault(
        "",
        Labels(
            "Votre mandat ne vous permet pas d’essayer une réforme : demandez-le à un responsable "
            "de programme ou à un administrateur.",
            "لا يسمح لكم تفويضكم بتجربة إصلاح: اطلبوا ذلك من مسؤول عن البرنامج أو من مدير المنصة.",
            "Your mandate does not let you try a reform: ask a programme manager or an "
            "administrator.",
        ),
        "reform.run",
    )


def no_change() -> Fault:
    """A reform that changes nothing."""
    return Fault(
        "",
        Labels(
            "Cet essai ne change rien : choisissez au moins une valeur de la loi.",
            "هذه التجربة لا تغير شيئا: اختاروا قيمة واحدة على الأقل من القانون.",
            "This trial changes nothing: choose at least one value of the law.",
        ),
        "reform.changes",
    )


def months_out(most: int) -> Fault:
    """A span that is too short or too long."""
    return Fault(
        "month_count",
        Labels(
            f"Un essai porte sur 1 à {most} mois.",
            f"تمتد التجربة من شهر واحد إلى {most} شهرا.",
            f"A trial covers 1 to {most} months.",
        ),
        "reform_scenario_months",
    )


def people_out(least: int, most: int) -> Fault:
    """A population that is too small or too large."""
    return Fault(
        "people_count",
        Labels(
            f"Un essai porte sur {least} à {most} salariés par mois.",
            f"تشمل التجربة من {least} إلى {most} أجير في الشهر.",
            f"A trial covers {least} to {most} employees a month.",
        ),
        "reform_scenario_people",
    )


def twice() -> Fault:
    """One parameter changed twice from one day."""
    return Fault(
        "since",
        Labels(
            "Cette valeur est changée deux fois depuis le même jour : gardez-en une.",
            "غُيرت هذه القيمة مرتين ابتداء من اليوم نفسه: احتفظوا بواحدة.",
            "This value is changed twice from the same day: keep one.",
        ),
        "reform.once",
    )


def no_parameter(path: str) -> Fault:
    """A parameter that the law does not have."""
    return Fault(
        "value",
        Labels(
            f"La loi n’a pas de paramètre « {path} ».",
            f"ليس في القانون معيار باسم «{path}».",
            f"The law has no parameter “{path}”.",
        ),
        "reform.parameter",
    )


def tells_nothing() -> Fault:
    """A change that reaches no amount that the exercise population can tell."""
    return Fault(
        "",
        Labels(
            "Pour ces mois, rien de ce que la population d’exercice connaît ne dépend de ces "
            "valeurs : choisissez d’autres valeurs ou d’autres mois.",
            "في هذه الشهور، لا شيء مما تعرفه ساكنة التمرين يتوقف على هذه القيم: اختاروا قيما أو "
            "شهورا أخرى.",
            "In these months, nothing that the exercise population knows depends on these "
            "values: choose other values or other months.",
        ),
        "reform.reaches",
    )


def other_result(held: str, found: str) -> Fault:
    """A second run that does not give the numbers of the first."""
    return Fault(
        "result_digest",
        Labels(
            f"Recalculé, cet essai donne d’autres nombres ({found[:12]}) que ceux gardés "
            f"({held[:12]}) : ceux-ci restent. Signalez-le, la version du logiciel a pu changer.",
            f"عند إعادة الحساب أعطت هذه التجربة أعدادا أخرى ({found[:12]}) غير المحفوظة "
            f"({held[:12]}): تبقى المحفوظة. أبلغوا عن ذلك، فربما تغيرت نسخة البرنامج.",
            f"Computed again, this trial gives other numbers ({found[:12]}) than those kept "
            f"({held[:12]}): these stand. Report it, the version of the software may have changed.",
        ),
        "reform.reproducible",
    )
