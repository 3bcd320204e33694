"""The page of notices: one's own wish, one's own messages, nobody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from mithaq.apps.accounts.models import AuditLine, NoticePreference
from mithaq.apps.accounts.operations import set_notice_preference
from mithaq.base.errors import Refusal
from mithaq.base.ports import port
from mithaq.gateways.mail.models import OutgoingMessage
from tests.conftest import AT
from tests.web.accounts.test_sign_in import at

if TYPE_CHECKING:
    from mithaq.apps.accounts.models import User

pytestmark = pytest.mark.django_db
ACTION = "accounts.set_notice_preference"


def test_a_person_chooses_how_often(client: Client, alice: User) -> None:
    client.force_login(alice)
    assert "jamais" in client.get(at("notices")).content.decode()
    given = {"frequency": "weekly", "language": "ar"}
    for _ in range(2):
        assert client.post(at("notices"), given).status_code == 302
    kept = NoticePreference.objects.get()
    assert (kept.user_id, kept.frequency, kept.language) == (alice.pk, "weekly", "ar")
    assert AuditLine.objects.filter(action=ACTION).count() == 1
    assert client.post(at("notices"), given | {"frequency": "hourly"}).status_code == 422
    assert "كل أسبوع" in client.get(at("notices").replace("/fr/", "/ar/")).content.decode()


def test_an_unknown_wish_is_refused(alice: User) -> None:
    with pytest.raises(Refusal) as refused:
        set_notice_preference(
            user_id=alice.pk, frequency="hourly", language="xx", mandate="", at=AT
        )
    assert [fault.where for fault in refused.value.faults] == ["frequency", "language"]


def test_one_reads_what_was_written_to_oneself_only(
    client: Client, alice: User, charlie: User
) -> None:
    port("messages").post(
        key="k", user_id=alice.pk, language="ar", subject="ميثاق", body="https://exemple.invalid/"
    )
    where = at("notice", OutgoingMessage.objects.get().public_id)
    client.force_login(alice)
    assert 'dir="rtl"' in client.get(where).content.decode()
    assert "ميثاق" in client.get(at("notices")).content.decode()
    client.force_login(charlie)
    assert client.get(where).status_code == 404
    assert "ميثاق</a>" not in client.get(at("notices")).content.decode()
    client.logout()
    assert client.get(at("notices")).status_code == 302
