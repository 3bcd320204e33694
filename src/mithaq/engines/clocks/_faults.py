"""What cannot have happened to one side of a file, said so that it can be put right."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from mithaq.base.errors import Fault
from mithaq.base.text import Labels
from mithaq.engines.clocks._problem import Event


class Wrong(StrEnum):
    """Why an event does not fit the history before it."""

    NOT_RECEIVED = "not_received"
    RECEIVED_TWICE = "received_twice"
    ASKED_TWICE = "asked_twice"
    NOTHING_ASKED = "nothing_asked"
    PAUSED_TWICE = "paused_twice"
    NOT_PAUSED = "not_paused"
    IS_CLOSED = "is_closed"
    NOT_CLOSED = "not_closed"
    OUT_OF_TIME = "out_of_time"


SENTENCES: Final = {
    Wrong.NOT_RECEIVED: Labels(
        "Rien n’arrive à un dossier avant sa réception.",
        "لا يقع شيء للملف قبل استلامه.",
        "Nothing happens to a file before it is received.",
    ),
    Wrong.RECEIVED_TWICE: Labels(
        "Un dossier n’est reçu qu’une fois ; une transmission ne relance pas le délai.",
        "لا يستلم الملف إلا مرة واحدة؛ والإحالة لا تعيد سريان الأجل من بدايته.",
        "A file is received once; a transfer does not start the clock again.",
    ),
    Wrong.ASKED_TWICE: Labels(
        "Un complément ne se demande qu’une fois.",
        "لا يطلب استكمال الملف إلا مرة واحدة.",
        "Completion is asked for once only.",
    ),
    Wrong.NOTHING_ASKED: Labels(
        "Aucun complément n’est attendu.",
        "لا ينتظر أي استكمال.",
        "No completion is waited for.",
    ),
    Wrong.PAUSED_TWICE: Labels(
        "Le délai est déjà suspendu pour cette attente.",
        "الأجل معلق أصلا لهذا الانتظار.",
        "The clock is already stopped for this wait.",
    ),
    Wrong.NOT_PAUSED: Labels(
        "Le délai n’est pas suspendu : il ne peut pas reprendre.",
        "الأجل غير معلق: لا يمكن أن يستأنف سريانه.",
        "The clock is not stopped: it cannot run again.",
    ),
    Wrong.IS_CLOSED: Labels(
        "Le dossier est clos : il faut d’abord le rouvrir.",
        "الملف مغلق: يجب إعادة فتحه أولا.",
        "The file is closed: it must be reopened first.",
    ),
    Wrong.NOT_CLOSED: Labels(
        "Seul un dossier clos se rouvre.",
        "لا يعاد فتح إلا ملف مغلق.",
        "Only a closed file is reopened.",
    ),
    Wrong.OUT_OF_TIME: Labels(
        "L’année de cet événement est invraisemblable.",
        "سنة هذا الحدث غير معقولة.",
        "The year of this event is not credible.",
    ),
}


def fault_of(event: Event, wrong: Wrong) -> Fault:
    """Say an event that does not fit; its place is its kind and its instant, not its rank."""
    return Fault(
        where=f"{event.kind} {event.at.isoformat()}", sentence=SENTENCES[wrong], rule=wrong
    )
