"""What is said when a step of a convention's life is refused."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.utils.translation import override

from mithaq.apps.conventions.choices import Status
from mithaq.apps.conventions.choices.life import LifeAction
from mithaq.apps.conventions.queries.entry import EntryPoint
from mithaq.base.errors import Fault
from mithaq.base.text import LANGUAGES, Labels


def no_such_convention(reference: str) -> Fault:
    """An address that leads nowhere."""
    return Fault(
        "reference",
        Labels(
            f"Le registre n’a pas de convention {reference}.",
            f"لا توجد اتفاقية {reference} في السجل.",
            f"The register has no convention {reference}.",
        ),
        "convention.reference.exists",
    )


def no_such_step() -> Fault:
    """An event that the table does not know."""
    return Fault(
        "action",
        Labels(
            "Cet événement n’existe pas dans la vie d’une convention.",
            "لا وجود لهذا الحدث في حياة الاتفاقية.",
            "There is no such event in the life of a convention.",
        ),
        "life.action.exists",
    )


def not_from_here(action: LifeAction, status: Status) -> Fault:
    """A step that the table does not open from the present state."""
    said = {code: (_in(code, action.label), _in(code, status.label)) for code in LANGUAGES}
    return Fault(
        "action",
        Labels(
            f"« {said['fr'][0]} » n’est pas possible : la convention est {said['fr'][1]}.",
            f"«{said['ar'][0]}» غير ممكن: الاتفاقية {said['ar'][1]}.",
            f"“{said['en'][0]}” is not possible: the convention is {said['en'][1]}.",
        ),
        "life.transition",
        Labels(
            "Rechargez la page : elle montre les étapes possibles.",
            "أعيدوا تحميل الصفحة: فهي تعرض المراحل الممكنة.",
            "Reload the page: it shows the possible steps.",
        ),
    )


def not_yours() -> Fault:
    """A mandate that does not reach so far."""
    return Fault("mandate", _NOT_YOURS, "life.who", _ASK)


def no_reason() -> Fault:
    """A step without its reason."""
    return Fault("reason", _NO_REASON, "life.reason")


def in_the_future(on: date) -> Fault:
    """A date of effect that has not come."""
    return Fault(
        "effective_on",
        Labels(
            f"La date d’effet n’est pas encore venue : au plus tard le {on:%d/%m/%Y}.",
            f"لم يحن تاريخ السريان بعد: أقصاه {on:%d/%m/%Y}.",
            f"The date of effect has not come yet: {on:%d/%m/%Y} at the latest.",
        ),
        "life.effective_on.has_come",
        Labels("Revenez ce jour-là.", "عودوا في ذلك اليوم.", "Come back on that day."),
    )


def before_signature(signed: date) -> Fault:
    """A step before the convention exists."""
    return Fault(
        "effective_on",
        Labels(
            f"La convention a été signée le {signed:%d/%m/%Y} : l’effet ne la précède pas.",
            f"وُقعت الاتفاقية في {signed:%d/%m/%Y}: لا يسبقها السريان.",
            f"The convention was signed on {signed:%d/%m/%Y}: the effect does not precede it.",
        ),
        "life.effective_on.after_signature",
    )


def before_last(last: date) -> Fault:
    """A step before the one already recorded."""
    return Fault(
        "effective_on",
        Labels(
            f"L’événement précédent a pris effet le {last:%d/%m/%Y} : celui-ci le suit.",
            f"سرى الحدث السابق في {last:%d/%m/%Y}: وهذا يليه.",
            f"The previous event took effect on {last:%d/%m/%Y}: this one follows it.",
        ),
        "life.effective_on.in_order",
    )


def only_renewal() -> Fault:
    """An end, or a tacit step, where nothing is renewed."""
    return Fault(
        "until_on",
        Labels(
            "Seule une reconduction dit jusqu’à quand, et seule elle est tacite.",
            "التجديد وحده يحدد أجلا، وهو وحده يكون ضمنيا.",
            "Only a renewal says until when, and only a renewal is tacit.",
        ),
        "life.until_on.renewal_only",
    )


def open_ended() -> Fault:
    """A convention without an end is not renewed."""
    return Fault(
        "action",
        Labels(
            "Une convention à durée indéterminée ne se reconduit pas.",
            "اتفاقية غير محددة المدة لا تُجدَّد.",
            "An open-ended convention is not renewed.",
        ),
        "life.renew.has_an_end",
    )


def not_tacit() -> Fault:
    """A text that does not provide for tacit renewal."""
    return Fault(
        "is_tacit",
        Labels(
            "Le texte ne prévoit pas de reconduction tacite.",
            "لا ينص النص على التجديد الضمني.",
            "The text does not provide for tacit renewal.",
        ),
        "life.renew.tacit_is_written",
        Labels(
            "Décochez « tacite » et dites quel accord reconduit la convention.",
            "ألغوا خانة «ضمني» واذكروا الاتفاق الذي يجدد الاتفاقية.",
            "Untick “tacit” and say which agreement renews the convention.",
        ),
    )


def no_until() -> Fault:
    """A renewal without its new end."""
    return Fault(
        "until_on",
        Labels(
            "Dites jusqu’à quelle date la convention est reconduite.",
            "اذكروا التاريخ الذي جُدّدت إليه الاتفاقية.",
            "Say until which date the convention is renewed.",
        ),
        "life.renew.until",
    )


def until_not_later(end: date | None) -> Fault:
    """A renewal that does not go further."""
    after = f"{end:%d/%m/%Y}" if end else ""
    return Fault(
        "until_on",
        Labels(
            f"La nouvelle fin doit suivre l’ancienne, le {after}." if end else _AFTER.fr,
            f"يجب أن تلي النهاية الجديدة القديمة، {after}." if end else _AFTER.ar,
            f"The new end must follow the former one, {after}." if end else _AFTER.en,
        ),
        "life.renew.goes_further",
    )


def not_ready(point: EntryPoint) -> Fault:
    """A condition of the entry into force that is neither met nor waived."""
    return Fault(
        f"entry.{point.item}.{point.subject}",
        Labels(
            f"« {point.labels.of('fr')} » : {point.missing.of('fr')}.",
            f"«{point.labels.of('ar')}»: {point.missing.of('ar')}.",
            f"“{point.labels.of('en')}”: {point.missing.of('en')}.",
        ),
        f"entry.{point.item}",
        Labels(
            f"À compléter par {point.mender.of('fr')}, ou à dispenser avec un motif.",
            f"يستكمله {point.mender.of('ar')}، أو يُعفى منه بتعليل.",
            f"To be mended by {point.mender.of('en')}, or waived with a reason.",
        ),
    )


def only_before_force() -> Fault:
    """A waiver that comes too late or too early."""
    return Fault(
        "status",
        Labels(
            "Une dispense se donne entre la signature et l’entrée en vigueur.",
            "يُمنح الإعفاء بين التوقيع ودخول حيز التنفيذ.",
            "A waiver is given between signature and entry into force.",
        ),
        "entry.waiver.before_force",
    )


def no_such_point() -> Fault:
    """A condition that the convention does not have."""
    return Fault(
        "item",
        Labels(
            "Cette condition n’existe pas pour cette convention.",
            "لا وجود لهذا الشرط في هذه الاتفاقية.",
            "This convention has no such condition.",
        ),
        "entry.point.exists",
    )


def already_cleared() -> Fault:
    """A condition that asks for nothing more."""
    return Fault(
        "item",
        Labels(
            "Cette condition est déjà remplie ou dispensée.",
            "هذا الشرط مستوفى أو معفى منه.",
            "This condition is already met or waived.",
        ),
        "entry.point.open",
    )


def _in(code: str, label: object) -> str:
    with override(code):
        return str(label)


_NOT_YOURS: Final = Labels(
    "Votre mandat ne permet pas cette étape.",
    "لا يسمح تفويضكم بهذه المرحلة.",
    "Your mandate does not allow this step.",
)
_ASK: Final = Labels(
    "Demandez au responsable de programme ou au rédacteur juridique d’une partie.",
    "اطلبوا ذلك من المسؤول عن البرنامج أو من المحرر القانوني لأحد الأطراف.",
    "Ask the programme manager or a party’s legal drafter.",
)
_NO_REASON: Final = Labels(
    "Dites pourquoi : le motif reste à la chronologie et au journal.",
    "بيّنوا السبب: يبقى في التسلسل الزمني وفي السجل.",
    "Say why: the reason stays in the timeline and in the journal.",
)
_AFTER: Final = Labels(
    "La nouvelle fin doit suivre la date d’effet.",
    "يجب أن تلي النهاية الجديدة تاريخ السريان.",
    "The new end must follow the date of effect.",
)
