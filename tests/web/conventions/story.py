"""One convention with everything a page can print, and as many plain ones as a test wants."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from mithaq.apps.conventions.models import Convention, Party
from mithaq.apps.conventions.operations import record_convention
from mithaq.apps.conventions.operations.drafts import (
    AxisDraft,
    BudgetLineDraft,
    CommitmentDraft,
    CommitteeDraft,
    ContributionDraft,
    ConventionDraft,
    DocumentDraft,
    LanguageDraft,
    MeasureDraft,
    Origin,
    PartyDraft,
    PersonDraft,
    PreambleDraft,
    RemarkDraft,
    SetDraft,
    TargetDraft,
)
from mithaq.apps.observatory.operations import record_figures
from mithaq.apps.observatory.operations.drafts import ConflictDraft, FigureDraft, ReadingDraft
from mithaq.apps.organisations.models import Organisation
from mithaq.apps.reference.models import Indicator, IndicatorVersion, Source
from mithaq.base.dates import UncertainDate
from mithaq.base.text import Labels, fold

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
REFERENCE = "PUBLIQUE-2017"


def said(text: str) -> Labels:
    """A text in three languages that can be told apart."""
    return Labels(text, f"{text} بالعربية", f"{text} in English")


def source(code: str = "article-1", name: str = "Article de presse 1") -> Source:
    """A press report."""
    return Source.objects.get_or_create(
        code=code,
        defaults={
            "kind": "press",
            "published_precision": "unknown",
            "label_fr": f"{name} · compte rendu",
            "label_ar": f"{name} · تقرير",
            "label_en": f"{name} · report",
        },
    )[0]


def version(code: str, unit: str, grain: str = "") -> int:
    """The key of an indicator's first version, without published definition."""
    indicator, _ = Indicator.objects.get_or_create(
        code=code, defaults={"label_fr": code, "topic_fr": "Mesures"}
    )
    kind = "ratio" if unit == "percent" else "sum"
    return (
        IndicatorVersion.objects.get_or_create(
            indicator=indicator,
            number=1,
            defaults={"unit": unit, "aggregation": kind, "grain": grain},
        )[0]
    ).pk


def body(slug: str, name: str, acronym: str = "") -> int:
    """The key of a public body."""
    return Organisation.objects.get_or_create(
        slug=slug,
        defaults={
            "kind": "employment_agency",
            "acronym": acronym,
            "label_fr": name,
            "label_ar": f"{name} ع",
            "label_en": f"{name} en",
            "search_text": fold(f"{name} {acronym}"),
        },
    )[0].pk


def record_story(*, reference: str = REFERENCE, is_exercise: bool = False) -> str:
    """Record a convention signed on Tuesday 13 June 2017 and the figures said that day."""
    origin = Origin(source_id=source().pk, locator="page 1")
    agency, fund = body("anapec", "Agence nationale", "ANAPEC"), body("cnss", "Caisse", "CNSS")
    record_convention(
        draft=_convention(reference, origin, agency, fund, is_exercise=is_exercise),
        actor=None,
        mandate="",
        reason="",
        at=AT,
    )
    record_figures(
        reference=reference,
        figures=_figures(reference, origin.source_id),
        conflicts=[_conflict(reference)],
        actor=None,
        mandate="",
        reason="",
        at=AT,
    )
    return reference


def _convention(
    reference: str, origin: Origin, agency: int, fund: int, *, is_exercise: bool
) -> ConventionDraft:
    promise = CommitmentDraft(
        text=said("Couvrir les stagiaires"),
        debtor_organisation_id=fund,
        beneficiary=said("chercheurs d’emploi"),
        nature="means",
        status="running",
        due=UncertainDate.unknown(),
        grade="announced",
        origin=origin,
        creditor_organisation_id=agency,
        verb="support",
        quantity=Decimal(250),
        unit="persons",
        condition=said("sur dossier complet"),
        evidence=said("liste signée"),
    )
    head = PersonDraft(
        person=said("Personne publique"),
        capacity=said("directeur général"),
        is_interim=True,
        origin=origin,
    )
    return ConventionDraft(
        reference=reference,
        kind="framework",
        level="national",
        status="signed",
        title=said("Agence et Caisse"),
        purpose=said("Piloter ensemble"),
        origin=origin,
        signed=UncertainDate.parse("2017-06-13"),
        signed_weekday=2,
        duration_kind="open_ended",
        convention_set=SetDraft(
            reference=f"SET-{reference}",
            title=said("Séminaire"),
            announced_count=8,
            origin=origin,
        ),
        place=said("Casablanca"),
        feature_rank=None if is_exercise else 1,
        is_exercise=is_exercise,
        parties=(
            PartyDraft(organisation_id=agency, role="party", origin=origin, signatories=(head,)),
            PartyDraft(
                organisation_id=fund,
                role="party",
                origin=origin,
                contributions=(
                    ContributionDraft(kind="data", text=said("déclarations"), origin=origin),
                ),
            ),
        ),
        witnesses=(head,),
        axes=(
            AxisDraft(
                title=said("Premier axe"),
                origin=origin,
                measures=(
                    MeasureDraft(
                        key="m",
                        title=said("Mesure"),
                        description=said("Décrite"),
                        scheme_code="",
                        status="running",
                        origin=origin,
                    ),
                ),
                commitments=(promise,),
            ),
        ),
        targets=(
            TargetDraft(
                title=said("Emplois ensemble"),
                indicator_version_id=version("direct-jobs", "jobs"),
                territory_id=None,
                value=Decimal(6000),
                qualifier="exactly",
                horizon=UncertainDate.unknown(),
                kind="announced",
                grade="announced",
                wording=said("deux mots"),
                is_pooled=True,
                origin=origin,
            ),
        ),
        budget_lines=(
            BudgetLineDraft(
                title=said("Ligne"),
                payer_id=agency,
                measure_key="m",
                year=None,
                committed_centimes=28_036_000_000,
                called_centimes=None,
                disbursed_centimes=None,
                justified_centimes=None,
                grade="announced",
                origin=origin,
            ),
        ),
        committees=(
            CommitteeDraft(
                kind="steering",
                title=said("Comité de pilotage"),
                cadence_count=2,
                cadence_period="year",
                chair=said("les directeurs"),
                quorum=None,
                grade="announced",
                origin=origin,
            ),
        ),
        remarks=(
            RemarkDraft(kind="discrepancy", text=said("Ordre imprimé inverse"), origin=origin),
            RemarkDraft(kind="preamble", text=said("Deux ans auparavant"), origin=origin),
        ),
        documents=(
            DocumentDraft(
                kind="annex",
                title=said("Manuel des échanges"),
                language="fr",
                url="",
                sha256="",
                origin=origin,
                annex_number="2",
                is_part=True,
            ),
        ),
        notice_months=3,
        terms=said("Préavis par lettre"),
        legal_basis=said("Loi inventée"),
        preamble=(
            PreambleDraft(
                code="strategie-essai", kind="strategy", title=said("Stratégie"), origin=origin
            ),
        ),
        languages=(LanguageDraft(language="ar", prevails=True, origin=origin),),
    )


