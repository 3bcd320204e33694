"""Settlements in danger and proposals call themselves; their decisions come back with an effect."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db.models import Q
from django.test import Client
from django.utils import timezone

from mithaq.apps.accounts.queries import Wish
from mithaq.apps.conventions.models import AgendaItem, Committee, Decision, Meeting
from mithaq.apps.conventions.operations.deciding import take_decision
from mithaq.apps.conventions.operations.meetings import convene_meeting
from mithaq.apps.conventions.operations.sitting_drafts import DecisionDraft
from mithaq.apps.conventions.operations.sittings import close_meeting
from mithaq.apps.conventions.queries.saying import day
from mithaq.apps.corridor import operations
from mithaq.apps.corridor.models import (
    Case,
    CommitteeReferral,
    Contest,
    Corridor,
    Message,
    ReformProposal,
    Settlement,
    Side,
    SystemicProblem,
)
from mithaq.apps.corridor.operations import debts
from mithaq.apps.corridor.operations._referrals import keep_before
from mithaq.apps.corridor.queries import calls_of_corridor
from mithaq.apps.corridor.queries.discussed import (
    sittings_of_proposal,
    sittings_without_decision,
)
from mithaq.apps.corridor.queries.referable import referable_cases
from mithaq.apps.corridor.queries.referrals import referrals_where
from mithaq.apps.corridor.queries.returning import decisions_to_return
from mithaq.apps.corridor.queries.sequels import sequels_of_decision, sequels_of_meeting
from mithaq.apps.corridor.queries.turns import Act, Turn
from mithaq.apps.organisations.models import Organisation
from mithaq.apps.organisations.queries import mandates_of
from mithaq.base.text import Labels, labels_spoken
from mithaq.flows._digest_words import written
from mithaq.flows.close_sitting import close_sitting
from mithaq.flows.prepare_meeting import prepare_meeting
from mithaq.flows.return_decisions import return_decisions
from mithaq.flows.send_digests import digest_of
from tests.apps.conventions.sittings import attend, planned, record_committee
from tests.apps.corridor.plans import plan_of, proposal_of
from tests.apps.corridor.world import (
    CORRIDOR,
    FEDERATION,
    FUND,
    OTHER,
    World,
    build,
    case,
    filed,
    taken,
)
from tests.conftest import person

pytestmark = pytest.mark.django_db
As = Callable[[str], Client]


@pytest.fixture
def world(bodies: dict[str, int], settings: Any) -> World:
    """The corridor with a standing committee, whose chair is held by a region."""
    settings.COUNTRY = "mithaq.law.morocco"
    made = build()
    Corridor.objects.update(standing_committee=record_committee(late=1))
    made.users["wali"] = person(
        "wali", "Wali", "region_officer", organisation="region-hesperides", territory="06"
    )
    return made


@pytest.fixture
def as_(world: World) -> As:
    """A browser in which somebody of the cast is signed in."""

    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(world.users[name])
        return client

    return signed_in


def _today(world: World, days: int) -> date:
    return (world.at + timedelta(days=days)).date()


def _calls(world: World, days: int) -> dict[str, Any]:
    committee = Committee.objects.get().pk
    on = _today(world, days)
    return {call.key: call for call in calls_of_corridor(committee, on=on, today=on)}


def test_a_settlement_calls_itself_once_something_is_late(world: World) -> None:
    number = plan_of(world)
    plan_of(world, company=OTHER)
    key = f"settlement:{number}"
    near = _calls(world, 1)
    assert list(near) == [key], "a company outside the federations is no matter of the corridor"
    assert near[key].reason, "near: it stays out, and says why"
    late = _calls(world, 25)[key]
    assert not late.reason
    assert late.owner_id == Organisation.objects.get(slug=FUND).pk
    assert "Échéance n° 1 non payée depuis" in late.detail.fr
    committee, today = Committee.objects.get().pk, _today(world, 25)
    sits = today + timedelta(days=12)
    counted = next(
        call for call in calls_of_corridor(committee, on=sits, today=today) if call.key == key
    )
    now, then = (int(re.findall(r"de (\d+) jour", item.why.fr)[0]) for item in (late, counted))
    assert then == now + 12, "counted to the day of the meeting, as what the convention calls"
    assert counted.why.fr.endswith(f"au {day(sits)}."), "and the words say which day"
    for labels in (late.title, late.detail, late.why):
        assert labels.ar
        assert labels.en
        assert "conserves" not in repr(labels).lower()


def test_a_proposal_calls_itself_once_submitted(world: World) -> None:
    number = proposal_of(world)
    assert not _calls(world, 1)
    _submitted(number, world)
    call = _calls(world, 1)[f"proposal:{number}"]
    assert call.detail.fr == "Seuil unique"
    assert "approbation attendue" in call.why.fr
    ReformProposal.objects.filter(number=number).update(
        status="adopted", adopted_on=_today(world, 2)
    )
    assert "Adoptée en commun le" in _calls(world, 3)[f"proposal:{number}"].why.fr


def test_a_proposal_tells_the_bodies_of_its_corridor_which_sitting_had_it(
    world: World, as_: As
) -> None:
    number = proposal_of(world)
    _submitted(number, world)
    url = f"/fr/propositions-de-reforme/{number}/"
    meeting = planned(Committee.objects.get())
    under = mandates_of(user=world.users["samir"])[0]
    who = {"actor": world.users["samir"], "mandate": under.text}
    before, on = meeting.starts_at - timedelta(days=12), meeting.starts_at
    prepare_meeting(meeting_id=meeting.pk, at=before, **who)

    def told(name: str) -> str:
        return as_(name).get(url).content.decode()

    assert f"À l’ordre du jour de la séance {meeting.number}, le" in told("samir")
    convene_meeting(meeting_id=meeting.pk, on=before.date(), reason="exercice", at=before, **who)
    attend(meeting, 6)
    end = on + timedelta(hours=1)
    close_meeting(meeting_id=meeting.pk, closed_at=end, at=end, **who)
    assert "non abordé" in told("samir")
    assert "Examiné sans décision" not in told("samir")
    AgendaItem.objects.filter(key=f"proposal:{number}").update(is_examined=True)
    (heard,) = sittings_of_proposal(number)
    assert heard.is_noted


def _submitted(number: str, world: World) -> None:
    from mithaq.apps.programmes.models import ReformScenario

    trial = ReformScenario.objects.create(
        name="Seuil", changes=[], first_month="2026-01-01", month_count=1, people_count=1_000,
        seed=1, law_digest="l", population_digest="p", author="", recorded_at=world.at,
        computed_at=world.at, result_digest="a" * 64, result={"measures": [], "cells": []},
    )  # fmt: skip
    ReformProposal.objects.filter(number=number).update(
        scenario=trial, scenario_digest="a" * 64, status="submitted", submitted_at=world.at
    )


def _sat(world: World, by: str, *, closes: bool = True) -> tuple[Meeting, list[Decision]]:
    """The committee sits, led by somebody, and decides under every point of the corridor."""
    meeting = planned(Committee.objects.get())
    before, on = meeting.starts_at - timedelta(days=12), meeting.starts_at
    under = mandates_of(user=world.users[by])[0]
    who = {"actor": world.users[by], "mandate": under.text}
    prepare_meeting(meeting_id=meeting.pk, at=before, **who)
    convene_meeting(meeting_id=meeting.pk, on=before.date(), reason="exercice", at=before, **who)
    attend(meeting, 6)
    rules = ("case_blocked", "settlement_at_risk", "reform_proposed", "cause_recurs")
    for item in AgendaItem.objects.filter(meeting=meeting, rule__in=rules).order_by("rank"):
        take_decision(
            meeting_id=meeting.pk,
            draft=DecisionDraft(
                text=Labels(f"Trancher {item.key}.", "يحسم.", "Settle."),
                owner_id=Organisation.objects.get(slug=FUND).pk,
                due_on=date(2027, 6, 1),
                item_id=item.pk,
            ),
            at=on, **who,
        )  # fmt: skip
    end = on + timedelta(hours=1)
    if closes:
        close_sitting(meeting_id=meeting.pk, closed_at=end, presided_by=None, under=under, at=end,
                      **who)  # fmt: skip
    else:
        close_meeting(meeting_id=meeting.pk, closed_at=end, at=end, **who)
    return meeting, list(Decision.objects.order_by("number"))


def test_the_chair_closes_and_every_decision_comes_back(world: World) -> None:
    public_id = taken(world)
    operations.refer_case(public_id=public_id, reason="Bloqué", **world.act("yassine"))
    number, reform = plan_of(world, months=12), proposal_of(world)
    _submitted(reform, world)
    meeting, _decisions = _sat(world, "wali")
    assert {(row.kind, row.status) for row in CommitteeReferral.objects.all()} == {
        ("case", "decided"), ("settlement", "decided"), ("proposal", "decided"),
    }  # fmt: skip
    called = CommitteeReferral.objects.get(kind="settlement")
    assert (called.object_ref, called.by_id, called.referred_by_id) == (number, None, None)
    told_why = labels_spoken(called.reason)
    assert "retard" in told_why.fr
    assert "arrear" in told_why.en or "late" in told_why.en
    assert "retard" not in told_why.ar, "what the product says is kept in every language"
    planned_on = timezone.localtime(meeting.starts_at).date()
    Meeting.objects.filter(pk=meeting.pk).update(sat_on=planned_on - timedelta(days=5))
    CommitteeReferral.objects.filter(pk=called.pk).delete()
    (again,) = (
        item for item in decisions_to_return(meeting.pk) if item.called.object_ref == number
    )
    days = [int(re.findall(r"de (\d+) jour", text)[0])
            for text in (told_why.fr, again.called.why.fr)]  # fmt: skip
    assert days[1] == days[0] - 5, "counted again to the day on which it sat"
    assert again.called.why.fr.endswith(f"au {day(planned_on - timedelta(days=5))}.")
    called.save(force_insert=True)
    Meeting.objects.filter(pk=meeting.pk).update(sat_on=None)
    told = Message.objects.latest("pk")
    assert "Trancher case:" in told.body
    assert re.match(rf"Décision C\d+-\d+-\d+ \({Committee.objects.get().label_fr}\) : ", told.body)
    read = operations.read_case(
        public_id=public_id, purpose="lecture du dossier", **world.act("nawal")
    ).view
    said = next(item for item in read.messages if item.id == told.pk)
    assert said.labels.fr == Committee.objects.get().label_fr, "the committee speaks for itself"
    assert (said.author, said.organisation) == ("", "")
    assert read.turns[0] == Turn(FUND, Act.APPLY, date(2027, 6, 1))
    again = return_decisions(
        meeting_id=meeting.pk, actor=None, under=world.under("samir"), at=meeting.starts_at
    )
    assert again == ()
    days = (meeting.starts_at - world.at).days
    assert not _calls(world, days), "decided, nothing calls itself again on the same day"
    assert f"settlement:{number}" in _calls(world, days + 60), "late again since: it comes back"


def test_a_case_given_to_nobody_waited_for_who_was_to_answer(
    world: World, as_: As, after: datetime
) -> None:
    public_id = taken(world)
    operations.refer_case(public_id=public_id, reason="Bloqué", **world.act("yassine"))
    Case.objects.update(waits_for=None)
    _sat(world, "wali")
    referral = CommitteeReferral.objects.get(kind="case")
    assert referral.owner_before == Organisation.objects.get(slug=FUND)


def test_a_decision_says_what_it_changed_before_and_after(
    world: World, as_: As, after: datetime
) -> None:
    public_id = taken(world)
    operations.refer_case(public_id=public_id, reason="Bloqué", **world.act("yassine"))
    Case.objects.update(waits_for=Organisation.objects.get(slug=OTHER))
    _sat(world, "wali")
    referral = CommitteeReferral.objects.get(kind="case")
    assert referral.state_before == "open"
    assert referral.owner_before == Organisation.objects.get(slug=OTHER)
    world.users["khadija"] = person("khadija", "Khadija", "auditor", organisation=FUND)
    page = as_("khadija").get(f"/fr/decisions/{referral.decision_id}/").content.decode()
    table = re.sub(r"<[^>]+>|\s+", " ", page[page.index("t-changed") :].split("</table>")[0])
    said = " ".join(table.split())
    fund, other = (Organisation.objects.get(slug=slug).label_fr for slug in (FUND, OTHER))
    assert "Avant la décision Décidé Aujourd’hui" in said
    assert f"attendu de {other} {fund} {fund}" in said, "the hand, before and after"
    assert "Échéance aucune 1er juin 2027 1er juin 2027" in said
    assert "État pas de décision ouverte ouverte" in said
    world.users["other"] = person("other", "Autre", "employer", organisation=OTHER)
    where = f"/fr/decisions/{referral.decision_id}/"
    assert as_("other").get(where).status_code == 403, "a stranger to the case reads nothing"
    assert as_("karim").get(where).status_code == 200, "who may open the case reads its decision"
    assert "état en concertation, devant le comité inchangé par la décision en concertation" in said


def test_who_reads_a_decision_through_a_case_finds_it_in_the_list(
    world: World, as_: As, after: datetime
) -> None:
    public_id = filed(world, by="omar", company=OTHER)
    operations.refer_case(public_id=public_id, reason="Bloqué", **world.act("yassine"))
    _sat(world, "wali")
    where = f"/fr/decisions/{CommitteeReferral.objects.get(kind='case').decision_id}/"
    Decision.objects.update(owner_person="Zoubida Nommée")
    omar = as_("omar")
    assert omar.get(where).status_code == 200
    listed = omar.get("/fr/decisions/").content.decode()
    assert f'href="{where}"' in listed
    assert "Zoubida" not in listed, "nobody is told who was named inside another body"
    assert f'href="{where}"' not in omar.get("/fr/decisions/?q=Zoubida").content.decode()
    assert "Zoubida" not in b"".join(omar.get("/fr/decisions/?format=csv")).decode()
    Case.objects.update(company=Organisation.objects.get(slug=FUND))
    assert where not in omar.get("/fr/decisions/").content.decode()


def test_the_effect_of_a_decision_is_counted(world: World) -> None:
    number = plan_of(world)
    meeting, (decision,) = _sat(world, "wali")
    (then,) = sequels_of_decision(decision.pk, at=meeting.starts_at + timedelta(hours=2))
    assert (then.measures[0].before, then.measures[0].now) == (6, 6)
    paid_on = (meeting.starts_at + timedelta(days=3)).date()
    debts.record_payment(
        number=number, paid_on=paid_on, amount=200_000,
        **(world.act("karim") | {"at": meeting.starts_at + timedelta(days=3)}),
    )  # fmt: skip
    assert then.measured_on == (meeting.starts_at + timedelta(days=1)).date(), "nothing on the day"
    (since,) = sequels_of_meeting(meeting.pk, at=meeting.starts_at + timedelta(days=5))
    assert (since.measures[0].before, since.measures[0].now) == (6, 4)
    assert (since.kind, since.object_ref) == ("settlement", number)


def test_an_effect_counts_nothing_late_of_what_a_contest_took_off(world: World) -> None:
    number = plan_of(world)
    meeting, _decisions = _sat(world, "wali")
    at = meeting.starts_at + timedelta(days=3)
    statement = Settlement.objects.get(number=number).statement.number
    debts.contest_line(
        number=statement, line_number=1, reason="Déjà payé", **(world.act("nawal") | {"at": at})
    )
    debts.answer_contest(
        number=statement, contest=Contest.objects.get().pk, corrected=0, answer="Exact",
        **(world.act("karim") | {"at": at}),
    )  # fmt: skip
    (since,) = sequels_of_meeting(meeting.pk, at=at + timedelta(days=1))
    assert (since.measures[0].before, since.measures[0].now) == (6, 0)


def test_a_case_tells_how_long_after_its_decision_it_closed(world: World) -> None:
    public_id = taken(world)
    operations.refer_case(public_id=public_id, reason="Bloqué", **world.act("yassine"))
    Case.objects.update(level="national")
    assert [row.number for row in referable_cases(CORRIDOR, at=world.at)]
    meeting, (decision,) = _sat(world, "wali")
    assert not referable_cases(CORRIDOR, at=meeting.starts_at + timedelta(hours=2)), "decided"
    (open_,) = sequels_of_decision(decision.pk, at=meeting.starts_at + timedelta(days=7))
    assert open_.closed_after_days is None
    assert open_.open_days
    later = meeting.starts_at + timedelta(days=14)
    act = world.act("nawal") | {"at": later}
    operations.withdraw_case(public_id=public_id, reason="Payé", **act)
    (done,) = sequels_of_decision(decision.pk, at=later + timedelta(days=30))
    assert done.closed_after_days
    assert done.closed_at == Case.objects.get().closed_at
    assert done.open_days is None


@pytest.fixture
def after(world: World) -> Iterator[datetime]:
    """The pages read three months after the sitting of December."""
    now = datetime(2027, 3, 1, 9, tzinfo=UTC)
    with time_machine.travel(now, tick=False):
        yield now


def test_decisions_left_waiting_are_offered_on_the_minutes(
    world: World, as_: As, after: datetime
) -> None:
    number = plan_of(world)
    meeting, (decision,) = _sat(world, "samir", closes=False)
    committee = Committee.objects.get()
    base = f"/fr/conventions/{committee.convention.reference}/comites/{committee.number}"
    address = f"{base}/seances/{meeting.number}/proces-verbal/"
    page = as_("wali").get(address)
    assert page.status_code == 200, page
    assert "Les rendre maintenant" in page.content.decode()
    assert as_("wali").post(address, {"act": "return"}).status_code == 302
    text = as_("wali").get(address).content.decode()
    assert "Les rendre maintenant" not in text
    assert number in text
    told = as_("wali").get(f"/fr/decisions/{decision.pk}/").content.decode()
    assert "ce qui a changé depuis" in told
    link = f"/fr/dettes/arrangements/{number}/"
    opens = as_("wali").get(link).status_code == 200
    assert (f'href="{link}"' in told, f'href="{link}"' in text) == (opens, opens)
    plan = as_("nawal").get(f"/fr/dettes/arrangements/{number}/").content.decode()
    assert "Trancher settlement" in plan
    assert "la décision et son effet" in plan


def test_an_officer_refers_by_hand_with_a_reason(world: World, as_: As) -> None:
    number, reform = plan_of(world), proposal_of(world)
    for kind, ref, page in (
        ("settlement", number, f"/fr/dettes/arrangements/{number}/"),
        ("proposal", reform, f"/fr/propositions-de-reforme/{reform}/"),
    ):
        door = f"/fr/mediation/comite/renvoyer/{kind}/{ref}/"
        assert door in as_("karim").get(page).content.decode()
        assert as_("karim").post(door, {"text": ""}).status_code == 422
        sent = as_("karim").post(door, {"text": "Le plan ne tient plus."})
        assert (sent.status_code, sent["Location"]) == (302, page)
        assert door not in as_("karim").get(page).content.decode()
        assert as_("omar").get(door).status_code == 404
    # The company reads its own plan: it does not put it before the committee.
    assert (
        as_("nawal").get(f"/fr/mediation/comite/renvoyer/settlement/{number}/").status_code == 403
    )
    assert as_("karim").get("/fr/mediation/comite/renvoyer/case/1/").status_code == 404
    assert CommitteeReferral.objects.filter(status="referred").count() == 2
    listed = as_("samir").get("/fr/mediation/comite/").content.decode()
    assert "Le plan ne tient plus." in listed


def test_a_digest_counts_debts_and_questions_by_number_only(world: World) -> None:
    number = plan_of(world)
    wish = Wish(user_id=world.users["nawal"].pk, frequency="daily", language="ar")
    on = _today(world, 30)
    subject, body = written(digest_of(wish, on=on), wish.language, "https://exemple.invalid")
    assert "ديون وتسويات تنتظر دوركم: 1" in body
    assert f"- {number} · جدول أداء متأخر · " in body
    assert "https://exemple.invalid/ar/dettes/" in body
    assert "conserves" not in f"{subject} {body}".lower()
    quiet = Wish(user_id=world.users["tarik"].pk, frequency="daily", language="fr")
    assert "Dettes et arrangements" not in written(digest_of(quiet, on=on), "fr", "")[1]


def test_a_cause_tells_the_sitting_that_spoke_of_it_its_decision_and_its_new_day(
    world: World, as_: As
) -> None:
    number = operations.open_problem(
        draft=operations.ProblemDraft(
            corridor=CORRIDOR, family="imputation", labels=Labels("Un virement sans mois"),
            owner=FUND, fix="Demander le mois", due_on=date(2026, 11, 27), effect_expected="",
        ),
        case_numbers=[case_number(world)], **world.act("karim"),
    )  # fmt: skip
    key = str(number.public_id)
    operations.refer_problem(public_id=key, reason="Qui corrige ?", **world.act("karim"))
    url = f"/fr/mediation/problemes/{key}/"

    def told() -> str:
        page = re.sub(r"</?sup>", "", as_("karim").get(url).content.decode())
        return " ".join(re.sub(r"<[^>]+>|\s+", " ", page).split())

    assert "À inscrire à l’ordre du jour" in told()
    meeting, decisions = _sat(world, "wali", closes=False)
    assert decisions, "the committee decided"
    page = told()
    assert "À inscrire à l’ordre du jour" not in page
    assert f"Décidé à la séance {meeting.number}, tenue le {day(date(2026, 12, 1))}" in page
    assert "avant le 1er juin 2027" in page

    return_decisions(
        meeting_id=meeting.pk, actor=None, under=world.under("samir"), at=meeting.starts_at
    )
    page = told()
    assert f"séance {meeting.number}, tenue le {day(date(2026, 12, 1))}" in page
    assert "Décidé à la séance" not in page, "said once"
    assert SystemicProblem.objects.get().due_on == date(2027, 6, 1)
    assert "27 novembre 2026" not in page
    referral = CommitteeReferral.objects.get()
    assert (referral.due_before, referral.status) == (date(2026, 11, 27), "decided")


def case_number(world: World) -> str:
    """The number of a case just filed."""
    return case(filed(world)).number


def test_a_case_on_an_agenda_names_the_sitting_and_whom_it_waits_for(
    world: World, as_: As, after: datetime
) -> None:
    public_id = taken(world)
    operations.refer_case(public_id=public_id, reason="Bloqué", **world.act("yassine"))
    relay = Organisation.objects.get(slug=FEDERATION)
    Side.objects.filter(institution__slug=FUND).update(status="waiting_other", waits_for=relay)
    waiting = CommitteeReferral.objects.get(kind="case")
    first = referrals_where(Q(pk=waiting.pk), is_redacted=False)[0]
    assert first.status_label == "à inscrire à l’ordre du jour"
    meeting = planned(Committee.objects.get())
    AgendaItem.objects.filter(key__startswith="case:").update(key="none:0")
    with time_machine.travel(meeting.starts_at - timedelta(days=12), tick=False):
        page = as_("samir").get("/fr/mediation/comite/").content.decode()
    told = page.replace("\u00a0", " ").replace("\u202f", " ")
    at = told.find("ira à l’ordre du jour")
    assert f"séance {meeting.number}" in told[at : at + 120], told[told.find("<h3>") :][:1500]
    under = mandates_of(user=world.users["wali"])[0]
    prepare_meeting(
        meeting_id=meeting.pk, at=meeting.starts_at - timedelta(days=12),
        actor=world.users["wali"], mandate=under.text,
    )  # fmt: skip
    found = referrals_where(Q(pk=waiting.pk), is_redacted=False)[0]
    assert found.status_label == f"à l’ordre du jour de la séance {meeting.number}"
    point = AgendaItem.objects.get(rule="case_blocked")
    assert (point.owner, point.who_fr) == (relay, relay.label_fr)
    keep_before(waiting)
    assert waiting.owner_before == relay


def test_the_secretary_reads_what_is_late_and_what_a_default_costs_without_the_company(
    world: World, as_: As
) -> None:
    number = plan_of(world)
    now = datetime.combine(_today(world, 40), datetime.min.time(), UTC) + timedelta(hours=10)
    door = f"/fr/mediation/comite/arrangements/{number}/"
    with time_machine.travel(now, tick=False):
        listed = as_("samir").get("/fr/mediation/comite/").content.decode()
        assert f'href="{door}"' in listed
        text = as_("samir").get(door).content.decode()
        company = Settlement.objects.get(number=number).statement.company
        assert company.label_fr not in text
        assert "en retard depuis le" in text
        assert "dès le premier jour de retard" in text
        assert "Serait dû en tout, sans échéancier" in text
        assert "simulators/rights" in text, "what keeps a label apart from its amount"
        assert "C’est le seul arrangement en danger du corridor." in text
        refer = f"/fr/mediation/comite/renvoyer/settlement/{number}/"
        assert refer in text
        sent = as_("samir").post(refer, {"text": "Faut-il attendre ?"})
        assert (sent.status_code, sent["Location"]) == (302, door)
        assert "Faut-il attendre ?" in as_("samir").get(door).content.decode()
        assert as_("samir").get(f"/fr/dettes/arrangements/{number}/").status_code == 403
        for other in ("karim", "nawal", "wali"):
            assert as_(other).get(door).status_code == 404, other


def test_the_parties_of_a_case_know_that_a_sitting_heard_it_and_decided_nothing(
    world: World, as_: As
) -> None:
    public_id = taken(world)
    operations.refer_case(public_id=public_id, reason="Bloqué", **world.act("yassine"))
    number = Case.objects.get(public_id=public_id).number
    meeting = planned(Committee.objects.get())
    under = mandates_of(user=world.users["samir"])[0]
    who = {"actor": world.users["samir"], "mandate": under.text}
    before, on = meeting.starts_at - timedelta(days=12), meeting.starts_at
    convene_meeting(meeting_id=meeting.pk, on=before.date(), reason="exercice", at=before, **who)
    assert sittings_without_decision(number) == (), "not held yet"
    attend(meeting, 6)
    end = on + timedelta(hours=1)
    close_meeting(meeting_id=meeting.pk, closed_at=end, at=end, **who)
    (skipped,) = sittings_without_decision(number)
    assert not skipped.is_noted, "nobody noted that it was heard"
    case_url = f"/fr/mediation/dossiers/{public_id}/"
    text = as_("nawal").get(case_url, follow=True).content.decode()
    assert "non abordé" in text
    assert "Examiné par le comité permanent" not in text
    AgendaItem.objects.filter(key=f"case:{number}").update(is_examined=True)
    (heard,) = sittings_without_decision(number)
    assert heard.number == meeting.number
    text = as_("nawal").get(case_url, follow=True).content.decode()
    assert f"Examiné par le comité permanent, séance {meeting.number}" in text
