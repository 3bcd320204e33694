"""What a refusal says about draws, and about proposals of reform."""

from __future__ import annotations

from collections.abc import Sequence

from mithaq.base.errors import Fault
from mithaq.base.text import Labels


def other_population() -> Fault:
    """A population that is not the announced one."""
    return Fault(
        "file",
        Labels(
            "Cette population n’est pas celle qui a été annoncée : son empreinte diffère.",
            "هذه اللائحة ليست المعلن عنها: بصمتها مختلفة.",
            "This population is not the one announced: its digest differs.",
        ),
        "control_draw.population",
    )


def without_ice() -> Fault:
    """A population given by its codes: nobody would know whom to control."""
    return Fault(
        "file",
        Labels(
            "Donnez la population avec les ICE : les empreintes seules ne disent pas qui est tiré.",
            "أدخلوا اللائحة بالمعرفات الموحدة: البصمات وحدها لا تقول من سُحب.",
            "Give the population with its ICE: the digests alone do not say who is drawn.",
        ),
        "control_draw.ice",
    )


def seed_later() -> Fault:
    """A seed that is known too early."""
    return Fault(
        "seed_on",
        Labels(
            "La graine vient un jour après l’annonce, et pas avant ce jour. Seul un exercice se "
            "joue le jour même.",
            "تأتي البذرة في يوم بعد الإعلان، لا قبله. وحده التمرين يُلعب في اليوم نفسه.",
            "The seed comes on a day after the announcement, and not before it. Only an exercise "
            "is played on the same day.",
        ),
        "control_draw_seed_comes_later",
    )


def cancelled() -> Fault:
    """A draw that was cancelled."""
    return Fault(
        "number",
        Labels(
            "Ce tirage est annulé : annoncez-en un autre.",
            "أُلغيت هذه القرعة: أعلنوا عن قرعة أخرى.",
            "This draw is cancelled: announce another.",
        ),
        "control_draw.cancelled",
    )


def question_rests(numbers: Sequence[str]) -> Fault:
    """Questions that rest on what would be taken back."""
    told = ", ".join(numbers)
    inside = "، ".join(f"\u2068{number}\u2069" for number in numbers)
    return Fault(
        "number",
        Labels(
            f"Des questions en viennent : {told}. Retirez-les d’abord, en disant pourquoi.",
            f"انبثقت عنه أسئلة: {inside}. اسحبوها أولا مع ذكر السبب.",
            f"Questions come from it: {told}. Withdraw them first, and say why.",
        ),
        "question.rests",
    )


def drawn_already() -> Fault:
    """A draw that was made."""
    return Fault(
        "seed",
        Labels(
            "Ce tirage est déjà fait : il se refait, il ne se change pas.",
            "أُجريت هذه القرعة: تُعاد للتحقق ولا تُغير.",
            "This draw is made already: it can be made again, not changed.",
        ),
        "control_draw.once",
    )


def share_out() -> Fault:
    """A share that is none."""
    return Fault(
        "share",
        Labels(
            "La part tirée va de 0,01 % à 100 %.",
            "تتراوح النسبة المسحوبة بين 0,01% و100%.",
            "The share drawn goes from 0.01% to 100%.",
        ),
        "control_draw_share_is_a_share",
    )


def no_figures() -> Fault:
    """A proposal without a computed trial."""
    return Fault(
        "scenario",
        Labels(
            "Choisissez un essai du laboratoire de réforme, calculé : une proposition repose sur "
            "des chiffres que chacun peut refaire.",
            "اختاروا تجربة محسوبة من مختبر الإصلاح: يستند المقترح إلى أرقام يمكن لكل واحد إعادتها.",
            "Choose a computed trial of the reform lab: a proposal rests on figures that anyone "
            "can compute again.",
        ),
        "reform_proposal_rests_on_figures",
    )


def drafters() -> Fault:
    """A proposal drafted alone, or by bodies that are not in the corridor."""
    return Fault(
        "drafters",
        Labels(
            "Une proposition est rédigée en commun par deux institutions du corridor au moins, "
            "dont la vôtre.",
            "يُحرر المقترح بشكل مشترك بين مؤسستين على الأقل من الممر، إحداهما مؤسستكم.",
            "A proposal is drafted in common by two institutions of the corridor at least, yours "
            "among them.",
        ),
        "reform_proposal.in_common",
    )


def approved_already() -> Fault:
    """A second approval of one body."""
    return Fault(
        "",
        Labels(
            "Votre organisation a déjà approuvé cette proposition.",
            "سبق لهيئتكم أن وافقت على هذا المقترح.",
            "Your body has approved this proposal already.",
        ),
        "reform_proposal.approve_once",
    )


def approved_by_you() -> Fault:
    """An approval by a person who approved for another body."""
    return Fault(
        "approved_by",
        Labels(
            "Vous avez déjà approuvé pour un autre organisme : une autre personne doit le faire.",
            "سبق أن وافقتم باسم هيئة أخرى: يجب أن يقوم بذلك شخص آخر.",
            "You already approved for another body: another person must do it.",
        ),
        "reform_proposal.one_person",
    )
