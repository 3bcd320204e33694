"""The tables of open data: their columns, what each means in three languages, and their rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from mithaq.base.text import Labels
from mithaq.gateways.open_data import rows

Type = Literal["string", "integer", "number", "boolean", "date", "datetime"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its name, its type, and what it says."""

    name: str
    type: Type
    means: Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTable:
    """One table: real rows in one file, exercises in another, never together.

    ``read`` gives the rows of the edition of a day, on which conventions are read as amended.
    """

    name: str
    title: Labels
    columns: tuple[Column, ...]
    read: Callable[[date], Iterator[Mapping[str, Any]]]
    has_exercises: bool = True
    licence: str = "facts"


def _c(name: str, fr: str, ar: str, en: str, *, kind: Type = "string") -> Column:
    return Column(name=name, type=kind, means=Labels(fr, ar, en))


def _labels(stem: str, fr: str, ar: str, en: str) -> tuple[Column, ...]:
    return (
        _c(f"{stem}_fr", f"{fr}, en français", f"{ar} بالفرنسية", f"{en}, in French"),
        _c(f"{stem}_ar", f"{fr}, en arabe", f"{ar} بالعربية", f"{en}, in Arabic"),
        _c(f"{stem}_en", f"{fr}, en anglais", f"{ar} بالإنجليزية", f"{en}, in English"),
    )


_LINK: Final = _c("link", "Adresse permanente", "العنوان الدائم", "Permanent address")
_EXERCISE: Final = _c(
    "is_exercise", "Vrai : inventé pour s’exercer", "صحيح: متخيل للتدرب",
    "True: invented to practise",
    kind="boolean",
)  # fmt: skip
_GRADE: Final = _c(
    "grade", "Degré : announced, contractual, recorded, measured, verified",
    "الدرجة: معلن، تعاقدي، مسجل، مقيس، متحقق منه",
    "Grade: announced, contractual, recorded, measured, verified",
)  # fmt: skip
_SOURCE: Final = (
    _c("source", "Code de la source", "رمز المصدر", "Code of the source"),
    _c("source_title", "Titre de la source", "عنوان المصدر", "Title of the source"),
    _c("source_url", "Adresse de la source", "رابط المصدر", "Address of the source"),
    _c("locator", "Endroit dans la source", "الموضع في المصدر", "Place in the source"),
)
_VALUE: Final = (
    _c("value", "Valeur ; l’argent est en centimes", "القيمة؛ المال بالسنتيم",
       "Value; money is in centimes", kind="number"),
    _c("unit", "Unité", "الوحدة", "Unit"),
    _c("qualifier", "Mots de la source avant le nombre", "كلمات المصدر قبل العدد",
       "Words of the source before the number"),
)  # fmt: skip

