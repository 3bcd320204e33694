"""What is said when a signature is refused."""

from __future__ import annotations

from datetime import date
from typing import Final

from mithaq.base.errors import Fault
from mithaq.base.text import LANGUAGES, Labels


def no_party() -> Fault:
    """A text that binds nobody."""
    return Fault("parties", _NO_PARTY, "signing.has_parties")


def no_signatory(slug: str) -> Fault:
    """A party for which nobody signs."""
    return Fault(
        "parties",
        Labels(
            f"Personne ne signe pour « {slug} ».",
            f"لا أحد يوقّع باسم «{slug}».",
            f"Nobody signs for “{slug}”.",
        ),
        "signing.party_has_signatory",
        Labels(
            "Nommez son signataire dans la partie « Signataires » du texte.",
            "عيّنوا موقّعها في جزء «الموقعون» من النص.",
            "Name its signatory in the “Signatories” part of the text.",
        ),
    )


def no_such_folder() -> Fault:
    """A folder that is not there, not to be seen, or closed."""
    return Fault("folder", _NO_FOLDER, "signing.folder.open")


def not_your_turn(rank: int, before: Labels) -> Fault:
    """A signature out of order."""
    fr, ar, en = (before.of(code) for code in LANGUAGES)
    return Fault(
        "turn",
        Labels(
            f"Ce n’est pas encore votre tour (rang {rank}) : {fr} signe avant.",
            f"لم يحن دوركم بعد (الرتبة {rank}): {ar} توقّع قبلكم.",
            f"It is not your turn yet (rank {rank}): {en} signs before.",
        ),
        "signing.turn.in_order",
    )


def no_turn() -> Fault:
    """A person who has nothing to sign there."""
    return Fault("turn", _NO_TURN, "signing.turn.exists")


def not_viewed() -> Fault:
    """A folder that was not opened."""
    return Fault("view", _NOT_VIEWED, "signing.viewed_first", _OPEN_FIRST)


def no_mandate(body: Labels) -> Fault:
    """A person who does not sign for a body."""
    fr, ar, en = (body.of(code) for code in LANGUAGES)
    return Fault(
        "mandate",
        Labels(
            f"Aucun mandat de signataire n’est inscrit pour {fr}.",
            f"لا يوجد أي تفويض بالتوقيع مسجل باسم {ar}.",
            f"No mandate of signatory is recorded for {en}.",
        ),
        "signing.capacity",
        _RECORD_MANDATE,
    )


def mandate_ended(body: Labels, last: date, on: date) -> Fault:
    """A mandate that was, and is no more."""
    fr, ar, en = (body.of(code) for code in LANGUAGES)
    return Fault(
        "mandate",
        Labels(
            f"Le mandat de signer pour {fr} a pris fin le {last:%d/%m/%Y} : "
            f"il ne vaut plus le {on:%d/%m/%Y}.",
            f"انتهى تفويض التوقيع باسم {ar} في {last:%d/%m/%Y}: لم يعد ساريا في {on:%d/%m/%Y}.",
            f"The mandate to sign for {en} ended on {last:%d/%m/%Y}: it no longer holds on "
            f"{on:%d/%m/%Y}.",
        ),
        "signing.capacity.ended",
        _RECORD_MANDATE,
    )


def mandate_to_come(body: Labels, first: date, on: date) -> Fault:
    """A mandate that will be."""
    fr, ar, en = (body.of(code) for code in LANGUAGES)
    return Fault(
        "mandate",
        Labels(
            f"Le mandat de signer pour {fr} commence le {first:%d/%m/%Y} : "
            f"il ne vaut pas encore le {on:%d/%m/%Y}.",
            f"يبدأ تفويض التوقيع باسم {ar} في {first:%d/%m/%Y}: ليس ساريا بعد في {on:%d/%m/%Y}.",
            f"The mandate to sign for {en} starts on {first:%d/%m/%Y}: it does not hold yet on "
            f"{on:%d/%m/%Y}.",
        ),
        "signing.capacity.to_come",
    )


def text_moved() -> Fault:
    """A folder whose text is not the one that was opened."""
    return Fault("folder", _MOVED, "signing.text.same")


def bad_scan(said: Labels, rule: str) -> Fault:
    """A scan that cannot be kept."""
    return Fault("scan", said, rule)


def not_come(on: date) -> Fault:
    """A signature dated after today."""
    return Fault(
        "signed_on",
        Labels(
            f"Cette date n’est pas encore venue : au plus tard le {on:%d/%m/%Y}.",
            f"لم يحن هذا التاريخ بعد: أقصاه {on:%d/%m/%Y}.",
            f"This date has not come yet: {on:%d/%m/%Y} at the latest.",
        ),
        "signing.signed_on.has_come",
    )


