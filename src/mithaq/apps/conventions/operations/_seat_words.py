"""The sentences with which a composition or a rule is refused."""

from __future__ import annotations

from datetime import date
from typing import Final

from mithaq.base.text import Labels

TWICE: Final = Labels(
    "Un quorum est un nombre de voix ou une part des voix, pas les deux.",
    "النصاب عدد من الأصوات أو نسبة منها، لا الاثنان معا.",
    "A quorum is a number of votes or a share of them, not both.",
)
SHARE: Final = Labels(
    "Une part des voix va de 1 à 100 pour cent.",
    "نسبة الأصوات من 1 إلى 100 في المائة.",
    "A share of votes goes from 1 to 100 percent.",
)
ZERO: Final = Labels(
    "Un quorum compte au moins une voix.",
    "النصاب صوت واحد على الأقل.",
    "A quorum is at least one vote.",
)
SLOT: Final = Labels(
    "Une séance dure de quinze minutes à dix heures.",
    "مدة الاجتماع من خمس عشرة دقيقة إلى عشر ساعات.",
    "A meeting lasts from fifteen minutes to ten hours.",
)
SEAT: Final = Labels("Ce siège n’existe pas.", "هذا المقعد غير موجود.", "There is no such seat.")
REVERSED: Final = Labels(
    "Un siège finit après son début.",
    "تنتهي العضوية بعد بدايتها.",
    "A seat ends after it starts.",
)
ENDED: Final = Labels(
    "Ce siège est déjà terminé.", "انتهت هذه العضوية من قبل.", "This seat has already ended."
)
CHAIRED: Final = Labels(
    "Ce comité a déjà une présidence ce jour-là.",
    "لهذه اللجنة رئاسة في ذلك اليوم.",
    "This committee already has a chair on that day.",
)
ROTATE: Final = Labels(
    "Remplacez-la, ou écrivez dans la règle que la présidence tourne.",
    "عوّضوها، أو اكتبوا في القاعدة أن الرئاسة بالتناوب.",
    "Replace it, or write in the rule that the chair rotates.",
)
REPLACE: Final = Labels(
    "Remplacez ce membre au lieu de terminer son siège, ou changez la date.",
    "عوّضوا هذا العضو بدل إنهاء عضويته، أو غيّروا التاريخ.",
    "Replace this member instead of ending the seat, or change the day.",
)
AFTERWARDS: Final = Labels(
    "Levez-la ou annulez-la d’abord.",
    "ارفعوه أو ألغوه أولا.",
    "Close it or cancel it first.",
)
KIND: Final = Labels(
    "Ce genre de comité n’existe pas.",
    "هذا النوع من اللجان غير موجود.",
    "There is no such kind of committee.",
)
NAMELESS: Final = Labels("Nommez le comité.", "سمّوا اللجنة.", "Name the committee.")
NAMED: Final = Labels(
    "La convention a déjà un comité de ce nom.",
    "للاتفاقية لجنة بهذا الاسم.",
    "The convention already has a committee of that name.",
)
CADENCE: Final = Labels(
    "Une cadence dit combien de séances et sur quelle durée.",
    "تحدد الوتيرة عدد الاجتماعات والمدة.",
    "A cadence says how many sittings and over which time.",
)


def convened(number: int) -> Labels:
    """A rule does not change under a meeting that was convened with it."""
    return Labels(
        f"La séance {number} est convoquée sous la règle actuelle.",
        f"استُدعي إلى الاجتماع {number} وفق القاعدة الحالية.",
        f"Meeting {number} is convened under the present rule.",
    )


def presides(number: int) -> Labels:
    """A member who is to chair does not simply leave."""
    return Labels(
        f"Ce membre doit présider la séance {number}.",
        f"على هذا العضو أن يترأس الاجتماع {number}.",
        f"This member is to chair meeting {number}.",
    )


def already_closed(number: int, on: date) -> Labels:
    """A meeting that was closed keeps the table it had."""
    return Labels(
        f"La séance {number} du {on:%d/%m/%Y} est levée avec sa composition : choisissez un jour "
        "suivant.",
        f"رُفع الاجتماع {number} بتاريخ {on:%d/%m/%Y} بتشكيلته: اختاروا يوما لاحقا.",
        f"Meeting {number} of {on:%d/%m/%Y} was closed with its members: choose a later day.",
    )
