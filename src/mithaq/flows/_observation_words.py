"""What the import of figures says when it cannot go on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from mithaq.base.errors import Fault
from mithaq.base.text import Labels

_AGAIN: Final = Labels("Déposez-le à nouveau.", "أودعوه من جديد.", "Upload it again.")


def no_such_file() -> Fault:
    """A staged file that is not there any more."""
    return Fault(
        "file",
        Labels(
            "Ce fichier en attente n’existe plus.",
            "لم يعد هذا الملف في الانتظار.",
            "This staged file no longer exists.",
        ),
        "staged_file.exists",
        _AGAIN,
    )


def no_such_row(line: int) -> Fault:
    """A row that the file does not have."""
    return Fault(
        "file",
        Labels(
            f"Le fichier n’a pas de ligne {line}.",
            f"ليس في الملف سطر {line}.",
            f"The file has no row {line}.",
        ),
        "observation.row",
    )


def nothing_chosen() -> Fault:
    """A confirmation without any row."""
    return Fault(
        "rows",
        Labels("Aucune ligne n’est retenue.", "لم يُحتفظ بأي سطر.", "No row is taken."),
        "import.accepts_some",
        Labels(
            "Corrigez ou confirmez des lignes, ou abandonnez le fichier.",
            "صححوا أسطرا أو أكدوها، أو تخلوا عن الملف.",
            "Mend or confirm rows, or give the file up.",
        ),
    )


def confirm_plans(numbers: Sequence[str]) -> Fault:
    """Statements that replace others on which a plan runs, recorded without having said so."""
    told = ", ".join(dict.fromkeys(numbers))
    return Fault(
        "is_replacing",
        Labels(
            f"Un relevé remplacé porte un échéancier en cours : {told}.",
            f"أحد البيانات التي سيتم تعويضها يسري عليه جدول أداء: {told}.",
            f"A plan runs on a statement that would be replaced: {told}.",
        ),
        "import.replaces_plan",
        Labels(
            "Cochez la case qui dit que vous le savez, ou laissez ces lignes de côté.",
            "ضعوا علامة في الخانة التي تؤكد علمكم بذلك، أو اتركوا هذه الأسطر جانبا.",
            "Tick the box that says you know it, or leave these rows aside.",
        ),
    )


def confirm_with_reason(count: int) -> Fault:
    """Rows in doubt taken without saying why."""
    return Fault(
        "reason",
        Labels(
            f"Lignes en doute retenues sans motif : {count}.",
            f"أسطر محل شك احتُفظ بها دون ذكر السبب: {count}.",
            f"Rows in doubt taken without a reason: {count}.",
        ),
        "import.doubt_reason",
        Labels(
            "Dites ce que vous avez vérifié dans la source.",
            "اذكروا ما تحققتم منه في المصدر.",
            "Say what you checked in the source.",
        ),
    )


def confirm_the_whole() -> Fault:
    """A file that asks for a second look, confirmed without it."""
    return Fault(
        "is_confirmed",
        Labels(
            "Ce fichier demande une confirmation explicite et un motif.",
            "هذا الملف يتطلب تأكيدا صريحا مع ذكر السبب.",
            "This file asks for an explicit confirmation and a reason.",
        ),
        "import.threshold",
        Labels(
            "Lisez les alertes, cochez la case et dites pourquoi.",
            "اقرؤوا التنبيهات، ضعوا علامة في الخانة واذكروا السبب.",
            "Read the alerts, tick the box and say why.",
        ),
    )


def out_of_reach(line: int) -> Fault:
    """A row that the mandate does not cover."""
    return Fault(
        "territory",
        Labels(
            "Votre mandat ne couvre pas cette ligne.",
            "تفويضكم لا يشمل هذا السطر.",
            "Your mandate does not cover this row.",
        ),
        "import.reach",
        line=line,
    )


def still_writing() -> Fault:
    """An undo while the job still writes."""
    return Fault(
        "file",
        Labels(
            "Ce fichier est encore en cours d’inscription.",
            "ما زال هذا الملف قيد التسجيل.",
            "This file is still being recorded.",
        ),
        "import.still_writing",
        Labels(
            "Attendez la fin, ou annulez le traitement.",
            "انتظروا النهاية أو ألغوا المعالجة.",
            "Wait for the end, or cancel the job.",
        ),
    )


def was_undone() -> Fault:
    """A job whose file was undone meanwhile."""
    return Fault(
        "file",
        Labels(
            "L’import de ce fichier a été annulé : rien de plus n’est inscrit.",
            "تم إلغاء استيراد هذا الملف: لن يسجل أي شيء آخر.",
            "The import of this file was undone: nothing more is recorded.",
        ),
        "import.not_undone",
        _AGAIN,
    )


def job_label(name: str) -> Labels:
    """How the list of long work names an import."""
    return Labels(
        f"Import de chiffres : {name}", f"استيراد أرقام: {name}", f"Import of figures: {name}"
    )
