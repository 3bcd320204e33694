"""The mithaq command: every verb a person needs at a terminal.

A command is a function of its own module, registered here; no module of this package imports
it back.
"""

from __future__ import annotations

import django
import typer

# The commands read models and settings: Django wakes before they are imported.
django.setup()

from mithaq.cli import audit as _audit  # noqa: E402
from mithaq.cli import check as _check  # noqa: E402
from mithaq.cli import corridor as _corridor  # noqa: E402
from mithaq.cli import demo as _demo  # noqa: E402
from mithaq.cli import files as _files  # noqa: E402
from mithaq.cli import law as _law  # noqa: E402
from mithaq.cli import open_data as _open_data  # noqa: E402
from mithaq.cli import serve as _serve  # noqa: E402

app = typer.Typer(
    name="mithaq",
    help="Mithaq : de la convention signée au résultat prouvé.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("demo")(_demo.demo)
app.command("serve")(_serve.serve)
app.command("worker", hidden=True)(_serve.worker)
app.command("web", hidden=True)(_serve.web)
app.command("import")(_files.import_files)
app.command("export")(_files.export_convention)
app.command("open-data")(_open_data.open_data)
app.command("check")(_check.check)
app.add_typer(_audit.app, name="audit")
app.add_typer(_law.app, name="law")
app.add_typer(_corridor.app, name="corridor")
