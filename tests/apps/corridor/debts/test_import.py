"""A file of debts: every fault of every row at once, partial accept, undo; and the certificate."""

from __future__ import annotations

import re
from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from mithaq.apps.corridor.models import DebtLine, DebtStatement
from mithaq.apps.corridor.operations import debts
from mithaq.apps.corridor.queries.debts import standing_request, statement
from mithaq.apps.organisations.models import Organisation
from mithaq.apps.reference.queries import issued_paper, paper_content
from mithaq.base.codes import read_code
from mithaq.base.errors import Refusal
from mithaq.base.ports import Sheet, port
from mithaq.base.text import LANGUAGES
from mithaq.flows import import_debts as flow
from mithaq.flows.issue_good_standing import issue_good_standing, where_checked
from tests.apps.corridor.debts.conftest import (
    AS_OF,
    COMPANY,
    ENTERED,
    FUND,
    OTHER,
    Cast,
    Person,
    a_case,
    a_settlement,
    rules_of,
)

pytestmark = pytest.mark.django_db(transaction=False)
# What keeps a quoted number in its own order says nothing.
ISOLATES = {0x2068: None, 0x2069: None}
HEAD = "N° affilié;nature;régime;mois;payé le;montant;pièce;référence"
GOOD = (
    "9000011;cotisations;général;2024-02;;10 000,00;BDS 02/2024;AV-1",
    "9000011;majoration;général;février 2024;;900;;AV-1",
    "9000011;paiement;;;03/06/2024;3 000,00;Virement;AV-1",
    "9000012;Cotisation;AMO;2024-03;;٤٠٠٠;;AV-2",
)


@pytest.fixture
def registered(cast: Cast) -> Cast:
    """Two companies with the number that a fund knows them by."""
    Organisation.objects.filter(slug=COMPANY).update(affiliation_number="9000011")
    Organisation.objects.filter(slug=OTHER).update(affiliation_number="9000012")
    return cast


def staged(
    cast: Cast, *rows: str, content: bytes = b"", name: str = "dettes.csv", by: Person | None = None
) -> str:
    """A file deposited by the fund's officer."""
    text = content or "\r\n".join([HEAD, *rows]).encode("cp1252")
    return flow.stage_debts(
        content=text, name=name, issuer=FUND, as_of_on=AS_OF, order="month_by_month",
        **(by or cast.officer).who, at=ENTERED,
    )  # fmt: skip


def applied(cast: Cast, public_id: str, **changes: Any) -> tuple[str, ...]:
    """What a staged file writes."""
    given = {"is_confirmed": False, "reason": ""} | changes
    return flow.apply_debts(public_id=public_id, **given, **cast.officer.who, at=ENTERED)


def test_a_file_becomes_one_statement_a_company_and_is_undone(registered: Cast) -> None:
    text = "\n".join([HEAD, *GOOD]).encode()
    public_id = staged(registered, content=text)
    assert staged(registered, content=text) == public_id
    assert not DebtStatement.objects.exists()
    numbers = applied(registered, public_id)
    first, second = (statement(number) for number in numbers)
    assert first is not None
    assert second is not None
    assert (first.company.slug, first.left, first.order) == (COMPANY, 790_000, "month_by_month")
    assert (second.company.slug, second.left) == (OTHER, 400_000)
    assert (
        flow.undo_debts(public_id=public_id, reason="Erreur", **registered.officer.who, at=ENTERED)
        == 2
    )
    assert not DebtStatement.objects.exists()


def test_a_workbook_is_read_as_well(registered: Cast) -> None:
    head = ["affiliation number", "kind", "scheme", "month", "amount"]
    rows = [["9000011", "surcharge", "general", "2024-05", 12.5]]
    content = port("documents").workbook(sheets=[Sheet(title="Dettes", head=head, rows=[
        ["9000011", "contributions", "AMO", "2024-05", 100], *rows])])  # fmt: skip
    (number,) = applied(registered, staged(registered, content=content, name="dettes.xlsx"))
    found = statement(number)
    assert found is not None
    assert found.left == 11_250


