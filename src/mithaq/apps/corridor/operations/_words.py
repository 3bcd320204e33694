"""What the operations on cases refuse, in words that say what to do."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import override

from mithaq.apps.corridor.choices import CaseLevel
from mithaq.apps.corridor.choices.cases import CaseStatus, SideStatus
from mithaq.apps.corridor.choices.exchanges import AppointmentStatus, ProposalStatus
from mithaq.apps.corridor.choices.problems import ProblemStatus, ReferralStatus
from mithaq.base.errors import Fault
from mithaq.base.text import LANGUAGES, Labels


def in_three(label: str | Promise) -> Labels:
    """A translated label in its three languages."""
    found = []
    for code in LANGUAGES:
        with override(code):
            found.append(str(label))
    return Labels(*found)


def no_such_case() -> Fault:
    """The same words whether the case does not exist or is not the reader's."""
    return Fault("case", _NO_CASE, "case.exists")


def no_such_side(slug: str) -> Fault:
    """The institution has no side in the case."""
    return Fault("side", Labels(
        f"« {slug} » n’a pas de côté dans ce dossier.",
        f"ليس لـ«{slug}» جانب في هذا الملف.",
        f"“{slug}” has no side in this case.",
    ), "side.exists")  # fmt: skip


def unknown(where: str, code: str) -> Fault:
    """A code that the register does not hold."""
    return Fault(where, Labels(
        f"« {code} » n’est pas connu.", f"«{code}» غير معروف.", f"“{code}” is not known."
    ), "code.is_known")  # fmt: skip


def repeated(where: str, code: str) -> Fault:
    """A code that a list says twice."""
    return Fault(where, Labels(
        f"« {code} » est écrit deux fois.", f"«{code}» مكتوب مرتين.", f"“{code}” is written twice."
    ), "code.is_said_once")  # fmt: skip


def empty(where: str, sentence: Labels) -> Fault:
    """A text that a person must write."""
    return Fault(where, sentence, "text.is_written")


def not_yours(body: Labels) -> Fault:
    """The act belongs to somebody else."""
    return Fault("side", Labels(
        f"Votre mandat ne permet pas cet acte pour : {body.fr}.",
        f"تفويضكم لا يسمح بهذا الإجراء لفائدة: {body.of('ar')}.",
        f"Your mandate does not allow this act for: {body.of('en')}.",
    ), "side.right", Labels(
        "Il revient à un représentant de cette institution, dans son territoire.",
        "هو من اختصاص ممثل لهذه المؤسسة في مجاله الترابي.",
        "It belongs to an officer of this institution, in its own territory.",
    ))  # fmt: skip


def no_right(sentence: Labels, rule: str) -> Fault:
    """A right that the mandate does not give."""
    return Fault("mandate", sentence, rule)


def case_not_there(status: str, step: str) -> Fault:
    """The step does not start from where the case is."""
    return _not_there(f"case.{step}", in_three(CaseStatus(status).label))


def side_not_there(status: str, step: str) -> Fault:
    """The step does not start from where the side is."""
    return _not_there(f"side.{step}", in_three(SideStatus(status).label))


def proposal_not_there(status: str, step: str) -> Fault:
    """The step does not start from where the proposal is."""
    return _not_there(f"proposal.{step}", in_three(ProposalStatus(status).label))


def appointment_not_there(status: str, step: str) -> Fault:
    """The step does not start from where the appointment is."""
    return _not_there(f"appointment.{step}", in_three(AppointmentStatus(status).label))


def problem_not_there(status: str, step: str) -> Fault:
    """The step does not start from where the problem is."""
    return _not_there(f"problem.{step}", in_three(ProblemStatus(status).label))


def referral_not_there(status: str) -> Fault:
    """The referral is settled already."""
    return _not_there("referral.settle", in_three(ReferralStatus(status).label))


def _not_there(rule: str, state: Labels) -> Fault:
    return Fault("status", Labels(
        f"État actuel : {state.fr}. Cet acte n’est pas possible depuis cet état.",
        f"الحالة الراهنة: {state.ar}. هذا الإجراء غير ممكن انطلاقا من هذه الحالة.",
        f"Present state: {state.en}. This act is not possible from this state.",
    ), f"{rule}.from_state", Labels(
        "Relisez le dossier : quelqu’un a peut-être agi avant vous.",
        "أعيدوا قراءة الملف: ربما سبقكم غيركم إلى الإجراء.",
        "Read the case again: somebody may have acted before you.",
    ))  # fmt: skip


