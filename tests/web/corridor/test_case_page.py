"""A case on the page of each institution: who sees what, what is done, what never crosses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.corridor.models import Agreement, Case, ConcernedPerson, Message, Side
from mithaq.apps.corridor.operations import (
    PersonDraft,
    accept_proposal,
    contest_refusal,
    escalate_case,
    load_corridors,
    make_proposal,
    refer_case,
    sign_agreement,
    wait_for_other,
    write_message,
    write_note,
)
from tests.apps.conventions.sittings import REFERENCE, record_committee
from tests.apps.corridor.world import (
    AGENCY,
    COMPANY,
    FEDERATION,
    FUND,
    PERSONAL,
    World,
    answered,
    corridor_draft,
    filed,
    taken,
)
from tests.browser.walk import readable
from tests.conftest import AT, person

pytestmark = pytest.mark.django_db
Signed = Callable[[str], Client]
# Terms read again already: the button of the page that shows them.
SEND = {"suite": "envoyer"}
SECRET = "Contrôler la masse salariale avant de répondre"


def _url(public_id: str, rest: str = "") -> str:
    return f"/fr/mediation/dossiers/{public_id}/{rest}"


def _text(client: Client, public_id: str) -> str:
    response = client.get(_url(public_id))
    assert response.status_code == 200
    return str(response.content.decode())


def _act(client: Client, public_id: str, act: str, **data: str) -> int:
    return client.post(_url(public_id, f"actes/{act}/"), data).status_code


def test_each_reading_is_logged_with_who_and_what_for(world: World, as_: Signed) -> None:
    public_id = filed(world)
    _text(as_("karim"), public_id)
    line = AuditLine.objects.filter(action="corridor.read_case").latest("pk")
    assert line.actor_id == world.users["karim"].pk
    assert line.reason
    assert "fund" in line.mandate or "caisse" in line.mandate


@pytest.mark.parametrize("name", ["omar", "salma", "samir"])
def test_whom_a_case_does_not_concern_does_not_learn_that_it_exists(
    world: World, as_: Signed, name: str
) -> None:
    public_id = filed(world)
    client = as_(name)
    # Another company is led to its own pages, where there is no such case either.
    response = client.get(_url(public_id), follow=True)
    assert response.status_code == 404
    assert _act(client, public_id, "message", text="Bonjour") == 404
    assert not Message.objects.exists()


def test_a_stranger_signs_in_and_finds_nothing(world: World, client: Client) -> None:
    public_id = filed(world)
    assert client.get(_url(public_id)).status_code == 302
    client.force_login(
        person("etranger", "Étranger", "agency_head", organisation="region-hesperides")
    )
    assert client.get(_url(public_id)).status_code == 404


def test_the_journal_leads_to_the_case_and_says_its_bodies(world: World, as_: Signed) -> None:
    public_id = taken(world)
    line = AuditLine.objects.filter(action="corridor.take_side").latest("pk")
    page = as_("leila").get(f"/ar/journal/{line.public_id}/")
    text = page.content.decode()
    assert f'href="/ar/mediation/dossiers/{public_id}/"' in text
    assert "هيئة وهمية" in text, "a body is said by its name, not by its code"
    assert f"<bdi>{AGENCY}</bdi>" not in text


def test_private_notes_never_cross(world: World, as_: Signed) -> None:
    public_id = taken(world)
    write_note(public_id=public_id, institution=FUND, body=SECRET, **world.act("karim"))
    assert SECRET in _text(as_("karim"), public_id)
    assert SECRET in _text(as_("yassine"), public_id)
    refer_case(public_id=public_id, reason="Bloqué", **world.act("yassine"))
    for name in ("hind", "tarik", "leila", "samir", "ghita"):
        assert SECRET not in _text(as_(name), public_id), name


def test_a_note_has_its_own_form_colour_and_words(world: World, as_: Signed) -> None:
    public_id = taken(world)
    text = _text(as_("karim"), public_id)
    assert text.count("Envoyer à toutes les parties") == 1
    assert text.count("Garder pour nous seuls") == 1
    assert 'class="private-talk"' in text
    assert 'class="share-form"' in text
    assert _act(as_("karim"), public_id, "note", text=SECRET) == 302
    note = Message.objects.get()
    assert note.side is not None
    assert note.side.institution.slug == FUND
    assert _act(as_("karim"), public_id, "message", text="Bonjour à tous") == 302
    assert Message.objects.filter(side__isnull=True).count() == 1


def test_a_federation_sees_blocked_and_whose_turn_of_a_case_about_a_person(
    world: World, as_: Signed
) -> None:
    people = (PersonDraft(label="salarié 1", display_name="Nom Caché", insured_number="123456789",
                          consent_words="J’accepte."),)  # fmt: skip
    public_id = taken(
        world, subject=PERSONAL, title="Indemnité refusée", description="Arrêt maladie long",
        people=people,
    )  # fmt: skip
    write_message(public_id=public_id, body="Diagnostic joint", **world.act("karim"))
    text = _text(as_("hind"), public_id)
    for hidden in ("Indemnité refusée", "Arrêt maladie", "Diagnostic", "Nom Caché", "salarié 1"):
        assert hidden not in text, hidden
    assert "une demande est bloquée" in text
    assert "répondre" in text
    # Nobody is told that all read what the federation does not.
    answer = as_("karim").post(
        _url(public_id, "actes/message/"), {"text": "Un mot"}, follow=True
    ).content.decode()  # fmt: skip
    for page in (text, answer):
        assert "toutes les parties" not in page.lower()
    assert f"Ne le lit pas : {FEDERATION}" in readable(answer)
    assert "Vous y voyez vos messages seuls" in readable(text)
    assert "Nom Caché" not in answer


def test_a_federation_reads_that_a_claim_was_answered_never_how(world: World, as_: Signed) -> None:
    public_id = taken(world, subject=PERSONAL)
    karim, hind = as_("karim"), as_("hind")
    refused = {"kind": "refused_reasoned", "answer": "Jours insuffisants"}
    with time_machine.travel(AT, tick=False):
        assert _act(karim, public_id, "repondre", **refused) == 302
    with time_machine.travel(AT + timedelta(hours=1), tick=False):
        again = world.act("nawal", after=timedelta(hours=1))
        contest_refusal(public_id=public_id, reason="Les jours sont là", **again)
    with time_machine.travel(AT + timedelta(hours=2), tick=False):
        for client in (karim, as_("tarik")):
            assert _act(client, public_id, "repondre", **refused) == 302
        told = readable(_text(hind, public_id))
        assert f"{FUND} (fictif) a répondu" in told
        assert "refus" not in told.lower()
        assert _act(hind, public_id, "acte") == 302
        ending = {"kind": "refused_reasoned", "reasons": "Jours insuffisants", "money": ""}
        assert _act(karim, public_id, "clore", **ending) == 302
        told = readable(_text(hind, public_id))
        assert "Dossier clos" in told
        assert "refus" not in told.lower()
        assert "Dossier clos : refus motivé" in readable(_text(karim, public_id))


def test_a_name_is_opened_by_who_decides_with_a_purpose_asked_once(
    world: World, as_: Signed
) -> None:
    people = (PersonDraft(label="salarié 1", display_name="Nom Caché", insured_number="123456789",
                          consent_words="J’accepte."),)  # fmt: skip
    public_id = taken(world, subject=PERSONAL, people=people)
    url = _url(public_id, f"personnes/{ConcernedPerson.objects.get().pk}/")
    client = as_("karim")
    assert client.post(url, {"purpose": ""}).status_code == 422
    first = client.post(url, {"purpose": "vérifier les jours déclarés"})
    assert "Nom Caché" in first.content.decode()
    assert "123456789" not in first.content.decode()
    again = client.post(url)
    assert again.status_code == 200
    lines = AuditLine.objects.filter(action="corridor.read_concerned_person")
    assert {line.reason for line in lines} == {"vérifier les jours déclarés"}
    assert lines.count() == 2
    for name in ("hind", "tarik", "leila"):
        response = as_(name).post(url, {"purpose": "par curiosité, sans droit"})
        assert "Nom Caché" not in response.content.decode(), name


def test_an_officer_takes_asks_answers_and_the_relay_takes_note(world: World, as_: Signed) -> None:
    public_id = filed(world)
    karim, tarik, hind = as_("karim"), as_("tarik"), as_("hind")
    for client in (karim, tarik, hind):
        assert _act(client, public_id, "prendre") == 302
    assert _act(karim, public_id, "complement", text="Le relevé bancaire") == 302
    assert _act(karim, public_id, "complement", text="Encore") == 422
    assert Side.objects.get(institution__slug=FUND).status == "waiting_company"
    assert _act(tarik, public_id, "repondre", kind="not_competent", answer="Hors sujet") == 302
    assert _act(hind, public_id, "acte") == 422
    assert _act(hind, public_id, "repondre", kind="solved", answer="Je tranche") == 422


def test_the_joint_decision_waits_for_all_and_says_what_came_of_it(
    world: World, as_: Signed
) -> None:
    public_id = answered(world)
    karim = as_("karim")
    data = {"kind": "solved", "reasons": "Imputé.", "money": "1500,50", "people_count": "2"}
    assert _act(karim, public_id, "clore", **data) == 422
    assert _act(as_("hind"), public_id, "acte") == 302
    assert "Clore par une décision commune" in _text(karim, public_id)
    assert _act(karim, public_id, "clore", **data) == 302
    case = Case.objects.get()
    assert case.status == "closed"
    assert "1\u202f500,50" in _text(karim, public_id).replace("&nbsp;", " ")


def test_terms_are_countered_accepted_and_signed_by_everyone(world: World, as_: Signed) -> None:
    public_id = taken(world)
    key = make_proposal(public_id=public_id, terms="Imputer à mars", **world.act("nawal"))
    karim = as_("karim")
    text = _text(karim, public_id)
    assert "Imputer à mars" in text
    assert (
        _act(karim, public_id, "contre-proposer", sujet=str(key), text="À février", **SEND) == 302
    )
    assert _act(karim, public_id, "accepter", sujet=str(key + 1)) == 422
    assert _act(as_("hind"), public_id, "accepter", sujet=str(key + 1), **SEND) == 302
    # The company has still to accept what the relay did.
    assert not Agreement.objects.exists()
    accept_proposal(public_id=public_id, proposal_id=key + 1, **world.act("nawal"))
    agreement = str(Agreement.objects.get().pk)
    assert _act(karim, public_id, "signer", sujet=agreement) == 422
    assert _act(karim, public_id, "signer", sujet=agreement, has_read="on") == 302
    text = _text(karim, public_id)
    assert "signature attendue" in text
    assert "Votre signature est inscrite" in text
    assert "Signé par" in text
    assert "L’accord est signé" not in text


def test_the_hand_passes_to_the_party_chosen_and_the_head_says_so(
    world: World, as_: Signed
) -> None:
    public_id = taken(world)
    karim, hind = as_("karim"), as_("hind")
    text = _text(karim, public_id)
    assert "Passer la main à une autre institution" in text
    assert _act(karim, public_id, "passer", text="Le relevé", party=COMPANY) == 422
    assert _act(karim, public_id, "passer", text="Le relevé") == 422
    assert _act(karim, public_id, "passer", text="Le relevé", party=FEDERATION) == 302
    said = readable(_text(karim, public_id))
    assert f"La main est passée à {FEDERATION}" in said, "the body is named"
    left = said.partition("À qui est le tour maintenant")[2].partition("</p>")[0]
    assert FEDERATION in left
    assert "Agence fictive" in left, "every turn is told, not the new one alone"
    text = readable(_text(hind, public_id))
    assert "à vous : donner ce qui est demandé" in text.lower()
    assert "#acte-rendre" in text
    (form,) = (part for part in _text(hind, public_id).split("<form") if "/actes/rendre/" in part)
    assert 'type="file"' in form, "a document is joined to what is given"
    assert 'enctype="multipart/form-data"' in form, "and it is sent"
    assert "aucun délai ne vous est fixé" in text
    assert "passe la main à" in text
    assert _act(hind, public_id, "rendre", text="Le voici") == 302
    assert "répond et rend la main" in _text(karim, public_id)


def test_the_head_gives_the_readers_own_day_and_says_late(world: World, as_: Signed) -> None:
    public_id = taken(world)
    assert "à faire avant le" in _text(as_("karim"), public_id)
    named = readable(_head(as_("hind"), public_id))
    assert f"{FUND} (fictif) : avant le" in named, "each day after the name that it binds"
    with time_machine.travel(AT + timedelta(days=40), tick=False):
        for name in ("karim", "hind"):
            head = _head(as_(name), public_id)
            assert "en retard de" in head, name
            assert "avant le" not in head, name
        # Terms pass the turn: the fund is late no more, in the head, the panel or the list.
        assert _act(as_("karim"), public_id, "proposer", text="Payer en trois fois", **SEND) == 302
        for name in ("hind", "leila"):
            assert "en retard de" not in readable(_text(as_(name), public_id)), name
        assert "en retard de" not in readable(
            as_("karim").get("/fr/mediation/file/?vue=all").content.decode()
        )
        text = readable(_text(as_("hind"), public_id))
        assert "votre tour : répondre à la proposition" in text


def _head(client: Client, public_id: str) -> str:
    text = readable(_text(client, public_id))
    return text.partition('class="now"')[2].partition("</section>")[0]


def test_no_markup_is_shown_in_a_sentence(world: World, as_: Signed) -> None:
    public_id = taken(world)
    for day in range(1, 40):
        with time_machine.travel(AT + timedelta(days=day), tick=False):
            assert "&lt;sup&gt;" not in _text(as_("karim"), public_id)


def test_an_agreement_is_refused_or_gone_back_on_with_a_warning(world: World, as_: Signed) -> None:
    public_id = taken(world)
    key = make_proposal(public_id=public_id, terms="Imputer", **world.act("nawal"))
    karim = as_("karim")
    assert "#proposition" in _text(karim, public_id)
    assert _act(as_("hind"), public_id, "accepter", sujet=str(key), **SEND) == 302
    assert "#proposition" in _text(karim, public_id)
    assert _act(karim, public_id, "accepter", sujet=str(key), **SEND) == 302
    agreement = str(Agreement.objects.get().pk)
    assert "Refuser de signer" in _text(karim, public_id)
    assert _act(karim, public_id, "refuser-signature", sujet=agreement, text="Non") == 302
    assert "Accord non signé" in _text(karim, public_id)
    key = make_proposal(public_id=public_id, terms="En mars", **world.act("nawal"))
    assert _act(karim, public_id, "accepter", sujet=str(key), **SEND) == 302
    agreement = str(Agreement.objects.latest("pk").pk)
    for name in ("nawal", "hind", "karim"):
        sign_agreement(public_id=public_id, agreement_id=int(agreement), **world.act(name))
    text = _text(karim, public_id)
    assert "Exécuter l’accord" in text
    assert "refus motivé" not in text, "a signed agreement is not plainly refused"
    assert _act(karim, public_id, "denoncer", sujet=agreement, text="Erreur") == 422
    sure = {"sujet": agreement, "text": "Erreur", "is_sure": "on"}
    assert _act(karim, public_id, "denoncer", **sure) == 302
    assert Case.objects.get().status == "open"
    assert "Accord signé, puis dénoncé" in _text(karim, public_id)


def test_an_appointment_out_of_hours_asks_once_more(world: World, as_: Signed) -> None:
    public_id = taken(world)
    karim = as_("karim")
    data = {"day": "2030-01-13", "hour": "22:00", "mode": "phone"}
    response = karim.post(_url(public_id, "actes/rendez-vous/"), data)
    assert response.status_code == 422
    assert "Proposer quand même" in response.content.decode()
    assert _act(karim, public_id, "rendez-vous", **data, is_any_hour="on") == 302
    assert "Rendez-vous proposé" in _text(karim, public_id)


def test_an_act_unknown_or_on_nothing_is_not_found(world: World, as_: Signed) -> None:
    public_id = filed(world)
    assert _act(as_("karim"), public_id, "effacer") == 404
    assert as_("karim").get(_url("00000000-0000-0000-0000-000000000000")).status_code == 404


def test_a_long_thread_costs_as_many_queries_as_a_short_one(world: World, as_: Signed) -> None:
    public_id = taken(world)
    client = as_("karim")
    client.get(_url(public_id))

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(_url(public_id)).status_code == 200
        return len(found)

    write_message(public_id=public_id, body="Un", **world.act("karim"))
    few = queries()
    for n in range(12):
        write_message(public_id=public_id, body=f"Message {n}", **world.act("karim"))
        write_note(public_id=public_id, institution=FUND, body=f"Note {n}", **world.act("karim"))
    assert queries() == few
    assert few <= 60


def test_a_case_is_found_by_its_number_for_whom_it_concerns(world: World, as_: Signed) -> None:
    public_id = filed(world)
    found = as_("karim").get("/fr/recherche/?q=2026-1")
    assert found.status_code == 302
    assert public_id in found.headers["Location"]
    for name in ("omar", "salma"):
        assert as_(name).get("/fr/recherche/?q=2026-1").status_code == 200


def test_the_last_signature_says_that_the_agreement_binds(world: World, as_: Signed) -> None:
    public_id, karim = taken(world), as_("karim")
    assert '<a href="#agir">Tous vos actes' in _text(karim, public_id)
    assert _act(karim, public_id, "proposer", text="En six mois", **SEND) == 302
    proposal = str(_open(karim, public_id).context["proposal"].id)
    assert '<a href="#proposition">' in _text(karim, public_id)
    assert _act(as_("hind"), public_id, "accepter", sujet=proposal, **SEND) == 302
    accept_proposal(public_id=public_id, proposal_id=int(proposal), **world.act("nawal"))
    agreement = Agreement.objects.get().pk
    sign_agreement(public_id=public_id, agreement_id=agreement, **world.act("nawal"))
    signed = {"sujet": str(agreement), "has_read": "on"}
    assert _act(karim, public_id, "signer", **signed) == 302
    assert "vaut quand tous ont signé" in _text(karim, public_id)
    hind = as_("hind")
    assert _act(hind, public_id, "signer", **signed) == 302
    assert "Toutes les parties ont signé" in _text(hind, public_id)


def test_who_has_a_decision_to_carry_out_is_offered_to_say_what_came_of_it(
    world: World, as_: Signed
) -> None:
    public_id = taken(world)
    fund = Side.objects.get(case__public_id=public_id, institution__slug=FUND).institution
    Case.objects.update(waits_for=fund)
    karim = as_("karim")
    page = _open(karim, public_id)
    word = "Dire ce qui est fait de la décision du comité"
    assert page.context["main"] == (word, "#acte-rendre")
    assert word not in _text(as_("hind"), public_id)


def _open(client: Client, public_id: str) -> Any:
    return client.get(_url(public_id))


def test_who_does_not_read_is_said_in_the_language_of_the_page(world: World, as_: Signed) -> None:
    public_id = taken(world, subject=PERSONAL)
    for name, said in (("karim", "لا يقرؤها"), ("hind", "لا ترون فيه إلا رسائلكم")):
        page = as_(name).get(_url(public_id).replace("/fr/", "/ar/")).content.decode()
        assert "Ne le lit pas" not in page, name
        assert said in page, name


def test_the_form_that_answers_a_request_repeats_it_and_says_who_has_the_turn(
    world: World, as_: Signed
) -> None:
    public_id = taken(world)
    karim, hind = as_("karim"), as_("hind")
    assert _act(karim, public_id, "passer", text="Le relevé de mars", party=FEDERATION) == 302
    form = readable(_text(hind, public_id)).partition('id="acte-rendre"')[2].partition("</form>")[0]
    assert f"{FUND} (fictif) vous demande :" in form
    assert "Le relevé de mars" in form
    assert "facultatif" not in form
    assert "Écrivez, joignez un document, ou les deux." in form
    assert _act(hind, public_id, "rendre", text="Le voici") == 302
    said = readable(_text(hind, public_id))
    assert f"la main est rendue à {FUND} (fictif)." in said
    assert f"À qui est le tour maintenant — {FUND} (fictif)" in said


def test_who_answers_without_having_taken_the_case_has_taken_it(world: World, as_: Signed) -> None:
    public_id = filed(world)
    karim, hind = as_("karim"), as_("hind")
    assert _act(hind, public_id, "prendre") == 302
    assert _act(hind, public_id, "passer", text="Le relevé de mars", party=FUND) == 302
    assert _act(karim, public_id, "rendre", text="Le voici") == 302
    said = readable(_text(karim, public_id))
    assert f"la main est rendue à {FEDERATION} (fictif)." in said
    told = said.partition("À qui est le tour maintenant — ")[2].partition(".")[0]
    assert told.startswith(("à vous : donner la réponse", "à vous : répondre")), told
    assert Side.objects.get(case__public_id=public_id, institution__slug=FUND).status == "in_hand"


def test_the_head_says_that_the_committee_has_the_case(world: World, as_: Signed) -> None:
    public_id = taken(world)
    assert "evant le comité permanent" not in _head(as_("karim"), public_id)
    refer_case(public_id=public_id, reason="Personne ne tranche", **world.act("yassine"))
    assert "Devant le comité permanent" in _head(as_("karim"), public_id)
    own = as_("nawal").get(f"/fr/mediation/mes-dossiers/{public_id}/").content.decode()
    assert "Devant le comité permanent" in own


def test_a_case_before_the_committee_says_its_next_sitting_and_leads_there(
    world: World, as_: Signed
) -> None:
    committee = record_committee(late=1)
    load_corridors(drafts=[corridor_draft(convention=REFERENCE, committee=committee.number)], at=AT)
    public_id = taken(world)
    assert "Prochaine séance" not in _text(as_("hind"), public_id)
    escalate_case(public_id=public_id, reason="Rien ne vient", **world.act("hind"))
    text = _text(as_("hind"), public_id).replace("\xa0", " ")
    assert "Étape suivante, si rien ne vient : un renvoi au comité" in text
    refer_case(public_id=public_id, reason="Personne ne tranche", **world.act("yassine"))
    text = _text(as_("hind"), public_id)
    assert "Prochaine séance" in text
    assert "Étape suivante" not in text
    assert f"/fr/conventions/{REFERENCE}/comites/{committee.number}/" in text


def test_a_case_at_the_national_level_says_who_has_it_and_what_delay_binds(
    world: World, as_: Signed
) -> None:
    public_id = taken(world)
    escalate_case(public_id=public_id, reason="Rien ne vient", **world.act("hind"))
    text = _text(as_("hind"), public_id)
    assert "aucun nouveau délai" in text
    assert f"{FUND} (fictif), Yassine" in text


def test_a_relay_does_not_read_which_institution_the_family_of_a_person_calls(
    world: World, as_: Signed
) -> None:
    public_id = taken(world, subject=PERSONAL)
    Side.objects.filter(institution__slug=AGENCY).update(is_called=True)
    wait = {"institution": FUND, "reason": "Leur avis", "party": AGENCY}
    wait_for_other(public_id=public_id, **wait, **world.act("karim"))
    agency = "Agence fictive"
    assert agency in _text(as_("karim"), public_id)
    for url in (_url(public_id), "/fr/mediation/file/?vue=all", "/fr/mediation/file/en-cours/"):
        main = as_("hind").get(url).content.decode().partition("<main")[2].partition("</main")[0]
        assert AGENCY not in main, url
        assert agency not in main, url
        assert FUND in main


def test_the_life_of_a_case_names_who_acts_and_ends_on_the_last_signature(
    world: World, as_: Signed
) -> None:
    public_id = taken(world)
    key = make_proposal(public_id=public_id, terms="Imputer à mars", **world.act("nawal"))
    karim = as_("karim")
    assert (
        _act(karim, public_id, "contre-proposer", sujet=str(key), text="À février", **SEND) == 302
    )
    assert _act(as_("hind"), public_id, "accepter", sujet=str(key + 1), **SEND) == 302
    accept_proposal(public_id=public_id, proposal_id=key + 1, **world.act("nawal"))
    agreement = Agreement.objects.get().pk
    for name in ("nawal", "karim", "hind"):
        sign_agreement(public_id=public_id, agreement_id=agreement, **world.act(name))
    told = [str(event.text) for event in _open(karim, public_id).context["events"]]
    assert f"{FUND} (fictif) contre-propose d’autres termes" in told
    accepted = [readable(text) for text in told if "accepte les termes" in text]
    assert len(accepted) == 2
    assert any(text.startswith(f"{FEDERATION} (fictif)") for text in accepted)
    signed = [rank for rank, text in enumerate(told) if "signe l’accord" in text]
    assert len(signed) == 3
    assert told.index("Accord signé par toutes les parties appelées à le signer") > signed[-1]


@pytest.mark.parametrize("act", ["proposer", "complement"])
def test_who_will_read_an_act_is_said_beside_it(world: World, as_: Signed, act: str) -> None:
    """Before sending, not after: whoever proposes or asks learns who reads it."""
    text = _text(as_("karim"), taken(world))
    form = text.partition(f'/actes/{act}/"')[2].partition("</form>")[0]
    assert "Lu par toutes les parties du dossier." in form


def test_what_is_asked_of_the_committee_is_read_by_who_wrote_it_and_its_secretary(
    world: World, as_: Signed
) -> None:
    public_id = taken(world, subject=PERSONAL)
    form = _text(as_("zineb"), public_id).partition("/actes/comite/")[2].partition("</form>")[0]
    assert "Lu par le secrétariat du comité permanent" in readable(form)
    asked = "Quel délai pour répondre ?"
    assert _act(as_("zineb"), public_id, "comite", text=asked) == 302
    for name in ("zineb", "hind", "karim", "samir"):
        assert asked in _text(as_(name), public_id), name
    assert asked in as_("samir").get("/fr/mediation/comite/").content.decode()
    # A relay does not read what another institution asks about a person's right.
    other = filed(world, subject=PERSONAL)
    refer_case(public_id=other, reason="Motif de santé", **world.act("yassine"))
    assert "Motif de santé" not in _text(as_("zineb"), other)
    assert "Motif de santé" not in as_("zineb").get("/fr/mediation/comite/").content.decode()


def test_the_life_of_a_case_says_who_carried_it_higher(world: World, as_: Signed) -> None:
    public_id = taken(world)
    assert _act(as_("karim"), public_id, "national", text="Bloqué", is_sure="on") == 302
    refer_case(public_id=public_id, reason="Bloqué", **world.act("yassine"))
    for name in ("karim", "hind"):
        told = [
            readable(str(event.text)) for event in _open(as_(name), public_id).context["events"]
        ]
        raised = next(text for text in told if "échelon national" in text)
        assert FUND in raised, name
        assert "caisse" in raised.rpartition("(")[2], "and the role"
        assert any(FUND in text and "renvoie le dossier au comité" in text for text in told), name
