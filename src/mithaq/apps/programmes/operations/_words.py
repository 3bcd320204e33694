"""What a refusal about schemes says."""

from __future__ import annotations

from datetime import date, timedelta

from mithaq.base.errors import Fault
from mithaq.base.text import Labels


def not_yours() -> Fault:
    """Whoever may not steer the scheme."""
    return Fault(
        "",
        Labels(
            "Votre mandat ne vous permet pas de gérer ce dispositif : demandez-le à un responsable "
            "de programme ou à un administrateur.",
            "لا يسمح لكم تفويضكم بتدبير هذه الآلية: اطلبوا ذلك من مسؤول عن البرنامج أو من مدير "
            "المنصة.",
            "Your mandate does not let you steer this scheme: ask a programme manager or an "
            "administrator.",
        ),
        "scheme.steered",
    )


def unknown(where: str, code: object) -> Fault:
    """A code that the register does not hold."""
    return Fault(
        where,
        Labels(
            f"« {code} » n’est pas au registre : vérifiez le code, ou inscrivez-le d’abord.",
            f"«{code}» غير مسجل: تحققوا من الرمز أو سجّلوه أولا.",
            f"“{code}” is not on record: check the code, or record it first.",
        ),
    )


def not_in_list(where: str, value: object, choices: tuple[str, ...]) -> Fault:
    """A word outside a closed list."""
    listed = ", ".join(choices)
    return Fault(
        where,
        Labels(
            f"« {value} » n’est pas dans la liste : {listed}.",
            f"«{value}» غير موجود في اللائحة: {listed}.",
            f"“{value}” is not in the list: {listed}.",
        ),
    )


def missing(where: str) -> Fault:
    """Something required that is not said."""
    name = where.rpartition(".")[2]
    return Fault(
        where,
        Labels(f"Il manque « {name} ».", f"ينقص «{name}».", f"“{name}” is missing."),
    )


def ends_before(where: str = "ends_on") -> Fault:
    """A period that ends before it starts."""
    return Fault(
        where,
        Labels(
            "La fin précède le début : corrigez l’une des deux dates.",
            "النهاية تسبق البداية: صححوا أحد التاريخين.",
            "The end comes before the start: correct one of the two dates.",
        ),
        "scheme_edition_ends_after_start",
    )


def overlaps(number: int, starts_on: date, ends_on: date | None) -> Fault:
    """Two editions of one scheme at the same time."""
    start = f"{starts_on:%d/%m/%Y}"
    if ends_on is None:
        said = Labels(
            f"L’édition {number} court depuis le {start} sans fin : clôturez-la d’abord.",
            f"النسخة {number} سارية منذ {start} دون نهاية: أغلقوها أولا.",
            f"Edition {number} runs since {start} without an end: close it first.",
        )
    else:
        after = f"{ends_on + timedelta(days=1):%d/%m/%Y}"
        said = Labels(
            f"L’édition {number} court du {start} au {ends_on:%d/%m/%Y} : commencez le {after} ou "
            "après, ou finissez avant elle.",
            f"النسخة {number} سارية من {start} إلى {ends_on:%d/%m/%Y}: ابدؤوا في {after} أو بعده، "
            "أو أنهوا قبلها.",
            f"Edition {number} runs from {start} to {ends_on:%d/%m/%Y}: start on {after} or later, "
            "or end before it.",
        )
    return Fault("starts_on", said, "scheme_edition_no_overlap")


def no_such_step(status: str) -> Fault:
    """A step that the table does not have from here."""
    return Fault(
        "step",
        Labels(
            f"Cette étape ne part pas de l’état présent ({status}) : rechargez la page.",
            f"هذه المرحلة لا تنطلق من الحالة الراهنة ({status}): أعيدوا تحميل الصفحة.",
            f"This step does not start from the present state ({status}): reload the page.",
        ),
        "edition.step",
    )


def closes_before_start() -> Fault:
    """An edition closed before it began."""
    return Fault(
        "on",
        Labels(
            "L’édition se clôt le jour de son début au plus tôt.",
            "لا تغلق النسخة قبل يوم بدايتها.",
            "The edition closes on its first day at the earliest.",
        ),
        "edition.close",
    )


def envelope_twice() -> Fault:
    """The same payer twice for a place and a year."""
    return Fault(
        "payer",
        Labels(
            "Ce payeur a déjà une enveloppe pour ce territoire et cette année : inscrivez un "
            "relevé, ou choisissez une autre année.",
            "لهذا المموِّل غلاف مالي سلفا لهذا المجال الترابي وهذه السنة: سجلوا بيانا أو اختاروا "
            "سنة أخرى.",
            "This payer already has an envelope for this territory and year: record a reading, or "
            "choose another year.",
        ),
        "envelope_unique",
    )


