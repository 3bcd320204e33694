"""The register of conventions: one line each, searched, filtered, sorted, exported."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from mithaq.apps.conventions.queries import register
from mithaq.web.conventions.filters import RegisterFilters
from mithaq.web.shell.tables import Column, Table, TableView


class RegisterView(TableView):
    """Every convention."""

    title = _("Conventions")
    filterset = RegisterFilters
    table = Table(
        name="conventions",
        caption=_("Registre des conventions"),
        columns=(Column(key="reference", label=_("Référence"), kind="code"),),
        empty=_("Aucune convention n’est encore au registre."),
    )

    def rows(self, text: str) -> QuerySet[Any]:
        """The register, latest signature first."""
        return register(text=text)
