"""What to do about each rule of the domain, as the writer of a file can do it."""

from __future__ import annotations

from typing import Final

from mithaq.base.text import Labels

REMEDIES: Final = {
    "convention.parent.exists": Labels(
        "Inscrivez d’abord la convention mère, ou placez-la plus haut dans le fichier.",
        "سجّلوا الاتفاقية الأم أولا، أو ضعوها أعلى في الملف.",
        "Record the parent convention first, or place it higher in the file.",
    ),
    "convention.feature_rank.unique": Labels(
        "Choisissez un autre rang, ou retirez « feature_rank ».",
        "اختاروا رتبة أخرى أو احذفوا «feature_rank».",
        "Choose another rank, or remove “feature_rank”.",
    ),
    "convention.open_ended_has_no_end": Labels(
        "Retirez « covers: to », ou écrivez duration: fixed.",
        "احذفوا «covers: to» أو اكتبوا duration: fixed.",
        "Remove “covers: to”, or write duration: fixed.",
    ),
    "convention.weekday_agrees": Labels(
        "Corrigez la date ou le jour ; si la source se contredit, retirez « weekday » et dites-le "
        "dans une remarque « discrepancy ».",
        "صحّحوا التاريخ أو اليوم؛ وإذا كان المصدر متناقضا فاحذفوا «weekday» واذكروا ذلك في ملاحظة "
        "«discrepancy».",
        "Correct the date or the day; if the source contradicts itself, remove “weekday” and say "
        "so in a “discrepancy” remark.",
    ),
    "convention.has_parties": Labels(
        "Nommez au moins une organisation sous « parties: ».",
        "اذكروا هيئة واحدة على الأقل تحت «parties:».",
        "Name at least one organisation under “parties:”.",
    ),
    "party.unique": Labels(
        "Gardez une seule des deux lignes, ou changez un rôle.",
        "احتفظوا بأحد السطرين أو غيّروا إحدى الصفتين.",
        "Keep one of the two lines, or change a role.",
    ),
    "commitment.debtor_is_party": Labels(
        "Ajoutez-le aux parties, ou écrivez debtor: null si tous promettent ensemble.",
        "أضيفوه إلى الأطراف، أو اكتبوا debtor: null إذا كان الالتزام مشتركا.",
        "Add it to the parties, or write debtor: null if all promise together.",
    ),
    "commitment.creditor_is_party": Labels(
        "Ajoutez-le aux parties, ou décrivez qui en profite sous « beneficiary ».",
        "أضيفوه إلى الأطراف، أو صفوا المستفيد في «beneficiary».",
        "Add it to the parties, or describe who benefits under “beneficiary”.",
    ),
    "commitment.quantity_and_unit_agree": Labels(
        "Écrivez quantity et unit ensemble, ou aucun des deux.",
        "اكتبوا quantity وunit معا، أو لا تكتبوا أيا منهما.",
        "Write quantity and unit together, or neither.",
    ),
    "convention.renewal_is_tacit": Labels(
        "Écrivez duration: tacit_renewal, ou retirez « renewal_months ».",
        "اكتبوا duration: tacit_renewal أو احذفوا «renewal_months».",
        "Write duration: tacit_renewal, or remove “renewal_months”.",
    ),
    "target.part_of.exists": Labels(
        "Placez l’objectif entier plus haut, avec cette clé.",
        "ضعوا الهدف الكامل قبله بهذا المفتاح.",
        "Place the whole target higher, with this key.",
    ),
    "target.part_counts_the_same": Labels(
        "Donnez aux deux le même indicateur et le même « pooled ».",
        "أعطوا للهدفين المؤشر نفسه و«pooled» نفسه.",
        "Give both the same indicator and the same “pooled”.",
    ),
    "target.baseline_is_whole": Labels(
        "Écrivez la valeur de départ, ou retirez sa date.",
        "اكتبوا قيمة الانطلاق أو احذفوا تاريخها.",
        "Write the baseline value, or remove its date.",
    ),
    "preamble.code_means_one_thing": Labels(
        "Reprenez les mots déjà inscrits, ou choisissez un autre code.",
        "استعملوا العبارة المسجلة، أو اختاروا رمزا آخر.",
        "Use the words already recorded, or choose another code.",
    ),
    "link.convention.exists": Labels(
        "Inscrivez d’abord cette convention, ou placez-la plus haut dans le fichier.",
        "سجّلوا تلك الاتفاقية أولا، أو ضعوها أعلى في الملف.",
        "Record that convention first, or place it higher in the file.",
    ),
    "target.pooled_needs_set": Labels(
        "Décrivez l’ensemble sous « set: », ou écrivez pooled: false.",
        "صفوا المجموعة تحت «set:»، أو اكتبوا pooled: false.",
        "Describe the set under “set:”, or write pooled: false.",
    ),
    "target.is_positive": Labels(
        "Écrivez la quantité promise, ou retirez l’objectif.",
        "اكتبوا الكمية الموعود بها أو احذفوا الهدف.",
        "Write the quantity promised, or remove the target.",
    ),
    "budget.measure_exists": Labels(
        "Reprenez la clé d’une mesure des axes, ou écrivez measure: null.",
        "استعملوا مفتاح تدبير وارد في المحاور، أو اكتبوا measure: null.",
        "Use the key of a measure of the axes, or write measure: null.",
    ),
    "budget.committed_is_positive": Labels(
        "Écrivez le montant engagé, ou retirez la ligne.",
        "اكتبوا المبلغ الملتزم به أو احذفوا البند.",
        "Write the amount committed, or remove the line.",
    ),
    "budget.stages_decrease": Labels(
        "Vérifiez les deux montants ; une étape inconnue rend les suivantes inconnues.",
        "تحققوا من المبلغين؛ وإذا كانت مرحلة مجهولة فالمراحل بعدها مجهولة.",
        "Check both amounts; an unknown stage leaves the next ones unknown.",
    ),
    "figure.code.unique": Labels(
        "Choisissez un autre code ; pour corriger un chiffre inscrit, nommez-le dans « revises ».",
        "اختاروا رمزا آخر؛ ولتصحيح رقم مسجل اذكروه في «revises».",
        "Choose another code; to correct a recorded figure, name it in “revises”.",
    ),
    "figure.part_of.exists": Labels(
        "Placez ce chiffre plus haut, ou corrigez « part_of ».",
        "ضعوا ذلك الرقم أعلى، أو صحّحوا «part_of».",
        "Place that figure higher, or correct “part_of”.",
    ),
    "figure.revises.exists": Labels(
        "Placez ce chiffre plus haut, ou corrigez « revises ».",
        "ضعوا ذلك الرقم أعلى، أو صحّحوا «revises».",
        "Place that figure higher, or correct “revises”.",
    ),
    "reading.needs_whole": Labels(
        "Écrivez part_of, ou retirez les lectures.",
        "اكتبوا part_of أو احذفوا القراءات.",
        "Write part_of, or remove the readings.",
    ),
    "figure.scope.set_exists": Labels(
        "Décrivez l’ensemble sous « set: », ou écrivez scope: convention.",
        "صفوا المجموعة تحت «set:»، أو اكتبوا scope: convention.",
        "Describe the set under “set:”, or write scope: convention.",
    ),
    "conflict.code.unique": Labels("Choisissez un autre code.", "اختاروا رمزا آخر.",
                                   "Choose another code."),
    "conflict.has_two_sides": Labels(
        "Nommez au moins deux chiffres sous « sides: ».",
        "اذكروا رقمين على الأقل تحت «sides:».",
        "Name at least two figures under “sides:”.",
    ),
    "conflict.side.exists": Labels(
        "Corrigez le code, ou ajoutez le chiffre sous « figures: ».",
        "صحّحوا الرمز أو أضيفوا الرقم تحت «figures:».",
        "Correct the code, or add the figure under “figures:”.",
    ),
    "money.form": Labels(
        "Mettez le montant entre guillemets droits, avec son unité.",
        'ضعوا المبلغ بين علامتي "…" مع وحدته.',
        "Put the amount in straight quotation marks, with its unit.",
    ),
    "money.two_decimals": Labels(
        "Arrondissez comme le fait la source : deux décimales au plus pour DH, huit pour MDH.",
        "قرّبوا كما يفعل المصدر: رقمان على الأكثر لـDH وثمانية لـMDH.",
        "Round as the source does: two decimals at most for DH, eight for MDH.",
    ),
}  # fmt: skip
_CORRECT = Labels("Corrigez cette ligne.", "صحّحوا هذا السطر.", "Correct this line.")


def remedy_for(rule: str) -> Labels:
    """What to do when a rule is broken and its sentence does not say."""
    return REMEDIES.get(rule, _CORRECT)
