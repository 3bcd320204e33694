"""Why a change does not fit the text it meets: a sentence for each reason."""

from __future__ import annotations

from mithaq.apps.conventions.queries._words import Word
from mithaq.apps.conventions.queries.amendable import AMENDABLE
from mithaq.apps.conventions.queries.views import ChangeView
from mithaq.base.errors import Fault
from mithaq.base.text import Labels


def place(change: ChangeView, word: str = "") -> str:
    """Where a fault stands: « changes[2] », « changes[2].due »."""
    return f"changes[{change.rank}]" + (f".{word}" if word else "")


def named(change: ChangeView) -> Labels:
    """« l’engagement n° 3 »."""
    spec = AMENDABLE.get(change.kind)
    title = spec.title if spec else Labels(change.kind, change.kind, change.kind)
    if not change.number:
        return title
    return Labels(
        f"{title.fr} n° {change.number}",
        f"{title.ar} رقم {change.number}",
        f"{title.en} no. {change.number}",
    )


def does_not_exist(change: ChangeView) -> Fault:
    """It modifies or withdraws what is not in the convention on that day."""
    who = named(change)
    return Fault(
        where=place(change),
        sentence=Labels(
            f"La convention ne contient pas {who.fr} à cette date.",
            f"لا تتضمن الاتفاقية {who.ar} في ذلك التاريخ.",
            f"The convention does not hold {who.en} on that date.",
        ),
        rule="amendment.object_exists",
        remedy=Labels(
            "Lisez la convention telle qu’amendée à la date d’effet, et reprenez son numéro.",
            "اقرؤوا الاتفاقية كما عُدِّلت في تاريخ السريان وخذوا الرقم منها.",
            "Read the convention as amended on the day of effect, and take the number from it.",
        ),
    )


def is_pooled(change: ChangeView) -> Fault:
    """A pooled target belongs to the set."""
    return Fault(
        where=place(change),
        sentence=Labels(
            "Cet objectif est commun à un ensemble : l’avenant d’une seule convention ne le change "
            "pas.",
            "هذا الهدف مشترك بين مجموعة اتفاقيات: لا يغيره ملحق اتفاقية واحدة.",
            "This target is pooled in a set: the amendment of one convention cannot change it.",
        ),
        rule="amendment.target_is_not_pooled",
    )


def number_taken(change: ChangeView) -> Fault:
    """It adds an object under a number that another has."""
    who = named(change)
    return Fault(
        where=place(change),
        sentence=Labels(
            f"La convention contient déjà {who.fr} à cette date.",
            f"تتضمن الاتفاقية مسبقا {who.ar} في ذلك التاريخ.",
            f"The convention already holds {who.en} on that date.",
        ),
        rule="amendment.number_is_free",
        remedy=Labels("Prenez un numéro libre.", "خذوا رقما غير مستعمل.", "Take a free number."),
    )


def has_no_number(change: ChangeView) -> Fault:
    """What is added has a number from 1."""
    return Fault(
        where=place(change),
        sentence=Labels(
            "Ce qui est ajouté porte un numéro, à partir de 1.",
            "لكل إضافة رقم ابتداء من 1.",
            "What is added has a number, from 1.",
        ),
        rule="amendment.addition_has_a_number",
    )


def is_alone(change: ChangeView) -> Fault:
    """A convention has one title, one purpose and one duration."""
    who = named(change)
    return Fault(
        where=place(change),
        sentence=Labels(
            f"Une convention a toujours {who.fr} : cela se modifie, sans s’ajouter ni se retirer.",
            f"للاتفاقية دائما {who.ar}: يُعدَّل ولا يُضاف ولا يُسحب.",
            f"A convention always has {who.en}: it is modified, neither added nor withdrawn.",
        ),
        rule="amendment.object_is_alone",
    )


def withdrawn_says_nothing(change: ChangeView) -> Fault:
    """A withdrawal carries no content."""
    return Fault(
        where=place(change),
        sentence=Labels(
            "Ce qui est retiré n’a pas de nouveau contenu.",
            "ما يُسحب ليس له محتوى جديد.",
            "What is withdrawn has no new content.",
        ),
        rule="amendment.withdrawal_is_empty",
    )


def changes_nothing(change: ChangeView) -> Fault:
    """A modification modifies something."""
    who = named(change)
    return Fault(
        where=place(change),
        sentence=Labels(
            f"Cet article ne change rien : {who.fr} se lit déjà ainsi.",
            f"لا تغير هذه المادة شيئا: {who.ar} يُقرأ كذلك من قبل.",
            f"This article changes nothing: {who.en} already reads so.",
        ),
        rule="amendment.changes_something",
    )


def unknown_kind(change: ChangeView) -> Fault:
    """An amendment changes only what a convention is made of."""
    return Fault(
        where=place(change),
        sentence=Labels(
            f"Un avenant ne sait pas changer « {change.kind} ».",
            f"لا يمكن لملحق أن يغير «{change.kind}».",
            f"An amendment cannot change “{change.kind}”.",
        ),
        rule="amendment.kind_is_known",
    )


def unknown_word(change: ChangeView, name: str) -> Fault:
    """A document uses the words of its kind."""
    known = ", ".join(word.name for word in AMENDABLE[change.kind].words)
    return Fault(
        where=place(change, name),
        sentence=Labels(
            f"Le mot « {name} » n’existe pas ici.",
            f"الكلمة «{name}» غير موجودة هنا.",
            f"The word “{name}” does not exist here.",
        ),
        rule="amendment.word_is_known",
        remedy=Labels(
            f"Mots possibles : {known}.",
            f"الكلمات الممكنة: {known}.",
            f"Possible words: {known}.",
        ),
    )


def word_missing(change: ChangeView, word: Word) -> Fault:
    """What is added is said whole."""
    return Fault(
        where=place(change, word.name),
        sentence=Labels(
            f"Il manque « {word.title.fr} » : {word.holds.fr}.",
            f"ينقص «{word.title.ar}»: {word.holds.ar}.",
            f"“{word.title.en}” is missing: {word.holds.en}.",
        ),
        rule="amendment.addition_is_whole",
    )


def unreadable(change: ChangeView, word: Word) -> Fault:
    """A word holds one kind of value."""
    return Fault(
        where=place(change, word.name),
        sentence=Labels(
            f"« {word.title.fr} » attend {word.holds.fr}.",
            f"«{word.title.ar}» يتطلب {word.holds.ar}.",
            f"“{word.title.en}” expects {word.holds.en}.",
        ),
        rule="amendment.value_is_readable",
    )
