"""« Aujourd’hui »: one table says which sections each role reads, by urgency."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from mithaq.apps.conventions.choices.amending import AmendedKind
from mithaq.apps.conventions.queries import amended_texts
from mithaq.apps.conventions.queries.reading import FOLLOWED
from mithaq.apps.corridor.choices import OFFICERS
from mithaq.apps.corridor.policies.corridors import can_be_away
from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.queries import MandateView, bonds_of
from mithaq.web.conventions.links import page_url
from mithaq.web.home.sections import (
    alarms,
    duties,
    filed,
    knowledge,
    mediation,
    owed,
    promises,
    schemes,
    sittings,
    writing,
)
from mithaq.web.home.sections.block import SHOWN, Block, Reader
from mithaq.web.shell.numbers import bounded, number

Section = Callable[[Reader], Block]

# What waits comes first, then what is promised, then the figures.
SECTIONS: Final[dict[Role, tuple[Section, ...]]] = {
    Role.JOB_SEEKER: (promises.to_us, knowledge.conventions_here),
    Role.EMPLOYER: (
        filed.own_cases, owed.questions, owed.of_company, promises.due, schemes.open_now,
        knowledge.houses, knowledge.conventions, promises.own, promises.to_employers,
    ),
    Role.INSURED_PERSON: (promises.to_us_insured, knowledge.conventions_here),
    Role.COUNSELLOR: (
        duties.jobs, promises.due, schemes.open_now, knowledge.conventions, promises.own,
        promises.to_seekers, knowledge.houses,
    ),
    Role.AGENCY_HEAD: (
        mediation.cases, mediation.late_elsewhere, sittings.owed, promises.due, alarms.raised,
        knowledge.targets, duties.committees, knowledge.conventions, promises.own,
        knowledge.figures_known,
    ),
    Role.PROGRAMME_MANAGER: (
        writing.visas, writing.drafts,
        schemes.to_watch, duties.staged, duties.jobs, promises.due, alarms.raised,
        duties.committees, knowledge.conflicts,
        knowledge.without_report, knowledge.conventions, duties.reports, duties.feedback_here,
        duties.imports,
    ),
    Role.FUND_OFFICER: (
        mediation.cases, owed.of_fund, owed.questions, mediation.late_elsewhere, sittings.owed,
        promises.due, alarms.raised,
        duties.committees, knowledge.conventions, promises.own,
        knowledge.figures_known, knowledge.latest,
    ),
    Role.FEDERATION_OFFICER: (
        mediation.cases, owed.questions, owed.to_transmit, mediation.late_elsewhere,
        sittings.minutes, sittings.owed, promises.due, alarms.raised, duties.committees,
        knowledge.houses,
        knowledge.conventions, promises.own,
        promises.to_employers,
    ),
    Role.REGION_OFFICER: (
        writing.deliberations, writing.drafts,
        sittings.minutes, sittings.owed, promises.due, alarms.raised,
        duties.committees, knowledge.conventions, knowledge.conflicts,
        knowledge.without_report, promises.own, knowledge.figures_known, duties.reports,
        knowledge.latest,
    ),
    Role.TRAINING_OPERATOR: (
        promises.due, promises.own, knowledge.targets, knowledge.conventions, promises.to_trainers,
    ),
    Role.PROJECT_COACH: (
        promises.due, knowledge.targets, knowledge.figures_known, knowledge.conventions,
        promises.to_founders,
    ),
    Role.LEGAL_DRAFTER: (
        writing.visas, writing.drafts, promises.due, knowledge.conventions,
        knowledge.latest,
    ),
    Role.SIGNATORY: (
        writing.folders, owed.to_approve, writing.visas,
        sittings.minutes, sittings.meetings, promises.due, alarms.raised,
        promises.own, knowledge.conventions, knowledge.figures_known,
    ),
    Role.COMMITTEE_SECRETARY: (
        sittings.meetings, sittings.without_meeting, sittings.minutes, sittings.decisions,
        mediation.referrals,
        duties.staged, duties.committees,
        promises.due, alarms.raised, duties.jobs, knowledge.conventions,
        knowledge.without_report, knowledge.latest, duties.imports,
    ),
    Role.AUDITOR: (
        duties.seals, duties.jobs, duties.feedback, mediation.referrals, knowledge.conflicts,
        knowledge.figures_said,
    ),
    Role.ADMINISTRATOR: (
        duties.holidays, duties.jobs, duties.feedback, duties.mandates, duties.staged,
        duties.seals,
        knowledge.latest,
    ),
}  # fmt: skip

ACTIONS: Final[dict[Role, tuple[Promise, str]]] = {
    Role.JOB_SEEKER: (_("Chercher ce qui est promis"), "conventions"),
    Role.EMPLOYER: (_("Déposer un dossier"), "submit_start"),
    Role.INSURED_PERSON: (_("Chercher une convention"), "conventions"),
    Role.COUNSELLOR: (_("Chercher une convention"), "conventions"),
    Role.AGENCY_HEAD: (_("Ouvrir le registre"), "conventions"),
    Role.PROGRAMME_MANAGER: (_("Importer une convention"), "convention_import"),
    Role.FUND_OFFICER: (_("Ouvrir la file des dossiers"), "case_queue"),
    Role.FEDERATION_OFFICER: (_("Ouvrir la file des dossiers"), "case_queue"),
    Role.REGION_OFFICER: (_("Lire les bilans"), "results_reports"),
    Role.TRAINING_OPERATOR: (_("Chercher une convention"), "conventions"),
    Role.PROJECT_COACH: (_("Chercher une convention"), "conventions"),
    Role.LEGAL_DRAFTER: (_("Ouvrir un projet"), "draft_new"),
    Role.SIGNATORY: (_("Dossiers à signer"), "folders_to_sign"),
    Role.COMMITTEE_SECRETARY: (_("Importer une convention"), "convention_import"),
    Role.AUDITOR: (_("Vérifier le journal"), "audit_verification"),
    Role.ADMINISTRATOR: (_("Tenir les jours fériés"), "holidays"),
}


# Where each finds what is its own, whether it waits for them or has ended.
LINKS: Final[dict[Role, tuple[tuple[Promise, str, str], ...]]] = {
    Role.FUND_OFFICER: (
        (_("Tous les dossiers en cours"), "case_queue", "?vue=all"),
        (_("Causes les plus fréquentes"), "corridor_causes", ""),
        (_("Dettes et arrangements"), "debts", ""),
        (_("Questions aux employeurs"), "questions", ""),
        (_("Conventions"), "conventions", ""),
    ),
    Role.FEDERATION_OFFICER: (
        (_("Tous les dossiers en cours"), "case_queue", "?vue=all"),
        (_("Causes les plus fréquentes"), "corridor_causes", ""),
        (_("Conventions"), "conventions", ""),
    ),
    Role.AUDITOR: (
        (_("Journal"), "audit", ""),
        (_("Dossiers de médiation, en lecture"), "case_register", ""),
    ),
    Role.EMPLOYER: (
        (_("Mes dettes"), "debts", ""),
        (_("Mes dossiers de médiation"), "company_cases", ""),
        (_("Mes dossiers clos"), "company_cases", "?status=closed"),
        (_("Mon calendrier"), "calendar", ""),
    ),
}

LINES_A_PAGE: Final = 50


def _reader(request: HttpRequest, mandate: MandateView, page: int = 0) -> Reader:
    """Whoever reads; a page number asks for the whole of each list, a page at a time."""
    day = timezone.localdate()
    first = (page - 1) * LINES_A_PAGE
    return Reader(
        user_id=request.user.pk or 0,
        user=request.user,
        mandate=mandate,
        on=day,
        bonds=bonds_of(mandate.organisation, on=day) if mandate.organisation else (),
        texts=amended_texts(None, on=day, kinds=_kinds(mandate.role)),
        window=slice(first, first + LINES_A_PAGE) if page else slice(0, SHOWN),
    )


def _kinds(role: Role) -> frozenset[AmendedKind]:
    """What amendments change that the sections of a role read."""
    return FOLLOWED | {AmendedKind.TARGET} if knowledge.targets in SECTIONS[role] else FOLLOWED


def _is_cut(block: Block) -> bool:
    """Whether counting what waits stopped at a ceiling."""
    return block.is_urgent and not block.is_exact


def _is_told(block: Block) -> bool:
    return bool(block.items or block.bars)


def _folds(block: Block, *, is_officer: bool) -> bool:
    """An officer finds first what waits, or is late; the rest is one click away."""
    return is_officer and not block.waiting and not any(item.is_late for item in block.items[:1])


def _opening(section: Section, block: Block) -> Block:
    """A list that shows its first lines leads to the very same list, whole."""
    if len(block.items) >= block.count or not block.items:
        return block
    rest = block.count - len(block.items)
    if block.is_exact:
        label = ngettext("et %(n)s autre : voir la liste", "et %(n)s autres : voir la liste", rest)
        label %= {"n": number(rest)}
    else:
        label = gettext("et d’autres : voir la liste (%(n)s)") % {"n": block.count_words}
    return replace(block, more_label=label, more_url=reverse("today_list", args=[_name(section)]))


# The address of each list, in the language of every other address.
NAMES: Final[dict[Section, str]] = {
    alarms.raised: "alertes",
    duties.committees: "comites",
    duties.feedback: "erreurs-signalees",
    duties.feedback_here: "erreurs-des-conventions",
    duties.holidays: "jours-feries",
    duties.imports: "imports",
    duties.jobs: "travaux",
    duties.mandates: "mandats",
    duties.reports: "mes-bilans",
    duties.seals: "journal",
    duties.staged: "fichiers",
    filed.own_cases: "mes-dossiers-de-mediation",
    knowledge.conflicts: "conflits",
    knowledge.conventions: "conventions",
    knowledge.conventions_here: "conventions-de-ma-region",
    knowledge.figures_known: "nos-chiffres",
    knowledge.figures_said: "derniers-chiffres",
    knowledge.houses: "notre-organisation",
    knowledge.latest: "dernieres-conventions",
    knowledge.targets: "objectifs",
    knowledge.without_report: "sans-bilan",
    mediation.cases: "dossiers-de-mediation",
    mediation.late_elsewhere: "en-retard-ailleurs",
    mediation.referrals: "renvois-au-comite",
    owed.of_company: "nos-dettes",
    owed.of_fund: "dettes-a-traiter",
    owed.questions: "questions-a-notre-tour",
    owed.to_approve: "echeanciers-a-approuver",
    owed.to_transmit: "arrangements-a-transmettre",
    promises.due: "engagements-dus",
    promises.own: "nos-promesses",
    promises.to_employers: "promis-aux-entreprises",
    promises.to_founders: "promis-aux-porteurs-de-projets",
    promises.to_seekers: "promis-aux-chercheurs-d-emploi",
    promises.to_trainers: "promis-en-formation",
    promises.to_us: "promis-a-nous",
    promises.to_us_insured: "promis-aux-assures",
    schemes.open_now: "programmes-ouverts",
    schemes.to_watch: "programmes",
    sittings.decisions: "decisions",
    sittings.meetings: "seances",
    sittings.minutes: "proces-verbaux",
    sittings.owed: "decisions-a-executer",
    sittings.without_meeting: "comites-sans-seance",
    writing.deliberations: "deliberations",
    writing.drafts: "projets",
    writing.folders: "dossiers",
    writing.visas: "visas",
}


def _name(section: Section) -> str:
    return NAMES[section]


def _former_name(section: Section) -> str:
    """The address that a list had before, which leads to the present one."""
    return getattr(section, "__name__", "").replace("_", "-")


@login_required
@require_safe
def whole(request: HttpRequest, name: str) -> HttpResponse:
    """Show one list of « Aujourd’hui » whole, for the mandate that reads it there."""
    mandate = request.mandate or None  # type: ignore[attr-defined]
    listed = SECTIONS[mandate.role] if mandate else ()
    known = {_name(section): section for section in listed}
    former = {_former_name(section): _name(section) for section in listed}
    if name not in known and name in former:
        return redirect("today_list", former[name], permanent=True)
    if mandate is None or name not in known:
        raise Http404(_("Cette liste n’est pas de votre mandat."))
    asked = request.GET.get("page", "1")
    page = max(1, int(asked)) if asked.isdecimal() and len(asked) < 6 else 1
    block = known[name](_reader(request, mandate, page))
    pages = max(1, -(-block.count // LINES_A_PAGE))
    words = {"listed": block, "page": page, "pages": pages, "mandate": mandate}
    return render(request, "home/today_list.html", words)


@login_required
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """Show what waits for the mandate in force; without a mandate, say what to do."""
    mandate = request.mandate or None  # type: ignore[attr-defined]
    if mandate is None:
        return render(request, "home/today.html", {"blocks": [], "mandate": None})
    reader = _reader(request, mandate)
    label, name = ACTIONS[mandate.role]
    is_officer = mandate.role in OFFICERS
    blocks = [
        replace(_opening(section, section(reader)), anchor=_name(section))
        for section in SECTIONS[mandate.role]
    ]
    return render(
        request,
        "home/today.html",
        {
            "on": reader.on,
            "mandate": mandate,
            "blocks": [
                block
                for block in blocks
                if _is_told(block) and not _folds(block, is_officer=is_officer)
            ],
            "folded": [
                block
                for block in blocks
                if _is_told(block) and _folds(block, is_officer=is_officer)
            ],
            "quiet": [block for block in blocks if not _is_told(block)],
            "beside": [block for block in blocks if block.beside],
            "may_wait": any(block.is_urgent for block in blocks),
            "waiting": (waiting := sum(block.waiting for block in blocks)),
            "waiting_words": bounded(waiting, waiting if any(map(_is_cut, blocks)) else 0),
            "waiting_in": [
                (
                    block.title,
                    bounded(block.waiting, block.ceiling),
                    f"#{block.anchor}",
                )
                for block in blocks
                if block.waiting
            ],
            "may_be_away": can_be_away(mandate, mandate.user_id),
            "links": [
                (words, page_url(page) + query)
                for words, page, query in LINKS.get(mandate.role, ())
            ],
            "action_label": label,
            "action_url": page_url(name) or page_url("conventions"),
        },
    )
