"""One's own account, and the journal that only auditors and administrators read."""

from __future__ import annotations

import re
import uuid
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from django.test import Client
from django.utils import timezone

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.accounts.operations import record, seal_lines
from mithaq.apps.conventions.choices import Status
from mithaq.apps.organisations.operations import MandateDraft, grant_mandate
from mithaq.base.text import fold
from tests.browser.walk import readable
from tests.conftest import SINCE
from tests.web.accounts.test_sign_in import at

if TYPE_CHECKING:
    from mithaq.apps.accounts.models import User

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def busy(alice: User) -> None:
    """Sixty lines of Alice's."""
    for number in range(60):
        record(
            actor=alice, mandate="responsable de programme", action="conventions.record",
            object_type="convention", object_ref=f"EX-{number}", object_label=f"Exercice {number}",
            before={"status": "draft"}, after={"status": "signed"}, reason="import", at=AT,
        )  # fmt: skip


def test_the_account_shows_mandates_and_their_dates(
    client: Client, alice: User, farid: User
) -> None:
    assert client.get(at("account")).status_code == 302
    client.force_login(alice)
    page = client.get(at("account")).content.decode()
    assert "responsable de programme" in page
    assert "Agence fictive" in page
    assert "j’agis à ce titre" in page
    client.force_login(farid)
    assert "hors de ses dates" in client.get(at("account")).content.decode()


def test_another_mandate_is_chosen(client: Client, alice: User) -> None:
    draft = MandateDraft(
        user_id=alice.pk, role="auditor", organisation="agence-hesperides", starts_on=SINCE
    )
    second = grant_mandate(draft=draft, actor=None, mandate="", at=AT).pk
    client.force_login(alice)
    others = AuditLine.objects.count()
    client.post(at("choose_mandate"), {"mandate": str(second), "next": at("account")})
    assert client.get(at("audit")).status_code == 200
    first = next(m for m in client.get(at("account")).context["mandates"] if m[0].pk != second)
    client.post(at("choose_mandate"), {"mandate": str(first[0].pk), "next": at("account")})
    assert client.get(at("audit")).status_code == 403
    assert AuditLine.objects.count() == others


def test_the_language_is_kept(client: Client, alice: User) -> None:
    client.force_login(alice)
    answer = client.post(at("choose_language"), {"language": "ar"})
    assert answer.headers["Location"] == "/ar/compte/"
    alice.refresh_from_db()
    assert alice.language == "ar"
    assert AuditLine.objects.filter(action="set_language", actor=alice).count() == 1
    client.post(at("choose_language"), {"language": "xx"})
    alice.refresh_from_db()
    assert alice.language == "ar"


@pytest.mark.parametrize("who", ["charlie", "alice", "farid", "rachid"])
def test_the_journal_is_closed_to_others(
    client: Client, who: str, request: pytest.FixtureRequest, busy: None
) -> None:
    line = AuditLine.objects.order_by("-pk")[0]
    pages = [at("audit"), at("audit_verification"), at("audit_line", line.public_id)]
    for page in pages:
        assert client.get(page).status_code == 302, "a visitor signs in first"
    client.force_login(request.getfixturevalue(who))
    for page in [*pages, f"{at('audit')}?format=csv"]:
        answer = client.get(page)
        assert answer.status_code == 403
        assert "EX-5" not in answer.content.decode()
        assert "mandat" in answer.content.decode()


@pytest.mark.parametrize("who", ["bob", "dounia"])
def test_the_journal_is_read_by_those_whose_role_it_is(
    client: Client, who: str, request: pytest.FixtureRequest, busy: None
) -> None:
    client.force_login(request.getfixturevalue(who))
    page = client.get(f"{at('audit')}?q=Exercice+59").content.decode()
    assert "convention enregistrée" in page
    assert "Alice Amrani" in page
    assert "EX-58" not in page


def test_the_journal_is_narrowed(client: Client, bob: User, busy: None) -> None:
    client.force_login(bob)

    def count(query: str) -> int:
        return int(client.get(f"{at('audit')}?{query}").context["list"].count)

    assert count("action=conventions.record") == 60
    assert count("object_type=user&actor=Mithaq") >= 1
    assert count("actor=Amrani") == 60
    assert count("since=2026-03-03") == 0
    assert count("since=2026-03-02&until=2026-03-02&action=conventions.record") == 60