def test_a_word_out_of_the_list_is_in_doubt_and_is_confirmed(registered: Cast) -> None:
    near = (
        "9000011;penalite;;2024-02;;200;;AV-1",
        "9000011;majoraton;général;2024-02;;300;;AV-1",
        "9000011;astreinte;;2024-02;;400;;AV-1",
    )
    public_id = staged(registered, *near)
    read = flow.found(public_id, registered.officer.under).preview
    assert [row["outcome"] for row in read["rows"]] == ["doubt", "doubt", "accepted"]
    first, second = (row["said"][0] for row in read["rows"][:2])
    assert first["rule"] == second["rule"] == "debt_file.read_as"
    assert "« penalite »" in str(first)
    assert "lu comme « astreinte »" in str(first)
    assert "(seuil : 80 %)" in str(second)
    who = {**registered.officer.who, "at": ENTERED}
    with pytest.raises(Refusal):
        flow.choose_debt_rows(public_id=public_id, take=[2], leave=[], reason="", **who)
    flow.choose_debt_rows(public_id=public_id, take=[2], leave=[], reason="Vu.", **who)
    (number,) = applied(registered, public_id)
    found = statement(number)
    assert found is not None
    assert [line.kind for line in found.lines] == ["penalty", "penalty"]


def test_every_row_says_what_is_wrong_with_it_and_a_bad_file_asks_twice(registered: Cast) -> None:
    public_id = staged(
        registered, GOOD[0], GOOD[1], "9999999;don;général;2024-02;;abc;;AV-1",
        "9000011;cotisations;;2025-02;;5;;AV-1", "9000011;frais;;2024-02;;;;AV-1",
    )  # fmt: skip
    rows = flow.found(public_id, registered.officer.under).preview["rows"]
    said = {row["line"]: [fault["rule"] for fault in row["said"]] for row in rows}
    assert said[4] == ["debt_file.affiliate", "debt_file.kind", "debt_file.amount"]
    assert said[5] == ["debts.line_month_is_past", "debts.line_is_of_a_branch"]
    assert said[6] == ["debt_file.amount"]
    with pytest.raises(Refusal) as refusal:
        applied(registered, public_id)
    assert rules_of(refusal) == {"import.threshold"}
    (number,) = applied(registered, public_id, is_confirmed=True, reason="Seules les bonnes.")
    found = statement(number)
    assert found is not None
    assert len(found.lines) == 2


def test_a_repeated_row_is_taken_with_a_reason_only(registered: Cast) -> None:
    public_id = staged(registered, *GOOD[:3], GOOD[2])
    assert flow.chosen_lines(flow.found(public_id, registered.officer.under)) == [2, 3, 4]
    who = {"public_id": public_id, **registered.officer.who, "at": ENTERED}
    with pytest.raises(Refusal) as refusal:
        flow.choose_debt_rows(take=[5], leave=[], reason="", **who)
    assert rules_of(refusal) == {"import.doubt_reason"}
    flow.choose_debt_rows(take=[5], leave=[3], reason="Deux virements.", **who)
    assert flow.chosen_lines(flow.found(public_id, registered.officer.under)) == [2, 4, 5]


def test_undo_is_refused_with_the_list_of_what_rests_on_its_statements(
    registered: Cast,
) -> None:
    public_id = staged(registered, content="\n".join([HEAD, *GOOD]).encode())
    first, second = applied(registered, public_id)
    who = {"public_id": public_id, "reason": "Non", **registered.officer.who, "at": ENTERED}
    company = registered.employer.who | {"at": ENTERED}
    debts.contest_line(number=first, line_number=2, reason="?", **company)
    draft = a_settlement(first, operation="no_waiver", months=6)
    debts.simulate_settlement(draft=draft, **company)
    plan = debts.ask_settlement(draft=draft, **company)
    paper = debts.request_good_standing(company=COMPANY, issuer=FUND, **company)
    debts.refuse_good_standing(number=paper, reasons="Dette.", **registered.officer.who, at=ENTERED)
    filed = a_case(COMPANY, number="2024-000031")
    entered_for = a_case(OTHER, number="2024-000032")
    DebtStatement.objects.filter(number=second).update(case=entered_for)
    with pytest.raises(Refusal) as refusal:
        flow.undo_debts(**who)
    assert rules_of(refusal) == {"statement_in_use"}
    said = [text.translate(ISOLATES) for text in refusal.value.of("fr")]
    assert said == [
        f"Une contestation de la ligne n° 2 s’appuie sur le relevé {first}.",
        f"L’arrangement {plan} s’appuie sur le relevé {first}.",
        f"L’attestation {paper} a été décidée sur le relevé {first}.",
        f"Le dossier de médiation {filed.number} porte sur le relevé {first}.",
        f"Le dossier de médiation {entered_for.number} porte sur le relevé {second}. Rien n’est "
        "retiré : pour corriger, inscrivez un relevé plus récent, qui remplace celui-ci.",
    ]
    # Nothing is lost: neither the statement on which nothing else rests, nor the file.
    assert flow.found(public_id, registered.officer.under).status == "applied"
    assert DebtStatement.objects.count() == 2
    assert DebtLine.objects.count() == len(GOOD)


