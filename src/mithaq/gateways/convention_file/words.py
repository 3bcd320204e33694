"""What is wrong with a convention file, and what to do about it, in three languages."""

from __future__ import annotations

from typing import Final, TypeAlias

from mithaq.base.errors import Fault
from mithaq.base.text import Labels

Said: TypeAlias = tuple[Labels, Labels | None]
L = Labels


def fault(where: str, said: Said, rule: str, line: int | None) -> Fault:
    """Join a sentence and its remedy to a place in the file."""
    sentence, remedy = said
    return Fault(where=where, sentence=sentence, rule=rule, remedy=remedy, line=line)


def too_large(size: int, limit: int) -> Said:
    """The file weighs more than a convention file ever does."""
    mega, most = f"{size / 1024**2:.1f}", f"{limit / 1024**2:.0f}"
    french = mega.replace(".", ",")
    return (
        L(
            f"Le fichier pèse {french} Mo : il n’a pas été lu.",
            f"حجم الملف {mega} ميغابايت: لم تتم قراءته.",
            f"The file weighs {mega} MB: it was not read.",
        ),
        L(
            f"Un fichier de conventions pèse {most} Mo au plus : partagez-le en plusieurs.",
            f"حجم ملف الاتفاقيات {most} ميغابايت على الأكثر: قسّموه إلى عدة ملفات.",
            f"A convention file weighs {most} MB at most: split it.",
        ),
    )


def not_utf8(offset: int, byte: int) -> Said:
    """The bytes are not text in UTF-8."""
    return (
        L(
            f"Le fichier n’est pas en UTF-8 : l’octet {offset} (0x{byte:02X}) ne s’y lit pas.",
            f"الملف ليس بترميز UTF-8: البايت {offset} (0x{byte:02X}) غير مقروء.",
            f"The file is not in UTF-8: byte {offset} (0x{byte:02X}) cannot be read.",
        ),
        L(
            "Enregistrez-le à nouveau en choisissant l’encodage UTF-8.",
            "احفظوه من جديد مع اختيار الترميز UTF-8.",
            "Save it again with the UTF-8 encoding.",
        ),
    )


def control_character() -> Said:
    """A character that no text holds."""
    return (
        L(
            "Cette ligne contient un caractère invisible qui n’est pas du texte.",
            "يحتوي هذا السطر على رمز غير مرئي ليس نصا.",
            "This line holds an invisible character that is not text.",
        ),
        L("Retapez la ligne.", "أعيدوا كتابة السطر.", "Type the line again."),
    )


def empty() -> Said:
    """Nothing to read."""
    return (
        L(
            "Le fichier est vide : il ne décrit aucune convention.",
            "الملف فارغ: لا يصف أي اتفاقية.",
            "The file is empty: it describes no convention.",
        ),
        L(
            "Partez de l’exemple à télécharger.",
            "انطلقوا من المثال القابل للتنزيل.",
            "Start from the example to download.",
        ),
    )


def too_many_documents(limit: int) -> Said:
    """More conventions than one file may hold."""
    return (
        L(
            f"Le fichier décrit plus de {limit} conventions : la suite n’a pas été lue.",
            f"يصف الملف أكثر من {limit} اتفاقية: لم تتم قراءة الباقي.",
            f"The file describes more than {limit} conventions: the rest was not read.",
        ),
        L("Partagez-le en plusieurs.", "قسّموه إلى عدة ملفات.", "Split it."),
    )


def too_many_values(limit: int) -> Said:
    """More values in one document than any convention has."""
    french = f"{limit:,}".replace(",", " ")
    return (
        L(
            f"Une convention compte plus de {french} valeurs : la suite n’a pas été lue.",
            f"تتضمن اتفاقية واحدة أكثر من {limit:,} قيمة: لم تتم قراءة الباقي.",
            f"One convention holds more than {limit:,} values: the rest was not read.",
        ),
        L(
            "Vérifiez que ce fichier est bien un fichier de conventions.",
            "تحققوا من أن هذا الملف ملف اتفاقيات.",
            "Check that this file is a convention file.",
        ),
    )


def too_deep(limit: int) -> Said:
    """Collections within collections beyond what the format needs."""
    return (
        L(
            f"Plus de {limit} niveaux sont emboîtés : la suite n’a pas été lue.",
            f"أكثر من {limit} مستوى متداخل: لم تتم قراءة الباقي.",
            f"More than {limit} levels are nested: the rest was not read.",
        ),
        L(
            "Vérifiez les crochets et les accolades de cette ligne.",
            "تحققوا من الأقواس في هذا السطر.",
            "Check the brackets and braces of this line.",
        ),
    )


_NO_COPY: Final = L(
    "Écrivez la valeur en entier à chaque endroit.",
    "اكتبوا القيمة كاملة في كل موضع.",
    "Write the value in full at each place.",
)


def alias(name: str | None) -> Said:
    """A copy of another part of the file."""
    return (
        L(
            f"« *{name} » renvoie à une autre partie du fichier : les renvois ne sont pas lus.",
            f"«*{name}» يحيل إلى جزء آخر من الملف: الإحالات لا تقرأ.",
            f"“*{name}” refers to another part of the file: references are not read.",
        ),
        _NO_COPY,
    )