def holds_nothing() -> Fault:
    """An envelope without money or places."""
    return Fault(
        "money",
        Labels(
            "Dites un montant, un contingent, ou les deux, au-dessus de zéro.",
            "حددوا مبلغا أو حصة أو كليهما، أكبر من صفر.",
            "Say an amount, a headcount, or both, above zero.",
        ),
        "envelope_holds_something",
    )


def year_outside(starts_on: date, ends_on: date | None) -> Fault:
    """A year that the edition does not cover."""
    last = ends_on.year if ends_on else "…"
    return Fault(
        "year",
        Labels(
            f"L’édition couvre {starts_on.year} à {last} : choisissez une de ces années.",
            f"تغطي النسخة من {starts_on.year} إلى {last}: اختاروا إحدى هذه السنوات.",
            f"The edition covers {starts_on.year} to {last}: choose one of these years.",
        ),
        "envelope.year_within_edition",
    )


def says_nothing() -> Fault:
    """A reading without any quantity."""
    return Fault(
        "committed",
        Labels(
            "Dites au moins une quantité : engagé, payé, places prises ou servies.",
            "حددوا كمية واحدة على الأقل: ملتزم به، مؤدى، أماكن مأخوذة أو مخدومة.",
            "Say at least one quantity: committed, paid, places taken or served.",
        ),
        "envelope_reading_says_something",
    )


def beyond(where: str, rule: str) -> Fault:
    """A part larger than its whole."""
    return Fault(
        where,
        Labels(
            "Ce qui est payé ou servi ne dépasse pas ce qui est engagé ou pris : corrigez l’un des "
            "deux.",
            "لا يتجاوز المؤدى أو المخدوم ما التُزم به أو أُخذ: صححوا أحدهما.",
            "What is paid or served never exceeds what is committed or taken: correct one of them.",
        ),
        rule,
    )


def negative(where: str) -> Fault:
    """A quantity below zero."""
    return Fault(
        where,
        Labels(
            "Une quantité n’est jamais négative.",
            "لا تكون الكمية سالبة أبدا.",
            "A quantity is never negative.",
        ),
    )


def too_many(where: str, most: int) -> Fault:
    """A number of people or places that no table holds."""
    return Fault(
        where,
        Labels(
            f"Ce nombre est trop grand : {most} au plus.",
            f"هذا العدد كبير جدا: {most} على الأكثر.",
            f"This number is too large: {most} at most.",
        ),
    )


def not_by_hand() -> Fault:
    """A grade that no hand writes."""
    return Fault(
        "grade",
        Labels(
            "« Vérifié » vient d’un rapprochement avec les déclarations : aucune main ne l’écrit.",
            "«متحقَّق منه» ينتج عن مقارنة مع التصريحات: لا تكتبه أي يد.",
            "“Verified” comes from a match with the returns: no hand writes it.",
        ),
        "reading.grade",
    )


def bad_value(where: str, value: object, example: str) -> Fault:
    """A value that cannot be read."""
    return Fault(
        where,
        Labels(
            f"« {value} » ne se lit pas : écrivez par exemple {example}.",
            f"تتعذر قراءة «{value}»: اكتبوا مثلا {example}.",
            f"“{value}” cannot be read: write for instance {example}.",
        ),
    )


def repeated(where: str, code: str) -> Fault:
    """A code that stands twice in a list."""
    return Fault(
        where,
        Labels(
            f"« {code} » est écrit deux fois : gardez une seule ligne.",
            f"كُتب «{code}» مرتين: احتفظوا بسطر واحد.",
            f"“{code}” is written twice: keep one line.",
        ),
    )


def beyond_ceiling(where: str, longest: int) -> Fault:
    """A delay longer than the law lets it be."""
    return Fault(
        where,
        Labels(
            f"La loi 55-19 plafonne ce délai à {longest} jours : écrivez de 1 à {longest}.",
            f"أقصى أجل في القانون 55.19 هو {longest} يوما: اكتبوا من 1 إلى {longest}.",
            f"Law 55-19 caps this delay at {longest} days: write 1 to {longest}.",
        ),
        "act_clock_within_ceiling",
    )


def holder_and_origin(where: str) -> Fault:
    """A document held by nobody, or to be provided and held."""
    return Fault(
        where,
        Labels(
            "Une pièce déjà détenue dit par qui ; une pièce à fournir n’a pas de détenteur.",
            "الوثيقة المتوفرة لدى إدارة تذكر من يحوزها؛ والوثيقة المطلوبة لا حائز لها.",
            "A document already held says by whom; one to provide has no holder.",
        ),
        "document_requirement_says_its_holder",
    )