def test_a_file_is_of_the_territory_of_its_officer(registered: Cast) -> None:
    # Both companies are of region 06; this officer is of region 09.
    far = registered.far_officer
    theirs = staged(registered, *GOOD[:3], by=far)
    rows = flow.found(theirs, far.under).preview["rows"]
    assert {fault["rule"] for row in rows for fault in row["said"]} == {"debt_file.place"}
    assert {row["company"] for row in rows} == {""}
    assert flow.found(theirs, registered.officer.under).preview["territory"] == "09"
    whole = staged(registered, *GOOD[:3])
    assert whole != theirs
    who = {"public_id": whole, **far.who, "at": ENTERED, "reason": "Non"}
    acts = (
        lambda: flow.found(whole, far.under),
        lambda: flow.choose_debt_rows(take=[], leave=[2], **who),
        lambda: flow.apply_debts(is_confirmed=True, **who),
        lambda: flow.discard_debts(**who),
        lambda: flow.undo_debts(**who),
    )
    for act in acts:
        with pytest.raises(Refusal) as refusal:
            act()
        assert rules_of(refusal) == {"staged_file.exists"}
    assert not DebtStatement.objects.exists()
    for who_else in (registered.employer, registered.signatory, registered.federation):
        with pytest.raises(Refusal) as refusal:
            staged(registered, *GOOD[:3], by=who_else)
        assert rules_of(refusal) == {"import.reach"}


def test_choices_add_up_and_the_file_is_held_meanwhile(registered: Cast) -> None:
    public_id = staged(registered, *GOOD[:3])
    who = {"public_id": public_id, "reason": "", **registered.officer.who, "at": ENTERED}
    for leave in ([2], [4]):
        with CaptureQueriesContext(connection) as asked:
            flow.choose_debt_rows(take=[], leave=leave, **who)
        reads = [row["sql"] for row in asked if 'FROM "reference_stagedfile"' in row["sql"]]
        # Held before it is read: another choice of the same instant waits, and adds to this one.
        assert not connection.features.has_select_for_update or "FOR UPDATE" in reads[0]
    assert flow.chosen_lines(flow.found(public_id, registered.officer.under)) == [3]


def test_a_file_without_a_table_is_refused(registered: Cast) -> None:
    with pytest.raises(Refusal) as refusal:
        staged(registered, content=b"a;b\n1;2\n")
    assert rules_of(refusal) == {"debt_file.table"}


def test_the_certificate_answers_for_its_bytes(cast: Cast) -> None:
    number = debts.request_good_standing(
        company=COMPANY, issuer=FUND, **cast.employer.who, at=ENTERED
    )
    content = issue_good_standing(
        number=number, basis="Rien n’est dû.", valid_until_on=date(2024, 12, 31), language="fr",
        **cast.signatory.who, at=ENTERED,
    )  # fmt: skip
    issued = standing_request(number)
    assert issued is not None
    code = issued.code
    paper = issued_paper(code)
    assert paper is not None
    assert (paper.kind, paper.object_ref, paper.code) == (
        "good_standing", number, read_code(code),
    )  # fmt: skip
    assert paper_content(code) == content


def test_the_address_where_a_code_is_checked_keeps_its_last_sign_in_arabic(settings: Any) -> None:
    settings.SITE_URL = "https://mithaq.example"
    assert where_checked("fr").endswith("https://mithaq.example/fr/verifier/")
    assert where_checked("ar").endswith("\u2066https://mithaq.example/ar/verifier/\u2069")


