"""A parameter may be a code of its own (a setting of the law), without a fact of its choices."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from mithaq.engines.rules import Law, LawError, any_of, one_of, rule
from mithaq.engines.rules._binding import Bound, Dated, FormulaError, Lowered
from mithaq.engines.rules._expression import Expression, Name, Parameter
from mithaq.engines.rules._loading import assemble
from mithaq.engines.rules._lowering import Lowering
from mithaq.engines.rules._steps import Steps
from tests.engines.rules.laws import said, source

PAST = date(2015, 1, 1)


class _Values:
    """A law of two settings and no fact that has choices."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps
        self._values: dict[str, Bound] = {
            "over_ceiling": "not_registrable",
            "scope": ("family", "tfp"),
        }

    def column(self, name: str) -> Lowered:
        return Lowered(self._steps.value(name, is_boolean=False))

    def in_force(self, path: str) -> Bound:
        return self._values[path]

    def history(self, path: str) -> tuple[Dated, ...]:
        return (Dated(PAST, self._values[path]),)

    def choices(self, _name: str) -> Mapping[str, int] | None:
        return None


def _truth(node: Expression) -> object:
    """A formula of constants as Python computes its steps."""
    steps = Steps()
    place = Lowering(steps, _Values(steps)).lower(node).value
    values: list[object] = []
    for step in steps.listed:
        args = [values[number] for number in step.args]
        match step.do.value:
            case "constant":
                values.append(step.content)
            case "equal":
                values.append(args[0] == args[1])
            case "or":
                values.append(args[0] or args[1])
            case "not":
                values.append(not args[0])
            case other:
                pytest.fail(f"{other} was not expected here")
    return values[place]


def test_a_setting_is_compared_with_its_codes() -> None:
    setting = Parameter("over_ceiling")
    assert _truth(setting == "not_registrable") is True
    assert _truth(setting == "employer_share_still_covered") is False
    assert _truth(setting != "employer_share_still_covered") is True


def test_one_setting_is_compared_twice() -> None:
    setting = Parameter("over_ceiling")
    before = setting == "exempt_to_ceiling"
    after = setting == "zero"
    assert _truth(any_of(before, after)) is False
    assert _truth(any_of(before, after, setting == "not_registrable")) is True


def test_a_code_is_looked_for_in_a_dated_list() -> None:
    assert _truth(one_of("tfp", Parameter("scope"))) is True
    assert _truth(one_of("amo_solidarity", Parameter("scope"))) is False


def test_a_code_without_choices_is_refused() -> None:
    with pytest.raises(FormulaError, match="n’a pas de choix"):
        _truth(Name("gross") == "company")


def _worded(choices: object) -> Law:
    """A law of one setting and one list, whose codes have these words."""

    @rule(article="art. 1", since="2015-01-01")
    def accepted(form, p):  # type: ignore[no-untyped-def]
        """The form is listed, unless the setting opens the door to all."""
        return any_of(one_of(form, p.forms), p.door == "open")

    values = {"2015-01-01": {"value": "shut", "metadata": {"alternatives": ["open"]}}}
    made = source(
        [accepted],
        {"form": {"kind": "code", "choices": ["company", "club"]}},
        {"door": values, "forms": {"2015-01-01": {"value": ["company"]}}},
    )
    words: Any = made.words
    words["parameters"]["door"]["choices"] = choices
    words["parameters"]["forms"]["choices"] = "form"
    return Law.of(assemble("testland", [made]))


def test_an_explanation_says_the_codes_of_a_setting_in_words() -> None:
    law = _worded({"shut": said("Shut"), "open": said("Open")})
    text = law.on("2020-01").explain("accepted", form="club").text("ar")

    assert "Shut ع" in text
    assert "Open ع" in text
    assert "company ع" in text
    assert "shut" not in text


def test_a_setting_names_every_code_or_a_fact_that_does() -> None:
    with pytest.raises(LawError, match="« open » est sans libellé"):
        _worded({"shut": said("Shut")})
    with pytest.raises(LawError, match="aucun fait « shape »"):
        _worded("shape")