_NO_CASE: Final = Labels(
    "Ce dossier n’existe pas, ou il ne vous concerne pas.",
    "هذا الملف غير موجود، أو لا يعنيكم.",
    "This case does not exist, or does not concern you.",
)
REASON: Final = Labels(
    "Le motif manque : dites pourquoi, les autres parties le liront.",
    "السبب ناقص: اذكروا لماذا، فالأطراف الأخرى ستقرؤه.",
    "The reason is missing: say why, the other parties will read it.",
)
TITLE: Final = Labels(
    "L’objet manque : dites le problème en quelques mots.",
    "الموضوع ناقص: اذكروا المشكل في كلمات.",
    "The title is missing: say the problem in a few words.",
)
DESCRIPTION: Final = Labels(
    "L’exposé manque : dites ce qui s’est passé et ce que vous demandez.",
    "العرض ناقص: اذكروا ما حدث وما تطلبونه.",
    "The statement is missing: say what happened and what you ask for.",
)
ANSWER: Final = Labels(
    "La réponse manque : toute réponse se motive (loi 03-01).",
    "الجواب ناقص: كل جواب يُعلَّل (القانون 03.01).",
    "The answer is missing: every answer is reasoned (law 03-01).",
)
ANSWER_KIND: Final = Labels(
    "Dites la nature de la réponse : résolu, expliqué, refusé ou hors compétence.",
    "اذكروا طبيعة الجواب: حل أو توضيح أو رفض أو خارج الاختصاص.",
    "Say the kind of answer: solved, explained, refused or not competent.",
)
BODY: Final = Labels(
    "Écrivez un message ou joignez un document.",
    "اكتبوا رسالة أو أرفقوا وثيقة.",
    "Write a message or join a document.",
)
TERMS: Final = Labels(
    "Les termes de la proposition manquent.",
    "شروط المقترح ناقصة.",
    "The terms of the proposal are missing.",
)
REASONS: Final = Labels(
    "Les raisons de la suite donnée manquent.",
    "أسباب المآل ناقصة.",
    "The reasons of the outcome are missing.",
)
NOT_FOR_THIS_COMPANY: Final = Labels(
    "Un dossier se dépose pour sa propre entreprise, ou pour un membre de sa fédération, dans son "
    "territoire.",
    "يودَع الملف باسم المقاولة نفسها، أو باسم عضو في الفدرالية، داخل مجالها الترابي.",
    "A case is filed for one’s own company, or for a member of one’s federation, in one’s own "
    "territory.",
)
WORLDS_APART: Final = Labels(
    "Une entreprise fictive ne dépose que dans un corridor d’exercice, et une vraie dans un vrai.",
    "المقاولة الوهمية لا تودع إلا في ممر تمرين، والحقيقية في ممر حقيقي.",
    "A fictitious company files in an exercise corridor only, and a real one in a real one.",
)
NO_INSTITUTION: Final = Labels(
    "Ce corridor n’a ce jour aucune institution qui décide.",
    "ليست في هذا الممر اليوم أي مؤسسة صاحبة قرار.",
    "This corridor has no deciding institution on this day.",
)
NO_REGION: Final = Labels(
    "Le territoire d’un dossier est une région ou un lieu d’une région.",
    "المجال الترابي للملف جهة أو مكان داخل جهة.",
    "The territory of a case is a region or a place in one.",
)
CONSENT: Final = Labels(
    "Une personne n’est nommée qu’avec les termes de son consentement.",
    "لا يُذكر اسم شخص إلا مع نص موافقته.",
    "A person is named only with the words of their consent.",
)
INSURED_NUMBER: Final = Labels(
    "Un numéro d’immatriculation compte neuf chiffres.",
    "رقم التسجيل من تسعة أرقام.",
    "A registration number has nine digits.",
)
PURPOSE_LEAST: Final = 8
PURPOSE: Final = Labels(
    "Dites pourquoi vous lisez, en huit signes au moins : le journal le garde.",
    "اذكروا سبب الاطلاع في ثمانية أحرف على الأقل: السجل يحتفظ به.",
    "Say why you read, in eight characters at least: the journal keeps it.",
)
PERSON_LABEL: Final = Labels(
    "Désignez la personne sans la nommer : « salarié 1 ».",
    "عيّنوا الشخص دون ذكر اسمه: «الأجير 1».",
    "Designate the person without a name: “employee 1”.",
)
SAME_OFFICER: Final = Labels(
    "Ce représentant a déjà le dossier.",
    "الملف بين يدي هذا الممثل من قبل.",
    "This officer already has the case.",
)
ANSWERS_MISSING: Final = Labels(
    "Les institutions qui décident n’ont pas toutes répondu : il n’y a rien à constater encore.",
    "لم تجب بعد كل المؤسسات صاحبة القرار: لا شيء يؤخذ به علما بعد.",
    "Not every deciding institution has answered: there is nothing to take note of yet.",
)
ASKED_ALREADY: Final = Labels(
    "Un complément a déjà été demandé : la loi 55-19 n’en permet qu’un.",
    "سبق طلب تكملة: القانون 55.19 لا يسمح إلا بطلب واحد.",
    "A completion was asked already: law 55-19 allows one only.",
)
NOT_TO_CLOSE: Final = Labels(
    "La décision commune est écrite par une institution qui décide.",
    "القرار المشترك تحرره مؤسسة صاحبة قرار.",
    "The joint decision is written by a deciding institution.",
)
NOT_READY: Final = Labels(
    "Toutes les institutions qui décident n’ont pas répondu, ou un relais n’a pas pris acte.",
    "لم تجب كل المؤسسات صاحبة القرار، أو لم يأخذ أحد الوسطاء علما بعد.",
    "Not every deciding institution has answered, or a relay has not taken note.",
)
UNSIGNED: Final = Labels(
    "Un accord attend encore des signatures.",
    "اتفاق ما زال ينتظر توقيعات.",
    "An agreement still awaits signatures.",
)
NOT_THE_COMPANY: Final = Labels(
    "Seule l’entreprise du dossier fait cet acte.",
    "وحدها مقاولة الملف تقوم بهذا الإجراء.",
    "Only the company of the case does this.",
)
NOT_A_PARTY: Final = Labels(
    "Seules les parties du dossier font cet acte.",
    "وحدها أطراف الملف تقوم بهذا الإجراء.",
    "Only the parties of the case do this.",
)
NOT_ENDED: Final = Labels(
    "Le dossier n’est pas terminé.", "الملف لم ينته بعد.", "The case has not ended."
)
RATED: Final = Labels(
    "L’entreprise a déjà dit sa satisfaction.",
    "سبق للمقاولة أن عبرت عن رضاها.",
    "The company has already said how satisfied it is.",
)
SCORE: Final = Labels("Une note va de 1 à 5.", "النقطة من 1 إلى 5.", "A score goes from 1 to 5.")
MONEY: Final = Labels(
    "L’argent débloqué n’est pas négatif.",
    "المبلغ المحرَّر ليس سالبا.",
    "The money unblocked is not negative.",
)
PEOPLE: Final = Labels(
    "Un nombre de personnes n’est pas négatif.",
    "عدد الأشخاص ليس سالبا.",
    "A number of people is not negative.",
)
NOT_TO_ESCALATE: Final = Labels(
    "Un représentant porte le dossier plus haut ; l’entreprise le peut dès qu’une institution a "
    "dépassé son délai.",
    "يرفع الممثل الملف إلى مستوى أعلى؛ وللمقاولة ذلك متى تجاوزت مؤسسة أجلها.",
    "An officer carries the case higher; the company may once an institution has passed its norm.",
)
NOT_TO_REFER: Final = Labels(
    "Le comité permanent est saisi par l’échelon national d’une institution du dossier.",
    "تُحال الملفات على اللجنة الدائمة من المستوى الوطني لإحدى مؤسسات الملف.",
    "The standing committee is seized by the national level of an institution of the case.",
)
NOT_OF_CORRIDOR: Final = Labels(
    "Cet acte revient aux institutions du corridor.",
    "هذا الإجراء من اختصاص مؤسسات الممر.",
    "This belongs to the institutions of the corridor.",
)


