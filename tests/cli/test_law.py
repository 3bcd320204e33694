"""`mithaq law` at the terminal, on the law of the Hesperides."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from mithaq.apps.programmes.models import ParameterOverride
from tests.conftest import AT

HESPERIDES = ("--country", "hesperides")
YOUNG = ("hire_date=2024-01-10", "birth_date=2000-01-01", "employer_form=company")


@pytest.fixture
def run() -> Any:
    """Run the command as a person would."""
    from mithaq.cli import app

    runner = CliRunner(env={"COLUMNS": "200"})
    return lambda *words: runner.invoke(app, ["law", *words, *HESPERIDES])


def test_a_refusal_starts_with_why(run: Any) -> None:
    said = run("explain", "post_relief_open", "gross=3 600", *YOUNG, "--on", "2024-03")
    assert said.exit_code == 0
    first, reason, *_ = said.output.splitlines()
    assert first == "Pourquoi :"
    assert "Loi III, art. 2" in reason
    assert "écart : 100" in reason
    assert "à confirmer" in said.output


@pytest.mark.parametrize(
    ("language", "word"), [("fr", "il manque"), ("ar", "ينقص"), ("en", "missing")]
)
def test_what_is_missing_is_said_in_each_language(run: Any, language: str, word: str) -> None:
    said = run("explain", "post_relief_open", *YOUNG, "--on", "2024-03", "--lang", language)
    assert said.exit_code == 0
    assert word in said.output.splitlines()[0]


def test_every_fault_of_a_question_is_said_at_once(run: Any) -> None:
    said = run("explain", "post_relief_open", "gross=-1", "hire_date=demain", "gros=1", "--on", "x")
    assert said.exit_code == 1
    assert "2025-10-31" in said.output
    faults = run("explain", "post_relief_open", "gross=-1", "hire_date=demain", "gros=1")
    assert faults.exit_code == 1
    assert [line.split(" : ")[0] for line in faults.output.splitlines()] == [
        "gross",
        "hire_date",
        "gros",
    ]
    assert "gross=6000" in run("explain", "post_relief_open", "gross").output
    assert "deux fois" in run("explain", "post_relief_open", "gross=1", "gross=2").output
    assert "post_relief_open" in run("explain", "post_relief_opened").output


def test_an_answer_in_json_can_be_explained_again(run: Any) -> None:
    said = run("explain", "net_wage", "gross=3000", "children=0", "--on", "2024-03", "--json")
    case = json.loads(said.output)
    assert case["value"] == pytest.approx(2676.5)
    assert len(case["law"]["digest"]) == 64
    assert case["facts"] == {"gross": 3000, "children": 0}


def test_knowledge_of_a_day_answers_as_one_would_have(run: Any) -> None:
    question = ("explain", "employee_share", "gross=1000", "--on", "2022-02", "--json")
    assert json.loads(run(*question).output)["value"] == 55
    assert json.loads(run(*question, "--known", "2022-03-14").output)["value"] == 50


def test_values_are_listed_by_day_and_by_confidence(run: Any) -> None:
    then = run("parameters", "fund", "--on", "2015-01").output
    assert "4\u202f000" in then
    assert "first_post" not in then
    unsure = run("parameters", "--unconfirmed", "--on", "2024-01").output
    assert "wage_tax.child_allowance" in unsure
    assert "sources discordantes" in unsure
    assert "fund.ceiling" not in unsure


def test_values_of_a_day_before_their_law_are_left_out(run: Any) -> None:
    told = run("parameters", "--on", "1900-01").output
    assert "fund.ceiling" not in told
    assert "fund.ceiling" in run("parameters", "--on", "2024-01").output
    assert "fund.ceiling" in run("parameters", "fund.ceiling", "--on", "1900-01").output
    assert json.loads(run("parameters", "fund.ceiling", "--on", "1900-01", "--json").output)
    assert json.loads(run("parameters", "--on", "1900-01", "--json").output) == []


def test_a_population_that_is_no_parquet_is_said_in_a_sentence(run: Any, tmp_path: Path) -> None:
    (tmp_path / "paie.parquet").write_text("mois;brut\n2024-01;3000\n", "utf-8")
    change = ("--set", "fund.employee_rate=10%", "--rows", str(tmp_path / "paie.parquet"))
    told = run("reform", "employee_share", *change)
    assert told.exit_code == 1
    assert "Parquet" in told.output
    assert "Traceback" not in told.output
    assert isinstance(told.exception, SystemExit)


def test_one_value_has_its_history_and_its_proofs(run: Any) -> None:
    said = run("parameters", "fund.employee_rate", "--lang", "en").output
    for word in ("since 2010-01-01: 5%", "since 2022-01-01: 5.5% (likely)",
                 "Circular No. 3 of 2022", "Known on: 2022-03-15",
                 "Read by: employee_share"):  # fmt: skip
        assert word in said
    (told,) = json.loads(run("parameters", "fund.employee_rate", "--json").output)
    assert [value["value"] for value in told["history"]] == [0.05, 0.055]


def test_a_scheme_says_what_it_asks_and_what_can_be_asked(run: Any) -> None:
    said = run("facts", "first_post").output
    for word in ("employer_form", "company (Société)", "post_relief_open", "gross"):
        assert word in said
    assert "children" not in said
    told = json.loads(run("facts", "first_post", "--json").output)
    assert {"hire_date", "gross"} <= {fact["name"] for fact in told["facts"]}
    assert "levies" in run("facts").output
    wrong = run("facts", "levis")
    assert (wrong.exit_code, "levies" in wrong.output) == (1, True)


def test_a_country_without_law_is_said(run: Any) -> None:
    from mithaq.cli import app

    said = CliRunner().invoke(app, ["law", "facts", "--country", "utopia"])
    assert said.exit_code == 1
    assert "hesperides" in said.output


def test_what_would_make_it_yes_follows_why(run: Any) -> None:
    said = run("explain", "post_relief_open", "gross=3600", *YOUNG, "--on", "2024-03").output
    _, advice = said.split("Ce qui donnerait oui :\n")
    assert advice.splitlines()[0] == "  → Salaire brut du mois : 3\u202f500\u00a0ECU"


def test_two_days_are_compared(run: Any) -> None:
    said = run("diff", "2018-12", "2020-01").output
    assert "Loi III, art. 3 bis" in said
    assert "wage_tax.brackets" in said
    assert "fund.ceiling" not in said
    assert run("diff", "2020-02", "2020-03").output == "Rien ne change.\n"
    changes = json.loads(run("diff", "2018-12", "2020-01", "--json").output)
    assert {change["is_rule"] for change in changes} == {True, False}
    assert run("diff", "hier", "2020-03").exit_code == 1


def test_a_reform_is_tried_on_a_case(run: Any) -> None:
    ceiling = ("--set", "first_post.wage_ceiling=4 000@2024-01-01")
    question = ("reform", "post_relief", "gross=3600", *YOUNG, "--on", "2024-03")
    (line,) = json.loads(run(*question, *ceiling, "--json").output)["result"][:1]
    assert line == {"rule": "post_relief", "before": 0, "after": 432}
    said = run(*question, *ceiling, "--set", "fund.employer_rate=13%").output
    assert "468" in said
    assert "post_relief_open" in said
    later = ("--set", "first_post.wage_ceiling=3 500@2024-06-01")
    (line,) = json.loads(run(*question, *ceiling, *later, "--json").output)["result"][:1]
    assert line["after"] == 432, "a value from a later day leaves the first one its days"
    twice = run(*question, *ceiling, "--set", "first_post.wage_ceiling=3 500@2024-01-01")
    assert (twice.exit_code, "deux fois" in twice.output) == (1, True)
    wrong = run(*question, "--set", "fund.x=1", "--set", "wage_tax.brackets=a")
    assert wrong.exit_code == 1
    assert [line.partition(" :")[0] for line in wrong.output.splitlines()] == [
        "fund.x",
        "wage_tax.brackets",
    ]
    assert "--set" in run(*question).output


def test_a_reform_is_tried_on_a_population(run: Any, tmp_path: Path) -> None:
    columns = {
        "month": ["2024-03"] * 3,
        "region": ["nord", "nord", "sud"],
        "gross": [3600.0, 2000.0, None],
        "children": [0, 1, 0],
    }
    pq.write_table(pa.table(columns), tmp_path / "paie.parquet")
    change = ("--set", "fund.employee_rate=10%", "--rows", str(tmp_path / "paie.parquet"))
    cells = json.loads(run("reform", "net_wage", *change, "--by", "region", "--json").output)
    found = {cell["region"]: cell for cell in cells["result"]}
    assert (found["nord"]["losers"], found["nord"]["undecided"]) == (2, 0)
    assert found["sud"]["undecided"] == 1
    assert "nord" in run("reform", "net_wage", *change, "--by", "region").output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("explain", "nothing"), "La loi n’a pas de règle « nothing »."),
        (("explain", "net_wage", "--on", "2025-13"), "« 2025-13 » n’est ni un jour ni un mois"),
        (("diff", "hier", "2025-01"), "« hier » n’est ni un jour ni un mois"),
        (("reform", "net_wage", "--set", "rien=3"), "La loi n’a pas de paramètre « rien »."),
        (("reform", "net_wage"), "--set : dites ce qui change"),
        (("export", "--output", "/nowhere/law.json"), "/nowhere/law.json : impossible d’écrire"),
        (("reform", "net_wage", "--rows", "/n.parquet", "--set", "fund.ceiling=1"), "/n.parquet :"),
    ],
)
def test_a_fault_is_one_sentence_that_starts_with_what_was_typed(
    run: Any, words: tuple[str, ...], said: str
) -> None:
    failed = run(*words)
    assert failed.exit_code == 1
    assert failed.output.startswith(said), failed.output


def test_a_list_of_codes_that_changed_is_said_in_words() -> None:
    from mithaq.cli import app

    words = ["law", "diff", "2024-12", "2025-01", "--country", "morocco"]
    told = CliRunner(env={"COLUMNS": "300"}).invoke(app, words).output
    line = next(row for row in told.splitlines() if "idmaj.ir_eligible_trainees" in row)
    assert "no_diploma" not in line
    assert "baccalaureate" not in line


def test_cases_hold_or_show_both_sides(run: Any, tmp_path: Path) -> None:
    file = tmp_path / "cas.yaml"
    case = "- {name: N, period: 2024-03, input: {gross: 3000, children: 0}, output: {net_wage: %s}}"
    file.write_text(case % "2676.5", encoding="utf-8")
    assert run("test", str(file)).exit_code == 0
    file.write_text(case % "2700", encoding="utf-8")
    failed = run("test", str(file))
    assert failed.exit_code == 1
    assert "attendu 2\u202f700" in failed.output
    assert "la loi donne 2\u202f676,50" in failed.output
    assert run("test", str(tmp_path / "absent.yaml")).exit_code == 1
    file.write_text("- {period: 2024-03, entree: {}}", encoding="utf-8")
    assert "entree" in run("test", str(file)).output


def test_the_law_leaves_for_other_tools(run: Any, tmp_path: Path) -> None:
    assert run("export", "--format", "openfisca").exit_code == 1
    folder = tmp_path / "of"
    assert run("export", "--format", "openfisca", "--output", str(folder)).exit_code == 0
    assert (folder / "openfisca_hesperides" / "variables" / "levies.py").exists()
    query = run(
        "export", "net_wage", "--format", "sql", "--table", "paie", "--on", "2024-03"
    ).output
    base = duckdb.connect()
    base.execute("CREATE TABLE paie AS SELECT 3000.0 AS gross, 0 AS children")
    found = base.execute(query).fetchone()
    assert found is not None
    assert 2676.5 in found
    assert run("export", "--format", "sql").exit_code == 1
    law = json.loads(run("export").output)
    assert {"schemes", "facts", "rules", "parameters", "digest"} <= set(law)


@pytest.mark.django_db
def test_the_law_in_force_bears_the_values_that_operators_replaced() -> None:
    from mithaq.cli import app

    ParameterOverride.objects.create(
        path="tahfiz.gross_ceiling_monthly",
        since_on=date(2026, 1, 1),
        value=12000,
        reason="Circulaire lue au guichet",
        author="essai",
        is_exercise=True,
        recorded_at=AT,
    )
    words = ["law", "parameters", "tahfiz.gross_ceiling_monthly", "--lang", "en"]
    said = CliRunner(env={"COLUMNS": "200"}).invoke(app, words).output
    assert "since 2026-01-01: 12,000" in said
    assert "Circulaire lue au guichet" in said


@pytest.mark.django_db
def test_a_reform_is_tried_on_invented_employees_and_says_so() -> None:
    from mithaq.cli import app

    ceiling = ("--set", "tahfiz.gross_ceiling_monthly=12000", "--on", "2026-01")
    words = ["law", "reform", "tahfiz_public_cost", *ceiling, "--exercise", "3000"]
    runner = CliRunner(env={"COLUMNS": "200"})
    assert "inventés" in runner.invoke(app, words).output
    told = json.loads(runner.invoke(app, [*words, "--json"]).output)
    assert told["is_exercise"]
    assert told["result"][0]["rows"] == 3000


def test_a_question_on_the_law_makes_no_base(tmp_path: Path) -> None:
    asked = "import sys; from mithaq.cli import app; app(['law', 'facts'])"
    env = {**os.environ, "MITHAQ_HOME": str(tmp_path)}
    env = {name: value for name, value in env.items() if name != "DATABASE_URL"}
    done = subprocess.run([sys.executable, "-c", asked], env=env, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not list(tmp_path.glob("*.sqlite3*"))
