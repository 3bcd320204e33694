"""A formula as a sentence in French, Arabic or English: each part in brackets, so one reading."""

from __future__ import annotations

from datetime import date
from typing import Final

from mithaq.base.calendar_words import day_in
from mithaq.base.text import Labels
from mithaq.engines.rules._corpus import Corpus
from mithaq.engines.rules._expression import (
    COMPARISONS,
    Constant,
    Expression,
    Name,
    Op,
    Operation,
    Parameter,
)
from mithaq.engines.rules._facts import MONTH
from mithaq.engines.rules._kinds import Kind, side_kind
from mithaq.engines.rules._say import say_number, say_value

_MONTH: Final = Labels(fr="mois demandé", ar="الشهر المطلوب", en="month asked")
_QUOTES: Final = {"fr": ("« ", " »"), "ar": ("«", "»"), "en": ("“", "”")}
_SYMBOLS: Final = {
    Op.ADD: "+", Op.SUBTRACT: "−", Op.MULTIPLY: "×", Op.DIVIDE: "÷",
    Op.LESS: "<", Op.AT_MOST: "≤", Op.MORE: ">", Op.AT_LEAST: "≥",
    Op.EQUAL: "=", Op.DIFFERENT: "≠", Op.ONE_OF: "∈",
}  # fmt: skip
_OPPOSITES: Final = {
    Op.LESS: Op.AT_LEAST, Op.AT_LEAST: Op.LESS, Op.MORE: Op.AT_MOST, Op.AT_MOST: Op.MORE,
    Op.EQUAL: Op.DIFFERENT, Op.DIFFERENT: Op.EQUAL,
}  # fmt: skip
_TEMPLATES: Final = {
    Op.LESS: Labels(fr="{0} est inférieur à {1}", ar="{0} أقل من {1}", en="{0} is less than {1}"),
    Op.AT_MOST: Labels(fr="{0} ne dépasse pas {1}", ar="{0} لا يتجاوز {1}", en="{0} is at most {1}"),
    Op.MORE: Labels(fr="{0} dépasse {1}", ar="{0} يتجاوز {1}", en="{0} is more than {1}"),
    Op.AT_LEAST: Labels(fr="{0} atteint {1}", ar="{0} لا يقل عن {1}", en="{0} is at least {1}"),
    Op.EQUAL: Labels(fr="{0} est égal à {1}", ar="{0} يساوي {1}", en="{0} is {1}"),
    Op.DIFFERENT: Labels(fr="{0} est autre que {1}", ar="{0} يختلف عن {1}", en="{0} is not {1}"),
    Op.ONE_OF: Labels(fr="{0} figure parmi {1}", ar="{0} من بين {1}", en="{0} is one of {1}"),
    Op.NOT: Labels(fr="il n’est pas vrai que {0}", ar="ليس صحيحا أن {0}", en="it is not true that {0}"),
    Op.WHEN: Labels(
        fr="si {0}, alors {1} ; sinon, {2}", ar="إذا {0}، فإن {1}؛ وإلا {2}", en="if {0}, then {1}; otherwise, {2}"
    ),
    Op.ALL_OF: Labels(fr="toutes ces conditions : {0}", ar="كل هذه الشروط: {0}", en="all of these: {0}"),
    Op.ANY_OF: Labels(
        fr="au moins une de ces conditions : {0}", ar="واحد على الأقل من هذه الشروط: {0}", en="at least one of these: {0}"
    ),
    Op.LEAST: Labels(fr="le plus petit de : {0}", ar="أصغر القيم: {0}", en="the least of: {0}"),
    Op.GREATEST: Labels(fr="le plus grand de : {0}", ar="أكبر القيم: {0}", en="the greatest of: {0}"),
    Op.FLOOR: Labels(fr="la partie entière de {0}", ar="الجزء الصحيح من {0}", en="the whole part of {0}"),
    Op.SCALE: Labels(
        fr="le barème {1} appliqué à {0}", ar="الجدول {1} مطبقا على {0}", en="the schedule {1} applied to {0}"
    ),
    Op.MONTHS_AFTER: Labels(fr="{0} plus {1} mois", ar="{0} زائد {1} شهر", en="{0} plus {1} months"),
    Op.DAYS_AFTER: Labels(fr="{0} plus {1} jours", ar="{0} زائد {1} يوم", en="{0} plus {1} days"),
    Op.MONTHS_BETWEEN: Labels(
        fr="les mois entiers de {1} à {0}", ar="الأشهر الكاملة من {1} إلى {0}", en="the whole months from {1} to {0}"
    ),
    Op.DAYS_BETWEEN: Labels(
        fr="les jours de {1} à {0}", ar="الأيام من {1} إلى {0}", en="the days from {1} to {0}"
    ),
    Op.MONTH_OF: Labels(fr="le mois de {0}", ar="شهر {0}", en="the month of {0}"),
    Op.MONTH_BY_MONTH: Labels(
        fr="la somme, du mois n° {2} au mois n° {3} après : {1}, de la valeur au premier jour de chaque mois de : {0}",
        ar="مجموع قيمة {0} في أول يوم من كل شهر، من الشهر رقم {2} إلى الشهر رقم {3} بعد: {1}",
        en="the sum, from month no. {2} to month no. {3} after {1}, of the value on the first day of each month of {0}",
    ),
}  # fmt: skip
_ROUNDED: Final = {
    "half_up": Labels(
        fr="{0}, arrondi à {1} près", ar="{0}، بتقريب إلى أقرب {1}", en="{0}, rounded to the nearest {1}"
    ),
    "up": Labels(
        fr="{0}, arrondi à {1} par excès", ar="{0}، بتقريب إلى {1} نحو الأعلى", en="{0}, rounded up to {1}"
    ),
    "down": Labels(
        fr="{0}, arrondi à {1} par défaut", ar="{0}، بتقريب إلى {1} نحو الأسفل", en="{0}, rounded down to {1}"
    ),
}  # fmt: skip
# Days come before or after each other: they do not exceed.
_DAYS: Final = {
    Op.LESS: Labels(fr="{0} vient avant {1}", ar="{0} قبل {1}", en="{0} is before {1}"),
    Op.AT_MOST: Labels(fr="{0} ne vient pas après {1}", ar="{0} ليس بعد {1}", en="{0} is not after {1}"),
    Op.MORE: Labels(fr="{0} vient après {1}", ar="{0} بعد {1}", en="{0} is after {1}"),
    Op.AT_LEAST: Labels(fr="{0} ne vient pas avant {1}", ar="{0} ليس قبل {1}", en="{0} is not before {1}"),
}  # fmt: skip
_LISTS: Final = frozenset({Op.ALL_OF, Op.ANY_OF, Op.LEAST, Op.GREATEST})
_AT: Final = Labels(fr="{0} (au jour : {1})", ar="{0} (في يوم: {1})", en="{0} (on the day: {1})")


