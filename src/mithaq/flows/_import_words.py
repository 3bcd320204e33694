"""What the import of conventions says when it cannot go on."""

from __future__ import annotations

from mithaq.base.errors import Fault
from mithaq.base.text import Labels


def nothing_ticked() -> Fault:
    """A confirmation without any convention."""
    return Fault(
        where="accepted",
        sentence=Labels(
            "Aucune convention n’est cochée.",
            "لم يتم اختيار أي اتفاقية.",
            "No convention is ticked.",
        ),
        rule="import.accepts_some",
        remedy=Labels(
            "Cochez celles à inscrire, ou abandonnez le fichier.",
            "اختاروا ما يجب تسجيله، أو تخلوا عن الملف.",
            "Tick those to record, or give the file up.",
        ),
    )


def no_such_file() -> Fault:
    """A staged file that is not there any more."""
    return Fault(
        where="file",
        sentence=Labels(
            "Ce fichier en attente n’existe plus.",
            "لم يعد هذا الملف في الانتظار.",
            "This staged file no longer exists.",
        ),
        rule="staged_file.exists",
        remedy=Labels("Déposez-le à nouveau.", "أودعوه من جديد.", "Upload it again."),
    )


def figures_are_used(reference: str) -> Fault:
    """An undo that would take away figures on which others rest."""
    return Fault(
        where=reference,
        sentence=Labels(
            f"Les chiffres de {reference} ne peuvent plus être retirés : d’autres chiffres "
            "reposent sur eux.",
            f"لم يعد ممكنا سحب أرقام {reference}: هناك أرقام أخرى تستند إليها.",
            f"The figures of {reference} can no longer be withdrawn: others rest on them.",
        ),
        rule="figures.withdraw.nothing_rests",
        remedy=Labels(
            "Retirez d’abord ce qui repose sur eux.",
            "اسحبوا أولا ما يستند إليها.",
            "Withdraw first what rests on them.",
        ),
    )


def still_recording() -> Fault:
    """An undo asked for while the file is still being recorded."""
    return Fault(
        where="file",
        sentence=Labels(
            "Ce fichier est encore en cours d’inscription.",
            "ما زال تسجيل هذا الملف جاريا.",
            "This file is still being recorded.",
        ),
        rule="import.undo_when_done",
        remedy=Labels(
            "Attendez la fin du traitement, ou annulez-le, puis recommencez.",
            "انتظروا نهاية المهمة أو ألغوها، ثم أعيدوا المحاولة.",
            "Wait for the job to end, or cancel it, then try again.",
        ),
    )


def was_undone(reference: str) -> Fault:
    """A job started again after its import was undone."""
    return Fault(
        where=reference,
        sentence=Labels(
            "L’import de ce fichier a été annulé : rien n’est plus inscrit.",
            "تم إلغاء استيراد هذا الملف: لن يسجل أي شيء آخر.",
            "The import of this file was undone: nothing more is recorded.",
        ),
        rule="import.not_undone",
        remedy=Labels("Déposez-le à nouveau.", "أودعوه من جديد.", "Upload it again."),
    )


def out_of_reach(reference: str, territory: str, line: int) -> Fault:
    """A convention of a territory that the mandate does not cover."""
    place = f" ({territory})" if territory else ""
    return Fault(
        where=reference,
        line=line,
        sentence=Labels(
            f"Votre mandat ne couvre pas le territoire de la convention {reference}{place}.",
            f"تفويضكم لا يشمل المجال الترابي للاتفاقية {reference}{place}.",
            f"Your mandate does not cover the territory of convention {reference}{place}.",
        ),
        rule="import.territory_of_the_mandate",
        remedy=Labels(
            "Retirez-la du fichier, ou confiez-la à qui la couvre.",
            "احذفوها من الملف، أو سلّموها لمن يشملها تفويضه.",
            "Remove it from the file, or hand it to whoever covers it.",
        ),
    )


def of_real_bodies(reference: str, line: int) -> Fault:
    """A convention that binds real bodies, brought by somebody who acts for a fictitious one."""
    return Fault(
        where=reference,
        line=line,
        sentence=Labels(
            f"Vous agissez pour un organisme fictif : la convention {reference} n’est pas un "
            "exercice.",
            f"أنتم تتصرفون باسم هيئة وهمية: الاتفاقية {reference} ليست تمرينا.",
            f"You act for a fictitious body: convention {reference} is not an exercise.",
        ),
        rule="import.world_of_the_mandate",
        remedy=Labels(
            "Écrivez « exercise: true » pour un exercice entre organismes fictifs.",
            "اكتبوا « exercise: true » لتمرين بين هيئات وهمية.",
            "Write “exercise: true” for an exercise between fictitious bodies.",
        ),
    )


def job_label(name: str) -> Labels:
    """How the list of long work names an import."""
    return Labels(
        f"Import de conventions : {name}", f"استيراد اتفاقيات: {name}", f"Convention import: {name}"
    )
