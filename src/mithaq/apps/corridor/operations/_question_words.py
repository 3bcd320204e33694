"""What a refusal says about questions, draws and proposals."""

from __future__ import annotations

from datetime import date

from mithaq.apps.corridor.choices.questions import (
    REASONS_LEAST,
    WINDOW_DAYS_LEAST,
    WINDOW_DAYS_MOST,
)
from mithaq.base.errors import Fault
from mithaq.base.text import Labels


def unknown(where: str) -> Fault:
    """A code that nothing answers to; a stranger is told the same of what is not theirs."""
    return Fault(
        where,
        Labels(
            "Introuvable, ou hors de votre mandat.",
            "غير موجود، أو خارج تفويضكم.",
            "Not found, or outside your mandate.",
        ),
        "question.exists",
    )


def not_yours(rule: str) -> Fault:
    """Someone who may read, but not do this."""
    return Fault(
        "",
        Labels(
            "Votre mandat ne permet pas cet acte.",
            "لا يسمح تفويضكم بهذا الإجراء.",
            "Your mandate does not allow this.",
        ),
        rule,
    )


def no_step(state: str) -> Fault:
    """An act that the table does not have from this state."""
    return Fault(
        "step",
        Labels(
            f"Cela ne se fait pas dans cet état : {state}.",
            f"لا يتم هذا في هذه الحالة: {state}.",
            f"This is not done in this state: {state}.",
        ),
        "question.step",
    )


def missing(where: str) -> Fault:
    """A text that must be written."""
    return Fault(
        where,
        Labels("Écrivez quelque chose ici.", "اكتبوا شيئا هنا.", "Write something here."),
        "question.text",
    )


def above_the_whole(where: str, *, days: int | None) -> Fault:
    """A share that passes the whole: a number of days, or a percentage without its sign."""
    if days is None:
        said = Labels(
            "Cette part ne dépasse pas 100 % : écrivez « 65 % », ou « 13 sur 20 ».",
            "لا تتجاوز هذه الحصة 100%: اكتبوا «65%» أو «13 من 20».",
            "This share cannot pass 100%: write “65%”, or “13 out of 20”.",
        )
    else:
        said = Labels(
            f"Cette part ne dépasse pas 100 % : écrivez « 17 jours sur {days} », ou « 65 % ».",
            f"لا تتجاوز هذه الحصة 100%: اكتبوا «17 يوما من {days}» أو «65%».",
            f"This share cannot pass 100%: write “17 days out of {days}”, or “65%”.",
        )
    return Fault(where, said, "signal.share_of_a_whole")


def short_reasons() -> Fault:
    """Reasons that say nothing."""
    return Fault(
        "reasons",
        Labels(
            f"Donnez vos raisons en {REASONS_LEAST} caractères au moins : l’entreprise les lit.",
            f"اذكروا أسبابكم في {REASONS_LEAST} حرفا على الأقل: المقاولة تقرأها.",
            f"Give your reasons in {REASONS_LEAST} characters at least: the company reads them.",
        ),
        "question_decision_has_reasons",
    )


def window(where: str = "window_closes_on") -> Fault:
    """A window that is too short or too long."""
    return Fault(
        where,
        Labels(
            f"L’employeur a de {WINDOW_DAYS_LEAST} à {WINDOW_DAYS_MOST} jours pour répondre.",
            f"للمشغِّل من {WINDOW_DAYS_LEAST} إلى {WINDOW_DAYS_MOST} يوما للجواب.",
            f"The employer has {WINDOW_DAYS_LEAST} to {WINDOW_DAYS_MOST} days to answer.",
        ),
        "question_leaves_time",
    )


def shorter() -> Fault:
    """A window that would be shortened."""
    return Fault(
        "until_on",
        Labels(
            "Un délai s’allonge, il ne se raccourcit pas.",
            "الأجل يُمدد ولا يُقصر.",
            "A window is lengthened, never shortened.",
        ),
        "question.window_grows",
    )


def window_closed(on: date) -> Fault:
    """An answer after the window."""
    return Fault(
        "",
        Labels(
            f"Le délai s’est achevé le {on:%d/%m/%Y} : demandez à la caisse de l’allonger.",
            f"انتهى الأجل في {on:%d/%m/%Y}: اطلبوا من الصندوق تمديده.",
            f"The window closed on {on:%d/%m/%Y}: ask the fund to lengthen it.",
        ),
        "question.window",
    )


def window_runs(on: date) -> Fault:
    """A decision before the employer had its time."""
    return Fault(
        "",
        Labels(
            f"L’employeur n’a pas répondu et a jusqu’au {on:%d/%m/%Y} : rien ne se décide avant.",
            f"لم يجب المشغِّل بعد وله إلى غاية {on:%d/%m/%Y}: لا يُبت في شيء قبل ذلك.",
            f"The employer has not answered and has until {on:%d/%m/%Y}: nothing is decided yet.",
        ),
        "question.heard",
    )


