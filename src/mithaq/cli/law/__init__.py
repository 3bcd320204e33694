"""`mithaq law`: read, question, prove and try the law at the terminal."""

from __future__ import annotations

import typer

from mithaq.cli.law.comparing import diff, reform
from mithaq.cli.law.explaining import explain
from mithaq.cli.law.exporting import export
from mithaq.cli.law.listing import facts, parameters
from mithaq.cli.law.proving import run_tests

app = typer.Typer(
    help="La loi : l’expliquer, la comparer, l’essayer, la prouver.", no_args_is_help=True
)
app.command("explain")(explain)
app.command("parameters")(parameters)
app.command("facts")(facts)
app.command("diff")(diff)
app.command("reform")(reform)
app.command("test")(run_tests)
app.command("export")(export)
