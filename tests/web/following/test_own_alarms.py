"""A company meets the alarms that wait for it; the register opens when it asks."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.conftest import person
from tests.web.accounts.test_sign_in import at

pytestmark = pytest.mark.django_db


def test_a_company_is_not_shown_the_alarms_of_others_until_it_asks(
    client: Client, bodies: dict[str, int]
) -> None:
    client.force_login(person("wafae", "Wafae", "employer", organisation="conserves-du-verger"))
    page = client.get(at("alarms")).content.decode()
    assert "Des conventions, seules vous sont montrées" in page
    assert "Aucune alerte des conventions n’attend votre entreprise." in page
    assert 'href="?suite=open"' in page
    every = client.get(at("alarms"), {"suite": "open"}).content.decode()
    assert "seules vous sont montrées" not in every
