"""Debts followed: the plan drawn, contests withdrawn, links both ways, what waits for whom."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from mithaq.apps.corridor.models import (
    Case,
    CaseFamily,
    Contest,
    DebtStatement,
)
from mithaq.apps.corridor.operations import debts
from mithaq.apps.corridor.policies.debts import debt_scope
from mithaq.apps.corridor.queries import debts as queries
from mithaq.web.debts.timeline import plan_drawing
from tests.apps.corridor.debts.conftest import (
    COMPANY,
    ENTERED,
    FUND,
    Cast,
    a_case,
    a_draft,
    a_settlement,
)
from tests.web.debts.test_pages import PLAN, STATEMENT, approved, signed_in, text_of

__all__ = ["approved"]
pytestmark = pytest.mark.django_db


def _waits(cast: Cast, name: str, on: date) -> list[tuple[str, str]]:
    scope = debt_scope(getattr(cast, name).under)
    found = queries.debts_waiting([scope], on=on) if scope else ()
    return [(str(item.kind), item.number) for item in found]


def test_a_contest_is_withdrawn_before_its_answer_and_made_again(cast: Cast, entered: str) -> None:
    address = f"{STATEMENT.format(entered)}lignes/2/"
    company, fund = signed_in(cast.employer), signed_in(cast.officer)
    assert company.post(address, {"act": "withdraw"}).status_code == 403
    assert company.post(address, {"reason": "Recalculez."}).status_code == 302
    assert "Retirer la contestation" in text_of(company.get(address))
    assert fund.post(address, {"act": "withdraw"}).status_code == 403
    assert company.post(address, {"act": "withdraw"}).status_code == 302
    assert Contest.objects.get().status == "withdrawn"
    assert "Recalculez." not in text_of(fund.get("/fr/dettes/"))
    assert "Contester de nouveau" in text_of(company.get(STATEMENT.format(entered)))
    assert company.post(address, {"reason": "Encore."}).status_code == 302
    assert fund.post(address, {"decision": "rejected", "answer": "Non."}).status_code == 302
    assert company.post(address, {"act": "withdraw"}).status_code == 403
    arabic = text_of(company.get(address.replace("/fr/", "/ar/")))
    assert "المنازعة" in arabic


def test_what_waits_is_told_to_whom_it_waits_for(cast: Cast, entered: str, approved: str) -> None:
    far = date(2024, 12, 1)
    assert _waits(cast, "employer", far) == [("late", approved)]
    assert _waits(cast, "federation", far) == [("late", approved)]
    assert _waits(cast, "officer", far) == [("late", approved)]
    assert _waits(cast, "signatory", far) == []
    assert _waits(cast, "stranger", far) == []
    assert _waits(cast, "auditor", far) == []
    assert _waits(cast, "far_officer", far) == []
    assert _waits(cast, "employer", date(2024, 10, 8)) == [("soon", approved)]
    debts.contest_line(
        number=entered, line_number=2, reason="Recalculez.", **cast.employer.who, at=ENTERED
    )
    asked = debts.request_good_standing(
        company=COMPANY, issuer=FUND, purpose="", **cast.employer.who, at=ENTERED
    )
    day = date(2024, 10, 8)
    assert _waits(cast, "officer", day) == [("certify", asked), ("contest", entered)]
    assert _waits(cast, "signatory", day) == [("certify", asked)]


def test_each_step_waits_for_its_own_hand(cast: Cast, entered: str) -> None:
    draft = a_settlement(entered, operation="no_waiver", months=6)
    on = date(2024, 10, 8)
    number = debts.simulate_settlement(draft=draft, **cast.employer.who, at=ENTERED)
    assert _waits(cast, "federation", on) == []
    debts.request_settlement(number=number, **cast.employer.who, at=ENTERED)
    assert _waits(cast, "federation", on) == [("transmit", number)]
    assert _waits(cast, "officer", on) == []
    debts.transmit_settlement(number=number, **cast.federation.who, at=ENTERED)
    assert _waits(cast, "officer", on) == [("prepare", number)]
    debts.prepare_settlement(
        number=number, first_due_on=date(2024, 11, 15), **cast.officer.who, at=ENTERED
    )
    assert _waits(cast, "officer", on) == []
    assert _waits(cast, "signatory", on) == [("approve", number)]


@pytest.mark.parametrize(
    ("who", "words"),
    [("employer", "Dettes"), ("officer", "Dettes"),
     ("federation", "Dettes et arrangements"), ("signatory", "Dettes et arrangements"),
     ("auditor", "Dettes et arrangements")],
)  # fmt: skip
def test_debts_stand_in_the_menu_of_those_they_concern(cast: Cast, who: str, words: str) -> None:
    page = text_of(signed_in(getattr(cast, who)).get("/fr/aujourdhui/"))
    assert '/fr/dettes/"' in page
    assert words in page
    shell = page.split("<main")[0]
    menus = re.findall(r'<a[^>]*href="/fr/dettes/"[^>]*>(?:<[^>]+>)*([^<]+)', shell)
    assert [item.strip() for item in menus] == [words], "said once in the menus"


def test_today_names_what_waits(cast: Cast, approved: str) -> None:
    with time_machine.travel(datetime(2024, 12, 1, 9, tzinfo=UTC), tick=False):
        page = text_of(signed_in(cast.employer).get("/fr/aujourdhui/"))
    assert "Dettes, échéances et attestations" in page
    assert PLAN.format(approved) in page


def test_a_plan_is_drawn_with_words_that_say_the_same(cast: Cast, approved: str) -> None:
    first = queries.settlement_view(approved, on=date(2024, 11, 1))
    assert first is not None
    half = first.instalments[1].amount // 2
    debts.record_payment(
        number=approved, paid_on=date(2024, 11, 12), amount=first.instalments[0].amount + half,
        **cast.officer.who, at=datetime(2024, 11, 12, 10, tzinfo=UTC),
    )  # fmt: skip
    debts.record_contribution(
        number=approved, month=first.contributions[0].month, paid_on=date(2024, 11, 9),
        **cast.officer.who, at=datetime(2024, 11, 12, 10, tzinfo=UTC),
    )  # fmt: skip
    early = plan_drawing(first, on=date(2024, 10, 9))
    on = date(2024, 12, 1)
    found = queries.settlement_view(approved, on=on)
    assert early is not None
    assert "aucune cotisation courante n’était encore à payer" in early.words
    drawing = plan_drawing(found, on=on) if found else None
    assert drawing is not None
    tones = [item.tone for item in drawing.instalments]
    assert tones == ["paid", "part", *["due"] * 10]
    part = drawing.instalments[1]
    assert 0 < float(part.filled[:-1]) < float(part.width[:-1])
    assert drawing.contributions[0].tone == "paid"
    assert drawing.today_x
    ends = [float(item.x[:-1]) + float(item.width[:-1]) for item in drawing.instalments]
    assert ends == sorted(ends)
    assert ends[-1] <= 100
    late = plan_drawing(found, on=date(2025, 3, 1)) if found else None
    assert late is not None
    assert "late" in late.tones
    assert "2 en retard" not in drawing.words
    assert "1 échéance payée sur 12" in drawing.words
    page = text_of(signed_in(cast.employer).get(PLAN.format(approved)))
    assert 'class="plan-line"' in page
    assert "en retard" in page
    arabic = signed_in(cast.employer).get(PLAN.format(approved).replace("/fr/", "/ar/"))
    assert "قسط" in text_of(arabic)


def test_arabic_reads_the_plan_from_the_right(cast: Cast, approved: str) -> None:
    from django.utils.translation import override

    found = queries.settlement_view(approved, on=date(2024, 11, 1))
    assert found is not None
    with override("ar"):
        drawing = plan_drawing(found, on=date(2024, 11, 1))
    assert drawing is not None
    starts = [float(item.x[:-1]) for item in drawing.instalments]
    assert starts == sorted(starts, reverse=True)


@pytest.fixture
def case(cast: Cast) -> Case:
    """A case of the company about a payment, before its fund."""
    return a_case(COMPANY, number="2024-000009")


def test_a_case_leads_to_the_statement_and_back(cast: Cast, entered: str, case: Case) -> None:
    company, fund = signed_in(cast.employer), signed_in(cast.officer)
    own = f"/fr/mediation/mes-dossiers/{case.public_id}/"
    assert STATEMENT.format(entered) in text_of(company.get(own))
    assert STATEMENT.format(entered) in text_of(
        fund.get(f"/fr/mediation/dossiers/{case.public_id}/")
    )
    for client in (company, fund):
        back = text_of(client.get(STATEMENT.format(entered)))
        assert f"/fr/mediation/dossiers/{case.public_id}/" in back
    CaseFamily.objects.update(code="pensions")
    assert STATEMENT.format(entered) not in text_of(company.get(own))
    assert case.number not in text_of(company.get(STATEMENT.format(entered)))


def test_a_case_keeps_the_statement_that_it_is_about(cast: Cast, entered: str, case: Case) -> None:
    own = f"/fr/mediation/mes-dossiers/{case.public_id}/"
    company, beside = signed_in(cast.employer), "plus récent que le dossier"
    assert beside not in text_of(company.get(own))
    later = ENTERED + timedelta(days=40)
    newer = [
        debts.enter_statement(
            draft=a_draft(reference=f"AV-8{rank}", as_of_on=date(2024, 10, 30 + rank // 3)),
            **cast.officer.who, at=later,
        )
        for rank in range(4)
    ]  # fmt: skip
    page = text_of(company.get(own))
    assert page.index(STATEMENT.format(entered)) < page.index(STATEMENT.format(newer[-1]))
    assert page.count(beside) == 1
    # One entered for the case itself is what it is about, however old.
    DebtStatement.objects.filter(number=newer[0]).update(case=case)
    page = text_of(company.get(own))
    assert STATEMENT.format(entered) not in page
    assert page.index(STATEMENT.format(newer[0])) < page.index(STATEMENT.format(newer[-1]))


def test_another_company_is_led_nowhere(cast: Cast, entered: str, case: Case) -> None:
    stranger = signed_in(cast.stranger)
    assert stranger.get(f"/fr/mediation/mes-dossiers/{case.public_id}/").status_code == 404
    assert stranger.get(STATEMENT.format(entered)).status_code == 404


def test_what_the_law_of_an_operation_asks_is_asked_where_it_counts(cast: Cast) -> None:
    lines = (
        debts.LineDraft(
            kind="principal", branch="general", month=date(2020, 2, 1), amount=1_000_000
        ),
        debts.LineDraft(kind="surcharge", branch="general", month=date(2020, 2, 1), amount=200_000),
    )
    number = debts.enter_statement(
        draft=a_draft(reference="AV-20", as_of_on=date(2020, 9, 30), lines=lines),
        **cast.officer.who, at=ENTERED,
    )  # fmt: skip
    client, address = signed_in(cast.employer), f"{STATEMENT.format(number)}regler/"
    then = {"months": "12", "first_due_on": "2020-12-15", "asked_on": "2020-11-02"}
    page = text_of(client.get(address, then))
    assert "Baisse du chiffre d’affaires d’avril à juin 2020" in page
    assert "12 000,00" in page
    kept = {"activity_stopped": "oui", "turnover_drop": "60", "employees_stopped": "20"}
    told = text_of(client.get(address, then | kept))
    assert "entreprises touchées par l’épidémie" in told
    assert "10 000,00" in told
    refused = text_of(client.get(address, then | kept | {"activity_stopped": "non"}))
    assert "ne couvre pas ces dettes" in refused
    assert "10 000,00" not in refused
    assert client.get(address, then | {"turnover_drop": "600"}).status_code == 422
    first_on = timezone.localdate() + timedelta(days=40)
    today = {"months": "12", "first_due_on": first_on.isoformat()}
    assert "chiffre d’affaires" not in text_of(client.get(address, today))
    sent = client.post(address, then | kept | {"operation": "of_covid"})
    assert sent.status_code == 302
    held = queries.settlement_view(
        sent["Location"].rstrip("/").split("/")[-1], on=date(2020, 11, 2)
    )
    assert held is not None
    assert held.facts["turnover_drop"] == pytest.approx(0.6)


def test_what_is_only_near_is_no_danger(cast: Cast, approved: str) -> None:
    with time_machine.travel(datetime(2024, 10, 9, 9, tzinfo=UTC), tick=False):
        near = text_of(signed_in(cast.employer).get("/fr/dettes/"))
    assert "Paiements proches" in near
    assert "Échéanciers en danger" not in near
    with time_machine.travel(datetime(2024, 12, 20, 9, tzinfo=UTC), tick=False):
        late = text_of(signed_in(cast.employer).get("/fr/dettes/"))
    assert "Échéanciers en danger" in late
    with time_machine.travel(datetime(2024, 12, 9, 9, tzinfo=UTC), tick=False):
        both = text_of(signed_in(cast.employer).get("/fr/dettes/"))
        plan = text_of(signed_in(cast.employer).get(f"/fr/dettes/arrangements/{approved}/"))
    danger = both.partition('id="alertes"')[2].partition("</section>")[0]
    assert "Échéance n° 1" in danger
    assert "Échéance n° 2" not in danger
    assert "Échéance n° 2" in both.partition('id="proches"')[2].partition("</section>")[0]
    assert "échéance n° 2" in plan.partition("<h3>À venir</h3>")[2].partition("</div>")[0]
    assert f'l’échéancier <bdi class="nowrap">{approved}</bdi> et le numéro de l’échéance' in plan


def test_a_plan_says_what_it_waives_and_the_text_that_lets_it(cast: Cast, approved: str) -> None:
    page = text_of(signed_in(cast.auditor).get(PLAN.format(approved)))
    assert "Texte de l’échéancier" in page
    assert "art. 124" in page.replace("\u00a0", " ")
    assert "Remis" in page
