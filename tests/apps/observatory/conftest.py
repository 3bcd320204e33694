"""The real convention of 2017, recorded once a test that asks for it."""

from __future__ import annotations

import pytest

from tests.apps.observatory.real import record_real


@pytest.fixture
def real(db: None) -> str:
    """The reference of the convention of 13 June 2017, with its figures."""
    return record_real()
