"""The real convention of 2017, recorded for the pages that show it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from mithaq.flows.publish_results_report import publish_results_report
from tests.apps.observatory.real import SIGNED, record_real
from tests.conftest import AT


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """Counts are kept between requests."""
    cache.clear()


@pytest.fixture
def real(db: None) -> str:
    """The reference of the convention of 13 June 2017, with its figures."""
    return record_real()


@pytest.fixture
def published(real: str) -> str:
    """The public identifier of its first report."""
    return publish(real)


@pytest.fixture
def visitor() -> Client:
    """Somebody who never signed in."""
    return Client()


def publish(reference: str, as_of: date = SIGNED) -> str:
    """Publish a report and give its public identifier."""
    return publish_results_report(
        reference=reference,
        as_of=as_of,
        known_on=as_of,
        actor=None,
        mandate="essai",
        reason="essai",
        at=AT,
    ).public_id


def client_of(user: Any) -> Client:
    """A browser in which somebody is signed in."""
    client = Client()
    client.force_login(user)
    return client
