"""What is said when a hand is passed, an agreement signed, or a meeting out of hours."""

from __future__ import annotations

from typing import Final

from mithaq.base.text import Labels

AGREED_FIRST: Final = Labels(
    "Un accord est signé : dites ce qui est exécuté, ou dénoncez d’abord l’accord.",
    "وُقّع اتفاق: صرحوا بما نُفّذ منه، أو أعلنوا أولا التراجع عنه.",
    "An agreement is signed: say what is carried out, or go back on the agreement first.",
)
SIGNED_ONCE: Final = Labels(
    "Vous avez déjà signé cet accord pour une autre partie : une autre personne doit signer ici.",
    "سبق أن وقّعتم هذا الاتفاق باسم طرف آخر: يجب أن يوقّع هنا شخص آخر.",
    "You already signed this agreement for another party: another person must sign here.",
)
PROPOSED_ONCE: Final = Labels(
    "Vous avez vous-même proposé ces termes pour une autre partie : une autre personne doit les "
    "accepter ici.",
    "سبق أن اقترحتم أنتم هذه الشروط باسم طرف آخر: يجب أن يقبلها هنا شخص آخر.",
    "You proposed these terms yourself for another party: another person must accept them here.",
)
ACCEPTED_ONCE: Final = Labels(
    "Vous avez déjà accepté ces termes : ils attendent les autres parties.",
    "سبق أن قبلتم هذه الشروط: وهي تنتظر باقي الأطراف.",
    "You have already accepted these terms: they wait for the other parties.",
)
BLIND_TERMS: Final = Labels(
    "Ce dossier touche au droit d’une personne et vous n’en lisez pas les termes : seules "
    "l’entreprise et les institutions qui l’examinent en proposent et y répondent.",
    "يمس هذا الملف حق شخص ولا تقرؤون شروطه: وحدها المقاولة والمؤسسات التي تدرسه تقترح الشروط وتجيب "
    "عنها.",
    "This case is about a person’s right and you do not read its terms: only the company and the "
    "institutions that examine it propose terms and answer them.",
)
BLIND_COMPLETION: Final = Labels(
    "Ce dossier touche au droit d’une personne et vous n’en lisez pas l’exposé : seules les "
    "institutions qui l’examinent demandent un complément.",
    "يمس هذا الملف حق شخص ولا تقرؤون عرضه: وحدها المؤسسات التي تدرسه تطلب تكملة.",
    "This case is about a person’s right and you do not read what the company says: only the "
    "institutions that examine it ask for a completion.",
)
NOT_OF_INSTITUTION: Final = Labels(
    "Ce jour-là, cette personne n’a pas de mandat de représentant de l’institution pour ce "
    "territoire : donnez-le-lui d’abord.",
    "ليس لهذا الشخص، في ذلك اليوم، تفويض ممثل للمؤسسة في هذا المجال الترابي: امنحوه إياه أولا.",
    "On that day this person has no mandate as an officer of the institution for this territory: "
    "grant it first.",
)
NOT_WAITED: Final = Labels(
    "Personne n’attend rien de vous dans ce dossier : écrivez un message.",
    "لا أحد ينتظر منكم شيئا في هذا الملف: اكتبوا رسالة.",
    "Nobody waits for you in this case: write a message.",
)
COMPANY_ONCE: Final = Labels(
    "L’entreprise ne s’attend que par la demande de complément, possible une seule fois : "
    "demandez-le, ou écrivez-lui un message.",
    "لا يُنتظر من المقاولة شيء إلا بطلب التكملة، وهو ممكن مرة واحدة فقط: اطلبوا التكملة، أو "
    "وجّهوا إليها رسالة.",
    "The company is waited for only by the completion request, possible once: ask for the "
    "completion, or write it a message.",
)
HAND_ELSEWHERE: Final = Labels(
    "Cette partie a elle-même passé la main et attend une réponse : passez la main à celle "
    "qu’elle attend, ou répondez-lui si c’est vous.",
    "أحال هذا الطرف الدور بدوره على غيره وينتظر جوابا: أحيلوا الدور على من ينتظره، أو أجيبوه إن "
    "كنتم أنتم المعنيين.",
    "This party has itself passed the turn on and waits for an answer: pass the turn to the one "
    "it waits for, or answer it if that is you.",
)
PAST_DUE: Final = Labels(
    "Le jour d’exécution est déjà passé : donnez-en un à venir.",
    "يوم التنفيذ مضى: حددوا يوما لاحقا.",
    "The day of execution is already past: give one to come.",
)
PAST_MEETING: Final = Labels(
    "Ce rendez-vous est passé : proposez-en un autre.",
    "مضى هذا الموعد: اقترحوا موعدا آخر.",
    "This appointment is past: propose another one.",
)
OUTSIDE_HOURS: Final = Labels(
    "Ce moment tombe hors des heures d’ouverture de l’institution (week-end, jour férié ou hors "
    "horaires). Changez-le, ou cochez « Proposer quand même ».",
    "هذا الوقت خارج أوقات عمل المؤسسة (نهاية أسبوع أو عطلة أو خارج الدوام). غيروه، أو ضعوا علامة "
    "على «اقتراح الموعد رغم ذلك».",
    "This moment is outside the opening hours of the institution (weekend, holiday or out of "
    "hours). Change it, or tick “Propose anyway”.",
)
