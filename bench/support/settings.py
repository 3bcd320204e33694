"""The settings of the product, but for two preparations that no bench measures.

Tables are built as the models say (thirty migrations one after the other take longer), and the
addresses of static files are written plainly: a bare checkout has none collected.
"""

from __future__ import annotations

from mithaq.config.settings import *  # noqa: F403
from mithaq.config.settings import STORAGES


class Straight:
    """Stands for the list of migrations, and says that no app has any."""

    def __contains__(self, _app: str) -> bool:
        """Every app is listed."""
        return True

    def __getitem__(self, _app: str) -> None:
        """None has migrations."""
        return


MIGRATION_MODULES = Straight()
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
