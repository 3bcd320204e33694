"""The mithaq command: every verb a person needs at a terminal.

A command is a function of its own module, registered here; no module of this package imports
it back.
"""

from __future__ import annotations

import django
import typer

# The commands read models and settings: Django wakes before they are imported.
django.setup()

from mithaq.cli import serve as _serve  # noqa: E402

app = typer.Typer(
    name="mithaq",
    help="Mithaq : de la convention signée au résultat prouvé.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("serve")(_serve.serve)
app.command("worker", hidden=True)(_serve.worker)
app.command("web", hidden=True)(_serve.web)