def not_the_owner(owner: Labels) -> Fault:
    """Who owns a fix alone says that it is done."""
    return Fault("step", Labels(
        f"Seule l’institution responsable dit la correction faite : {owner.fr}.",
        f"المؤسسة المسؤولة وحدها تصرح بإنجاز التصحيح: {owner.of('ar')}.",
        f"Only the responsible institution says that the fix is done: {owner.of('en')}.",
    ), "problem.owner")  # fmt: skip


NOT_THE_SECRETARY: Final = Labels(
    "Le secrétariat du comité permanent écrit ce que le comité a décidé.",
    "كتابة اللجنة الدائمة هي التي تدون ما قررته اللجنة.",
    "The secretariat of the standing committee writes what the committee decided.",
)
REFERRED_ALREADY: Final = Labels(
    "Cet objet attend déjà le comité.",
    "هذا الموضوع معروض من قبل على اللجنة.",
    "This object already awaits the committee.",
)
FIX: Final = Labels(
    "Dites ce qui change, et pour quel jour.",
    "اذكروا ما الذي يتغير وفي أي يوم.",
    "Say what changes, and by which day.",
)


def level_not_there(level: CaseLevel, step: str) -> Fault:
    """A case does not climb from where it is, or has ended."""
    return _not_there(f"case.{step}", in_three(level.label))


