"""The command's first step: name the settings, wake Django, then open the pages of the CLI."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the ``mithaq`` command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mithaq.config.settings")
    if sys.argv[1:2] == ["demo"]:
        # Said before the settings are read, and inherited by the site and its worker.
        os.environ["MITHAQ_DEMO"] = "1"
    from mithaq.cli import app

    app()


if __name__ == "__main__":
    main()
