"""The core story of the demonstration, step by step; loading it again changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from importlib.resources import files
from typing import Any

from django.db import transaction

from mithaq.apps.accounts import operations as accounts
from mithaq.apps.accounts.choices import InstallationKind
from mithaq.apps.observatory.queries import packaged_list, packaged_tables, results_reports
from mithaq.apps.organisations import operations as organisations
from mithaq.apps.programmes import operations as programmes
from mithaq.base import documents
from mithaq.base.ports import port
from mithaq.base.text import Labels
from mithaq.demo.amendments import record_amendments
from mithaq.demo.committees import run_committees
from mithaq.demo.corridor import open_corridors, tell_corridor
from mithaq.demo.debts import tell_debts
from mithaq.demo.decided import decide_cases
from mithaq.demo.drafting import write_drafts
from mithaq.demo.following import follow_commitments
from mithaq.demo.people import open_accounts
from mithaq.demo.questions import ask_employers
from mithaq.demo.roadmaps import record_roadmap
from mithaq.flows.import_conventions import import_content
from mithaq.flows.load_reference import load_reference
from mithaq.flows.publish_results_report import publish_results_report

CONTENT = files("mithaq.demo") / "content"
REASON = "Chargement de la démonstration"
# The day of the first report: what was known of the 2017 convention when it was signed.
FIRST_REPORT = ("ANAPEC-CNSS-2017", date(2017, 6, 13))

Step = tuple[str, Callable[[datetime], int]]


@dataclass(frozen=True, slots=True)
class DemoReport:
    """What the loading wrote, by step."""

    written: Mapping[str, int]


def load_demo(
    *, at: datetime, progress: Callable[[int, int, str], None] | None = None
) -> DemoReport:
    """Found a demonstration and load its core story.

    Raises ``Refusal`` when the database belongs to another kind of installation.
    """
    todo = steps()
    written: dict[str, int] = {}
    for done, (label, step) in enumerate(todo):
        if progress:
            progress(done, len(todo), label)
        written[label] = step(at)
    if progress:
        progress(len(todo), len(todo), "")
    return DemoReport(written)


def queue_statistics() -> str:
    """Ask for the public figures as durable work, done while the site serves; give its public id.

    Once they are there, the same work asks for an edition of the open data.
    The key is the digest of the tables: the same tables are asked for once.
    """
    digests = "".join(file.sha256 for file in packaged_tables())
    with transaction.atomic():
        return port("jobs").start(
            name="load_statistics",
            arguments={"publish": True},
            key=sha256(digests.encode()).hexdigest()[:32],
            requested_by=None,
            label=Labels(
                "Chargement des statistiques publiques",
                "تحميل الإحصائيات العمومية",
                "Loading the public statistics",
            ),
        )


def steps() -> tuple[Step, ...]:
    """The steps in order: each label is what a person reads beside the bar."""
    conventions = sorted(
        (item for item in (CONTENT / "conventions").iterdir() if item.name.endswith(".yaml")),
        key=lambda item: item.name,
    )
    return (
        ("Installation de démonstration", _found),
        ("Territoires, calendriers et nomenclatures", _load_reference),
        ("Organisations", _load_organisations),
        *(
            (f"Convention {item.name.removesuffix('.yaml')}", _importer(item.name))
            for item in conventions
        ),
        ("Programmes", _load_schemes),
        ("Avenants de l’exercice", _record_amendments),
        ("Feuille de route de l’exercice", _record_roadmap),
        ("Feuille de route du corridor (exercice)", _record_corridor_roadmap),
        ("Comptes de démonstration", _open_accounts),
        ("Engagements suivis", _follow_commitments),
        ("Comités des exercices", _run_committees),
        ("Corridors : le réel, et celui de l’exercice", _open_corridors),
        ("Dossiers de médiation (exercice)", _tell_corridor),
        ("Dettes et arrangements (exercice)", _tell_debts),
        ("Dossiers décidés en comité (exercice)", _decide_cases),
        ("Projets de convention (exercice)", _write_drafts),
        ("Questions aux employeurs (exercice)", _ask_employers),
        ("Bilan du 13 juin 2017", _publish_first_report),
    )


def read_yaml(name: str) -> Any:
    """Read one packaged content file."""
    return documents.read_yaml((CONTENT / name).read_text(encoding="utf-8"))


def indicators() -> list[Mapping[str, Any]]:
    """What the conventions count: with the public figures, then with them alone."""
    return [*packaged_list("indicators"), *read_yaml("indicators.yaml")]


def _found(at: datetime) -> int:
    accounts.found_installation(kind=InstallationKind.DEMO, at=at)
    return 1


def _load_reference(at: datetime) -> int:
    reports = load_reference(at=at, sources=read_yaml("sources.yaml"), indicators=indicators())
    return sum(report.added + report.changed for report in reports)


def _load_organisations(at: datetime) -> int:
    drafts = organisations.read_organisations(read_yaml("organisations.yaml"))
    loaded = organisations.load_organisations(
        drafts=drafts, actor=None, mandate="", reason=REASON, at=at
    )
    return len(loaded.added) + len(loaded.changed)


def _importer(name: str) -> Callable[[datetime], int]:
    def load(at: datetime) -> int:
        content = (CONTENT / "conventions" / name).read_bytes()
        recorded = import_content(
            content=content, name=name, actor=None, mandate="", reason=REASON, at=at
        )
        return sum(event.is_new for event in recorded)

    return load


def _load_schemes(at: datetime) -> int:
    drafts = programmes.read_schemes(read_yaml("programmes.yaml"))
    loaded = programmes.load_schemes(drafts=drafts, actor=None, mandate="", reason=REASON, at=at)
    return len(loaded.added) + len(loaded.changed)


def _record_corridor_roadmap(at: datetime) -> int:
    return record_roadmap(read_yaml("corridor_roadmap.yaml"), at=at, reason=REASON)


def _record_roadmap(at: datetime) -> int:
    return record_roadmap(read_yaml("roadmap.yaml"), at=at, reason=REASON)


def _record_amendments(at: datetime) -> int:
    content = read_yaml("amendments/90-exercice-hesperides.yaml")
    return record_amendments(content, at=at, reason=REASON)


def _open_accounts(at: datetime) -> int:
    return open_accounts(read_yaml("accounts.yaml"), at=at, reason=REASON)


def _follow_commitments(at: datetime) -> int:
    return follow_commitments(read_yaml("following.yaml"), at=at, reason=REASON)


def _run_committees(at: datetime) -> int:
    return run_committees(read_yaml("committees.yaml"), at=at, reason=REASON)


def _open_corridors(at: datetime) -> int:
    content = read_yaml("corridor.yaml")
    drafts = organisations.read_organisations(content["organisations"])
    loaded = organisations.load_organisations(
        drafts=drafts, actor=None, mandate="", reason=REASON, at=at
    )
    opened = open_accounts(content["people"], at=at, reason=REASON)
    return len(loaded.added) + opened + open_corridors(content, at=at)


def _tell_corridor(at: datetime) -> int:
    return tell_corridor(read_yaml("corridor.yaml"), at=at)


def _tell_debts(at: datetime) -> int:
    return tell_debts(read_yaml("debts.yaml"), at=at, reason=REASON)


def _decide_cases(at: datetime) -> int:
    rows = read_yaml("committees.yaml")
    return decide_cases(read_yaml("corridor.yaml"), rows, at=at, reason=REASON)


def _publish_first_report(at: datetime) -> int:
    reference, as_of = FIRST_REPORT
    if results_reports().filter(convention__reference=reference, as_of=as_of).exists():
        return 0
    publish_results_report(
        reference=reference,
        as_of=as_of,
        known_on=as_of,
        actor=None,
        mandate="",
        reason=REASON,
        at=at,
    )
    return 1


def _ask_employers(at: datetime) -> int:
    return ask_employers(read_yaml("questions.yaml"), at=at, reason=REASON)


def _write_drafts(at: datetime) -> int:
    return write_drafts(lambda name: (CONTENT / name).read_bytes(), at=at)