NOT_YOUR_MESSAGE: Final = Labels(
    "On ne retire que ce que l’on a écrit soi-même.",
    "لا يسحب المرء إلا ما كتبه بنفسه.",
    "One withdraws only what one wrote oneself.",
)
NOT_TO_MEET: Final = Labels(
    "Un rendez-vous se prend entre l’entreprise et l’institution concernée.",
    "يُحدد الموعد بين المقاولة والمؤسسة المعنية.",
    "An appointment is between the company and the institution concerned.",
)
PLACE: Final = Labels(
    "Un rendez-vous sur place dit où.", "يذكر الموعد الحضوري المكان.",
    "An appointment in person says where.",
)  # fmt: skip
PAST: Final = Labels(
    "Un rendez-vous est à venir.", "يكون الموعد في المستقبل.", "An appointment is to come."
)
OTHER_CONFIRMS: Final = Labels(
    "Le rendez-vous est confirmé par l’autre partie.",
    "يؤكد الموعدَ الطرفُ الآخر.",
    "The appointment is confirmed by the other party.",
)
ONE_PROPOSAL: Final = Labels(
    "Une proposition attend déjà une réponse : répondez-y ou retirez-la.",
    "مقترح ينتظر الجواب من قبل: أجيبوا عنه أو اسحبوه.",
    "A proposal already awaits an answer: answer it or withdraw it.",
)
OWN_PROPOSAL: Final = Labels(
    "Une proposition est tranchée par une autre partie que celle qui l’a faite.",
    "يبت في المقترح طرف غير الذي قدمه.",
    "A proposal is settled by another party than the one that made it.",
)
NOT_YOUR_PROPOSAL: Final = Labels(
    "Seule la partie qui l’a faite retire sa proposition.",
    "لا يسحب المقترحَ إلا الطرف الذي قدمه.",
    "Only the party that made it withdraws its proposal.",
)
NOT_YOUR_SIGNATURE: Final = Labels(
    "Ce n’est pas, ou plus, votre tour de signer cet accord.",
    "ليس دوركم، أو لم يعد دوركم، في توقيع هذا الاتفاق.",
    "It is not, or no longer, your turn to sign this agreement.",
)
NOT_TO_WITHDRAW: Final = Labels(
    "Le retrait d’un consentement se fait auprès de l’entreprise ou de l’institution qui décide.",
    "يتم سحب الموافقة لدى المقاولة أو المؤسسة صاحبة القرار.",
    "A consent is withdrawn at the company or at the deciding institution.",
)
NO_CONSENT: Final = Labels(
    "Aucun consentement de cette personne n’est en vigueur.",
    "لا توجد موافقة سارية لهذا الشخص.",
    "No consent of this person is in force.",
)
NOT_TO_READ: Final = Labels(
    "Seule l’institution qui décide du droit d’une personne lit qui elle est.",
    "وحدها المؤسسة التي تقرر في حق شخص تطلع على هويته.",
    "Only the institution that decides on a person’s right reads who they are.",
)
NOT_TO_APPOINT: Final = Labels(
    "Une institution désigne elle-même ses représentants, par son échelon national.",
    "تعيّن المؤسسة ممثليها بنفسها، من مستواها الوطني.",
    "An institution names its own officers, at its national level.",
)
CAPACITY: Final = Labels(
    "La qualité du représentant manque.", "صفة الممثل ناقصة.", "The officer’s capacity is missing."
)
ENDS_FIRST: Final = Labels(
    "La fin vient après le début.", "النهاية تأتي بعد البداية.", "The end comes after the start."
)
NORM_SOURCE: Final = Labels(
    "Ce qui est présenté comme réel cite sa source ; sinon il reste « non publié ».",
    "ما يُقدَّم على أنه حقيقي يذكر مصدره؛ وإلا بقي «غير منشور».",
    "What is presented as real names its source; otherwise it stays “not published”.",
)


def purpose_faults(purpose: str) -> list[Fault]:
    """Whoever reads says why."""
    is_said = len(purpose.strip()) >= PURPOSE_LEAST
    return [] if is_said else [Fault("purpose", PURPOSE, "reading.purpose")]
