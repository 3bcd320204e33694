"""The service does what its description says, whatever it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.generation import GenerationMode

from mithaq.api.patience import EXERCISES, QUESTIONS, READS
from mithaq.api.service import api


def _described() -> Any:
    found = schemathesis.openapi.from_dict(api.get_openapi_schema())
    found.config.generation.modes = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]
    return found


reads, questions = _described(), _described()
# A well-formed question may still be one that the law cannot answer (a negative wage, a day before
# its first text): it is told so, field by field, under 422.
answered = questions.config.checks.positive_data_acceptance
answered.expected_statuses = ["2xx", "404", "422"]
PATIENT = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def wsgi(register: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The whole product as a server runs it, patient enough for many questions.

    A server closes its connection after each answer: the test's own transaction would go with it.
    """
    from mithaq.config.wsgi import application

    for throttle in (READS, QUESTIONS, EXERCISES):
        monkeypatch.setattr(throttle, "num_requests", 10**9)
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield application
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@reads.exclude(method="POST").parametrize()
@PATIENT
def test_the_service_keeps_its_word(case: Any, wsgi: Any) -> None:
    # The caller of the tests does not undo compression.
    case.call_and_validate(app=wsgi, headers={"Accept-Encoding": "identity"})


@questions.include(method="POST").parametrize()
@PATIENT
def test_a_question_is_answered_or_refused_in_a_sentence(case: Any, wsgi: Any) -> None:
    case.call_and_validate(app=wsgi, headers={"Accept-Encoding": "identity"})
