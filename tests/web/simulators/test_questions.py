"""Small questions and the employer's simulator: three languages, few queries, faults by field."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mithaq.apps.programmes.queries import MeasurePapers, hire_simulation
from mithaq.base.text import Labels
from mithaq.web.shell.typography import set_text
from mithaq.web.simulators.hire.forms import INTERN, TRAINING, HireForm
from mithaq.web.simulators.hire.page import hire_page
from mithaq.web.simulators.hire.paper import paper_content
from tests.apps.programmes.test_hire_simulation import CASE, FROM_2024

pytestmark = pytest.mark.django_db
HIRE = f"embauche/?{urlencode({**CASE, 'age': '27'})}"
STAGE = {
    "stage_signed_on": "2026-12-01",
    "stipend": "3000",
    "diploma": "higher_education",
    "employer_form": "company",
    "anapec_registered": "oui",
    "had_insertion_contract": "non",
    "host_commits_to_hire": "oui",
}
ENDED = {"host_interns_ended": "5", "host_interns_hired": "2"}
JOB = {
    "gross": "6000",
    "hire_date": "2026-12-01",
    "contract_kind": "permanent",
    "employer_form": "company",
    "is_first_job": "oui",
    "dependants": "0",
    "age": "25",
}
LIMIT = {**JOB, "contract_signed_on": JOB["hire_date"], "age": "35", "jour": JOB["hire_date"]}
FIRM = {"employer_form": "company", "employer_created_on": "2026-03-02"}
OPERATING = {"employer_operating_since": "2026-04-01", "tahfiz_supported_count": "2"}
PAGES = (
    "",
    f"tahfiz/?{urlencode(FIRM | OPERATING)}",
    "embauche/",
    HIRE,
    "stage/",
    f"stage/?{urlencode(STAGE | ENDED)}",
    f"stage/maladie/?{urlencode(STAGE)}",
    f"premier-emploi/?{urlencode(JOB)}",
)


@pytest.fixture(autouse=True)
def _morocco(settings: Any) -> None:
    settings.COUNTRY = "mithaq.law.morocco"


def _text(client: Client, address: str) -> str:
    response = client.get(f"/fr/simuler/{address}")
    assert response.status_code == 200
    # A law's number is held together by a sign that shows nothing.
    return response.content.decode().replace("\u2060", "")


@pytest.mark.parametrize("page", PAGES)
def test_pages_are_light_in_three_languages(client: Client, page: str) -> None:
    for language in ("fr", "ar", "en"):
        with CaptureQueriesContext(connection) as caught:
            response = client.get(f"/{language}/simuler/{page}")
        assert response.status_code == 200
        assert len(caught) <= 12, [query["sql"][:120] for query in caught]
        assert len(response.content) <= 100_000
        text = response.content.decode()
        assert f'lang="{language}"' in text
        assert " style=" not in text


def test_the_hire_shows_amounts_reasons_and_advice(client: Client) -> None:
    text = _text(client, HIRE)
    for amount in ("41\u202f995,20", "380\u202f997,60", "11\u202f750,92", "422\u202f992,80"):
        assert amount in text
    assert "Indemnité de stage du mois" in text
    assert "57-20°" in text
    assert "2\u00a0mars 2028" in text
    assert "explication/tahfiz_state_cover/" in text


def test_tahfiz_says_how_many_and_until_when_without_a_wage(client: Client) -> None:
    first = _text(client, "")
    for said in (">10<", "24\u00a0mois", "10\u202f000\u00a0DH", "LF 2018 (68-17)", "57-20°"):
        assert said in first.partition('class="at-once"')[2].partition("</div>")[0]
    assert 'action="/fr/simuler/tahfiz/#reponse"' in first
    text = _text(client, f"tahfiz/?{urlencode(FIRM | OPERATING)}")
    head = text.partition('class="headline"')[2].partition("</section>")[0]
    for said in (">8<", "1<sup>er</sup>\u00a0avril 2028", "24\u00a0mois", "10\u202f000\u00a0DH"):
        assert said in head, said
    assert "57-20°" in head
    assert "embauche/?employer_form=company" in text
    old = _text(client, f"tahfiz/?{urlencode(FIRM | {'employer_created_on': '2010-01-04'})}")
    head = old.partition('class="headline"')[2].partition("</section>")[0]
    assert "L’employeur n’a pas été créé dans la période de la loi" in head
    open_still = _text(client, "tahfiz/?employer_form=company")
    head = open_still.partition('class="headline"')[2].partition("</section>")[0]
    assert "id_employer_created_on" in head
    # The start of operation is taken from the creation: it is not asked beside it.
    assert "Début d’exploitation" not in head
    # The places of this employer wait for its answer; those of anyone are told before it.
    assert ">10<" not in head
    assert "24\u00a0mois" in head


def test_bad_answers_are_told_field_by_field(client: Client) -> None:
    bad = urlencode({"gross": "-5", "hire_date": "hier", "contract_kind": "x", "age": "douze"})
    response = client.get(f"/fr/simuler/embauche/?{bad}")
    assert response.status_code == 422
    text = response.content.decode()
    assert "4 réponses sont à corriger" in text
    for name in ("gross", "hire_date", "contract_kind", "age"):
        assert f'id="id_{name}_error"' in text


@pytest.mark.parametrize(
    "address", ["embauche/?gross={}", "stage/?stipend={}", "premier-emploi/?gross={}"]
)
@pytest.mark.parametrize("nothing", ["0", "0,00", "00"])
def test_a_wage_of_nothing_is_refused(client: Client, address: str, nothing: str) -> None:
    response = client.get(f"/fr/simuler/{address.format(nothing)}")
    assert response.status_code == 422
    assert "au-dessus de zéro" in response.content.decode()


def test_a_day_before_the_law_is_refused_with_a_sentence(client: Client) -> None:
    asked = urlencode({**CASE, "hire_date": "1950-01-01", "employer_created_on": "1949-01-01"})
    response = client.get(f"/fr/simuler/embauche/?{asked}")
    assert response.status_code == 422
    assert "La loi chargée ne couvre pas ce jour" in response.content.decode()


def test_nothing_known_but_the_wage_names_what_is_missing(client: Client) -> None:
    asked = {name: CASE[name] for name in ("gross", "dependants", "hire_date", "contract_kind")}
    text = _text(client, f"embauche/?{urlencode(asked)}")
    assert "On ne peut pas décider" in text
    assert "à compléter" in text


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_simulation_is_kept_as_a_paper(client: Client, language: str) -> None:
    response = client.get(f"/{language}/simuler/{HIRE.replace('/?', '/calcul.pdf?')}")
    assert response.status_code == 200
    assert response.content.startswith(b"%PDF")


def test_the_paper_says_what_the_page_says() -> None:
    label = Labels("Contrat légalisé")
    asked = MeasurePapers(code="tahfiz", label=label, papers=((label, False),), receiver=None)
    found = hire_simulation(CASE, age=27)
    page = hire_page(found, {"tahfiz": asked})
    content = paper_content(page, age=27, on=date(2026, 11, 28))
    parts = {part["title"]: part for part in content["parts"]}
    assert len(parts["Chaque mesure, en une ligne"]["rows"]) == len(found.measures)
    leaving = parts["La personne part plus tôt"]["rows"]
    assert leaving[0][1:] == [
        "10\u202f498,80 (dont 2\u202f466,00 à confirmer)",
        "31\u202f496,40 (dont 7\u202f398,00 à confirmer)",
    ]
    over = [part for title, part in parts.items() if title.startswith("Le salaire dépasse")]
    hired, raised = over
    assert hired["rows"][-1][1] == "11\u202f750,92"
    assert raised["head"][1:] == ["Lecture de l’ANAPEC", "Lecture de la CNSS"]
    in_doubt = "10\u202f001,00 (peut-être 411,04 de plus, à confirmer)"
    assert raised["rows"][-1][1:] == ["11\u202f750,92", in_doubt]
    papers = {item["name"]: item["papers"] for item in content["measures"]}
    assert papers["Tahfiz"] == ["Contrat légalisé"]


def test_a_paper_of_a_wrong_question_goes_back_to_the_form(client: Client) -> None:
    response = client.get("/fr/simuler/embauche/calcul.pdf?gross=abc")
    assert response.status_code == 302
    assert response["Location"].startswith("/fr/simuler/embauche/?gross=abc")


def test_an_intern_is_admitted_and_one_hire_is_still_owed(client: Client) -> None:
    text = _text(client, f"stage/?{urlencode(STAGE | ENDED)}")
    assert "Oui" in text
    assert "24\u00a0mois" in text
    assert "135,60" in text
    refused = _text(client, f"stage/?{urlencode(STAGE | {'stipend': '7000'})}")
    assert "Ce qui n’est pas rempli" in refused
    assert "6\u202f000" in refused


def test_the_answer_says_its_main_amounts_at_once(client: Client) -> None:
    asked = {f"stage/?{urlencode(STAGE | ENDED)}": ("24\u00a0mois", "3\u202f000,00"),
             f"premier-emploi/?{urlencode(JOB)}": ("30\u00a0novembre 2029",)}  # fmt: skip
    for page, said in asked.items():
        text = _text(client, page)
        head = text.partition('class="headline"')[2].partition("</section>")[0]
        for words in said:
            assert words in head


def test_a_measure_that_nothing_opens_says_which_condition_fails(client: Client) -> None:
    text = _text(client, f"embauche/?{urlencode(CASE | {'employer_created_on': '2010-01-04'})}")
    rows = text.partition('id="t-cote"')[2].partition('id="t-places"')[0]
    assert "Condition non remplie" in rows
    assert "l’employeur n’a pas été créé dans la période de la loi" in rows


def test_a_first_job_pays_no_tax_and_a_second_does(client: Client) -> None:
    assert "pas d’impôt" in _text(client, f"premier-emploi/?{urlencode(JOB)}")
    second = _text(client, f"premier-emploi/?{urlencode(JOB | {'is_first_job': 'non'})}")
    assert "comme pour tout salaire" in second
    assert "La personne a déjà été déclarée salariée" in second
    reasons = second.partition('class="unmet"')[2].partition("</ul>")[0]
    assert "non" not in reasons.replace("personne", "")
    # One net, and no paper of a measure that does not apply.
    assert second.count("5\u202f579,37") == 1
    assert "first_hire_net_wage" not in second
    assert "papers" not in second


def test_an_intern_without_diploma_is_told_why_there_is_no_cover(client: Client) -> None:
    asked = urlencode(STAGE | {"diploma": "no_diploma"})
    text = _text(client, f"stage/maladie/?{asked}")
    assert "pas par ce contrat" in text
    assert "condition-unmet" in text


def test_what_a_cover_lacks_is_told_once_and_leads_to_its_field(client: Client) -> None:
    asked = {"stage_signed_on": "2026-11-29", "stipend": "3000"}
    text = _text(client, f"stage/maladie/?{urlencode(asked)}")
    head = text.partition('class="headline"')[2].partition("</section>")[0]
    assert '<a href="#id_diploma">' in head
    assert text.count('href="#id_diploma"') == 1
    assert "à compléter" not in head


def test_a_cover_refused_says_which_contributions_are_due(client: Client) -> None:
    asked = STAGE | {"diploma": "no_diploma"}
    text = _text(client, f"stage/maladie/?{urlencode(asked)}")
    assert "non, l’État ne la paie pas" in text
    assert "Les cotisations ordinaires sont dues" in text
    failed = text.split("condition-unmet", 1)[1].split("</li>", 1)[0]
    assert "≥" not in failed, "a comparison that holds stands on a failed condition"
    assert "4\u00a0avril 2016" not in failed
    assert "4 avril 2016" not in failed


def test_a_day_is_typed_as_people_write_it(client: Client) -> None:
    typed = _text(client, f"stage/?{urlencode(STAGE | {'stage_signed_on': '01/03/2026'})}")
    assert "n’est pas une date" not in typed
    assert "24\u00a0mois" in typed
    response = client.get(
        f"/fr/simuler/stage/?{urlencode(STAGE | {'stage_signed_on': '31/02/2026'})}"
    )
    assert response.status_code == 422
    assert "jour/mois/année, comme 31/10/2025" in response.content.decode()


def test_the_addresses_of_a_hire_carry_the_age_and_no_day_of_birth(client: Client) -> None:
    text = _text(client, f"embauche/?{urlencode(CASE | {'is_first_job': 'oui', 'age': '27'})}")
    assert "birth_date" not in text
    assert "27\u00a0ans (35\u00a0ans au plus)" in text
    facts = urlencode({**CASE, "contract_signed_on": "2026-12-01", "is_first_job": "oui"})
    asked = f"explication/first_hire_eligible/?{facts}&age=27&jour=2026-12-01"
    explained = _text(client, asked)
    assert "<dt>Date de naissance" not in explained
    assert "1999" not in explained
    assert "Âge de la personne" in explained
    assert "27\u00a0ans" in explained
    assert client.get(f"/fr/simuler/{asked.replace('age=27', 'age=x')}").status_code == 404


def test_a_hire_and_an_operation_before_the_creation_are_refused(client: Client) -> None:
    early = {"hire_date": "2026-02-01", "employer_operating_since": "2026-01-01"}
    response = client.get(f"/fr/simuler/embauche/?{urlencode(CASE | early)}")
    assert response.status_code == 422
    text = response.content.decode()
    assert "ne peut pas précéder la création" in text
    for name in early:
        assert f'id="id_{name}_error"' in text


def test_the_form_of_a_hire_asks_a_wage_and_a_day_then_folds_the_rest(client: Client) -> None:
    text = _text(client, "embauche/").partition("<form method")[2].partition("</form>")[0]
    before, fold = text.split('<details class="ask-folded">')
    shown = set(re.findall(r'<(?:input|select|div)[^>]* id="id_([a-z_]+)"', before))
    assert shown == {"gross", "employer_created_on", "diploma"}
    # What people know comes first in the one fold; what is supposed and the rest after it.
    known, supposed, rest = re.split(r'(<div id="id_suppose".*?</fieldset>)', fold, flags=re.DOTALL)
    for name in ("hire_date", "age", "is_first_job"):
        assert f'id="id_{name}"' in known, name
    assert "is_converted_intern" in supposed
    for name in ("contract_kind", "hire_rank", *TRAINING):
        assert f'id="id_{name}"' in rest, name
    # The fold is marked once, and nothing at once needs a word of help.
    assert before.count('class="optional"') == before.count("field-help") == 0
    assert fold.count('class="optional"') == 1


def test_the_terms_of_an_internship_are_asked_apart_and_count_only_after_one() -> None:
    assert "apprentice" in {group.shown_by for group in HireForm().groups}
    assert {bound.name for bound in HireForm().intern.bounds} == set(INTERN)
    asked = CASE | {"stage_signed_on": "2027-01-01", "stipend": "3000"}
    form = HireForm(asked)
    assert form.is_valid(), form.errors
    assert "stipend" not in form.facts
    late = HireForm(asked | {"is_converted_intern": "oui"})
    assert "stage_signed_on" in late.errors


def test_what_was_open_on_a_past_day_is_asked_for_that_day_only() -> None:
    assert "highest_turnover_3_years" not in HireForm(CASE).fields
    assert "highest_turnover_3_years" in HireForm(CASE | {"hire_date": "2023-10-02"}).fields
    assert "has_general_degree" in HireForm(CASE | {"hire_date": "02/10/2016"}).fields


def test_the_answer_comes_first_then_what_would_change_it(client: Client) -> None:
    text = _text(client, HIRE)
    places = [text.index(part) for part in (
        'class="headline"', 'id="t-cote"', 'id="t-places"', 'id="t-salaire"', 'id="t-depart"',
        'id="t-mois"', 'id="t-mesures"',
    )]  # fmt: skip
    assert places == sorted(places)
    rows = text[places[1] : places[2]]
    for code in ("tahfiz", "first_hire", "conversion", "insertion_contract", "fce", "fqr",
                 "tadarroj", "hiring_bonus", "cip", "first_job_contract"):  # fmt: skip
        assert f'href="#m-{code}"' in rows
        assert f'id="m-{code}"' in text
    for said in ("fermé depuis le", "rien de publié depuis le", "Ce qui l’ouvrirait",
                 "10 salariés par employeur au plus", "30\u00a0novembre 2028"):  # fmt: skip
        assert set_text(said) in rows or said in rows


def test_a_met_condition_shows_no_raw_answer(client: Client) -> None:
    text = _text(client, f"stage/?{urlencode(STAGE)}")
    assert "premier contrat d’insertion" in text
    assert "réponse\u00a0:" not in text
    assert "réponse :" not in text


def test_an_intern_is_told_of_the_cover_after_the_internship(client: Client) -> None:
    asked = {name: value for name, value in STAGE.items() if name != "host_commits_to_hire"}
    text = _text(client, f"stage/maladie/?{urlencode(asked)}")
    assert "is-met" in text
    head = text.partition('class="headline"')[2].partition("</section>")[0]
    assert "loi 65-00" in head.replace("\u00a0", " ").replace("\u2060", "")
    assert "aucun texte lu ne le garantit" in head
    assert 'name="host_commits_to_hire"' not in text


def test_more_interns_hired_than_internships_ended_is_refused(client: Client) -> None:
    asked = STAGE | {"host_interns_ended": "2", "host_interns_hired": "5"}
    response = client.get(f"/fr/simuler/stage/?{urlencode(asked)}")
    assert response.status_code == 422
    assert 'id="id_host_interns_hired_error"' in response.content.decode()
    equal = client.get(f"/fr/simuler/stage/?{urlencode(asked | {'host_interns_ended': '5'})}")
    assert equal.status_code == 200


def test_the_very_age_of_the_limit_is_told_both_ways_and_never_asked_again(client: Client) -> None:
    both = set_text("À 35 ans, le jour décide : oui si le contrat est signé au plus tard")
    text = _text(client, f"premier-emploi/?{urlencode(JOB | {'age': '35'})}")
    assert both in text.partition('class="verdict')[2].partition("</p>")[0]
    assert "Il manque" not in text
    assert "Vous n’avez pas répondu" not in text
    partly = urlencode({**JOB, "age": "35", "employer_form": ""})
    head = _text(client, f"premier-emploi/?{partly}").partition('class="headline')[2]
    head = head.partition("</section>")[0]
    # Left empty, the form of the employer is supposed, and said so.
    assert "Votre employeur est une société" in head
    assert "#id_age" not in head
    assert both in head
    hired = _text(client, f"embauche/?{urlencode(JOB | {'age': '35'})}")
    assert both in hired.partition('class="sums costs"')[2].partition("</table>")[0]
    assert "#id_age" not in hired
    traced = client.get(f"/fr/simuler/explication/first_hire_eligible/?{urlencode(LIMIT)}")
    assert both in traced.content.decode()


def test_a_day_before_a_measure_is_told_since_when_it_exists(client: Client) -> None:
    early = urlencode(JOB | {"hire_date": "2019-05-02"})
    response = client.get(f"/fr/simuler/premier-emploi/?{early}")
    assert response.status_code == 422
    assert set_text("existe depuis le 1er\u00a0janvier 2021") in response.content.decode()


def test_an_intern_without_a_diploma_is_told_what_the_bill_would_change(client: Client) -> None:
    bare = urlencode(STAGE | {"stipend": "4000", "diploma": "no_diploma"})
    host = _text(client, f"stage/?{bare}")
    head = host.partition('class="headline')[2].partition("</section>")[0]
    assert "4\u202f843,60" in head
    assert "51-25" in head
    assert set_text("par l’autre lecture : 4\u202f000,00") in head
    cover = _text(client, f"stage/maladie/?{bare}").partition('class="headline')[2]
    assert "51-25" in cover.partition("</section>")[0]
    assert set_text("Par l’autre lecture, la réponse serait oui.") in cover
    arabic = client.get(f"/ar/simuler/stage/?{bare}").content.decode()
    assert "publication non trouvée" not in arabic
    graduate = _text(client, f"stage/?{urlencode(STAGE)}")
    assert "51-25" not in graduate
    assert set_text("par l’autre lecture") not in graduate


def test_lines_of_a_cover_after_an_internship_are_told_apart(client: Client) -> None:
    text = _text(client, f"embauche/?{urlencode(CASE | FROM_2024)}")
    lines = text.partition('id="t-lignes"')[2].partition("</details>")[0]
    assert "1\u202f379,60" in lines
    assert lines.count("bar-sure") == 5
    assert lines.count("bar-you") == 1
    assert "128,00" in lines.partition(set_text("une autre lecture ajoute"))[2]
    assert "conversion_state_cover" in lines
    assert set_text("ou 128,00 de plus ?") in text


def test_a_hire_before_tahfiz_has_its_page_and_its_paper(client: Client) -> None:
    early = urlencode({"gross": "4000", "hire_date": "2009-06-01", "contract_kind": "permanent"})
    text = _text(client, f"embauche/?{early}")
    assert "4\u202f808,00" in text
    assert 'id="t-salaire"' not in text
    assert 'href="#t-' in text
    assert client.get(f"/fr/simuler/embauche/calcul.pdf?{early}").status_code == 200
