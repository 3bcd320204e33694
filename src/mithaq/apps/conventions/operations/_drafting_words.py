"""What is said when something about a text that is not signed yet is refused."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final

from django.utils.translation import override

from mithaq.apps.conventions.choices.drafting import DraftingAction, DraftingStage
from mithaq.base.errors import Fault
from mithaq.base.text import LANGUAGES, Labels

_REOPEN: Final = Labels(
    "Revenez d’abord en négociation.",
    "عودوا أولا إلى التفاوض.",
    "Return to negotiation first.",
)


def not_there() -> Fault:
    """A text that does not exist, or that this mandate does not see: both are said alike."""
    return Fault(
        "drafting",
        Labels(
            "Ce projet n’existe pas, ou votre organisation n’y est pas associée.",
            "هذا المشروع غير موجود، أو أن هيئتكم غير معنية به.",
            "This draft does not exist, or your organisation is not involved in it.",
        ),
        "drafting.exists",
    )


def not_yours(steward: Labels | None = None) -> Fault:
    """An act that belongs to somebody else."""
    asked = {code: steward.of(code) if steward else "" for code in LANGUAGES}
    remedy = Labels(
        f"Demandez à {asked['fr']}, qui tient la plume.",
        f"اطلبوا ذلك من {asked['ar']} التي تتولى التحرير.",
        f"Ask {asked['en']}, which holds the pen.",
    )
    return Fault(
        "mandate",
        Labels(
            "Votre mandat ne permet pas cet acte sur ce projet.",
            "لا يسمح تفويضكم بهذا الفعل في هذا المشروع.",
            "Your mandate does not allow this act on this draft.",
        ),
        "drafting.who",
        remedy if steward else None,
    )


def not_from_here(action: DraftingAction, stage: DraftingStage) -> Fault:
    """A step that the table does not open from the present stage."""
    said = {code: (_in(code, action.label), _in(code, stage.label)) for code in LANGUAGES}
    return Fault(
        "action",
        Labels(
            f"« {said['fr'][0]} » n’est pas possible : le projet est {said['fr'][1]}.",
            f"«{said['ar'][0]}» غير ممكن: المشروع {said['ar'][1]}.",
            f"“{said['en'][0]}” is not possible: the draft is {said['en'][1]}.",
        ),
        "drafting.transition",
    )


def frozen(stage: DraftingStage) -> Fault:
    """A text that is being visaed, deliberated or signed does not move."""
    return Fault(
        "stage",
        Labels(
            f"Le texte ne change plus : il est {_in('fr', stage.label)}.",
            f"لم يعد النص قابلا للتغيير: هو {_in('ar', stage.label)}.",
            f"The text no longer changes: it is {_in('en', stage.label)}.",
        ),
        "drafting.text.frozen",
        _REOPEN,
    )


def reference_taken(reference: str) -> Fault:
    """A reference that another text or convention has."""
    return Fault(
        "reference",
        Labels(
            f"La référence {reference} est déjà prise.",
            f"المرجع {reference} مستعمل.",
            f"Reference {reference} is already taken.",
        ),
        "drafting.reference.unique",
    )


def unknown_body(slug: str, where: str) -> Fault:
    """An organisation that the register does not have."""
    return Fault(
        where,
        Labels(
            f"L’organisation « {slug} » n’est pas au registre.",
            f"الهيئة «{slug}» غير مسجلة.",
            f"Organisation “{slug}” is not in the register.",
        ),
        "organisation.exists",
    )


def mixed_bodies(names: Collection[str]) -> Fault:
    """Real and fictitious bodies do not share a text."""
    told = ", ".join(sorted(names))
    return Fault(
        "parties",
        Labels(
            f"Un projet d’exercice n’associe que des organismes fictifs, un vrai projet aucun : "
            f"{told}.",
            f"مشروع التمرين لا يضم إلا هيئات وهمية، والمشروع الحقيقي لا يضم أيا منها: {told}.",
            f"An exercise involves fictitious bodies only, a real draft none: {told}.",
        ),
        "drafting.exercise_apart",
    )


def stale(number: int) -> Fault:
    """Somebody saved the same part meanwhile."""
    return Fault(
        "version",
        Labels(
            f"Quelqu’un a enregistré la même partie entre-temps (version {number}). Rien n’est "
            "perdu : les deux textes sont montrés.",
            f"حفظ شخص آخر الجزء نفسه في هذه الأثناء (الصيغة {number}). لم يضع شيء: النصان معروضان.",
            f"Somebody saved the same part meanwhile (version {number}). Nothing is lost: both "
            "texts are shown.",
        ),
        "drafting.version.stale",
        Labels(
            "Reprenez ce qu’il faut de chacun, puis enregistrez.",
            "خذوا ما يلزم من كليهما ثم احفظوا.",
            "Take what is needed from each, then save.",
        ),
    )


def empty(where: str) -> Fault:
    """Words that are asked for and missing."""
    return Fault(
        where,
        Labels("Écrivez quelque chose.", "اكتبوا شيئا.", "Write something."),
        "drafting.words",
    )


def no_reason() -> Fault:
    """A refusal, a reserve or a return without its reason."""
    return Fault(
        "reason",
        Labels(
            "Dites pourquoi : le motif reste au dossier.",
            "بيّنوا السبب: يبقى التعليل في الملف.",
            "Say why: the reason stays in the file.",
        ),
        "drafting.reason",
    )


def no_circuit(part: str) -> Fault:
    """A stage that nobody was asked for."""
    said = _NO_VISA if part == "visa" else _NO_ASSEMBLY
    return Fault("circuit", said, f"drafting.{part}.asked")


def visa_missing(body: Labels, *, is_refused: bool) -> Fault:
    """A visa that is awaited or refused."""
    fr, ar, en = (body.of(code) for code in LANGUAGES)
    said = (
        Labels(f"{fr} a refusé son visa.", f"رفضت {ar} التأشيرة.", f"{en} refused its visa.")
        if is_refused
        else Labels(
            f"Le visa de {fr} manque.", f"تأشيرة {ar} ناقصة.", f"The visa of {en} is missing."
        )
    )
    return Fault("visas", said, "drafting.visa.given")


def deliberation_missing(body: Labels) -> Fault:
    """An assembly that has not adopted this version."""
    fr, ar, en = (body.of(code) for code in LANGUAGES)
    return Fault(
        "deliberations",
        Labels(
            f"{fr} n’a pas adopté cette version du texte.",
            f"لم تعتمد {ar} هذه الصيغة من النص.",
            f"{en} has not adopted this version of the text.",
        ),
        "drafting.deliberation.adopted",
    )


def reserves_left(reserves: int, comments: int) -> Fault:
    """A signature opened over reserves or open comments, without saying so."""
    return Fault(
        "despite_reserves",
        Labels(
            f"Visas donnés avec réserves : {reserves} ; commentaires ouverts : {comments}.",
            f"عدد التأشيرات الممنوحة بتحفظات: {reserves}؛ عدد التعليقات المفتوحة: {comments}.",
            f"Visas given with reserves: {reserves}; open comments: {comments}.",
        ),
        "drafting.reserves.acknowledged",
        Labels(
            "Cochez « Ouvrir la signature malgré tout », ou réglez-les avant.",
            "أشروا على «فتح التوقيع رغم ذلك» أو سوّوها قبل ذلك.",
            "Tick “Open the signature all the same”, or settle them first.",
        ),
    )


def unchanged_since_refusal(body: Labels) -> Fault:
    """The same text asked again after a refusal."""
    fr, ar, en = (body.of(code) for code in LANGUAGES)
    return Fault(
        "visas",
        Labels(
            f"{fr} a refusé cette version : le texte n’a pas changé depuis.",
            f"رفضت {ar} هذه الصيغة: لم يتغير النص منذ ذلك.",
            f"{en} refused this version: the text has not changed since.",
        ),
        "drafting.visa.text_changed",
    )


def no_such_visa() -> Fault:
    """A visa that was not asked, or was already answered."""
    return Fault(
        "visa",
        Labels(
            "Ce visa n’est pas attendu : il n’a pas été demandé, ou il est déjà décidé.",
            "هذه التأشيرة غير منتظرة: لم تُطلب أو سبق البت فيها.",
            "This visa is not awaited: it was not requested, or is already decided.",
        ),
        "visa.pending",
    )


def votes_do_not_carry() -> Fault:
    """A vote that contradicts its outcome."""
    return Fault(
        "votes_for",
        Labels(
            "Un texte adopté compte plus de voix pour que de voix contre.",
            "النص المعتمد له أصوات مؤيدة أكثر من المعارضة.",
            "An adopted text has more votes for than against.",
        ),
        "deliberation.adopted_by_most",
    )


def session_not_come(on: date) -> Fault:
    """A session that has not been held."""
    return Fault(
        "session_on",
        Labels(
            f"La session n’est pas encore tenue : au plus tard le {on:%d/%m/%Y}.",
            f"لم تنعقد الدورة بعد: أقصاها {on:%d/%m/%Y}.",
            f"The session has not been held yet: {on:%d/%m/%Y} at the latest.",
        ),
        "deliberation.session_held",
    )


def number_taken() -> Fault:
    """A deliberation recorded twice."""
    return Fault(
        "number",
        Labels(
            "Ce numéro de délibération existe déjà pour cette session.",
            "رقم المداولة هذا موجود سلفا في هذه الدورة.",
            "This deliberation number already exists for that session.",
        ),
        "deliberation.number.unique",
    )


def no_such_comment() -> Fault:
    """A comment that is not there, or already settled."""
    return Fault(
        "comment",
        Labels(
            "Ce commentaire n’existe pas, ou il est déjà réglé.",
            "هذا التعليق غير موجود أو سبقت تسويته.",
            "This comment does not exist, or is already settled.",
        ),
        "comment.open",
    )


def _in(code: str, label: object) -> str:
    with override(code):
        return str(label)


_NO_VISA: Final = Labels(
    "Aucun organisme n’est désigné pour donner un visa.",
    "لم تُعيَّن أي هيئة لمنح التأشيرة.",
    "No body is named to give a visa.",
)
_NO_ASSEMBLY: Final = Labels(
    "Aucune assemblée n’est désignée pour délibérer.",
    "لم يُعيَّن أي مجلس للمداولة.",
    "No assembly is named to deliberate.",
)
