"""The command's first step: name the settings, wake Django, then open the pages of the CLI."""

from __future__ import annotations

import os


def main() -> None:
    """Run the ``mithaq`` command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mithaq.config.settings")
    from mithaq.cli import app

    app()


if __name__ == "__main__":
    main()
