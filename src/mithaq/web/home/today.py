"""« Aujourd’hui »: one table says which sections each role reads, by urgency."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.queries import bonds_of
from mithaq.web.conventions.links import page_url
from mithaq.web.home.sections import duties, knowledge, promises
from mithaq.web.home.sections.block import Block, Reader

Section = Callable[[Reader], Block]

# What waits comes first, then what is promised, then the figures.
SECTIONS: Final[dict[Role, tuple[Section, ...]]] = {
    Role.JOB_SEEKER: (promises.to_us, knowledge.conventions_here),
    Role.EMPLOYER: (
        promises.due, knowledge.houses, knowledge.conventions, promises.own, promises.to_employers,
    ),
    Role.INSURED_PERSON: (promises.to_us_insured, knowledge.conventions_here),
    Role.COUNSELLOR: (
        duties.jobs, promises.due, knowledge.conventions, promises.own, promises.to_seekers,
        knowledge.houses,
    ),
    Role.AGENCY_HEAD: (
        promises.due, knowledge.targets, duties.committees, knowledge.conventions, promises.own,
        knowledge.figures_known,
    ),
    Role.PROGRAMME_MANAGER: (
        duties.staged, duties.jobs, promises.due, duties.committees, knowledge.conflicts,
        knowledge.without_report, knowledge.conventions, duties.reports,
    ),
    Role.FUND_OFFICER: (
        promises.due, duties.committees, knowledge.conventions, promises.own,
        knowledge.figures_known, knowledge.latest,
    ),
    Role.FEDERATION_OFFICER: (
        promises.due, duties.committees, knowledge.houses, knowledge.conventions, promises.own,
        promises.to_employers,
    ),
    Role.REGION_OFFICER: (
        promises.due, duties.committees, knowledge.conventions, knowledge.conflicts,
        knowledge.without_report, promises.own, knowledge.figures_known, duties.reports,
        knowledge.latest,
    ),
    Role.TRAINING_OPERATOR: (
        promises.due, promises.own, knowledge.targets, knowledge.conventions, promises.to_trainers,
    ),
    Role.PROJECT_COACH: (
        promises.due, knowledge.figures_known, knowledge.conventions, promises.to_founders,
    ),
    Role.COMMITTEE_SECRETARY: (
        duties.staged, duties.committees, promises.due, duties.jobs, knowledge.conventions,
        knowledge.without_report, knowledge.latest,
    ),
    Role.AUDITOR: (
        duties.seals, duties.jobs, duties.feedback, knowledge.conflicts, knowledge.figures_said,
    ),
    Role.ADMINISTRATOR: (
        duties.holidays, duties.jobs, duties.feedback, duties.staged, duties.seals,
        knowledge.latest,
    ),
}  # fmt: skip

ACTIONS: Final[dict[Role, tuple[Promise, str]]] = {
    Role.JOB_SEEKER: (_("Chercher ce qui est promis"), "conventions"),
    Role.EMPLOYER: (_("Chercher une convention"), "conventions"),
    Role.INSURED_PERSON: (_("Chercher une convention"), "conventions"),
    Role.COUNSELLOR: (_("Chercher une convention"), "conventions"),
    Role.AGENCY_HEAD: (_("Ouvrir le registre"), "conventions"),
    Role.PROGRAMME_MANAGER: (_("Importer une convention"), "convention_import"),
    Role.FUND_OFFICER: (_("Ouvrir le registre"), "conventions"),
    Role.FEDERATION_OFFICER: (_("Ouvrir le registre"), "conventions"),
    Role.REGION_OFFICER: (_("Lire les bilans"), "results_reports"),
    Role.TRAINING_OPERATOR: (_("Chercher une convention"), "conventions"),
    Role.PROJECT_COACH: (_("Chercher une convention"), "conventions"),
    Role.COMMITTEE_SECRETARY: (_("Importer une convention"), "convention_import"),
    Role.AUDITOR: (_("Vérifier le journal"), "audit_verification"),
    Role.ADMINISTRATOR: (_("Tenir les jours fériés"), "holidays"),
}


@login_required
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """Show what waits for the mandate in force; without a mandate, say what to do."""
    mandate = request.mandate or None  # type: ignore[attr-defined]
    if mandate is None:
        return render(request, "home/today.html", {"blocks": [], "mandate": None})
    day = timezone.localdate()
    reader = Reader(
        user_id=request.user.pk or 0,
        user=request.user,
        mandate=mandate,
        on=day,
        bonds=bonds_of(mandate.organisation, on=day) if mandate.organisation else (),
    )
    label, name = ACTIONS[mandate.role]
    blocks = [section(reader) for section in SECTIONS[mandate.role]]
    return render(
        request,
        "home/today.html",
        {
            "on": reader.on,
            "mandate": mandate,
            "blocks": [block for block in blocks if block.items or block.bars],
            "quiet": [block for block in blocks if not block.items and not block.bars],
            "may_wait": any(block.is_urgent for block in blocks),
            "waiting": sum(block.count for block in blocks if block.is_urgent),
            "action_label": label,
            "action_url": page_url(name) or page_url("conventions"),
        },
    )
