"""What the operations on debts refuse, in words that say what to do."""

from __future__ import annotations

from typing import Final

from mithaq.base.errors import Fault
from mithaq.base.text import Labels


def fault(
    where: str, rule: str, words: Labels, *, line: int | None = None, remedy: Labels | None = None
) -> Fault:
    """One thing wrong with a debt."""
    return Fault(where, words, f"debts.{rule}", remedy, line)


def number(text: Labels, *values: object) -> Labels:
    """Fill a sentence in its three languages; what it quotes keeps its own order inside Arabic."""
    shown = [str(value) for value in values]
    return Labels(
        text.fr.format(*shown),
        text.ar.format(*(f"\u2068{value}\u2069" for value in shown)),
        text.en.format(*shown),
    )


NO_SUCH: Final = {
    "statement": Labels(
        "Il n’y a pas de tel relevé.", "لا يوجد بيان بهذا الرقم.", "There is no such statement."
    ),
    "line": Labels(
        "Ce relevé n’a pas cette ligne.", "ليس في البيان هذا السطر.",
        "The statement has no such line.",
    ),
    "contest": Labels(
        "Il n’y a pas de telle contestation.", "لا توجد منازعة كهذه.", "There is no such contest."
    ),
    "settlement": Labels(
        "Il n’y a pas de tel arrangement.", "لا يوجد اتفاق تسوية بهذا الرقم.",
        "There is no such settlement.",
    ),
    "standing": Labels(
        "Il n’y a pas de telle demande d’attestation.", "لا يوجد طلب شهادة كهذا.",
        "There is no such request for a certificate.",
    ),
    "company": Labels(
        "Cette entreprise n’est pas au registre.", "هذه المقاولة غير مسجلة.",
        "This company is not in the register.",
    ),
    "issuer": Labels(
        "Cette caisse n’est pas au registre.", "هذا الصندوق غير مسجل.",
        "This fund is not in the register.",
    ),
    "case": Labels(
        "L’entreprise n’a pas de dossier de ce numéro.", "ليس للمقاولة ملف بهذا الرقم.",
        "The company has no case of this number.",
    ),
}  # fmt: skip
NOT_YOURS: Final = Labels(
    "Votre mandat ne permet pas cet acte.",
    "تفويضكم لا يسمح بهذا الإجراء.",
    "Your mandate does not allow this act.",
)
WRONG_STATE: Final = Labels(
    "Cet acte ne se fait pas dans cet état : « {0} ».",
    "لا يتم هذا الإجراء في هذه الحالة: «{0}».",
    "This act cannot be done from this state: “{0}”.",
)
RELOAD: Final = Labels(
    "Rechargez la page pour voir où il en est.",
    "أعيدوا تحميل الصفحة لمعرفة الحالة.",
    "Reload the page to see where it stands.",
)
NO_REASON: Final = Labels("Dites pourquoi.", "اذكروا السبب.", "Say why.")
NO_PURPOSE: Final = Labels(
    "Dites pourquoi vous consultez ces dettes.",
    "اذكروا سبب اطلاعكم على هذه الديون.",
    "Say why you read these debts.",
)
SAME_PERSON: Final = Labels(
    "Qui prépare un échéancier ne l’approuve pas.",
    "من يعد جدول الأداء لا يوافق عليه.",
    "Whoever prepares a plan does not approve it.",
)
ANOTHER_PERSON: Final = Labels(
    "Une autre personne de la caisse doit le faire.",
    "يجب أن يقوم بذلك شخص آخر من الصندوق.",
    "Another person of the fund must do it.",
)
EMPTY: Final = Labels(
    "Le relevé n’a aucune somme due.",
    "ليس في البيان أي مبلغ مستحق.",
    "The statement has no sum owed.",
)
TOO_LONG: Final = Labels(
    "Un relevé a {0} lignes au plus.", "لا يتجاوز البيان {0} سطرا.",
    "A statement has at most {0} lines.",
)  # fmt: skip
KIND: Final = Labels(
    "« {0} » n’est pas une nature de ligne.", "«{0}» ليس نوعا من أنواع الأسطر.",
    "“{0}” is not a kind of line.",
)  # fmt: skip
AMOUNT: Final = Labels(
    "Le montant doit être au-dessus de zéro.", "يجب أن يفوق المبلغ الصفر.",
    "The amount must be above zero.",
)  # fmt: skip
NO_MONTH: Final = Labels(
    "Dites pour quel mois cette somme est due.", "اذكروا الشهر الذي يخصه هذا المبلغ.",
    "Say for which month this sum is owed.",
)  # fmt: skip
LATER_MONTH: Final = Labels(
    "Ce mois vient après le jour du relevé.", "هذا الشهر لاحق لتاريخ البيان.",
    "This month comes after the day of the statement.",
)  # fmt: skip
NO_BRANCH: Final = Labels(
    "Dites de quel régime : général ou AMO.", "اذكروا النظام: العام أو التأمين عن المرض.",
    "Say which scheme: general or health insurance.",
)  # fmt: skip
NO_HEALTH_YET: Final = Labels(
    "L’AMO n’existait pas avant mars 2006.", "لم يكن التأمين عن المرض قائما قبل مارس 2006.",
    "Health insurance did not exist before March 2006.",
)  # fmt: skip
NO_DAY: Final = Labels(
    "Dites quel jour ce paiement fut fait.", "اذكروا يوم هذا الأداء.",
    "Say on which day this payment was made.",
)  # fmt: skip
LATER_DAY: Final = Labels(
    "Ce paiement vient après le jour du relevé.", "هذا الأداء لاحق لتاريخ البيان.",
    "This payment comes after the day of the statement.",
)  # fmt: skip
NOT_A_PAYMENT: Final = Labels(
    "Seul un paiement a un jour de paiement.", "الأداء وحده له يوم أداء.",
    "Only a payment has a day of payment.",
)  # fmt: skip
FUTURE: Final = Labels(
    "Ce jour n’est pas encore venu.", "لم يحن هذا اليوم بعد.", "This day has not come yet."
)
ORDER: Final = Labels(
    "Choisissez l’ordre d’imputation : il n’est jamais supposé.",
    "اختاروا ترتيب إسناد الأداءات: لا يُفترض أبدا.",
    "Choose the order of imputation: it is never assumed.",
)
NOT_A_COMPANY: Final = Labels(
    "Un relevé est celui d’une entreprise.", "البيان يخص مقاولة.",
    "A statement is that of a company.",
)  # fmt: skip
REFERENCE_TAKEN: Final = Labels(
    "Cette référence de la caisse est déjà inscrite : « {0} ».",
    "مرجع الصندوق هذا مسجل من قبل: «{0}».",
    "This reference of the fund is already recorded: “{0}”.",
)
# What rests on a statement: its number, then that of the thing.
RESTS: Final = {
    "contest": Labels(
        "Une contestation de la ligne n° {1} s’appuie sur le relevé {0}.",
        "تستند منازعة في السطر رقم {1} إلى البيان {0}.",
        "A contest of line no. {1} rests on statement {0}.",
    ),
    "settlement": Labels(
        "L’arrangement {1} s’appuie sur le relevé {0}.",
        "يستند اتفاق التسوية {1} إلى البيان {0}.",
        "Settlement {1} rests on statement {0}.",
    ),
    "certificate": Labels(
        "L’attestation {1} a été décidée sur le relevé {0}.",
        "تم البت في الشهادة {1} بناء على البيان {0}.",
        "Certificate {1} was decided on statement {0}.",
    ),
    "case": Labels(
        "Le dossier de médiation {1} porte sur le relevé {0}.",
        "يتعلق ملف الوساطة {1} بالبيان {0}.",
        "Mediation case {1} is about statement {0}.",
    ),
}
REPLACE_INSTEAD: Final = Labels(
    "Rien n’est retiré : pour corriger, inscrivez un relevé plus récent, qui remplace celui-ci.",
    "لم يُسحب أي شيء: للتصحيح، سجلوا بيانا أحدث يحل محل هذا البيان.",
    "Nothing is taken back: to correct it, record a later statement, which replaces this one.",
)
NOT_A_DEBT: Final = Labels(
    "Un paiement ne se conteste pas ici : contestez la ligne qu’il devait payer.",
    "لا يُنازع في الأداء هنا: نازعوا في السطر الذي كان سيؤديه.",
    "A payment is not contested here: contest the line that it should have paid.",
)
CONTESTED: Final = Labels(
    "Une contestation de cette ligne est déjà en cours ou admise.",
    "توجد منازعة جارية أو مقبولة بشأن هذا السطر.",
    "A contest of this line is already open or upheld.",
)
CORRECTED: Final = Labels(
    "Dites le montant juste, zéro compris, autre que celui de la ligne.",
    "اذكروا المبلغ الصحيح، ولو صفرا، مخالفا لمبلغ السطر.",
    "Say the right amount, zero included, other than that of the line.",
)
NOTHING_OWED: Final = Labels(
    "Rien n’est dû : il n’y a rien à échelonner.",
    "لا شيء مستحق: ليس هناك ما يُقسَّط.",
    "Nothing is owed: there is nothing to spread.",
)
OPERATION: Final = Labels(
    "Cette opération de remise ne peut être demandée ce jour-là pour ces dettes.",
    "لا يمكن طلب عملية الإعفاء هذه في ذلك اليوم لهذه الديون.",
    "This operation of waiver cannot be asked for on that day for these debts.",
)
MONTHS: Final = Labels(
    "Entre 1 et {0} échéances, d’un centime au moins.",
    "بين قسط واحد و{0} قسطا، لا يقل كل منها عن سنتيم.",
    "Between 1 and {0} instalments, of at least one centime.",
)
NOT_ALLOWED_LENGTH: Final = Labels(
    "La loi de ce jour n’admet pas un échéancier si long.",
    "قانون ذلك اليوم لا يقبل جدولا بهذا الطول.",
    "The law of that day does not allow so long a plan.",
)
FIRST_DUE: Final = Labels(
    "La première échéance vient après le jour du calcul ou de la décision.",
    "القسط الأول لاحق ليوم الحساب أو القرار.",
    "The first instalment comes after the day of the computation or decision.",
)
FIRST_DUE_LATE: Final = Labels(
    "La première échéance vient dans les {0} mois : le {1} au plus tard.",
    "يحل القسط الأول في غضون {0} أشهر: يوم {1} على أبعد تقدير.",
    "The first instalment comes within {0} months: on {1} at the latest.",
)
FIRST_DUE_PASSED: Final = Labels(
    "La première échéance, le {0}, est déjà passée.",
    "القسط الأول، بتاريخ {0}، فات أجله.",
    "The first instalment, on {0}, has already passed.",
)
PREPARE_AGAIN: Final = Labels(
    "L’échéancier se prépare de nouveau, avec une autre date.",
    "يُعاد إعداد جدول الأداء بتاريخ آخر.",
    "The plan is prepared again, with another day.",
)
UNDER_WAY: Final = Labels(
    "Un arrangement de ce relevé est déjà en cours.",
    "يوجد اتفاق تسوية جار لهذا البيان.",
    "A settlement of this statement is already under way.",
)
NOT_IN_FORCE: Final = Labels(
    "Un relevé plus récent remplace celui-ci : ses dettes ne se règlent plus d’après lui.",
    "حل بيان أحدث محل هذا البيان: لم تعد ديونه تُسوَّى على أساسه.",
    "A later statement replaces this one: its debts are no longer settled by it.",
)
SIMULATE_ON_LATER: Final = Labels(
    "Simulez sur le relevé qui vaut aujourd’hui.",
    "أعدوا المحاكاة على البيان المعتمد اليوم.",
    "Simulate on the statement that holds today.",
)
WAITS_ALREADY: Final = Labels(
    "L’arrangement {0}, demandé sur un relevé antérieur, attend encore.",
    "ما زال اتفاق التسوية {0}، المطلوب على أساس بيان سابق، قيد الانتظار.",
    "Settlement {0}, asked for on an earlier statement, still waits.",
)
WITHDRAW_FIRST: Final = Labels(
    "Retirez-le d’abord, ou attendez la réponse de la caisse.",
    "اسحبوه أولا، أو انتظروا جواب الصندوق.",
    "Withdraw it first, or wait for the fund’s answer.",
)
PAID_SINCE: Final = Labels(
    "Depuis ce relevé, {1} DH ont été payés dans l’échéancier {0} : le relevé ne les compte pas.",
    "بعد هذا البيان، أُدي مبلغ {1} درهم في إطار جدول الأداء {0}: لا يحتسبه البيان.",
    "Since this statement, MAD {1} were paid under plan {0}: the statement does not count them.",
)
STATEMENT_TO_DATE: Final = Labels(
    "Il faut un relevé à jour de la caisse, puis une demande sur ce relevé.",
    "يلزم بيان محين من الصندوق، ثم طلب على أساس هذا البيان.",
    "An up-to-date statement of the fund is needed, then a request on that statement.",
)
SUMS_CHANGED: Final = Labels(
    "Ce jour-ci, les sommes ne sont plus celles de la simulation : une opération a pris fin "
    "ou une ligne a été corrigée.",
    "لم تعد المبالغ اليوم هي مبالغ المحاكاة: انتهت عملية أو صُحح سطر.",
    "On this day the sums are no longer those of the simulation: an operation ended or a line was "
    "corrected.",
)
SUMS_MOVED: Final = Labels(
    "La dette n’est plus celle que l’entreprise a demandé de régler : une ligne a été corrigée ou "
    "un relevé plus récent dit une autre dette.",
    "لم يعد الدين هو الذي طلبت المقاولة تسويته: صُحح سطر أو ورد بيان أحدث بدين مختلف.",
    "The debt is no longer the one that the company asked to settle: a line was corrected or a "
    "newer statement says another debt.",
)
REFUSE_AND_ASK: Final = Labels(
    "Refusez cette demande en disant pourquoi ; l’entreprise simulera de nouveau.",
    "ارفضوا هذا الطلب مع ذكر السبب؛ وستعيد المقاولة المحاكاة.",
    "Refuse this request and say why; the company simulates again.",
)
SIMULATE_AGAIN: Final = Labels("Simulez de nouveau.", "أعيدوا المحاكاة.", "Simulate again.")
TOO_MUCH: Final = Labels(
    "L’échéancier ne demande plus que {0} DH.", "لم يبق في الجدول سوى {0} درهم.",
    "The plan asks for no more than MAD {0}.",
)  # fmt: skip
PAID_BEFORE: Final = Labels(
    "Ce jour précède le relevé du {0}, qui compte déjà les paiements d’avant.",
    "هذا اليوم سابق لبيان {0} الذي يحتسب الأداءات السابقة.",
    "This day is before the statement of {0}, which counts earlier payments already.",
)
PAID_ALREADY: Final = Labels(
    "Un paiement de ce montant, de ce jour et de cette référence est déjà inscrit.",
    "أداء بهذا المبلغ وهذا التاريخ وهذا المرجع مسجل من قبل.",
    "A payment of this amount, day and reference is recorded already.",
)
TELL_THEM_APART: Final = Labels(
    "S’il y en a deux, donnez au second sa propre référence.",
    "إذا كانا أداءين، فأعطوا الثاني مرجعه الخاص.",
    "If there are two, give the second its own reference.",
)
NO_SUCH_PAYMENT: Final = Labels(
    "Ce paiement n’est pas inscrit dans cet échéancier, ou il est déjà retiré.",
    "هذا الأداء غير مسجل في هذا الجدول، أو سبق سحبه.",
    "This payment is not recorded in this plan, or is withdrawn already.",
)
NOT_ISSUED: Final = Labels(
    "Cette attestation n’est pas délivrée, ou elle est déjà révoquée.",
    "هذه الشهادة غير مسلمة، أو سبق إلغاؤها.",
    "This certificate is not issued, or is revoked already.",
)
NO_SUCH_MONTH: Final = Labels(
    "Ce mois n’est pas suivi dans cet échéancier.", "هذا الشهر غير متتبع في هذا الجدول.",
    "This month is not followed in this plan.",
)  # fmt: skip
NOT_KEPT: Final = Labels(
    "Il reste des échéances ou des cotisations courantes à payer.",
    "ما زالت أقساط أو اشتراكات جارية غير مؤداة.",
    "Instalments or current contributions are still to be paid.",
)
KEPT: Final = Labels(
    "Au regard de la loi, l’échéancier est respecté à ce jour : rien ne redevient dû.",
    "بحكم القانون، جدول الأداء محترم إلى هذا اليوم: لا يصبح شيء مستحقا من جديد.",
    "By the law, the plan is kept to this day: nothing is owed again.",
)
NO_TEXT: Final = Labels(
    "Aucun texte trouvé ne dit ce qu’un défaut ramène avant le 18 mars 2020.",
    "لم يُعثر على نص يحدد آثار سقوط الأجل قبل 18 مارس 2020.",
    "No text was found that says what a default brings back before 18 March 2020.",
)
ASKED_ALREADY: Final = Labels(
    "Une demande attend déjà la réponse de la caisse.",
    "يوجد طلب ينتظر جواب الصندوق.",
    "A request already waits for the fund’s answer.",
)
LAW_SAYS_NO: Final = Labels(
    "D’après le dernier relevé, la loi n’admet pas l’attestation.",
    "حسب آخر بيان، لا يسمح القانون بالشهادة.",
    "By the latest statement, the law does not allow the certificate.",
)
REFUSE_OR_UPDATE: Final = Labels(
    "Inscrivez un relevé à jour, ou refusez avec les motifs.",
    "سجلوا بيانا محينا، أو ارفضوا مع ذكر الأسباب.",
    "Record an up-to-date statement, or refuse with the reasons.",
)
VALIDITY: Final = Labels(
    "L’attestation finit après ce jour et vaut moins d’un an.",
    "تنتهي الشهادة بعد هذا اليوم وتقل مدتها عن سنة.",
    "The certificate ends after this day and holds for less than a year.",
)
