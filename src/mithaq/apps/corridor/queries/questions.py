"""Questions to employers: those that a mandate may read, one in full, and who saw its score."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import (
    Case,
    CharField,
    DateField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from mithaq.apps.accounts.queries import name_here
from mithaq.apps.corridor.choices import Part
from mithaq.apps.corridor.choices.questions import (
    ENDED_QUESTIONS,
    AnswerKind,
    DecisionGround,
    FollowedState,
    QuestionOrigin,
    QuestionOutcome,
    QuestionStatus,
)
from mithaq.apps.corridor.models import (
    Answer,
    AnswerEvidence,
    CorridorInstitution,
    FollowUp,
    HelpRequest,
    Question,
    QuestionDecision,
    ScoreReading,
    Signal,
)
from mithaq.apps.corridor.queries._within import within
from mithaq.apps.corridor.queries.question_views import (
    AnswerView,
    BodyRef,
    DecisionView,
    EvidenceView,
    FollowedPersonView,
    HelpView,
    QuestionDetail,
    QuestionStake,
    ScoreKnower,
    ScoreReadingView,
    ScoreView,
    SignalView,
)
from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.models import Organisation
from mithaq.apps.organisations.queries import MandateView, Way, bonds_of
from mithaq.apps.organisations.queries.dates import in_force

READERS = frozenset({Role.EMPLOYER, Role.FUND_OFFICER, Role.FEDERATION_OFFICER, Role.AUDITOR})


def questions_for(under: MandateView | None) -> QuerySet[Question]:
    """The questions that a mandate may read: those that wait first, whose window closes first on
    top, then those that ended, the latest first.

    The company's own, those of the officer's institution in the officer's territory, those on
    which a federation was called; an auditor reads all of its world. Each with ``outcome``, that
    of the decision that stands, or nothing.
    """
    rows = Question.objects.select_related(
        "company", "company__territory", "institution", "signal"
    ).defer("signal__value", "signal__threshold")
    has_ended = Q(status__in=ENDED_QUESTIONS)
    last = QuestionDecision.objects.filter(question=OuterRef("pk")).order_by("-round")
    decided = Case(
        When(status=QuestionStatus.DECIDED, then=Subquery(last.values("outcome")[:1])),
        default=Value(""),
        output_field=CharField(),
    )
    return (
        rows.filter(_readable(under))
        .annotate(outcome=decided)
        .order_by(
            Case(When(has_ended, then=1), default=0),
            Case(
                When(has_ended, then=None), default=F("window_closes_on"), output_field=DateField()
            ),
            "-window_closes_on",
            "number",
        )
    )


def _readable(under: MandateView | None) -> Q:
    nothing = Q(pk__in=[])
    if under is None or under.role not in READERS:
        return nothing
    world = Q(is_exercise=under.is_exercise)
    if under.role == Role.AUDITOR:
        return world
    if not under.organisation:
        return nothing
    if under.role == Role.EMPLOYER:
        return world & Q(company__slug=under.organisation)
    if under.role == Role.FEDERATION_OFFICER:
        asked = HelpRequest.objects.filter(question=OuterRef("pk"), helper__slug=under.organisation)
        return world & Q(Exists(asked))
    return world & Q(institution__slug=under.organisation) & within(under.territory_code)


def question(number: str) -> QuestionDetail | None:
    """A question in full, without the value of its signal; nothing when there is none."""
    row = (
        Question.objects.select_related(
            "company__territory", "institution", "signal", "opened_by", "corridor", "drawn__draw"
        )
        .defer("signal__value", "signal__threshold")
        .filter(number=number)
        .first()
    )
    if row is None:
        return None
    asked = _help(row)
    return QuestionDetail(
        pk=row.pk,
        number=row.number,
        corridor=BodyRef(row.corridor.slug, row.corridor.labels),
        institution=_ref(row.institution),
        company=_ref(row.company),
        status=QuestionStatus(row.status),
        origin=QuestionOrigin.SIGNAL if row.signal_id else QuestionOrigin.DRAW,
        text=row.text,
        opened_by=name_here(row.opened_by),
        opened_by_id=row.opened_by_id,
        opened_on=row.opened_on,
        window_closes_on=row.window_closes_on,
        signal=_signal(row.signal) if row.signal else None,
        draw_number=row.drawn.draw.number if row.drawn else "",
        answers=_answers(row),
        help=asked,
        decisions=_decisions(row),
        followed=_followed(row),
        stake=_stake(row, (item.helper.slug for item in asked)),
        is_exercise=row.is_exercise,
    )


def possible_helpers(number: str, *, on: date) -> tuple[BodyRef, ...]:
    """The federations that a company may call on a question: those that relay for companies in
    its corridor, and its own; those called already left out."""
    row = Question.objects.select_related("company").filter(number=number).first()
    if row is None:
        return ()
    relays = CorridorInstitution.objects.select_related("organisation").filter(
        in_force(on), corridor=row.corridor_id, part=Part.RELAYS
    )
    found = {item.organisation.slug: _ref(item.organisation) for item in relays.order_by("rank")}
    for bond in bonds_of(row.company.slug, on=on):
        if bond.way is Way.FEDERATION:
            found.setdefault(bond.slug, BodyRef(bond.slug, bond.labels))
    called = HelpRequest.objects.filter(question=row).values_list("helper__slug", flat=True)
    for slug in called:
        found.pop(slug, None)
    return tuple(found.values())


def score_readings(number: str) -> tuple[ScoreReadingView, ...]:
    """Who saw the score of a question, the latest first."""
    rows = ScoreReading.objects.select_related("reader").filter(question__number=number)
    return tuple(
        ScoreReadingView(
            reader=name_here(row.reader), mandate=row.mandate, purpose=row.purpose, at=row.at
        )
        for row in rows.order_by("-at", "-pk")
    )


def score_knowers(number: str) -> tuple[ScoreKnower, ...]:
    """Who entered the score of a question, then who asked the question with it."""
    rows = Question.objects.select_related("opened_by", "signal__entered_by")
    row = rows.filter(number=number, signal__isnull=False).first()
    if row is None or row.signal is None:
        return ()
    signal = row.signal
    return (
        ScoreKnower(
            person=name_here(signal.entered_by), mandate=signal.mandate, has_entered=True,
            at=signal.entered_at,
        ),
        ScoreKnower(
            person=name_here(row.opened_by), mandate=row.mandate, has_entered=False,
            at=row.opened_at,
        ),
    )  # fmt: skip


def score_of(question_id: int) -> ScoreView | None:
    """The value of a signal, for the operation that logs who reads it."""
    row = Question.objects.select_related("signal").get(pk=question_id).signal
    if row is None:
        return None
    return ScoreView(
        code=row.code,
        value=row.value,
        threshold=row.threshold,
        threshold_source=row.threshold_source,
        sector=row.sector,
        period_from=row.period_from,
        period_to=row.period_to,
        basis=row.basis,
    )


def evidence_of(number: str, pk: int) -> EvidenceView | None:
    """A paper joined to an answer to a question."""
    row = AnswerEvidence.objects.filter(pk=pk, answer__question__number=number).first()
    return _evidence(row) if row else None


def signals_without_question(under: MandateView | None) -> tuple[tuple[SignalView, BodyRef], ...]:
    """The signals of an institution that no question holds yet, the latest first; those struck
    stay among them, with why."""
    if under is None or under.role != Role.FUND_OFFICER or not under.organisation:
        return ()
    rows = (
        Signal.objects.select_related("company__territory")
        .defer("value")
        .filter(institution__slug=under.organisation, is_exercise=under.is_exercise)
        .filter(within(under.territory_code))
        .filter(~Exists(Question.objects.filter(signal=OuterRef("pk"))))
    )
    return tuple((_signal(row), _ref(row.company)) for row in rows.order_by("-entered_at", "-pk"))


def signal_entered(
    under: MandateView | None, *, company: str, code: str, first: date, last: date
) -> str | None:
    """The number of the question of a signal that stands for a period, « » when it has none yet;
    None when there is no such signal, or when the mandate may not read it."""
    if under is None or under.role != Role.FUND_OFFICER or not under.organisation:
        return None
    rows = Signal.objects.filter(
        institution__slug=under.organisation, company__slug=company, code=code,
        period_from=first, period_to=last, struck_at__isnull=True,
    ).filter(within(under.territory_code))  # fmt: skip
    found = rows.values_list("pk", flat=True).first()
    if found is None:
        return None
    asked = Question.objects.filter(signal=found).values_list("number", flat=True)
    return asked.first() or ""


def _ref(body: Organisation) -> BodyRef:
    return BodyRef(body.slug, body.labels)


def _stake(row: Question, helpers: Iterable[str]) -> QuestionStake:
    place = row.company.territory
    return QuestionStake(
        company=row.company.slug,
        territory_code=place.code if place else "",
        institution=row.institution.slug,
        helpers=frozenset(helpers),
        is_exercise=row.is_exercise,
    )


def _signal(row: Signal) -> SignalView:
    return SignalView(
        pk=row.pk,
        code=row.code,
        period_from=row.period_from,
        period_to=row.period_to,
        basis=row.basis,
        threshold_source=row.threshold_source,
        has_threshold=row.threshold_source != NOT_PUBLISHED,
        entered_by_id=row.entered_by_id,
        struck_at=row.struck_at,
        struck_because=row.struck_because,
    )


# What the catalogue of signals writes for a threshold that no text gives.
NOT_PUBLISHED = "not_published"


def _answers(row: Question) -> tuple[AnswerView, ...]:
    rows = list(Answer.objects.select_related("by").filter(question=row).order_by("at", "pk"))
    papers: dict[int, list[EvidenceView]] = defaultdict(list)
    if rows:
        for item in AnswerEvidence.objects.filter(answer__in=rows).order_by("pk"):
            papers[item.answer_id].append(_evidence(item))
    return tuple(
        AnswerView(
            kind=AnswerKind(item.kind),
            text=item.text,
            by=name_here(item.by),
            at=item.at,
            evidence=tuple(papers[item.pk]),
            is_complete=item.is_complete,
        )
        for item in rows
    )


def _evidence(row: AnswerEvidence) -> EvidenceView:
    return EvidenceView(
        pk=row.pk,
        name=row.name,
        media_type=row.media_type,
        byte_count=row.byte_count,
        sha256=row.sha256,
    )


def _help(row: Question) -> tuple[HelpView, ...]:
    rows = HelpRequest.objects.select_related("helper", "given_by").filter(question=row)
    return tuple(
        HelpView(
            helper=_ref(item.helper),
            words=item.words,
            asked_at=item.asked_at,
            advice=item.advice,
            given_by=name_here(item.given_by),
            given_at=item.given_at,
        )
        for item in rows.order_by("asked_at", "pk")
    )


def _decisions(row: Question) -> tuple[DecisionView, ...]:
    rows = QuestionDecision.objects.select_related("decided_by").filter(question=row)
    return tuple(
        DecisionView(
            round=item.round,
            outcome=QuestionOutcome(item.outcome),
            ground=DecisionGround(item.ground),
            reasons=item.reasons,
            decided_by=name_here(item.decided_by),
            decided_by_id=item.decided_by_id,
            decided_at=item.decided_at,
            contest=item.contest,
            contested_at=item.contested_at,
        )
        for item in rows.order_by("round")
    )


def _followed(row: Question) -> tuple[FollowedPersonView, ...]:
    months: dict[tuple[int, str], list[tuple[date, FollowedState]]] = defaultdict(list)
    for item in FollowUp.objects.filter(question=row).order_by("person", "month_rank"):
        key = (item.person, item.masked_number)
        months[key].append((item.month, FollowedState(item.state)))
    return tuple(
        FollowedPersonView(person=person, masked_number=masked, months=tuple(held))
        for (person, masked), held in months.items()
    )