def test_no_dead_address_is_printed_where_the_service_has_none(settings: Any) -> None:
    settings.SITE_URL = "http://127.0.0.1:8000"
    told = where_checked("fr")
    assert "http" not in told
    assert "la page « Vérifier un document » de Mithaq" in told


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_certificate_names_who_signed_and_where_its_code_is_checked(
    cast: Cast, language: str, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    """What the paper prints: who signed it, in which quality, and the page where it is checked."""
    settings.SITE_URL = "https://mithaq.example"
    printed: dict[str, dict[str, Any]] = {}

    class Printer:
        def pdf(self, *, template: str, content: dict[str, Any], language: str) -> bytes:
            printed[language] = content
            return f"{template} {language}".encode()

    monkeypatch.setattr("mithaq.flows.issue_good_standing.port", lambda _name: Printer())
    number = debts.request_good_standing(
        company=COMPANY, issuer=FUND, **cast.employer.who, at=ENTERED
    )
    issue_good_standing(
        number=number, basis="Rien n’est dû.", valid_until_on=date(2024, 12, 31),
        language=language, **cast.signatory.who, at=ENTERED,
    )  # fmt: skip
    issued = standing_request(number)
    assert issued is not None
    assert set(printed) == {"fr", "ar", "en"}, "one certificate, in each language that day"
    paper = printed[language]
    facts = [value for _name, value in paper["facts"]]
    user = cast.signatory.user
    name = (user.full_name_ar or user.full_name) if language == "ar" else user.full_name
    assert name in facts, "who signed"
    under = cast.signatory.under
    with override(language):
        assert (under.capacity.of(language) or str(under.role_label)) in facts, "in which quality"
    assert paper["code"] in facts
    assert paper["code"].replace("-", "").replace(" ", "") == issued.code.replace("-", "")
    assert f"/{language}/verifier/" in paper["footnote"]
    if language == "fr":
        names = [name for name, _value in paper["facts"]]
        assert names[-4:] == ["Signée par", "Qualité", "Relevés lus", "Code"]


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_sample_of_each_language_is_read_again(language: str) -> None:
    from mithaq.gateways.debt_file import read_table, sample
    from mithaq.gateways.debt_file.coded import code_of

    (row,) = read_table(sample(language).encode())
    assert code_of("kind", row.cells["kind"]) == "principal"
    assert code_of("branch", row.cells["branch"]) == "general"
    assert language != "ar" or row.cells["kind"] == "اشتراكات"


@pytest.mark.parametrize(
    ("gateway", "fields"),
    [("debt_file", ("kind", "branch")), ("observation_file", ("sex", "milieu", "grade"))],
)
def test_every_word_that_the_page_tells_to_write_is_understood(
    gateway: str, fields: tuple[str, ...]
) -> None:
    """The help of a column, what a refusal answers, with an article or another hamza."""
    module = import_module(f"mithaq.gateways.{gateway}.coded")
    headings = import_module(f"mithaq.gateways.{gateway}.headings").HEADINGS
    told = [(item.field, getattr(item.help, code)) for item in headings for code in LANGUAGES]
    if gateway == "debt_file":
        remedies = import_module("mithaq.gateways.debt_file.words").REMEDIES
        told += [(name, getattr(remedies[name], code)) for name in fields for code in LANGUAGES]
    for field, text in told:
        if field not in fields:
            continue
        listed = re.split(r"[;؛،]\s*(?:pour|sans|without|for|في|لل)", text)[0]
        listed = re.sub(r"^(?:Écrivez|اكتبوا|Write) |,? (?:pour|for) .*|،? لل.*|\.$", "", listed)
        for word in re.split(r", | ou | or | أو |، ", listed):
            assert module.code_of(field, word), (field, word)
            assert module.code_of(
                field, f"ال{word.removeprefix('ال')}" if word[0] > "z" else f"la {word}"
            )
            assert module.code_of(field, word.replace("أ", "ا").replace("ة", "ه").upper())


def test_dates_of_the_columns_are_set_apart_in_arabic() -> None:
    from mithaq.gateways.debt_file import HEADINGS

    told = " ".join(item.help.ar for item in HEADINGS)
    assert "\u206603/06/2024\u2069." in told
    assert "\u20662024-03\u2069" in told