STATEMENTS: Final = OpenTable(
    name="statements",
    title=Labels("Chiffres", "الأرقام", "Figures"),
    columns=(
        _c("code", "Code permanent", "الرمز الدائم", "Permanent code"),
        _LINK,
        *_labels("label", "Ce qui est compté", "ما تم عده", "What is counted"),
        _c("indicator", "Code de l’indicateur", "رمز المؤشر", "Code of the indicator"),
        _c("indicator_version", "Numéro de la définition", "رقم التعريف",
           "Number of the definition", kind="integer"),
        *_VALUE,
        _c("withheld", "Pourquoi la valeur n’est pas donnée : small, masked",
           "سبب عدم إعطاء القيمة", "Why the value is not given: small, masked"),
        _c("territory", "Code du territoire (HCP)", "رمز المجال الترابي", "Code of the territory"),
        _c("territory_fr", "Nom du territoire", "اسم المجال الترابي بالفرنسية",
           "Name of the territory"),
        _c("sex", "Sexe", "الجنس", "Sex"),
        _c("milieu", "Milieu", "الوسط", "Milieu"),
        _c("category", "Catégorie (nomenclature:code)", "الفئة", "Category"),
        _c("as_of", "État au, aussi finement que connu", "الحالة في", "As of, as finely as known"),
        _c("period_from", "Premier jour compté", "أول يوم محسوب", "First day counted", kind="date"),
        _c("period_to", "Dernier jour compté", "آخر يوم محسوب", "Last day counted", kind="date"),
        _GRADE,
        _c("standing", "Publication : published, provisional, derived, wrong_in_source",
           "حالة النشر", "Standing of the publication"),
        _c("organisation", "Code de l’organisation", "رمز الهيئة", "Code of the organisation"),
        _c("convention", "Référence de la convention", "مرجع الاتفاقية",
           "Reference of the convention"),
        _c("part_of", "Chiffre qu’il détaille", "الرقم الذي يفصله", "Figure that it details"),
        _c("revises", "Chiffre qu’il révise", "الرقم الذي يراجعه", "Figure that it revises"),
        _c("revised_by", "Chiffre qui le révise", "الرقم الذي يراجعه لاحقا",
           "Figure that revises it"),
        _c("said_on", "Dit le", "قيل في", "Said on"),
        *_SOURCE,
        _c("note", "Note", "ملاحظة", "Note"),
        _EXERCISE,
        _c("recorded_at", "Inscrit le", "سُجل في", "Recorded at", kind="datetime"),
    ),
    read=lambda _on: rows.statements(),
)  # fmt: skip
INDICATORS: Final = OpenTable(
    name="indicators",
    title=Labels("Indicateurs et définitions", "المؤشرات والتعاريف", "Indicators and definitions"),
    columns=(
        _c("code", "Code permanent", "الرمز الدائم", "Permanent code"),
        _LINK,
        *_labels("label", "Nom", "الاسم", "Name"),
        *_labels("topic", "Thème", "الموضوع", "Topic"),
        _c("version", "Numéro de la définition", "رقم التعريف", "Number of the definition",
           kind="integer"),
        *_labels("definition", "Définition ; vide : non publiée", "التعريف؛ فارغ: غير منشور",
                 "Definition; empty: not published"),
        _c("formula", "Formule", "الصيغة", "Formula"),
        _c("unit", "Unité", "الوحدة", "Unit"),
        _c("aggregation", "Agrégation : sum, last, ratio, distinct", "طريقة التجميع",
           "Aggregation: sum, last, ratio, distinct"),
        _c("valid_from", "Valable depuis", "صالح منذ", "Valid from", kind="date"),
    ),
    read=lambda _on: rows.indicators(),
    has_exercises=False,
)  # fmt: skip
CONVENTIONS: Final = OpenTable(
    name="conventions",
    title=Labels("Conventions", "الاتفاقيات", "Conventions"),
    columns=(
        _c("reference", "Référence", "المرجع", "Reference"),
        _LINK,
        *_labels("label", "Titre", "العنوان", "Title"),
        _c("kind", "Nature", "النوع", "Kind"),
        _c("level", "Niveau", "المستوى", "Level"),
        _c("status", "État", "الحالة", "Status"),
        _c("convention_set", "Ensemble", "المجموعة", "Set"),
        _c("parties", "Parties, séparées par des espaces", "الأطراف", "Parties, space-separated"),
        _c("territory", "Code du territoire", "رمز المجال الترابي", "Code of the territory"),
        _c("signed_on", "Signée le, aussi finement que connu", "تاريخ التوقيع",
           "Signed on, as finely as known"),
        _c("in_force_on", "En vigueur le", "تاريخ السريان", "In force on", kind="date"),
        _c("covers_from", "Couvre depuis", "تغطي من", "Covers from", kind="date"),
        _c("covers_to", "Couvre jusqu’au", "تغطي إلى", "Covers to", kind="date"),
        *_SOURCE,
        _EXERCISE,
    ),
    read=rows.conventions,
)  # fmt: skip
COMMITMENTS: Final = OpenTable(
    name="commitments",
    title=Labels("Engagements", "الالتزامات", "Commitments"),
    columns=(
        _c("convention", "Référence de la convention", "مرجع الاتفاقية",
           "Reference of the convention"),
        _c("number", "Numéro", "الرقم الترتيبي", "Number", kind="integer"),
        *_labels("label", "Ce qui est promis", "ما وُعد به", "What is promised"),
        _c("debtor", "Qui doit", "المدين بالالتزام", "Who owes"),
        _c("nature", "Moyens ou résultat", "وسائل أو نتيجة", "Means or result"),
        _c("status", "État", "الحالة", "Status"),
        _c("quantity", "Quantité", "الكمية", "Quantity", kind="number"),
        _c("unit", "Unité", "الوحدة", "Unit"),
        _c("due", "Échéance, aussi finement que connue", "الأجل", "Due, as finely as known"),
        _GRADE,
        *_SOURCE,
        _EXERCISE,
    ),
    read=rows.commitments,
)  # fmt: skip
TARGETS: Final = OpenTable(
    name="targets",
    title=Labels("Objectifs", "الأهداف", "Targets"),
    columns=(
        _c("convention", "Référence de la convention ; vide : objectif commun d’un ensemble",
           "مرجع الاتفاقية؛ فارغ: هدف مشترك",
           "Reference of the convention; empty: pooled in a set"),
        _c("convention_set", "Ensemble dont l’objectif est commun", "مجموعة الهدف المشترك",
           "Set that the target is pooled in"),
        _c("number", "Numéro", "الرقم الترتيبي", "Number", kind="integer"),
        *_labels("label", "Ce qui est promis", "ما وُعد به", "What is promised"),
        _c("indicator", "Code de l’indicateur", "رمز المؤشر", "Code of the indicator"),
        *_VALUE,
        _c("sex", "Sexe", "الجنس", "Sex"),
        _c("territory", "Code du territoire", "رمز المجال الترابي", "Code of the territory"),
        _c("horizon", "Horizon, aussi finement que connu", "الأفق", "Horizon, as finely as known"),
        _c("kind", "Origine : announced, contractual, revised", "أصل الهدف",
           "Origin: announced, contractual, revised"),
        _GRADE,
        *_SOURCE,
        _EXERCISE,
    ),
    read=rows.targets,
)  # fmt: skip
TERRITORIES: Final = OpenTable(
    name="territories",
    title=Labels("Territoires", "المجالات الترابية", "Territories"),
    columns=(
        _c("code", "Code HCP", "رمز المندوبية", "HCP code"),
        _LINK,
        *_labels("label", "Nom", "الاسم", "Name"),
        _c("label_tzm", "Nom en tifinaghe (OpenStreetMap, ODbL)", "الاسم بتيفيناغ",
           "Name in Tifinagh (OpenStreetMap, ODbL)"),
        _c("level", "Niveau", "المستوى", "Level"),
        _c("parent", "Territoire parent", "المجال الأعلى", "Parent territory"),
        _c("iso_code", "Code ISO 3166-2", "رمز ISO", "ISO 3166-2 code"),
        _c("population_2024", "Population 2024 (HCP, RGPH)", "سكان 2024", "Population 2024",
           kind="integer"),
        _c("households_2024", "Ménages 2024", "أسر 2024", "Households 2024", kind="integer"),
    ),
    read=lambda _on: rows.territories(),
    has_exercises=False,
    licence="hcp-osm",
)  # fmt: skip
TABLES: Final = (STATEMENTS, INDICATORS, CONVENTIONS, COMMITMENTS, TARGETS, TERRITORIES)
