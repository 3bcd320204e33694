"""Recording a staged file obeys the boxes on the screen, kept before or not."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mithaq.apps.corridor.models import DebtLine
from tests.apps.corridor.debts.conftest import Cast
from tests.web.debts.test_pages import signed_in, text_of

pytestmark = pytest.mark.django_db
HEAD = "affiliation;nature;régime;mois;montant\n"


def deposited(client: Client, text: str) -> str:
    """The address of a file of debts that waits for a decision."""
    from mithaq.apps.organisations.models import Organisation

    Organisation.objects.filter(slug="conserves-du-verger").update(affiliation_number="9000011")
    made = client.post(
        "/fr/dettes/importer/",
        {"file": SimpleUploadedFile("d.csv", (HEAD + text).encode()), "as_of_on": "2024-09-30",
         "order": "principal_first"},
    )  # fmt: skip
    return str(made["Location"])


def test_a_row_unticked_is_not_recorded_though_the_choice_was_not_kept_before(cast: Cast) -> None:
    client = signed_in(cast.officer)
    address = deposited(
        client,
        "9000011;cotisations;général;2024-01;150\n9000011;cotisations;général;2024-02;260\n"
        "9000011;cotisations;général;2024-03;370\n",
    )
    shown = {"shown": ["2", "3", "4"], "take": ["2", "4"], "act": "apply"}
    assert client.post(address, shown).status_code == 302
    amounts = DebtLine.objects.order_by("number").values_list("amount_centimes", flat=True)
    assert list(amounts) == [15_000, 37_000]


def test_a_row_unticked_stays_so_while_a_decision_is_mended(cast: Cast) -> None:
    client = signed_in(cast.officer)
    address = deposited(
        client,
        "9000011;cotisations;général;2024-01;150\n9000011;cotisations;général;2024-02;260\n"
        "9000011;inconnu;général;2024-03;370\n",
    )
    asked = client.post(address, {"shown": ["2", "3"], "take": ["3"], "act": "apply"})
    assert asked.status_code == 422, "an alert asks for a second look"
    ticked = [row["line"] for row in asked.context["rows"] if row["is_chosen"]]
    assert ticked == [3]
    assert "1 ligne retenue" in text_of(asked)
    assert not DebtLine.objects.exists()
    sure = {"is_confirmed": "on", "reason": "Vérifié avec l’avis"}
    client.post(address, {"shown": ["2", "3"], "take": ["3"], "act": "apply"} | sure)
    assert DebtLine.objects.get().amount_centimes == 26_000
