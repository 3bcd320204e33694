"""What is wrong with a plan done again, said in three languages."""

from __future__ import annotations

from typing import Final

from mithaq.base.text import Labels

NOT_LOWERED: Final = Labels(
    "Aucune contestation retenue n’a baissé la dette de cet échéancier : rien n’est à recalculer.",
    "لم تخفض أي منازعة مقبولة دين هذا الجدول: ليس هناك ما يُعاد حسابه.",
    "No contest upheld lowered the debt of this plan: there is nothing to compute again.",
)
NOTHING_LEFT: Final = Labels(
    "Plus rien ne reste dû de cet échéancier : closez-le au lieu de le recalculer.",
    "لم يبق شيء مستحقا من هذا الجدول: أنهوه بدل إعادة حسابه.",
    "Nothing is left to pay under this plan: close it instead of computing it again.",
)
NO_LONGER_RUNS: Final = Labels(
    "L’échéancier recalculé ici n’est plus en cours.",
    "لم يعد الجدول المعاد حسابه هنا ساريا.",
    "The plan that this one computes again runs no more.",
)
MOVED: Final = Labels(
    "La dette a encore bougé depuis ce recalcul.",
    "تغير الدين مجددا منذ إعادة الحساب هذه.",
    "The debt moved again since this was computed.",
)
REDO: Final = Labels(
    "Renvoyez-le à la préparation : un bouton le recalcule.",
    "أعيدوه إلى التحضير: زر واحد يعيد حسابه.",
    "Send it back to its preparation: one button computes it again.",
)
THE_FUND_S: Final = Labels(
    "Ce recalcul est celui de la caisse : il baisse ce qui est demandé, et ne se retire pas.",
    "إعادة الحساب هذه من الصندوق: تخفض المبلغ المطلوب ولا تُسحب.",
    "This is computed by the fund: it lowers what is asked, and is not withdrawn.",
)
ONE_BUTTON: Final = Labels(
    "Un échéancier recalculé garde ses jours : il se prépare depuis son propre bouton.",
    "يحتفظ الجدول المعاد حسابه بتواريخه: يُحضَّر من زره الخاص.",
    "A plan computed again keeps its days: it is prepared by its own button.",
)