def _figure(code: str, value: str, unit: str, source_id: int, **rest: object) -> FigureDraft:
    grain = str(rest.pop("grain", ""))
    indicator = str(rest.pop("indicator", f"i-{unit}"))
    values: dict[str, object] = {
        "code": code,
        "title": said(f"Chiffre {code}"),
        "indicator_version_id": version(indicator, unit, grain),
        "value": Decimal(value),
        "qualifier": "exactly",
        "as_of": UncertainDate.parse("2017-05"),
        "said": UncertainDate.parse("2017-06-13"),
        "grade": "announced",
        "source_id": source_id,
    }
    return FigureDraft(**(values | rest))  # type: ignore[arg-type]


def _figures(reference: str, source_id: int) -> list[FigureDraft]:
    key = reference.lower()
    other = source("article-9", "Autre source").pk
    readings = (
        ReadingDraft(letter="A", kind="share_of_parent", text=said("63 % des insérés")),
        ReadingDraft(letter="B", kind="points_of_whole", text=said("63 points")),
    )
    return [
        _figure(f"{key}-firms", "3488", "companies", source_id, headline_rank=1),
        _figure(
            f"{key}-growth",
            "13.6",
            "percent",
            source_id,
            indicator="i-growth",
            grain="growth",
            part_of_code=f"{key}-firms",
        ),
        _figure(f"{key}-rate", "75", "percent", source_id, headline_rank=2),
        _figure(
            f"{key}-share",
            "63",
            "percent",
            source_id,
            part_of_code=f"{key}-rate",
            headline_rank=3,
            readings=readings,
        ),
        _figure(
            f"{key}-money",
            "4400000000",
            "centimes",
            source_id,
            qualifier="nearly",
            headline_rank=4,
            indicator="state-contributions",
        ),
        _figure(f"{key}-other", "640", "companies", other, as_of=UncertainDate.parse("2016-12")),
    ]


def _conflict(reference: str) -> ConflictDraft:
    key = reference.lower()
    return ConflictDraft(
        code=f"{key}-conflict",
        title=said("Deux sources se contredisent"),
        why=said("Pourquoi"),
        settle=said("La liste"),
        settle_grade="recorded",
        side_codes=(f"{key}-firms", f"{key}-other"),
    )


def fill_register(count: int) -> None:
    """Add plain fictitious conventions of two parties each."""
    origin = source()
    bodies = [body("anapec", "Agence nationale", "ANAPEC"), body("cnss", "Caisse", "CNSS")]
    rows = Convention.objects.bulk_create(
        Convention(
            reference=f"REMPLIE-{number:04d}",
            kind="company",
            level="local",
            status="signed",
            label_fr=f"Convention remplie {number:04d}",
            label_ar=f"اتفاقية {number:04d}",
            label_en=f"Filled convention {number:04d}",
            purpose_fr="Objet",
            signed_on=date(2010 + number % 10, 1, 15),
            signed_precision="day",
            duration_kind="not_published",
            is_exercise=True,
            search_text=fold(f"convention remplie {number:04d}"),
            source=origin,
            recorded_at=AT,
        )
        for number in range(count)
    )
    Party.objects.bulk_create(
        Party(convention=row, organisation_id=key, role="party", rank=rank, source=origin)
        for row in rows
        for rank, key in enumerate(bodies, start=1)
    )