@pytest.mark.parametrize("page", ["", "?page=3", "?q=Exercice&tri=-action"])
def test_the_journal_asks_few_queries(
    client: Client, bob: User, busy: None, page: str, django_assert_max_num_queries: Any
) -> None:
    client.force_login(bob)
    client.get(at("audit"))
    with django_assert_max_num_queries(15):
        assert client.get(at("audit") + page).status_code == 200


def test_the_journal_leaves_as_a_file(client: Client, bob: User, busy: None) -> None:
    client.force_login(bob)
    answer = client.get(f"{at('audit')}?format=csv&action=conventions.record")
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert content.decode("utf-8-sig").count("convention enregistrée") >= 60
    arabic = client.get(f"{at('audit').replace('/fr/', '/ar/')}?format=csv")
    name = arabic.headers["Content-Disposition"]
    assert 'filename="journal-' in name, "a short name that every system takes"


def test_a_line_shows_what_it_changed_and_its_seal(client: Client, bob: User, busy: None) -> None:
    client.force_login(bob)
    line = AuditLine.objects.get(object_ref="EX-7")
    page = client.get(at("audit_line", line.public_id)).content.decode()
    assert "état" in page
    assert str(Status.DRAFT.label) in page
    assert str(Status.SIGNED.label) in page
    assert "pas encore" in page
    seal_lines(at=AT)
    assert "n° 1" in client.get(at("audit_line", line.public_id)).content.decode().replace(
        "\u00a0", " "
    )
    assert client.get(at("audit_line", uuid.uuid4())).status_code == 404


def test_the_verification_says_what_it_read(
    client: Client, bob: User, busy: None, django_assert_max_num_queries: Any
) -> None:
    client.force_login(bob)
    page = client.get(at("audit")).content.decode()
    assert "Aucun scellé" in page
    seal_lines(at=AT)
    with django_assert_max_num_queries(15):
        page = client.get(at("audit_verification")).content.decode()
    assert "Le journal est intact" in page
    part = client.get(at("audit_verification"), headers={"hx-request": "true"}).content.decode()
    assert "<html" not in part
    assert "intact" in part


def journal_line(actor: User, **said: Any) -> None:
    line = {
        "actor": actor, "mandate": "administrateur", "action": "edit_holiday",
        "object_type": "holiday", "object_ref": "0", "object_label": "", "before": None,
        "after": None, "reason": "", "at": AT,
    }  # fmt: skip
    record(**(line | said))


def test_the_journal_is_searched_without_accents_and_in_arabic(
    client: Client, bob: User, dounia: User
) -> None:
    from mithaq.apps.reference.models import Holiday

    day = Holiday.objects.create(
        on="2027-03-10", label_fr="Fête de la rupture du jeûne", label_ar="عيد الفطر",
        label_en="Eid", kind="lunar_estimated",
    )  # fmt: skip
    label = f"2027-03-10 {day.label_fr}"
    journal_line(dounia, object_ref=str(day.pk), object_label=label)
    client.force_login(bob)
    for words in ("Fete rupture", "jeune", "FÊTE", "الفطر"):
        assert label in client.get(at("audit"), {"q": words}).content.decode(), words
    assert label not in client.get(at("audit"), {"q": "trone"}).content.decode()
    arabic = client.get(at("audit").replace("/fr/", "/ar/"), {"q": "الفطر"}).content.decode()
    assert "عيد الفطر" in arabic
    assert label not in arabic


def test_the_journal_is_narrowed_to_a_body_by_any_of_its_names(
    client: Client, bob: User, dounia: User
) -> None:
    from mithaq.apps.organisations.models import Organisation

    agency = Organisation.objects.get(slug="agence-hesperides")
    named = "وكالة الإسبريد"
    # The register writes its words to search with each name.
    Organisation.objects.filter(pk=agency.pk).update(
        label_ar=named, search_text=f"{agency.search_text} {fold(named)}"
    )
    journal_line(
        dounia, mandate=f"agent, {agency.label_fr}, depuis le 01/01/2020", object_label="fait par"
    )
    journal_line(dounia, mandate="agent, Autre corps, depuis le 01/01/2020", object_label="autre")
    journal_line(
        dounia, object_type="organisation", object_ref=agency.slug, object_label="fait sur"
    )
    client.force_login(bob)
    for words in (agency.label_fr, agency.label_fr.upper(), "وكالة الاسبريد"):
        page = client.get(at("audit"), {"body": words}).content.decode()
        assert "fait par" in page, words
        assert "fait sur" in page, words
        assert "autre" not in page.partition("<tbody")[2], words
    assert client.get(at("audit"), {"body": "introuvable"}).context["list"].count == 0


