"""What a new user of the simulators met on a phone, in French and in Arabic, once each."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils.html import strip_tags

from mithaq.apps.programmes.queries import HireLimits, hire_simulation, length_from
from mithaq.web.shell.typography import WORD
from mithaq.web.simulators.late_form import month_late
from mithaq.web.simulators.typed import number_typed
from tests.apps.programmes.test_hire_simulation import CASE
from tests.web.simulators.test_questions import JOB, STAGE

pytestmark = pytest.mark.django_db
LATE_HIRE = {"hire_date": "2026-11-29"}
LOST = {
    "job_lost_on": "2026-11-05",
    "leaving_reason": "dismissal",
    "declared_days_36_months": "700 jours",
    "declared_days_12_months": "٢٤٠",
    "average_wage_36_months": "3800 DH",
}


@pytest.fixture(autouse=True)
def _morocco(settings: Any) -> None:
    cache.clear()
    settings.COUNTRY = "mithaq.law.morocco"


def _text(client: Client, page: str, facts: dict[str, str], language: str = "fr") -> str:
    response = client.get(f"/{language}/simuler/{page}/?{urlencode(facts)}")
    assert response.status_code == 200
    return _plain(response.content.decode())


def _plain(text: str) -> str:
    bare = text.replace(WORD, " ")
    for mark in ("\u202f", "\u00a0"):
        bare = bare.replace(mark, " ")
    return bare


def _part(text: str, start: str) -> str:
    return strip_tags(text.partition(start)[2].partition("</section>")[0])


def test_thirty_six_months_are_thirty_six_months_of_wages() -> None:
    length = length_from(date(2026, 11, 29), 36)
    assert (length.first.first_day, length.last.first_day) == (date(2026, 11, 1), date(2029, 10, 1))
    months = (length.last.year - length.first.year) * 12 + length.last.month - length.first.month
    assert months + 1 == 36
    assert (length.ends_on, length.by_day) == (date(2029, 10, 31), date(2029, 11, 28))
    assert not length.agrees
    whole = length_from(date(2026, 12, 1), 36)
    assert whole.agrees
    assert whole.ends_on == date(2029, 11, 30)


@pytest.mark.parametrize(
    ("language", "months", "day"),
    [
        ("fr", "36 mois entiers, celui de l’embauche compris : de novembre 2026 à octobre 2029",
         "Peut-être jusqu’au 28 novembre 2029, au jour près : à confirmer"),
        ("ar", "من نونبر 2026 إلى أكتوبر 2029", "28 نونبر 2029"),
        ("en", "from November 2026 to October 2029", "28 November 2029"),
    ],
)  # fmt: skip
def test_the_end_of_an_exemption_is_read_both_ways_wherever_it_stands(
    client: Client, language: str, months: str, day: str
) -> None:
    text = _text(client, "premier-emploi", JOB | LATE_HIRE, language)
    head = _part(text, 'class="headline"')
    assert months in head
    assert day in head
    facts = urlencode(JOB | LATE_HIRE | {"contract_signed_on": "2026-11-29", "jour": "2026-11-29"})
    told = client.get(f"/{language}/simuler/explication/first_hire_ends_on/?{facts}")
    assert told.status_code == 200
    assert months in _plain(told.content.decode())
    assert day in _plain(told.content.decode())


def test_tahfiz_ends_by_whole_months_and_to_the_day(client: Client) -> None:
    text = _text(client, "embauche", CASE | LATE_HIRE)
    row = _part(text.partition('id="t-cote"')[2], 'href="#m-tahfiz"')
    assert (
        "jusqu’au 31 octobre 2028 au moins, peut-être jusqu’au 28 novembre 2028 (à demander à "
        "l’ANAPEC)"
    ) in row
    assert "de novembre 2026 à octobre 2028" in _part(text, 'id="t-places"')
    exact = _text(client, "embauche", CASE)
    assert "peut-être jusqu’au 30 novembre" not in exact


def _limits(**changes: str) -> HireLimits:
    facts = {name: value for name, value in (CASE | changes).items() if value}
    return hire_simulation(facts, age=27).limits


@pytest.mark.parametrize("changes", [{}, {"employer_operating_since": ""}])
def test_the_ceiling_is_a_jump_even_while_a_date_is_missing(changes: dict[str, str]) -> None:
    limits = _limits(**changes)
    under, over = limits.steps
    assert (under.cost, over.cost) == (1_000_000, 1_175_092)
    assert over.other_cost == 1_000_100


def test_a_measure_closed_for_another_reason_has_no_jump_and_says_so(client: Client) -> None:
    limits = _limits(employer_created_on="2010-01-04", employer_operating_since="2010-01-04")
    assert limits.is_open_under is False
    assert all(step.other_cost is None for step in limits.steps)
    old = {"employer_created_on": "2010-01-04", "employer_operating_since": "2010-01-04"}
    wage = _part(_text(client, "embauche", CASE | old), 'id="t-salaire"')
    assert "pour une autre raison" in wage
    assert "CNSS" not in wage


@pytest.mark.parametrize(
    ("language", "hired", "raised", "readings"),
    [
        ("fr", "Vous embauchez à un salaire plus élevé", "Vous augmentez son salaire plus tard",
         ("Lecture de l’ANAPEC", "Lecture de la CNSS")),
        ("ar", "تشغّلون بأجر أعلى", "ترفعون أجره فيما بعد",
         ("قراءة الوكالة الوطنية لإنعاش التشغيل والكفاءات",
          "قراءة الصندوق الوطني للضمان الاجتماعي")),
        ("en", "You hire at a higher wage", "You raise their wage later",
         ("Reading of ANAPEC", "Reading of the CNSS")),
    ],
)  # fmt: skip
def test_a_wage_above_the_ceiling_is_two_situations_with_named_readings(
    client: Client, language: str, hired: str, raised: str, readings: tuple[str, str]
) -> None:
    text = _text(client, "embauche", CASE | {"gross": "10500", "is_first_job": "oui"}, language)
    wage = _part(text, 'id="t-salaire"')
    assert wage.index(hired) < wage.index(raised)
    for reading in readings:
        assert reading in wage
    assert "le360.ma" in wage
    assert "autre lecture" not in wage
    first, second = wage.split(raised)
    assert "12 310,35" in first.replace("12,310.35", "12 310,35")
    assert "10 500,00" in second.replace("10,500.00", "10 500,00")


def test_the_head_of_a_wage_above_says_what_closes_beside_what_is_gained(client: Client) -> None:
    text = _text(client, "embauche", CASE | {"gross": "10500", "is_first_job": "oui"})
    head = _part(text, 'class="headline"')
    assert "à cause du salaire" in head or "de plus par mois" not in head


def test_a_failed_condition_is_no_false_inequality(client: Client) -> None:
    text = _text(client, "premier-emploi", JOB | {"hire_date": "2027-02-01"})
    told = strip_tags(text)
    assert "février 2027, 32 jours après le dernier jour, le 31 décembre 2026" in told
    assert "≤" not in told
    assert "il manque : <" not in text.replace("</span>", "<")
    head = _part(text, 'class="headline"')
    assert "Le contrat n’est pas signé dans la période de la loi" in head
    arabic = strip_tags(_text(client, "premier-emploi", JOB | {"hire_date": "2027-02-01"}, "ar"))
    assert "32 يوما بعد آخر يوم، وهو 31 دجنبر 2026" in arabic
    assert "2027 لا يتجاوز" not in arabic
    assert "ينقص: " not in arabic.replace("ينقص:\n", "ينقص: ")


def test_a_stipend_under_the_least_is_named_in_the_head(client: Client) -> None:
    text = _text(client, "stage", STAGE | {"stipend": "1500"})
    head = _part(text, 'class="headline"')
    assert "1 500,00 DH, soit 100,00 DH de moins que le minimum, 1 600,00 DH" in head
    assert "≥" not in text


@pytest.mark.parametrize(
    ("typed", "read"),
    [("24 ans", "24"), ("٢٤ سنة", "24"), ("1er", "1"), ("3 mois", "3"), ("12 شهرا", "12"),
     ("240 jours", "240"), ("١٤", "14"), ("3 millions", "3 millions"), ("", "")],
)  # fmt: skip
def test_a_number_is_read_with_its_unit(typed: str, read: str) -> None:
    assert number_typed(typed) == read


def test_everyday_words_are_read_in_every_form(client: Client) -> None:
    hire = CASE | {"age": "٢٤ سنة", "hire_rank": "1er", "dependants": "", "depart": "١٤"}
    text = _text(client, "embauche", hire | {"hire_date": "٠١/١٢/٢٠٢٦"})
    assert "24 497,20" in _part(text, 'id="t-depart"')
    first = {**JOB, "age": "25 ans", "dependants": ""}
    assert "verdict is-met" in _text(client, "premier-emploi", first)
    debt = {
        "mois": "2026-08",
        "amo_owed": "0",
        "contributions_owed": "12000",
        "paid_on": "2026-11-29",
    }
    assert "1 040,00" in _text(client, "retard", debt | {"instalment_count": "12 شهرا"})
    assert "Il vous manque 80 jours" in _text(client, "perte-emploi", LOST)


def test_a_debt_is_told_by_its_month_or_by_its_delay(client: Client) -> None:
    on = date(2026, 11, 29)
    assert [month_late(n, on) for n in (1, 2, 3)] == [
        date(2026, 10, 1), date(2026, 9, 1), date(2026, 8, 1),
    ]  # fmt: skip
    owed = {"contributions_owed": "12000", "amo_owed": "0", "paid_on": "2026-11-29"}
    late = _text(client, "retard", owed | {"retard": "3 mois"})
    assert "12 480,00" in late
    assert "août 2026" in late
    assert "sans remise" not in late
    for wrong in ({}, {"retard": "3", "mois": "2026-10"}):
        response = client.get(f"/fr/simuler/retard/?{urlencode(owed | wrong)}")
        assert response.status_code == 422


def test_the_notes_of_french_sources_stay_out_of_an_arabic_page(client: Client) -> None:
    owed = {"contributions_owed": "12000", "paid_on": "2026-11-29", "mois": "2026-08"}
    arabic = _text(client, "retard", owed, "ar")
    assert "ملاحظة المصدر" not in arabic
    assert "Jour d’effet" not in arabic
    french = _text(client, "retard", owed)
    assert "Jour d’effet non publié" in french
    assert "(T0" not in french


def test_a_refused_indemnity_says_both_lacks_and_no_large_amount(client: Client) -> None:
    reply = (
        _text(client, "perte-emploi", LOST).partition('class="reply"')[2].partition("</section>")[0]
    )
    # A day of the last 12 months counts in both: the two lacks are never to be added.
    assert (
        "manque 80 jours dans les 36 derniers mois, dont 20 au moins dans les 12 derniers mois."
        in reply
    )
    assert "sur 12 mois" not in reply
    assert "faites-le déclarer et déposez la demande au plus tard le" in reply
    assert "Pas encore" not in reply
    assert "reply-amount" not in reply
    assert "Si le droit était ouvert : 2 660,10 DH" in strip_tags(reply)
    # How a day is rounded is told below the answer, of a right that is open only.
    assert "arrondi au centime" not in reply
    assert "arrondi au centime" not in _text(client, "perte-emploi", LOST)
    days = {"declared_days_36_months": "800", "declared_days_12_months": "270"}
    assert "arrondi au centime" in _text(client, "perte-emploi", LOST | days)


def test_the_indemnity_says_where_the_days_are_read(client: Client) -> None:
    form = _plain(client.get("/fr/simuler/perte-emploi/").content.decode())
    assert "relevé de la CNSS" in form
    assert "Salaire brut moyen par mois" in form


def test_a_self_employed_person_over_the_ceiling_is_warned_first(client: Client) -> None:
    facts = {"activity_kind": "services", "annual_takings": "260000", "client_takings": "260000"}
    text = _text(client, "auto-entrepreneur", facts | {"client_kind": "company"})
    reply = text.partition('class="reply"')[2].partition("</section>")[0]
    assert reply.index("Vous dépassez le plafond du statut, 200 000,00 DH") < reply.index("54 800")
    assert "cotisation non publiée" in reply
    assert "affiliation à la sécurité sociale est obligatoire" in text
    assert "libératoire" not in text
    assert "260 000,00 DH, soit 60 000,00 DH de plus que le maximum, 200 000,00 DH" in strip_tags(
        text
    )


@pytest.mark.parametrize("typed", ["retard CNSS", "تأخر الاشتراكات", "late CNSS contributions"])
def test_the_box_finds_the_simulator_of_late_payment(client: Client, typed: str) -> None:
    text = client.get("/fr/recherche/", {"q": typed}).content.decode()
    assert 'href="/fr/simuler/retard/"' in text


def test_three_links_under_the_head_lead_to_what_is_asked_most(client: Client) -> None:
    text = _text(client, "embauche", CASE)
    links = text.partition('class="reply-links"')[2].partition("</nav>")[0]
    for place in ("t-places", "t-salaire", "t-depart"):
        assert f'href="#{place}"' in links
        assert f'id="{place}"' in text
    rows = text.partition('id="t-cote"')[2].partition('id="t-places"')[0]
    assert rows.index('href="#m-tahfiz"') < rows.index("<details") < rows.index("#m-first_hire")


def test_one_arabic_word_for_one_thing(client: Client) -> None:
    hire = _text(client, "embauche", CASE | {"age": "27"}, "ar")
    assert "برنامج «تحفيز»" in hire
    assert "المقروءة" not in hire
    stage = client.get("/ar/simuler/stage/").content.decode()
    assert ">جواب<" not in stage
    assert "اعرضوا الجواب" in stage
    lost = _plain(client.get("/ar/simuler/perte-emploi/").content.decode())
    assert "الوكالة الوطنية لإنعاش التشغيل والكفاءات" in lost
    assert "المطبوع" not in lost


@pytest.mark.parametrize("typed", ["27 mois", "٢٧ شهرا", "2 ans", "27 months"])
def test_months_are_not_taken_for_days(client: Client, typed: str) -> None:
    asked = urlencode({**LOST, "declared_days_36_months": typed})
    response = client.get(f"/fr/simuler/perte-emploi/?{asked}")

    assert response.status_code == 422
    assert "un mois plein compte 26 jours" in _plain(response.content.decode())


def test_one_count_alone_says_what_lacks(client: Client) -> None:
    known = {name: value for name, value in LOST.items() if name != "declared_days_12_months"}
    text = _text(client, "perte-emploi", known)

    assert "Pas de droit avec ces jours. Il vous manque 80 jours dans les 36 derniers" in text
    recent = LOST | {"declared_days_36_months": "770", "declared_days_12_months": "200"}
    both = _text(client, "perte-emploi", recent)
    assert "Il vous manque 60 jours dans les 12 derniers mois.</span>" in both


def test_a_wage_that_closes_the_aid_has_nothing_to_lose_and_a_raise_can_be_typed(
    client: Client,
) -> None:
    closed = _part(_text(client, "embauche", CASE | {"gross": "12000"}), 'id="t-depart"')
    assert "un départ n’y change rien" in closed
    assert "Elle part après" not in closed
    raised = _part(_text(client, "embauche", CASE | {"hausse": "11 000 DH"}), 'id="t-salaire"')
    hired, later = raised.split("Vous augmentez son salaire plus tard")
    assert "11 000,00 votre question" in " ".join(hired.split())
    assert "11 000,00 votre question" in " ".join(later.split())
    wrong = client.get(f"/fr/simuler/embauche/?{urlencode(CASE | {'hausse': 'beaucoup'})}")
    assert wrong.status_code == 422
    assert "par exemple 12000" in _part(wrong.content.decode(), 'id="t-salaire"')


def test_a_refused_indemnity_gives_its_reason_first_and_no_limit_of_today(client: Client) -> None:
    days = {"declared_days_36_months": "900", "declared_days_12_months": "300"}
    text = _text(client, "perte-emploi", LOST | days | {"leaving_reason": "resignation"})
    reply = text.partition('class="reply"')[2].partition("</section>")[0]
    assert "Le motif du départ n’ouvre pas droit" in reply
    # What no answer can open has no amount.
    assert "Si le droit" not in reply
    assert "DH" not in reply
    unregistered = _text(client, "perte-emploi", LOST | days | {"anapec_registered": "non"})
    assert "Si le droit était ouvert" in unregistered
    loss = _part(text.partition("La demande suit la perte d’emploi")[2], "<p")
    assert "Emploi perdu le 5 novembre 2026" in loss
    assert "au plus tard" not in loss.partition("Loi 03-14")[0]


def test_a_doubt_gives_its_reason_in_each_language(client: Client) -> None:
    owed = {"contributions_owed": "12000", "paid_on": "2026-11-29", "mois": "2026-08"}
    assert "يوم السريان غير منشور" in _text(client, "retard", owed, "ar")
    assert "The day of effect is not published" in _text(client, "retard", owed, "en")


def test_the_share_of_interns_to_hire_is_that_of_the_day(client: Client) -> None:
    label = "Vous vous engagez à embaucher 60 % de vos stagiaires"
    assert label in _plain(client.get("/fr/simuler/stage/").content.decode())
    assert label not in _text(client, "stage", STAGE | {"stage_signed_on": "2014-06-02"})


def test_an_answer_stands_at_the_head_of_a_short_page(client: Client) -> None:
    text = _text(client, "stage", STAGE)
    assert '<body class="answered">' in text
    assert 'action="#reponse"' in text
    assert 'class="lead"' not in text
    first, met = text.partition('id="t-conditions"')[2].split("<details", 1)
    assert "condition-met" not in first
    assert met.count("condition-met") == 7