def nothing_to_refuse() -> Fault:
    """A refusal from somebody who has nothing to sign there, or has signed."""
    return Fault("turn", _NOTHING_TO_REFUSE, "signing.refusal.turn", _ASK_THE_PEN)


def reason_too_long(most: int) -> Fault:
    """A reason that no folder can carry."""
    return Fault(
        "reason",
        Labels(
            f"Le motif dépasse {most} signes : dites l’essentiel.",
            f"يتجاوز السبب {most} حرف: اكتفوا بالأساسي.",
            f"The reason exceeds {most} signs: say the essential.",
        ),
        "signing.refusal.reason_length",
    )


def refusal_not_come(on: date) -> Fault:
    """A refusal dated after today."""
    return Fault("refused_on", not_come(on).sentence, "signing.refusal.has_come")


def refusal_before_offer(first: date) -> Fault:
    """A refusal dated before the text was offered."""
    return Fault(
        "refused_on",
        Labels(
            f"Le texte n’est offert à la signature que depuis le {first:%d/%m/%Y}.",
            f"لم يُعرض النص للتوقيع إلا منذ {first:%d/%m/%Y}.",
            f"The text has been offered for signature only since {first:%d/%m/%Y}.",
        ),
        "signing.refusal.after_offer",
    )


def nothing_ticked() -> Fault:
    """A batch without any folder."""
    return Fault("folders", _NOTHING_TICKED, "signing.batch.some")


def session_taken(reference: str) -> Fault:
    """A session whose reference exists already."""
    return Fault(
        "reference",
        Labels(
            f"La référence {reference} est déjà prise.",
            f"المرجع {reference} مستعمل.",
            f"Reference {reference} is already taken.",
        ),
        "signing.session.reference.unique",
    )


def exercise_apart() -> Fault:
    """An exercise does not share a ceremony with real texts."""
    return Fault("session", _APART, "signing.session.exercise_apart")


_NO_PARTY: Final = Labels(
    "Le texte n’a aucune partie.", "ليس للنص أي طرف.", "The text has no party."
)
_NO_FOLDER: Final = Labels(
    "Ce dossier de signature n’existe pas, n’est plus ouvert, ou ne vous concerne pas.",
    "ملف التوقيع هذا غير موجود أو لم يعد مفتوحا أو لا يعنيكم.",
    "This signing folder does not exist, is no longer open, or does not concern you.",
)
_NO_TURN: Final = Labels(
    "Vous n’avez rien à signer dans ce dossier.",
    "ليس لكم ما توقعونه في هذا الملف.",
    "You have nothing to sign in this folder.",
)
_NOTHING_TO_REFUSE: Final = Labels(
    "Aucune signature n’est attendue de vous dans ce dossier : il n’y a rien à refuser.",
    "لا يُنتظر منكم أي توقيع في هذا الملف: ليس هناك ما ترفضونه.",
    "No signature is expected of you in this folder: there is nothing to refuse.",
)
_ASK_THE_PEN: Final = Labels(
    "Ce qui est signé se défait par le rédacteur : il revient en négociation avec un motif.",
    "ما وُقّع لا يتراجع عنه إلا المحرر: يعود إلى التفاوض مع ذكر السبب.",
    "What is signed is undone by the drafter, who returns to negotiation with a reason.",
)
_NOT_VIEWED: Final = Labels(
    "Vous n’avez pas encore ouvert ce dossier.",
    "لم تفتحوا هذا الملف بعد.",
    "You have not opened this folder yet.",
)
_OPEN_FIRST: Final = Labels(
    "Lisez le texte, puis signez.", "اقرؤوا النص ثم وقّعوا.", "Read the text, then sign."
)
_RECORD_MANDATE: Final = Labels(
    "Faites inscrire le mandat, intérim compris, avec ses dates.",
    "اعملوا على تسجيل التفويض، بما فيه النيابة، بتواريخه.",
    "Have the mandate recorded, interim included, with its dates.",
)
_MOVED: Final = Labels(
    "Le texte n’est plus celui du dossier : rouvrez la signature.",
    "لم يعد النص هو نص الملف: أعيدوا فتح التوقيع.",
    "The text is no longer that of the folder: open the signing again.",
)
_NOTHING_TICKED: Final = Labels(
    "Aucun dossier n’est coché.", "لم يتم اختيار أي ملف.", "No folder is ticked."
)
_APART: Final = Labels(
    "Un exercice et un vrai projet ne partagent pas de séance de signature.",
    "لا يتقاسم تمرين ومشروع حقيقي حفل توقيع.",
    "An exercise and a real draft do not share a signing session.",
)
