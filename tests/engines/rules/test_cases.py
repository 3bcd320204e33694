"""Cases of the law, as a lawyer writes them."""

from __future__ import annotations

from pathlib import Path

from mithaq.engines.rules import Law, run_cases

LAW = Law.load("mithaq.law.hesperides")
TEXT = """
- name: a wage
  period: 2020-10
  status: exact
  source: the example of the law
  input: {gross: 3000, children: 2}
  output: {employee_share: 150, net_wage: 2698.00}
- name: wrong by a dirham
  period: 2020-10
  input: {gross: 3000, children: 2}
  output: {net_wage: 2699}
- name: a claim of 15 %
  period: 2020-10
  status: refused
  input: {gross: 3000}
  output: {employer_share: 450}
- name: a true claim
  period: 2020-10
  status: refused
  input: {gross: 3000}
  output: {employer_share: 360}
- name: a claim of which the law cannot decide
  period: 2020-10
  status: refused
  input: {gross: 3000}
  output: {net_wage: 1}
- name: cannot be decided
  period: 2020-10-15
  input: {gross: 3000}
  output: {post_relief: unknown, employer_share: 360}
- name: with another ceiling
  period: 2020-10
  parameters: {fund.ceiling: 1000}
  absolute_error_margin: 1
  input: {gross: 3000}
  output: {employer_share: 120.9}
- name: a day
  period: 2020-10
  input: {hire_date: 2018-01-31}
  output: {post_end: 2020-01-31}
"""


def test_each_case_says_whether_it_holds() -> None:
    found = {result.name: result.holds for result in run_cases(TEXT, LAW)}

    assert found == {
        "a wage": True, "wrong by a dirham": False, "a claim of 15 %": True, "a true claim": False,
        "a claim of which the law cannot decide": False,
        "cannot be decided": True, "with another ceiling": True, "a day": True,
    }  # fmt: skip
    assert "attendu 2699, la loi donne 2698.0" in str(run_cases(TEXT, LAW)[1])


def test_a_case_that_cannot_be_read_says_why() -> None:
    text = """
    - {name: no period, input: {gross: 1}, output: {net_wage: 1}}
    - {name: no output, period: 2020-10}
    - {name: bad input, period: 2020-10, input: {gross: beaucoup, wage: 1}, output: {net_wage: 1}}
    - {name: too early, period: 2009-10, input: {gross: 1}, output: {net_wage: 1}}
    - {name: no rule, period: 2020-10, input: {gross: 1}, output: {net_wages: 1}}
    - {name: odd key, period: 2020-10, input: {gross: 1}, output: {net_wage: 1}, outputs: 3}
    - 12
    """
    results = run_cases(text, LAW)

    assert not any(result.holds for result in results)
    assert [len(result.faults) for result in results] == [1, 1, 2, 1, 1, 1, 1]
    assert "net_wage" in str(results[4].faults[0])


def test_a_folder_of_cases(tmp_path: Path) -> None:
    (tmp_path / "2020").mkdir()
    (tmp_path / "2020" / "one.yaml").write_text(TEXT)
    (tmp_path / "broken.yaml").write_text("- [")

    results = run_cases(tmp_path, LAW)

    assert len(results) == 9
    assert "YAML illisible" in str(results[-1].faults[0])


WRONG = """
- name: all wrong at once
  period: 5
  status: perhaps
  absolute_error_margin: abc
  relative_error_margin:
  parameters: [1]
  known: 5
  input: {5: 5}
  output: {net_wage: .nan, employee_share: [1], 3: .inf}
"""
GOOD = "- {{name: x, period: 2020-10, input: {{gross: 3000}}, output: {{employer_share: 1}}{more}}}"


def test_every_part_of_a_case_is_checked_before_it_is_run() -> None:
    said = str(run_cases(WRONG, LAW)[0])

    for part in (
        "period", "status", "absolute_error_margin", "relative_error_margin", "parameters",
        "known", "input", "nan", "[1]", "inf",
    ):  # fmt: skip
        assert part in said, part
    for margin in (".inf", "-1", ".nan", "true"):
        found = run_cases(GOOD.format(more=f", absolute_error_margin: {margin}"), LAW)[0]
        assert not found.holds, margin
        assert "au moins 0" in str(found)


def test_a_file_that_is_no_text_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "b.yaml").write_text(GOOD.format(more=", absolute_error_margin: 400"), "utf-8")

    broken, sound = run_cases(tmp_path, LAW)
    assert "UTF-8" in str(broken)
    assert sound.holds