def anchor(name: str) -> Said:
    """A part of the file named to be copied."""
    return (
        L(
            f"« &{name} » nomme une partie du fichier pour la recopier : ce n’est pas admis.",
            f"«&{name}» يسمي جزءا من الملف لنسخه: هذا غير مقبول.",
            f"“&{name}” names a part of the file to copy it: this is not allowed.",
        ),
        _NO_COPY,
    )


def tag(name: str) -> Said:
    """An order given to the reader of the file."""
    return (
        L(
            f"« {name} » donne un ordre au lecteur du fichier : ce n’est pas admis.",
            f"«{name}» يعطي أمرا لقارئ الملف: هذا غير مقبول.",
            f"“{name}” gives an order to the reader of the file: this is not allowed.",
        ),
        L(
            "Retirez ce mot et écrivez la valeur seule.",
            "احذفوا هذه الكلمة واكتبوا القيمة وحدها.",
            "Remove this word and write the value alone.",
        ),
    )


def repeated_key(key: str, first: int) -> Said:
    """A key written twice."""
    return (
        L(
            f"« {key} » est écrit deux fois : déjà à la ligne {first}.",
            f"«{key}» مكتوب مرتين: سبق في السطر {first}.",
            f"“{key}” is written twice: already on line {first}.",
        ),
        L(
            "Gardez une seule des deux lignes.",
            "احتفظوا بأحد السطرين فقط.",
            "Keep only one of the two lines.",
        ),
    )


def bad_key() -> Said:
    """A key that is not a word."""
    return (
        L(
            "Le nom d’une valeur est un mot, pas une liste.",
            "اسم القيمة كلمة وليس لائحة.",
            "The name of a value is a word, not a list.",
        ),
        L(
            "Vérifiez les crochets et les accolades de cette ligne.",
            "تحققوا من الأقواس في هذا السطر.",
            "Check the brackets and braces of this line.",
        ),
    )


_BROKEN: Final = (
    (
        "cannot start any token",
        L(
            "Cette ligne commence par une tabulation ou par un signe réservé.",
            "يبدأ هذا السطر بعلامة جدولة أو برمز محجوز.",
            "This line starts with a tab or with a reserved sign.",
        ),
        L(
            "Décalez avec des espaces et mettez le texte entre guillemets droits.",
            'استعملوا المسافات للإزاحة وضعوا النص بين علامتي "…".',
            "Indent with spaces and put the text between straight quotation marks.",
        ),
    ),
    (
        "mapping values are not allowed",
        L(
            "Un deux-points de trop, ou une ligne mal alignée.",
            "نقطتان زائدتان أو سطر غير محاذى.",
            "One colon too many, or a line out of line.",
        ),
        L(
            "Mettez entre guillemets droits un texte qui contient « : », et alignez les lignes.",
            'ضعوا النص الذي يحتوي على «:» بين علامتي "…" وحاذوا الأسطر.',
            "Put a text that holds “:” between straight quotation marks, and align the lines.",
        ),
    ),
    (
        "unexpected end of stream",
        L(
            "Un guillemet, un crochet ou une accolade n’est pas refermé.",
            "علامة اقتباس أو قوس لم يغلق.",
            "A quotation mark, bracket or brace is not closed.",
        ),
        L("Refermez-le.", "أغلقوه.", "Close it."),
    ),
    (
        "did not find expected ',' or",
        L(
            "Il manque une virgule, un crochet ou une accolade.",
            "تنقص فاصلة أو قوس.",
            "A comma, bracket or brace is missing.",
        ),
        L(
            "Relisez cette ligne et celle d’avant.",
            "راجعوا هذا السطر والذي قبله.",
            "Read this line and the one before again.",
        ),
    ),
)
_UNREADABLE: Final = (
    L(
        "La construction du fichier ne se lit plus à partir d’ici.",
        "بنية الملف غير مقروءة ابتداء من هنا.",
        "The structure of the file cannot be read from here on.",
    ),
    L(
        "Vérifiez alignement, deux-points et guillemets de cette ligne et de celle d’avant.",
        "تحققوا من المحاذاة والنقطتين وعلامات الاقتباس في هذا السطر والذي قبله.",
        "Check alignment, colons and quotation marks on this line and the one before.",
    ),
)


def unclosed_quote() -> Said:
    """A line whose quotation marks do not go two by two."""
    return (
        L(
            "Un guillemet droit manque sur cette ligne : ils vont par deux.",
            'تنقص علامة اقتباس " في هذا السطر: تأتي اثنتين اثنتين.',
            "A straight quotation mark is missing on this line: they go two by two.",
        ),
        L(
            "Fermez le texte là où il finit ; un guillemet dans le texte s’écrit «   ».",
            "أغلقوا النص حيث ينتهي؛ واستعملوا « » داخل النص.",
            "Close the text where it ends; inside a text, write “ ”.",
        ),
    )


def broken(problem: str) -> Said:
    """The parser stopped: say in plain words what it most likely met."""
    for sign, sentence, remedy in _BROKEN:
        if sign in problem:
            return sentence, remedy
    return _UNREADABLE
