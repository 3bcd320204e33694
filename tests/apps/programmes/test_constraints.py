"""Every rule of the tables of programmes, broken once through the ORM."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, models, transaction

from mithaq.apps.programmes import models as tables
from mithaq.apps.programmes.models import (
    ActClock,
    DocumentRequirement,
    Envelope,
    EnvelopeReading,
    ParameterOverride,
    ReformScenario,
    Scheme,
    SchemeCounter,
    SchemeEdition,
    SchemeIndicator,
)
from mithaq.apps.reference.models import Indicator, Source
from tests.conftest import AT

pytestmark = pytest.mark.django_db
Write = Callable[[], Any]
DAY = date(2026, 6, 1)


def _scheme() -> Scheme:
    return Scheme.objects.get(code="first-post")


def _source() -> Source:
    return Source.objects.get(code="exercice")


def _edition(**values: Any) -> SchemeEdition:
    columns: dict[str, Any] = {
        "scheme": _scheme(), "number": 2, "label_fr": "Édition", "starts_on": date(2027, 1, 1),
        "status": "open", "basis": "Décision",
    }  # fmt: skip
    return SchemeEdition.objects.create(**(columns | values))


def _envelope(**values: Any) -> Envelope:
    held = Envelope.objects.get()
    columns = {
        "edition": held.edition, "payer": held.payer, "territory": held.territory, "year": 2025,
        "money_centimes": 100, "basis": "Décision",
    }  # fmt: skip
    return Envelope.objects.create(**(columns | values))


def _reform(**values: Any) -> ReformScenario:
    columns: dict[str, Any] = {
        "name": "Essai", "changes": [], "first_month": DAY, "month_count": 1,
        "people_count": 1_000, "seed": 1, "recorded_at": AT,
    }  # fmt: skip
    return ReformScenario.objects.create(**(columns | values))


def _reading(**values: Any) -> EnvelopeReading:
    columns: dict[str, Any] = {
        "envelope": Envelope.objects.get(), "as_of": DAY, "grade": "recorded", "basis": "Relevé",
        "recorded_at": AT,
    }  # fmt: skip
    return EnvelopeReading.objects.create(**(columns | values))


def _override(**values: Any) -> ParameterOverride:
    columns: dict[str, Any] = {
        "path": "fund.ceiling", "since_on": DAY, "value": 1, "reason": "Motif", "author": "A",
        "recorded_at": AT,
    }  # fmt: skip
    return ParameterOverride.objects.create(**(columns | values))


def _indicators() -> list[SchemeIndicator]:
    row = Indicator.objects.create(code="x", label_fr="X", topic_fr="T")
    return [SchemeIndicator.objects.create(scheme=_scheme(), indicator=row) for _ in range(2)]


def _counter() -> SchemeCounter:
    held = SchemeCounter.objects.get()
    return SchemeCounter.objects.create(
        scheme=held.scheme, organisation=held.organisation, role=held.role, source=held.source
    )


def _document(**values: Any) -> DocumentRequirement:
    columns: dict[str, Any] = {
        "scheme": _scheme(), "number": 9, "label_fr": "Pièce", "origin": "applicant",
        "stage": "application", "source": _source(),
    }  # fmt: skip
    return DocumentRequirement.objects.create(**(columns | values))


def _act(**values: Any) -> ActClock:
    columns: dict[str, Any] = {
        "scheme": _scheme(), "number": 9, "label_fr": "Acte", "body": ActClock.objects.get().body,
        "ceiling": "ordinary", "norm_days": 60, "silence": "acceptance", "source": _source(),
    }  # fmt: skip
    return ActClock.objects.create(**(columns | values))


BROKEN: dict[str, Write] = {
    "scheme_says_what_it_is": lambda: Scheme.objects.create(
        code="muet", family="hiring", label_fr="Muet"
    ),
    "scheme_indicator_unique": _indicators,
    "scheme_counter_unique": _counter,
    "document_requirement_number_unique": lambda: _document(number=1),
    "document_requirement_says_its_holder": lambda: _document(origin="held"),
    "act_clock_number_unique": lambda: _act(number=1),
    "act_clock_within_ceiling": lambda: _act(ceiling="investment", norm_days=31),
    "scheme_edition_number_unique": lambda: _edition(number=1),
    "scheme_edition_ends_after_start": lambda: _edition(ends_on=date(2026, 12, 31)),
    "scheme_edition_says_its_basis": lambda: _edition(basis=""),
    "envelope_unique": lambda: _envelope(year=2026),
    "envelope_holds_something": lambda: _envelope(money_centimes=0),
    "envelope_says_its_basis": lambda: _envelope(basis=""),
    "envelope_reading_says_something": _reading,
    "envelope_paid_within_committed": lambda: _reading(committed_centimes=1, used_centimes=2),
    "envelope_served_within_taken": lambda: _reading(committed_count=1, used_count=2),
    "parameter_override_unique": lambda: [_override(), _override(value=2)],
    "parameter_override_has_reason": lambda: _override(reason=""),
    "parameter_override_withdrawal_has_reason": lambda: _override(withdrawn_at=AT),
    "reform_scenario_months": lambda: _reform(month_count=37),
    "reform_scenario_people": lambda: _reform(people_count=999),
    "reform_scenario_has_name": lambda: _reform(name=""),
    "reform_scenario_result_is_whole": lambda: _reform(computed_at=AT),
}


def test_no_constraint_is_left_out() -> None:
    declared = {
        constraint.name
        for table in vars(tables).values()
        if isinstance(table, type) and issubclass(table, models.Model)
        for constraint in table._meta.constraints
    }

    assert declared == set(BROKEN)


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str, first_post: str) -> None:
    # A check says its name on both databases; a uniqueness says its columns on SQLite.
    said = "(?i)unique" if name.endswith("unique") else name
    with pytest.raises(IntegrityError, match=said), transaction.atomic():
        BROKEN[name]()


def test_quantities_left_unsaid_are_accepted(first_post: str) -> None:
    assert _reading(used_count=4).pk
    assert _envelope(money_centimes=None, headcount=3, year=2024).pk


def test_two_editions_never_overlap(first_post: str) -> None:
    with pytest.raises(DatabaseError, match="overlap"), transaction.atomic():
        _edition(starts_on=date(2026, 12, 31))


def test_a_reading_is_never_changed(first_post: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        EnvelopeReading.objects.update(used_count=1)