def window_is_its(on: date) -> Fault:
    """A decision against the employer before the end of its window."""
    return Fault(
        "outcome",
        Labels(
            f"L’employeur peut compléter sa réponse jusqu’au {on:%d/%m/%Y} : avant, seule une "
            "décision en sa faveur se prend, sauf s’il dit que sa réponse est complète.",
            f"يمكن للمشغِّل استكمال جوابه إلى غاية {on:%d/%m/%Y}: قبل ذلك لا يُتخذ إلا قرار لصالحه، "
            "ما لم يصرح بأن جوابه كامل.",
            f"The employer may complete its answer until {on:%d/%m/%Y}: before that, only a "
            "decision in its favour is taken, unless it says that its answer is complete.",
        ),
        "question.window_is_its",
    )


def own_question() -> Fault:
    """Whoever opened the question, or decided it before."""
    return Fault(
        "",
        Labels(
            "Une autre personne décide : vous avez ouvert cette question ou l’avez déjà décidée.",
            "يبت شخص آخر: أنتم من طرح هذا السؤال أو سبق لكم البت فيه.",
            "Someone else decides: you opened this question or decided it already.",
        ),
        "question_decision_not_by_opener",
    )


def own_value() -> Fault:
    """Whoever entered the value that opened the question, while another may decide."""
    return Fault(
        "",
        Labels(
            "Une autre personne décide : vous avez inscrit la valeur qui a ouvert cette question.",
            "يبت شخص آخر: أنتم من سجل القيمة التي أدت إلى طرح هذا السؤال.",
            "Someone else decides: you entered the value that opened this question.",
        ),
        "question.decided_by_another",
    )


def wrong_ground() -> Fault:
    """A ground that the file does not hold."""
    return Fault(
        "ground",
        Labels(
            "Ce fondement ne tient pas : la réponse et les pièces existent ou non, et le silence "
            "ne mène qu’au contrôle.",
            "هذا الأساس لا يصح: الجواب والوثائق إما موجودة أو غير موجودة، والسكوت لا يؤدي إلا إلى "
            "المراقبة.",
            "This ground does not hold: the answer and the papers exist or not, and silence leads "
            "to a control only.",
        ),
        "question.ground",
    )


def contested_once() -> Fault:
    """A second contest."""
    return Fault(
        "",
        Labels(
            "Une décision se conteste une fois ici ; la suite appartient aux recours de la loi.",
            "يُعترض على القرار هنا مرة واحدة؛ وما بعدها من طرق الطعن القانونية.",
            "A decision is contested once here; what follows belongs to the appeals of the law.",
        ),
        "question.contest_once",
    )


def not_followed() -> Fault:
    """People to follow when nobody was regularised, or who are followed already."""
    return Fault(
        "numbers",
        Labels(
            "On suit une fois les personnes d’une question dont la décision est une "
            "régularisation.",
            "يُتتبع مرة واحدة أشخاص سؤال انتهى بالتسوية.",
            "People are followed once, on a question decided as a regularisation.",
        ),
        "follow_up_once",
    )


def bad_number(rank: int) -> Fault:
    """An insured number that is none."""
    return Fault(
        "numbers",
        Labels(
            f"Ligne {rank} : ce n’est pas un numéro d’immatriculation.",
            f"السطر {rank}: ليس رقم تسجيل.",
            f"Line {rank}: this is no insured number.",
        ),
        "follow_up.number",
        line=rank,
    )


def too_early(month: date) -> Fault:
    """A return that is not due yet."""
    return Fault(
        "month",
        Labels(
            f"La déclaration de {month:%m/%Y} n’est pas encore à lire.",
            f"تصريح {month:%m/%Y} لم يحن بعد.",
            f"The return of {month:%m/%Y} is not to be read yet.",
        ),
        "follow_up.month",
    )


def purpose() -> Fault:
    """A reading without a purpose."""
    return Fault(
        "purpose",
        Labels(
            "Dites pourquoi, en huit caractères au moins : l’entreprise le lit.",
            "قولوا لماذا، في ثمانية أحرف على الأقل: المقاولة تقرأ ذلك.",
            "Say why, in eight characters at least: the company reads it.",
        ),
        "score_reading_says_why",
    )


def one_origin() -> Fault:
    """A question from nothing, from both, or from what opened one already."""
    return Fault(
        "signal_id",
        Labels(
            "Une question vient d’un signal ou d’une entreprise tirée, qui n’en ont pas encore.",
            "يأتي السؤال من إشارة أو من مقاولة مسحوبة لم يُطرح بشأنها سؤال بعد.",
            "A question comes from a signal or from a company drawn, that opened none yet.",
        ),
        "question_has_one_origin",
    )


def not_in_corridor() -> Fault:
    """An institution that does not decide in the corridor."""
    return Fault(
        "corridor",
        Labels(
            "Votre institution ne décide pas dans ce corridor.",
            "مؤسستكم لا تبت في هذا الممر.",
            "Your institution does not decide in this corridor.",
        ),
        "question.institution",
    )


def entered_twice() -> Fault:
    """One ratio entered twice for one period."""
    return Fault(
        "code",
        Labels(
            "Ce rapport est déjà inscrit pour cette entreprise et cette période.",
            "هذه النسبة مسجلة من قبل لهذه المقاولة وهذه الفترة.",
            "This ratio is already entered for this company and this period.",
        ),
        "signal_once_per_period",
    )
