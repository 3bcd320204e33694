"""Where the page of a company leads whoever files or follows its cases."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.queries import MandateView
from mithaq.web.corridor.submitting_access import files_for_members, members


def case_links(mandate: MandateView | None, company: str) -> list[tuple[str, str]]:
    """The cases of one's own company and a new one; for a relay, a case for its member."""
    if mandate is None:
        return []
    start = reverse("submit_start")
    if mandate.role == Role.EMPLOYER and mandate.organisation == company:
        return [
            (_("Mes dossiers"), reverse("company_cases")),
            (_("Mes dettes"), reverse("debts")),
            (_("Déposer un dossier"), start),
        ]
    if files_for_members(mandate) and members(mandate, "").filter(slug=company).exists():
        address = f"{start}?{urlencode({'entreprise': company})}"
        return [(_("Déposer un dossier pour ce membre"), address)]
    return []
