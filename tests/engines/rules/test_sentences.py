"""A formula has one reading in each language."""

from __future__ import annotations

from mithaq.engines.rules import Law, when
from mithaq.engines.rules._expression import Expression, Name, Op
from mithaq.engines.rules._sentences import compared, sentence

LAW = Law.load("mithaq.law.hesperides")
GROSS, CHILDREN = Name("gross"), Name("children")


def said(formula: Expression, language: str = "fr") -> str:
    return sentence(LAW, formula, language)


def test_a_condition_in_three_languages() -> None:
    formula = LAW.rules["post_wage_within_ceiling"].versions[0].formula

    assert said(formula) == (
        "« Salaire brut du mois » ne dépasse pas « Plafond de salaire » "
        "(au jour : « Date d’embauche »)."
    )
    assert said(formula, "ar") == (
        "«الأجر الخام للشهر» لا يتجاوز «سقف الأجر» (في يوم: «تاريخ التشغيل»)."
    )
    assert said(formula, "en") == (
        "“Gross wage of the month” is at most “Wage ceiling” (on the day: “Date of hire”)."
    )


def test_brackets_tell_apart_what_is_computed_first() -> None:
    pairs = [
        ((GROSS + CHILDREN) * 2, GROSS + CHILDREN * 2),
        (GROSS - (CHILDREN - 1), (GROSS - CHILDREN) - 1),
        (when(GROSS > 1, 2, 3) * CHILDREN, when(GROSS > 1, 2, 3 * CHILDREN)),
        (
            when(GROSS > 1, when(CHILDREN > 1, 2, 3), 4),
            when(GROSS > 1, 2, when(CHILDREN > 1, 3, 4)),
        ),
    ]
    for language in ("fr", "ar", "en"):
        for one, other in pairs:
            assert said(one, language) != said(other, language)


def test_a_code_is_said_by_its_label_and_a_rate_by_its_digits() -> None:
    assert said(Name("employer_form") == "company") == (
        "« Forme de l’employeur » est égal à « Société »."
    )
    assert said(GROSS * 0.0448) == "« Salaire brut du mois » × 0,0448."


def test_every_rule_of_the_hesperides_is_said_whole() -> None:
    for concept in LAW.rules.values():
        for version in concept.versions:
            for language in ("fr", "ar", "en"):
                text = sentence(LAW, version.formula, language)
                assert "{" not in text
                assert text.count("(") == text.count(")")


def test_a_comparison_is_said_as_it_is_true() -> None:
    for language in ("fr", "en"):
        assert compared(Op.AT_MOST, ("11", "10"), language, holds=False) == "11 > 10"
        assert compared(Op.AT_MOST, ("9", "10"), language, holds=True) == "9 ≤ 10"
    assert compared(Op.AT_LEAST, ("42", "50"), "ar", holds=False) == "42 أقل من 50"


def test_days_come_before_or_after_each_other() -> None:
    sides = ("2026-11-29", "2026-12-31")
    assert compared(Op.AT_MOST, sides, "ar", holds=True, are_days=True) == (
        "2026-11-29 ليس بعد 2026-12-31"
    )
    assert compared(Op.AT_LEAST, sides, "ar", holds=False, are_days=True) == (
        "2026-11-29 قبل 2026-12-31"
    )
    formula = Name("birth_date") <= Name("hire_date")
    assert "ne vient pas après" in said(formula)
    assert "ليس بعد" in said(formula, "ar")
    assert "is not after" in said(formula, "en")