def test_the_journal_says_its_mandate_and_the_hour_of_the_page(
    client: Client, bob: User, dounia: User
) -> None:
    journal_line(dounia, object_label="essai", reason="Import du fichier a.yaml")
    client.force_login(bob)
    said = client.get(at("audit"), {"q": "essai"}).content.decode()
    assert "Mandat" in said
    assert "administrateur" in said
    file = b"".join(client.get(at("audit"), {"q": "essai", "format": "csv"}).streaming_content)  # type: ignore[attr-defined]
    local = timezone.localtime(AT).isoformat(timespec="seconds")
    assert local in file.decode()
    assert "+0" in local
    arabic = client.get(at("audit").replace("/fr/", "/ar/"), {"q": "essai"}).content.decode()
    assert "استيراد الملف a.yaml" in arabic.replace("\u2068", "").replace("\u2069", "")


def test_a_workbook_of_the_journal_holds_true_moments(
    client: Client, bob: User, dounia: User
) -> None:
    journal_line(dounia, object_label="essai")
    client.force_login(bob)
    sent = client.get(at("audit"), {"q": "essai", "format": "xlsx"})
    book = ZipFile(BytesIO(b"".join(sent.streaming_content)))  # type: ignore[attr-defined]
    cell = re.search(
        r'<c r="A2"([^>]*)><v>([^<]*)</v>', book.read("xl/worksheets/sheet1.xml").decode()
    )
    assert cell
    assert 't="' not in cell[1], "a number, which the sheet shows as a moment"
    assert float(cell[2]) > 40_000


def test_the_journal_offers_its_actions_by_their_words_and_names_a_case_in_arabic(
    client: Client, bob: User, dounia: User
) -> None:
    from mithaq.web.accounts.filters import in_order
    from mithaq.web.accounts.words import ACTIONS

    words = [fold(word) for _code, word in in_order(ACTIONS)]
    assert words == sorted(words)
    journal_line(dounia, object_type="case", object_ref="x", object_label="Dossier 2026-000023")
    client.force_login(bob)
    arabic = client.get(at("audit").replace("/fr/", "/ar/")).content.decode()
    assert "Dossier 2026" not in arabic
    assert "ملف" in arabic


def test_what_leaves_the_journal_as_a_file_is_written(
    client: Client, bob: User, busy: None
) -> None:
    client.force_login(bob)
    client.get(at("audit"))
    assert not AuditLine.objects.filter(action="accounts.read_export").exists()
    client.get(at("audit"), {"format": "csv", "q": "Exercice"})
    line = AuditLine.objects.get(action="accounts.read_export")
    assert (line.actor, line.object_ref) == (bob, "journal")
    assert line.after["format"] == "csv"
    assert line.after["row_count"] == 60
    assert line.after["filters"]


def test_a_file_taken_is_kept_in_french_with_its_purpose_and_read_in_any_language(
    client: Client, bob: User, dounia: User, busy: None
) -> None:
    arabic = at("audit").replace("/fr/", "/ar/")
    client.force_login(bob)
    asked = {"format": "csv", "q": "Exercice", "since": "2020-01-31", "object_type": "convention"}
    client.get(arabic, asked)
    line = AuditLine.objects.get(action="accounts.read_export")
    assert line.reason == "contrôle du journal par l’auditeur"
    assert [readable(item) for item in line.after["filters"]] == [
        "Recherche : Exercice", "Depuis le : 31 janvier 2020", "Objet : convention",
    ]  # fmt: skip
    # Whoever reads it in Arabic or English finds nothing in French but what was typed.
    for tongue, caption in (("ar", "أسطر السجل"), ("en", "Lines of the journal")):
        url = at("audit").replace("/fr/", f"/{tongue}/")
        told = client.get(url, {"format": "csv"}).getvalue().decode("utf-8-sig")
        assert caption in told
        for french in ("Lignes du journal", "contrôle du journal", "auditeur"):
            assert french not in told, (tongue, french)
        page = client.get(f"{url}{line.public_id}/").content.decode()
        assert "Depuis le" not in page
        assert "contrôle" not in page
    client.force_login(dounia)
    client.get(at("audit"), {"format": "xlsx"})
    line = AuditLine.objects.filter(action="accounts.read_export").latest("id")
    assert line.reason == "administration de l’installation"