def compared(
    op: Op, sides: tuple[str, str], language: str, *, holds: bool, are_days: bool = False
) -> str:
    """Both sides of a comparison as it is true, the opposite where it fails: « 11 200 > 10 000 ».

    Arabic mirrors signs: there it is said in words, and days come before or after each other.
    """
    true = op if holds else _OPPOSITES.get(op, op)
    if language != "ar" or op not in _OPPOSITES:
        return f"{sides[0]} {_SYMBOLS[true]} {sides[1]}"
    return _words_of(true, are_days=are_days).of(language).format(*sides)


def _words_of(op: Op, *, are_days: bool) -> Labels:
    """An operation in words; two days are before or after each other."""
    return _DAYS[op] if are_days and op in _DAYS else _TEMPLATES[op]


def label_of(law: Corpus, name: str) -> Labels:
    """The label of a fact or of a rule."""
    if name == MONTH:
        return _MONTH
    return law.rules[name].label if name in law.rules else law.facts[name].label


def sentence(law: Corpus, formula: Expression, language: str) -> str:
    """A formula in words, with the labels of what it reads."""
    key = ("sentence", id(formula), language)
    kept: tuple[Expression, str] = law.kept(
        key, lambda: (formula, f"{_said(law, formula, language)}.")
    )
    return kept[1]


