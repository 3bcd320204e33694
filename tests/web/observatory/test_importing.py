"""The pages of an import: deposit, preview, mending, choosing, recording, undoing."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from mithaq.apps.observatory.models import Statement
from mithaq.apps.reference.models import StagedFile
from mithaq.gateways.observation_file import LARGEST_BYTES, read_table
from tests.apps.observatory.world import manager, regional, world
from tests.flows.dirty import dirty_file
from tests.web.observatory.test_entry import client_of, text_of

__all__ = ["manager", "regional", "world"]
PAGE = "/fr/chiffres/importer/"
HEAD = "indicateur;valeur;région;sexe;état au;degré;source\n"
ROWS = (
    "insertions;1 200;Souss-Massa;femmes;2024;enregistré;note-hcp-2024\n"
    "insertions;beaucoup;Souss-Massa;hommes;2024;enregistré;note-hcp-2024\n"
    "unemployment-rate;133 %;09;;2024;enregistré;note-hcp-2024\n"
)


@pytest.fixture
def writer(manager: Any) -> Client:
    return client_of(manager)


def deposit(client: Client, text: str | bytes = HEAD + ROWS, name: str = "essai.csv") -> str:
    content = text.encode() if isinstance(text, str) else text
    answer = client.post(PAGE, {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302, text_of(answer)
    return str(answer.headers["Location"])


def test_every_row_is_shown_with_what_becomes_of_it(writer: Client) -> None:
    address = deposit(writer)
    page = text_of(writer.get(address))
    assert "1 ligne sur 3 serait inscrite" in page
    assert "« beaucoup » n’est pas un nombre" in page, "the refused rows come first"
    assert "dépasse 100 %" in text_of(writer.get(f"{address}?lignes=doubt"))
    assert "Souss-Massa » lu 09" in text_of(writer.get(f"{address}?lignes=corrected"))
    assert not Statement.objects.exists()


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_pages_open_in_every_language(writer: Client, language: str) -> None:
    address = deposit(writer).replace("/fr/", f"/{language}/")
    assert writer.get(f"/{language}/chiffres/importer/").status_code == 200
    page = writer.get(address)
    assert page.status_code == 200
    if language == "ar":
        assert "ليس عددا" in page.content.decode()


def test_a_row_is_mended_a_doubt_confirmed_and_the_rest_recorded_then_undone(
    writer: Client,
) -> None:
    address = deposit(writer)
    form = text_of(writer.get(f"{address}ligne/3/"))
    assert 'value="beaucoup"' in form
    cells = {"indicator": "insertions", "value": "900", "territory": "09", "sex": "hommes",
             "as_of": "2024", "grade": "enregistré", "source": "note-hcp-2024"}  # fmt: skip
    still = writer.post(f"{address}ligne/3/", {**cells, "value": "trop"}, follow=True)
    assert "« trop » n’est pas un nombre" in text_of(still)
    assert writer.post(f"{address}ligne/3/", cells).headers["Location"] == address
    doubts = f"{address}?lignes=doubt"
    bare = writer.post(doubts, {"action": "choose", "shown": "4", "take": "4"})
    assert bare.status_code == 422
    kept = {"action": "choose", "shown": "4", "take": "4", "reason": "page 2"}
    writer.post(doubts, kept)
    done = text_of(writer.post(address, {"action": "apply"}, follow=True))
    assert "3 chiffres inscrits" in done
    assert Statement.objects.count() == 3
    undone = text_of(writer.post(address, {"action": "undo"}, follow=True))
    assert "Import annulé" in undone
    assert not Statement.objects.exists()


def test_a_whole_group_is_left_out_then_nothing_remains(writer: Client) -> None:
    address = deposit(writer)
    writer.post(f"{address}?lignes=corrected", {"action": "leave_all"})
    page = writer.post(address, {"action": "apply"})
    assert page.status_code == 422
    assert "Aucune ligne n’est retenue" in text_of(page)
    given_up = writer.post(address, {"action": "discard"}, follow=True)
    assert "Fichier abandonné" in text_of(given_up)


def test_the_refused_rows_leave_with_their_reasons_and_can_be_sent_again(writer: Client) -> None:
    address = deposit(writer)
    table = writer.get(f"{address}a-corriger.csv")
    lines = table.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 3
    assert "n’est pas un nombre" in lines[1]
    again = read_table(table.content.replace(b"beaucoup", b"900"), "a-corriger.csv")
    assert again.rows[0].cells["value"] == "900"
    assert len(again.ignored) == 3
    assert "note" not in again.headings
    book = writer.get(f"{address}a-corriger.xlsx")
    rows = (
        CalamineWorkbook.from_filelike(io.BytesIO(book.content)).get_sheet_by_index(0).to_python()
    )
    assert len(rows) == 3
    arabic = writer.get(address.replace("/fr/", "/ar/") + "a-corriger.csv")
    assert len(read_table(arabic.content, "x.csv").ignored) == 3


def test_the_same_table_twice_leads_to_the_first(writer: Client) -> None:
    address = deposit(writer)
    again = deposit(writer, (HEAD + ROWS).replace(";", "\t"))
    assert again.startswith(address)
    assert "déjà été déposé" in text_of(writer.get(again))
    assert StagedFile.objects.count() == 1


def test_a_body_too_large_is_refused_on_its_length_unread(writer: Client) -> None:
    class Unread(io.BytesIO):
        def read(self, *_: Any) -> bytes:
            raise AssertionError("nothing is read")

    answer = writer.generic(
        "POST", PAGE, b"", content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(50 * 1024 * 1024), **{"wsgi.input": Unread()},
    )  # fmt: skip
    assert answer.status_code == 413
    assert "Le fichier pèse 50,0 Mo : la limite est de 8 Mo" in text_of(answer)
    late = writer.post(PAGE, {"file": SimpleUploadedFile("a.csv", b"a" * (LARGEST_BYTES + 1))})
    assert late.status_code == 422


def test_the_guard_keeps_the_protection_of_forms(manager: Any) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(manager)
    file = SimpleUploadedFile("a.csv", (HEAD + ROWS).encode())
    assert strict.post(PAGE, {"file": file}).status_code == 403


def test_a_stranger_never_sees_a_file(writer: Client, charlie: Any, regional: Any) -> None:
    address = deposit(writer)
    for person in (charlie, regional):
        client = client_of(person)
        for page in (address, f"{address}ligne/3/", f"{address}a-corriger.csv"):
            assert client.get(page).status_code == 403
    assert Client().get(address).status_code == 302


def test_a_long_file_becomes_a_job_and_its_page_stays_light(
    writer: Client, django_assert_max_num_queries: Any
) -> None:
    address = deposit(writer, dirty_file(count=400).content)
    with django_assert_max_num_queries(12):
        page = writer.get(address)
    assert len(page.content) < 200_000
    confirm = {"action": "apply", "decision-is_confirmed": "on", "decision-reason": "relu"}
    done = text_of(writer.post(address, confirm, follow=True))
    assert "par un traitement" in done


def test_the_sample_is_for_everyone(client: Client, db: None) -> None:
    answer = client.get(f"{PAGE}exemple.csv")
    assert "exemple-chiffres.csv" in answer.headers["Content-Disposition"]
    assert len(read_table(answer.content, "exemple.csv").rows) == 2


def test_recording_obeys_the_boxes_on_the_screen(writer: Client) -> None:
    address = deposit(writer)
    tab = f"{address}?lignes=corrected"
    page = writer.get(tab).content.decode()
    shown = re.findall(r'name="shown" value="(\d+)"', page)
    assert shown
    # The buttons that decide belong to the form of the boxes.
    assert 'form="lignes" name="action" value="apply"' in page
    doubt = {"action": "choose", "shown": "4", "take": "4", "reason": "page 2"}
    writer.post(f"{address}?lignes=doubt", doubt)
    writer.post(tab, {"action": "apply", "shown": shown})
    kept = text_of(writer.get(address))
    assert "1 chiffre inscrit" in kept
    assert Statement.objects.count() == 1
