"""Debts told plainly: one figure for today, what to do now, what a refusal asks, what was sent."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from html import unescape
from typing import Any

import pytest
import time_machine

from mithaq.apps.corridor.models import CaseSubject, Settlement
from mithaq.apps.corridor.operations import debts
from mithaq.apps.corridor.queries import debts as queries
from mithaq.web.following.own_days import own_days
from tests.apps.corridor.debts.conftest import COMPANY, FUND, Cast, a_case, a_draft
from tests.web.debts.test_pages import PLAN, STATEMENT, approved, signed_in, text_of

__all__ = ["approved"]
pytestmark = pytest.mark.django_db
# The plan is approved, and a current month is soon to be paid: nothing is late.
BEFORE = datetime(2024, 10, 9, 9, tzinfo=UTC)
LATE_DAY = datetime(2024, 12, 1, 9, tzinfo=UTC)
RULE = "Une seule échéance ou une seule cotisation courante impayée suffit"


def test_one_figure_is_what_is_left_today_and_the_other_the_amount_of_the_statement(
    cast: Cast, entered: str, approved: str
) -> None:
    company = signed_in(cast.employer)
    debts.record_payment(
        number=approved, paid_on=date(2024, 11, 12), amount=100_000,
        **cast.officer.who, at=datetime(2024, 11, 12, 10, tzinfo=UTC),
    )  # fmt: skip
    plan = queries.settlement_view(approved, on=date(2024, 12, 1))
    assert plan is not None
    assert plan.left == 1_688_500
    statement = text_of(company.get(STATEMENT.format(entered)))
    head = statement.partition("Reste aujourd’hui")[2]
    assert head.partition("Le relevé disait")[0].count("16 885,00") == 1
    assert "18 890,00 DH au 30 septembre 2024" in head.partition("Le relevé disait")[2][:60]
    options = text_of(company.get(f"{STATEMENT.format(entered)}regler/"))
    assert "Reste aujourd’hui : 16 885,00" in options
    told = options.partition("Reste dit par le relevé")[2].partition("Côte à côte")[0]
    assert "18 890,00" in told
    assert "−1 000,00" in told
    assert "16 885,00" in told
    assert "comptées sur ce qui reste aujourd’hui" in told
    assert "montant d’origine" not in options
    assert f"{PLAN.format(approved)}#couterait" in options
    # What is left today is split by nature, and each line says what is left of it.
    found = queries.statement(entered)
    assert found is not None
    parts = queries.left_today(found, on=date(2024, 12, 1))
    assert parts is not None
    assert sum(parts.by_kind.values()) == sum(parts.by_line.values()) == 1_688_500
    assert "Ce qui reste aujourd’hui, dans l’ordre d’imputation dit ci-dessous" in statement
    assert "avant ce qui fut payé ou remis" not in statement
    assert "Reste au jour du relevé" in statement
    # No other can be asked for while it runs: lengths are computed, a change is asked in a case.
    assert ">calculer<" in options
    assert ">choisir<" not in options
    assert "/fr/mediation/deposer/?motif=settlement" in options
    assert "Seules les majorations qui courraient pendant l’échéancier sont remises" in options


def test_a_statement_with_no_plan_says_in_figures_what_a_default_would_bring_back(
    cast: Cast, entered: str
) -> None:
    company = signed_in(cast.employer)
    given = {"months": "12", "first_due_on": "2024-11-15", "asked_on": "2024-10-07"}
    options = text_of(company.get(f"{STATEMENT.format(entered)}regler/", given))
    found = queries.statement(entered)
    assert found is not None
    ways = queries.choices(
        found.entries, order=found.order, months=12,
        asked_on=date(2024, 10, 7), first_on=date(2024, 11, 15),
    )  # fmt: skip
    assert ways is not None
    assert ways.plain.terms is not None
    best = ways.best.terms
    assert best is not None
    bill = queries.default_of(best, order=found.order, since=found.as_of_on, on=date(2024, 11, 16))
    assert bill is not None
    assert bill.waived_back == best.waived > 0
    assert bill.owed_after == best.debt + bill.grown
    told = options.partition('id="defaut"')[2].partition("</section>")[0]
    assert 'href="#defaut"' in options
    assert "16 novembre 2024" in told
    for amount in (bill.waived_back, bill.grown, bill.owed_after):
        assert f"{amount / 100:,.2f}".replace(",", " ").replace(".", ",") in told


def test_the_redone_sum_of_a_line_of_health_insurance_opens(cast: Cast, entered: str) -> None:
    company = signed_in(cast.employer)
    text = text_of(company.get(STATEMENT.format(entered)))
    links = [unescape(found) for found in re.findall(r'href="(/fr/simuler/retard/[^"]+)"', text)]
    assert any("amo_owed=" in link.replace("amo_owed=0", "") for link in links)
    assert {company.get(link).status_code for link in links} == {200}
    assert "/fr/programmes/late-payment/" in text


def test_a_plan_says_what_is_due_now_and_what_a_default_brings(cast: Cast, approved: str) -> None:
    with time_machine.travel(LATE_DAY, tick=False):
        text = text_of(signed_in(cast.employer).get(PLAN.format(approved)))
        fund = text_of(signed_in(cast.officer).get(PLAN.format(approved)))
    plan = queries.settlement_view(approved, on=date(2024, 12, 1))
    assert plan is not None
    assert plan.would_cost is not None
    assert "À vous, maintenant" in text
    assert "1 490,41 DH en retard : échéance n° 1" in text
    assert "Déposer un dossier de médiation" in text
    assert "Ce qui menace l’échéancier" in fund
    cost = text.partition('id="couterait"')[2].partition("</section>")[0]
    assert RULE in cost
    assert "17 885,00" in cost.partition("Reste de l’échéancier")[2]
    owed = plan.would_cost.owed_after
    assert owed == plan.left + plan.would_cost.reinstated
    assert f"{owed / 100:,.2f}".replace(",", " ").replace(".", ",") in cost


def test_a_plan_with_nothing_late_says_its_next_days(cast: Cast, approved: str) -> None:
    debts.record_contribution(
        number=approved, month=date(2024, 9, 1), paid_on=date(2024, 10, 9),
        **cast.officer.who, at=datetime(2024, 10, 9, 10, tzinfo=UTC),
    )  # fmt: skip
    with time_machine.travel(datetime(2024, 10, 20, 9, tzinfo=UTC), tick=False):
        text = text_of(signed_in(cast.employer).get(PLAN.format(approved)))
    now = text.partition("À vous, maintenant")[2].partition("</div>")[0]
    assert "Rien n’est en retard." in now
    assert "1 490,41 DH jusqu’au 15 novembre 2024 : échéance n° 1" in now
    assert "Cotisations de octobre 2024" in now or "octobre 2024 à payer jusqu’au" in now


def test_the_ways_to_settle_and_the_simulator_say_the_same_rule(cast: Cast, entered: str) -> None:
    company = signed_in(cast.employer)
    given = {"months": "12", "first_due_on": "2024-11-15", "asked_on": "2024-10-07"}
    assert RULE in text_of(company.get(f"{STATEMENT.format(entered)}regler/", given))
    late = {"mois": "2024-02", "contributions_owed": "10000", "paid_on": "2024-10-07"}
    assert RULE in text_of(company.get("/fr/simuler/retard/", late))


def test_a_plan_in_default_says_whether_a_later_statement_counts_its_debt(
    cast: Cast, entered: str, approved: str
) -> None:
    debts.declare_default(
        number=approved, declared_on=date(2025, 1, 20), reason="Rien n’est payé.",
        **cast.signatory.who, at=datetime(2025, 1, 20, 10, tzinfo=UTC),
    )  # fmt: skip
    company, page = signed_in(cast.employer), PLAN.format(approved)
    before = text_of(company.get(page))
    assert "Ce jour-là, 3 échéances n’étaient pas payées en entier" in before
    assert "La caisse a arrêté depuis un autre relevé" not in before
    line = debts.LineDraft(
        kind="principal", branch="general", month=date(2025, 2, 1), amount=100_000
    )
    later = debts.enter_statement(
        draft=a_draft(as_of_on=date(2025, 5, 31), reference="AV-90", lines=(line,)),
        **cast.officer.who, at=datetime(2025, 6, 2, 10, tzinfo=UTC),
    )  # fmt: skip
    after = text_of(company.get(page))
    assert "Il ne nomme aucun mois de cette dette" in after
    assert STATEMENT.format(later) in after.partition('id="defaut"')[2]
    again = debts.LineDraft(
        kind="principal", branch="general", month=date(2024, 2, 1), amount=100_000
    )
    debts.enter_statement(
        draft=a_draft(as_of_on=date(2025, 6, 30), reference="AV-91", lines=(again,)),
        **cast.officer.who, at=datetime(2025, 7, 2, 10, tzinfo=UTC),
    )  # fmt: skip
    assert "Ce qu’il nomme de ces mois est compté dans ce relevé" in text_of(company.get(page))


def test_a_refused_certificate_says_who_when_and_what_to_do(cast: Cast, approved: str) -> None:
    with time_machine.travel(LATE_DAY, tick=False):
        company = signed_in(cast.employer)
        asked = company.post("/fr/dettes/attestations/", {"issuer": FUND, "purpose": ""})
        sent = text_of(company.get(asked["Location"]))
        number = asked["Location"].rstrip("/").rpartition("/")[2]
        assert f"Votre demande d’attestation n° {number} est envoyée à" in sent
        assert "Aucun délai de réponse n’est publié" in sent
        before = text_of(company.get("/fr/dettes/attestations/"))
        assert "elle ne peut pas vous être délivrée aujourd’hui" in before
        debts.refuse_good_standing(
            number=number, reasons="Échéance.", **cast.officer.who, at=LATE_DAY
        )
        page = text_of(company.get(asked["Location"]))
        home = text_of(company.get("/fr/dettes/"))
        fund = text_of(signed_in(cast.officer).get(asked["Location"]))
        case = a_case(COMPANY, number="2024-000077")
        CaseSubject.objects.filter(pk=case.subject_id).update(code="good-standing")
        followed = text_of(company.get(asked["Location"]))
    assert "2024-000077" in followed.partition("Que faire maintenant")[2]
    assert "Contester ce refus" not in followed, "a case is already open about it"
    assert "Refusée le 1<sup>er</sup> décembre 2024 par" in page
    assert "Omar" in page
    todo = page.partition("Que faire maintenant")[2].partition("</section>")[0]
    assert "Payez à la caisse : 1 490,41 DH en retard : échéance n° 1" in todo
    assert f'{PLAN.format(approved)}"' in todo
    assert "/fr/dettes/attestations/" in todo
    assert "Contester ce refus" in todo
    assert "?motif=good-standing" in todo
    assert "Que faire maintenant" not in fund
    assert "demandée le" in home.partition('id="attestations"')[2]
    assert "décidée le" in home.partition('id="attestations"')[2]


def test_a_settlement_is_summed_up_before_it_goes_and_said_once_gone(
    cast: Cast, entered: str
) -> None:
    company, address = signed_in(cast.employer), f"{STATEMENT.format(entered)}regler/"
    with time_machine.travel(datetime(2024, 10, 7, 11, tzinfo=UTC), tick=False):
        given = {"months": "12", "first_due_on": "2024-11-15", "operation": "of_2023"}
        assert 'name="ask"' not in text_of(company.get(address, given))
        summed = text_of(company.post(address, given | {"confirm": "1"}))
        assert not Settlement.objects.exists()
        assert "17 885,00" in summed
        assert 'name="ask"' in summed
        made = company.post(address, given | {"ask": "1"})
        page = text_of(company.get(made["Location"]))
    number = Settlement.objects.get().number
    assert f"Votre demande d’arrangement n° {number} est envoyée à" in page
    assert "17 885,00 DH à payer. Aucun délai" in page


def test_today_announces_a_debt_that_no_arrangement_covers(cast: Cast, entered: str) -> None:
    company = signed_in(cast.employer)
    with time_machine.travel(datetime(2024, 10, 8, 9, tzinfo=UTC), tick=False):
        page = text_of(company.get("/fr/aujourdhui/"))
    assert "Dette de 18 890,00 DH à payer ou à régler" in page
    assert STATEMENT.format(entered) in page
    for address in ("/fr/dettes/", "/fr/mediation/mes-dossiers/",
                    "/fr/mediation/mes-dossiers/?status=closed"):  # fmt: skip
        assert f'href="{address}"' in page
    assert company.get("/fr/mediation/mes-dossiers/?status=closed").status_code == 200


def test_today_announces_no_debt_that_an_arrangement_covers(cast: Cast, approved: str) -> None:
    with time_machine.travel(datetime(2024, 10, 8, 9, tzinfo=UTC), tick=False):
        assert "à payer ou à régler" not in text_of(signed_in(cast.employer).get("/fr/aujourdhui/"))


def test_the_calendar_and_the_alarms_tell_a_company_its_own_days(
    cast: Cast, approved: str, django_assert_max_num_queries: Any
) -> None:
    company = signed_in(cast.employer)
    with time_machine.travel(LATE_DAY, tick=False):
        with django_assert_max_num_queries(6):
            assert own_days(cast.employer.under, on=LATE_DAY.date())
        month = text_of(company.get("/fr/calendrier/", {"mois": "2024-12"}))
        alarms = text_of(company.get("/fr/alertes/"))
        beside = text_of(signed_in(cast.stranger).get("/fr/calendrier/", {"mois": "2024-12"}))
        everyone = text_of(company.get("/fr/calendrier/", {"tout": "1"}))
    assert "1 490,41 DH en retard : échéance n° 1" in month
    assert "0 échéance ce mois-là" not in month
    assert "échéance n° 2" in month
    assert "1 490,41 DH en retard : échéance n° 1" in alarms
    assert PLAN.format(approved) in alarms
    assert "échéance n° 1" not in beside
    assert "échéance n° 1" not in everyone


def test_a_past_day_is_compared_and_never_asked_for(cast: Cast, entered: str) -> None:
    """The ways of a past day are read side by side; a request is made as of today."""
    company = signed_in(cast.employer)
    door = f"/fr/dettes/releves/{entered}/regler/"
    with time_machine.travel(BEFORE, tick=False):
        given = {"months": "6", "first_due_on": "2024-11-15"}
        now = company.get(door, given).content.decode()
        past = company.get(door, given | {"asked_on": "2024-03-05"}).content.decode()
    assert 'name="confirm"' in now
    assert "Calculé à un jour passé" not in now
    assert 'name="confirm"' not in past
    assert "Calculé à un jour passé" in past


def test_what_ends_a_plan_that_nothing_threatens_is_not_held_out_first(
    cast: Cast, approved: str
) -> None:
    """A default is not offered, and a day that comes is no threat, until something is late."""
    held = '<h2 id="acte-default">'
    for day, is_late in ((BEFORE, False), (LATE_DAY, True)):
        with time_machine.travel(day, tick=False):
            page = signed_in(cast.signatory).get(PLAN.format(approved)).content.decode()
        assert ('value="default"' in page) is is_late
        assert (held in page) is is_late
        assert ("Ce qui menace l’échéancier" in page) is is_late


def test_lengths_of_a_plan_are_side_by_side(cast: Cast, entered: str) -> None:
    """Each length with its month, its total and its last day; another is chosen in one press."""
    address = f"{STATEMENT.format(entered)}regler/"
    given = {"months": "18", "first_due_on": "2024-11-15", "asked_on": "2024-10-07"}
    page = text_of(signed_in(cast.employer).get(address, given))
    tables = page.split("Durées côte à côte")[1:]
    assert tables, "in plain sight, one a way to settle"
    table = tables[0].split("</table>")[0]
    assert "<summary>" not in table
    assert [head for head in ("Durée", "Par mois", "À payer en tout", "Dernier paiement")
            if f'<th scope="col">{head}</th>' in table].__len__() == 4  # fmt: skip
    lengths = re.findall(r'<th scope="row">([^<]+)<', table)
    assert [item.replace("\u00a0", " ") for item in lengths] == [
        "En une fois", "6 mois", "12 mois", "18 mois", "24 mois", "36 mois", "42 mois", "60 mois",
    ]  # fmt: skip
    assert "durée choisie" in table
    assert "asked_on=2024-10-07&amp;months=24#cote" in table, "the rest of what was asked is kept"
    assert "15 avril 2026".replace(" ", "\u00a0") in table.replace(" ", "\u00a0")
