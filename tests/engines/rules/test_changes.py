"""Reforms, replaced values, differences, and decisions explained again."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from mithaq.engines.rules import (
    Law,
    LawError,
    compile_program,
    month_by_month,
    months_between,
    read_bound,
    rule,
    when,
)
from mithaq.engines.rules._authoring import Rule
from mithaq.engines.rules._changes import reformed_rules
from mithaq.engines.rules._checks import check_changes, check_law, order_of
from mithaq.engines.rules._python import case_function
from mithaq.engines.rules._sentences import sentence
from tests.engines.rules.laws import law_of

LAW = Law.load("mithaq.law.hesperides")
ASKED = {"gross": 4800, "children": 0}


@rule(article="Projet, art. 1", since="2027-01-01", of="employee_share", unit="ECU")
def half_share(capped_wage, p):  # type: ignore[no-untyped-def]
    """Half of the rate."""
    return capped_wage * p.fund.employee_rate / 2


@rule(article="art. 1", since="2020-01-01")
def once(gross, p):  # type: ignore[no-untyped-def]
    """Over the limit."""
    return gross > p.limit


def share(law: Law, month: str) -> object:
    return law.on(month, "employee_share").compute(**ASKED)["employee_share"]


def test_a_value_on_every_day_or_from_a_day() -> None:
    always = LAW.reform("Six pour cent", {"fund.employee_rate": 0.06})
    later = LAW.reform("Six pour cent en 2027", {"fund.employee_rate": {"2027-01-01": 0.06}})

    assert [share(always, m) for m in ("2012-01", "2026-01", "2027-01")] == [240.0, 288.0, 288.0]
    assert [share(later, m) for m in ("2012-01", "2026-01", "2027-01")] == [200.0, 264.0, 288.0]
    assert len({LAW.digest, always.digest, later.digest}) == 3
    assert always.reform_name == "Six pour cent"


def test_a_rule_replaced_from_a_day() -> None:
    reformed = LAW.reform("Moitié", rules=[half_share])

    assert share(reformed, "2026-12") == 264.0
    assert share(reformed, "2027-01") == 132.0
    assert "employee_share" in reformed.parameters["fund.employee_rate"].used_by


def test_a_schedule_replaced() -> None:
    flat = LAW.reform("Taux unique", {"wage_tax.brackets": [[0, 0.2]]})

    assert flat.on("2021-01", "wage_tax").compute(gross=1000, children=0) == {"wage_tax": 190.0}


def test_what_no_reform_can_say_is_refused_at_once() -> None:
    with pytest.raises(LawError) as refused:
        LAW.reform(
            "Non", {"fund.ceilling": 3, "fund.employee_rate": "beaucoup", "wage_tax.brackets": 3}
        )

    assert [f.where for f in refused.value.faults] == [
        "fund.ceilling", "fund.employee_rate", "wage_tax.brackets",
    ]  # fmt: skip
    assert "fund.ceiling" in str(refused.value)


def test_a_law_and_its_reform_share_what_they_share() -> None:
    reformed = LAW.reform("Cinq cents", {"fund.ceiling": 500})
    targets = ["net_wage", "employer_share"]
    alone = compile_program([LAW], "2021-01", targets)
    both = compile_program([LAW, reformed], "2021-01", targets)

    assert set(both.outputs) == {*targets, "net_wage@1", "employer_share@1"}
    assert len(alone.needed()) < len(both.needed()) < 2 * len(alone.needed())
    run = case_function(both, {"gross": float, "children": float, "month": float})
    found = dict(zip(both.outputs, run({**ASKED, "month": 0}), strict=True))
    assert found["employer_share"] == 576.0
    assert found["employer_share@1"] == 60.0


def test_a_replaced_value_lasts_until_the_next_and_shows() -> None:
    decided = LAW.override(
        "fund.employee_rate", since="2021-01-01", value=0.07, reason="Arrêté attendu", by="A. B."
    )

    assert [share(decided, m) for m in ("2020-12", "2021-06", "2022-01")] == [240.0, 336.0, 264.0]
    case = decided.on("2021-06").explain("employee_share", **ASKED)
    assert "Arrêté attendu (A. B.)" in case.text("fr")
    assert case.to_dict()["trace"]["parameters"][0]["override"]["by"] == "A. B."


def test_what_differs_between_two_days() -> None:
    changes = {c.name: c for c in LAW.diff("2019-01-01", "2020-01-01")}

    assert changes.keys() == {
        "wage_tax", "wage_tax.brackets", "post_person_is_young", "first_post.wage_ceiling",
    }  # fmt: skip
    assert changes["first_post.wage_ceiling"].since == date(2019, 3, 15)


def test_what_differs_between_two_laws() -> None:
    reformed = LAW.reform("Les deux", {"fund.ceiling": {"2027-01-01": 6000}}, rules=[half_share])

    assert [(c.name, c.since) for c in LAW.diff(reformed)] == [
        ("fund.ceiling", date(2027, 1, 1)),
        ("employee_share", date(2027, 1, 1)),
    ]
    assert not LAW.diff(LAW)


def test_a_decision_is_explained_again_by_the_same_law_only() -> None:
    case = LAW.on("2022-02", known="2022-02-28").explain("employee_share", **ASKED)
    stored = json.loads(json.dumps(case.to_dict()))

    again = LAW.explain_again(stored)

    assert again.value == case.value == 240.0
    assert again.to_dict() == case.to_dict()
    with pytest.raises(LawError, match="un autre état de la loi"):
        LAW.reform("Autre", {"fund.ceiling": 1}).explain_again(stored)


def test_the_words_of_a_law_do_not_change_its_digest_but_its_values_do() -> None:
    same = LAW.reform("Même", {"fund.employer_rate": 0.12})

    assert same.digest == LAW.digest


def test_a_value_that_no_text_had_yet_announced_is_silence() -> None:
    values = {"2020-01-01": {"value": 3, "metadata": {"known": "2021-06-01"}}}
    law = law_of([once], {"gross": "money"}, {"limit": values})

    assert law.on("2021-01", "once").compute(gross=5) == {"once": True}
    then = law.on("2021-01", known="2021-01-01").explain("once", gross=5)
    assert then.value is None
    assert "La loi ne dit rien ce jour-là : limit fr." in then.text("fr")


def test_a_text_that_changes_the_past_counts_from_the_day_it_was_known() -> None:
    told = [{"value": 3}, {"value": 9, "metadata": {"known": "2021-06-01"}}]
    law = law_of([once], {"gross": "money"}, {"limit": {"2020-01-01": told}})

    def over(known: str | None) -> object:
        return law.on("2020-03", "once", known=known).compute(gross=5)["once"]

    assert [over("2021-05-31"), over("2021-06-01"), over(None)] == [True, False, False]
    sooner = [{"value": 3}, {"value": 9, "metadata": {"known": "2021-05-01"}}]
    assert (
        law_of([once], {"gross": "money"}, {"limit": {"2020-01-01": sooner}}).digest != law.digest
    )


def test_a_retroactive_text_reaches_the_benefits_of_a_past_day() -> None:
    since_then = {"2019-01-01": [{"value": 3}, {"value": 9, "metadata": {"known": "2021-06-01"}}]}
    anchored = replace(once, on="hired_on")
    law = law_of([anchored], {"gross": "money", "hired_on": "date"}, {"limit": since_then})
    facts = {"gross": 5, "hired_on": date(2020, 2, 1)}

    assert law.on("2022-01", "once").compute(**facts) == {"once": False}
    assert law.on("2022-01", "once", known="2021-01-01").compute(**facts) == {"once": True}


def test_a_setting_takes_the_codes_that_it_has_only() -> None:
    law = Law.load("mithaq.law.morocco")

    with pytest.raises(LawError, match="« dirhams » n’est aucun de : centime, dirham, art_167"):
        law.reform("Faute de frappe", {"ir.net_taxable_rounding": "dirhams"})
    with pytest.raises(LawError, match="« bank » n’est aucun de"):
        law.override(
            "tahfiz.eligible_entities", since="2024-01-01", value=["bank"], reason="essai", by="X"
        )


def test_a_value_is_not_replaced_without_a_reason() -> None:
    with pytest.raises(LawError, match="écrivez le motif"):
        LAW.override("fund.ceiling", since="2026-07-01", value=5500, reason=" ", by="X")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("fund.ceiling", -1),
        ("fund.employee_rate", -0.01),
        ("wage_tax.brackets", [[0, 0], [1000, -0.1]]),
    ],
)
def test_an_amount_or_a_rate_is_never_negative(path: str, value: object) -> None:
    with pytest.raises(LawError, match="négatif"):
        LAW.reform("Moins", {path: value})
    with pytest.raises(LawError, match="négatif"):
        LAW.override(path, since="2026-07-01", value=value, reason="essai", by="X")


def test_a_rate_is_never_more_than_the_whole() -> None:
    with pytest.raises(LawError, match="100 %"):
        LAW.reform("Plus", {"fund.employee_rate": 4.26})
    with pytest.raises(LawError, match="100 %"):
        read_bound(LAW.parameters["wage_tax.brackets"], [[0, 0], [1000, 1.1]])


def test_a_length_is_never_more_than_a_century() -> None:
    law = Law.load("mithaq.law.morocco")
    for value in (1e9, -1e9):
        with pytest.raises(LawError, match="siècle"):
            law.reform("Sans fin", {"tahfiz.hire_deadline": value})
    with pytest.raises(LawError, match="siècle"):
        law.override("job_loss.claim_days", since="2026-01", value=1e7, reason="essai", by="X")
    assert law.reform("Longue", {"tahfiz.hire_deadline": 1200})


def test_a_day_outside_of_the_calendar_is_said_in_a_sentence() -> None:
    law = Law.load("mithaq.law.morocco")
    debt = {"due_on": date(2026, 1, 10), "delay_month": 99_999_999}
    with pytest.raises(LawError, match="1200"):
        law.on("2026-06").explain("delay_month_begins_on", **debt)
    with pytest.raises(LawError, match="calendrier"):
        law.on("2026-06", "delay_month_begins_on").compute(**debt)
    last = law.on("2026-06").explain(
        "delay_month_begins_on", due_on=date(2199, 12, 10), delay_month=1200
    )
    assert last.value == date(2299, 11, 11)


def test_what_no_rule_reads_changes_nothing() -> None:
    parameters = Law.load("mithaq.law.morocco").parameters

    assert {path for path, parameter in parameters.items() if parameter.changes_nothing} == {
        "hiring_bonus.target_rural", "hiring_bonus.target_women", "tadarroj.recipient",
    }  # fmt: skip


def test_a_sum_over_months_is_unknown_where_the_law_is_silent() -> None:
    @rule(article="art. 1", since="2020-01-01", unit="ratio")
    def whole(begun, ended, p):  # type: ignore[no-untyped-def]
        """The sum."""
        return month_by_month(p.rate, begun, 1, months_between(ended, begun))

    values = {
        "2020-01-01": {"value": 1},
        "2020-03-01": {"value": None},
        "2020-05-01": {"value": 10},
    }
    law = law_of([whole], {"begun": "date", "ended": "date"}, {"rate": values})

    def total(begun: str, ended: str) -> object:
        days = {"begun": date.fromisoformat(begun), "ended": date.fromisoformat(ended)}
        return law.on("2026-01", "whole").compute(**days)["whole"]

    assert total("2020-01-10", "2020-03-10") == 2
    assert total("2020-04-30", "2020-06-30") == 20
    assert total("2020-01-10", "2020-04-10") is None
    assert total("2019-11-10", "2020-03-10") is None
    assert total("2019-11-10", "2019-11-20") == 0

    silent = law.on("2026-01").explain("whole", begun="2020-01-10", ended="2020-04-10")
    assert [said.fr for said in silent.silences] == ["La loi ne dit rien ce jour-là : rate fr."]


def test_a_sum_over_months_names_the_values_that_count_on_their_days() -> None:
    @rule(article="art. 1", since="2020-01-01", unit="ratio", on="ended")
    def whole(begun, ended, p):  # type: ignore[no-untyped-def]
        """The sum, where more than nothing is asked."""
        months = month_by_month(p.rate, begun, 1, months_between(ended, begun))
        return when(p.floor > 0, p.floor, months)

    law = law_of(
        [whole],
        {"begun": "date", "ended": "date"},
        {
            "rate": {"2020-01-01": {"value": 1}, "2020-03-01": {"value": 10}},
            "floor": {"2020-01-01": {"value": 0}},
        },
    )

    def told(begun: str, ended: str) -> list[float]:
        case = law.on("2026-01").explain("whole", begun=begun, ended=ended)
        return sorted(use.dated.value for use in case.finding.parameters)

    assert told("2020-01-10", "2020-03-10") == [0, 1]  # the tenth of March begins no month
    assert told("2020-01-10", "2020-05-10") == [0, 1, 10]
    assert told("2020-03-10", "2020-05-10") == [0, 10]
    assert told("2020-03-10", "2020-03-20") == [0]
    for language, day in (("fr", "au jour"), ("ar", "في يوم"), ("en", "on the day")):
        said = sentence(law, law.rules["whole"].versions[0].formula, language)
        assert said.count(day) == 2, said  # the two readings of the floor


def _broken(law: Law, name: str) -> list[Rule]:
    """A rule of a law written again in ways that may break it, or those that read it."""
    last = law.rules[name].versions[-1]
    day = last.since + timedelta(days=400)
    return [
        replace(last, since=day),
        replace(last, since=day, unit=None if last.unit else "ECU"),
        replace(last, since=day, until=day + timedelta(days=30)),
        replace(last, since=day, until=day - timedelta(days=30)),
        replace(last, since=day, function=once.function),
        replace(last, since=day, function=lambda nobody_knows: nobody_knows * 2),
        replace(last, since=day, on=None if last.on else name),
    ]


@pytest.mark.parametrize("name", sorted(LAW.rules))
def test_what_a_replaced_rule_breaks_is_found_without_the_rest_of_the_law(name: str) -> None:
    found = 0
    for broken in _broken(LAW, name):
        rules = reformed_rules(LAW, [broken])
        order, circles = order_of(rules)
        if circles:
            continue
        law = LAW.changed(rules=rules, order=order, reform_name="Essai")
        every = check_law(law)
        near = check_changes(law, rules={name})
        assert {(one.where, one.sentence) for one in near} == {
            (one.where, one.sentence) for one in every
        }
        found += bool(every)
    assert found >= 3