def _said(law: Corpus, node: Expression, language: str) -> str:
    match node:
        case Name(name=name):
            return _quoted(label_of(law, name), language)
        case Constant():
            return _constant(node, Kind(), language)
        case Parameter(path=path, on=anchor):
            label = _quoted(law.parameters[path].label, language)
            if anchor is None:
                return label
            return _AT.of(language).format(label, _said(law, anchor, language))
        case Operation():
            return _operation(law, node, language)
        case _:
            raise TypeError(f"{node!r} is no part of a formula.")


def _operation(law: Corpus, node: Operation, language: str) -> str:
    op = node.op
    if op in _LISTS:
        separator = "؛ " if language == "ar" else " ; " if language == "fr" else "; "
        parts = [f"({n}) {_part(law, arg, language)}" for n, arg in enumerate(node.args, 1)]
        return _TEMPLATES[op].of(language).format(separator.join(parts))
    if op is Op.ROUNDED:
        step, mode = node.detail
        text = _ROUNDED[mode].of(language)
        return text.format(_part(law, node.args[0], language), say_number(step, language))
    if op is Op.ONE_OF:
        return _among(law, node, language)
    kind = _kind_of_sides(law, node) if op in COMPARISONS else Kind()
    # A sum over months reads its parameter on the first day of each, not on that of the rule.
    args = [
        Parameter(arg.path) if op is Op.MONTH_BY_MONTH and isinstance(arg, Parameter) else arg
        for arg in node.args
    ]
    parts = [
        _constant(arg, kind, language) if isinstance(arg, Constant) else _part(law, arg, language)
        for arg in args
    ]
    if op in _TEMPLATES:
        return _words_of(op, are_days=kind.is_date).of(language).format(*parts)
    return f" {_SYMBOLS[op]} ".join(parts)


def _part(law: Corpus, node: Expression, language: str) -> str:
    """An operand: in brackets when it is itself an operation."""
    said = _said(law, node, language)
    return f"({said})" if isinstance(node, Operation) else said


def _among(law: Corpus, node: Operation, language: str) -> str:
    value, *listed = node.args
    kind = side_kind(law, listed[0] if isinstance(value, Constant) else value)
    separator = "، " if language == "ar" else ", "
    codes = separator.join(
        _constant(arg, kind, language) if isinstance(arg, Constant) else _said(law, arg, language)
        for arg in listed
    )
    said = (
        _constant(value, kind, language)
        if isinstance(value, Constant)
        else _part(law, value, language)
    )
    return _TEMPLATES[Op.ONE_OF].of(language).format(said, codes)


def _kind_of_sides(law: Corpus, node: Operation) -> Kind:
    kinds = [side_kind(law, arg) for arg in node.args]
    return next((kind for kind in kinds if kind.choices or not kind.is_plain), kinds[0])


def _constant(node: Constant, kind: Kind, language: str) -> str:
    value = node.value
    if isinstance(value, str):
        label = kind.choices.get(value)
        return _quoted(label, language) if label else value
    if isinstance(value, bool):
        return say_value(value, kind, language)
    if isinstance(value, date):
        return day_in(language, value)
    if value == round(value, 2):
        return say_number(value, language)
    return say_number(value, language, 6).rstrip("0")


def _quoted(label: Labels, language: str) -> str:
    opening, closing = _QUOTES.get(language, _QUOTES["fr"])
    return f"{opening}{label.of(language)}{closing}"
