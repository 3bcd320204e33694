"""A company states its problem: what is refused, what is written, and where it goes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.corridor.models import Case, Explanation, Side, SideEvent
from mithaq.apps.corridor.operations import (
    FileDraft,
    InstitutionDraft,
    OfficerDraft,
    PersonDraft,
    ProblemDraft,
    answer_explanation,
    appoint_officer,
    end_officer,
    load_corridors,
    open_problem,
    set_availability,
    show_explanation,
    submit_case,
    transfer_side,
)
from mithaq.apps.corridor.queries import corridors_of, question_facts
from mithaq.apps.corridor.queries.committees import members_of
from mithaq.apps.corridor.queries.officers import officers
from mithaq.apps.organisations.models import Mandate, Membership, Organisation
from mithaq.apps.reference.models import Territory
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels
from tests.apps.corridor.world import (
    AGENCY,
    COMPANY,
    CORRIDOR,
    FEDERATION,
    FUND,
    OTHER,
    PERSONAL,
    SUBJECT,
    TODAY,
    World,
    case,
    corridor_draft,
    draft,
    filed,
    post,
)
from tests.conftest import AT, SINCE

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n"


def rules(error: pytest.ExceptionInfo[Refusal]) -> set[str]:
    return {fault.rule for fault in error.value.faults}


def test_a_case_is_numbered_and_every_institution_has_its_side(world: World) -> None:
    told = submit_case(draft=draft(), **world.act("nawal"))

    row = Case.objects.get(number="2026-000001")
    assert (told.number, told.company, told.unassigned) == (row.number, "conserves-du-verger", ())
    sides = {side.institution.slug: side for side in Side.objects.filter(case=row)}
    assert {name: side.part for name, side in sides.items()} == {
        FEDERATION: "relays", FUND: "decides", AGENCY: "informs",
    }  # fmt: skip
    assert sides[FUND].case_officer_id == world.posts["karim"]
    assert sides[FUND].due_at is not None
    assert sides[AGENCY].due_at is None, "who promised no delay is never late"
    assert SideEvent.objects.filter(kind="received").count() == 3
    assert AuditLine.objects.filter(action="corridor.submit_case").count() == 1
    second = submit_case(draft=draft(), **world.act("nawal"))
    assert second.number == "2026-000002"


def test_a_federation_files_for_its_member_and_for_no_other(world: World) -> None:
    public_id = filed(world, by="hind")
    assert case(public_id).submitted_by.slug == FEDERATION

    with pytest.raises(Refusal) as error:
        filed(world, by="hind", company=OTHER)
    assert rules(error) == {"case.submit"}
    with pytest.raises(Refusal) as error:
        filed(world, by="hind", territory="09")
    assert rules(error) == {"case.submit"}


@pytest.mark.parametrize("who", ["omar", "karim", "salma", "leila", "samir"])
def test_nobody_else_files_for_a_company(world: World, who: str) -> None:
    with pytest.raises(Refusal) as error:
        filed(world, by=who)

    assert rules(error) == {"case.submit"}
    assert not Case.objects.exists()


def test_all_the_faults_are_said_at_once(world: World) -> None:
    wrong = draft(
        title=" ",
        description="",
        people=(PersonDraft(label="", display_name="Untel", insured_number="12"),),
        files=(FileDraft(name="a.exe", content=b"MZ"),),
    )
    with pytest.raises(Refusal) as error:
        submit_case(draft=wrong, **world.act("omar"))

    assert {fault.where for fault in error.value.faults} == {
        "title", "description", "people[0].label", "people[0].consent_words",
        "people[0].insured_number", "files[0]", "mandate",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"corridor": "nul"}, "corridor"),
        ({"subject": "nul"}, "subject"),
        ({"company": "nulle"}, "company"),
        ({"territory": "MA"}, "territory"),
        ({"territory": "zz"}, "territory"),
    ],
)
def test_what_a_case_names_exists(world: World, changes: dict[str, str], where: str) -> None:
    with pytest.raises(Refusal) as error:
        filed(world, **changes)

    assert [fault.where for fault in error.value.faults] == [where]


def test_a_corridor_without_anyone_who_decides_takes_no_case(world: World) -> None:
    load_corridors(drafts=[corridor_draft(slug="vide", institutions=())], at=AT)

    with pytest.raises(Refusal) as error:
        filed(world, corridor="vide")
    assert "corridor.decides" in rules(error)


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "attachment.present"),
        (b"MZ\x90", "attachment.type"),
        (b"<html><script>", "attachment.type"),
        (PDF + b"/JavaScript (app.alert(1))", "attachment.acts"),
        (PDF + b"x" * (10 * 1024 * 1024), "attachment.size"),
    ],
)
def test_files_are_known_by_their_bytes(world: World, content: bytes, rule: str) -> None:
    with pytest.raises(Refusal) as error:
        filed(world, files=(FileDraft(name="preuve.pdf", content=content),))

    assert rules(error) == {rule}


def test_the_first_answer_is_counted_without_anyone(world: World) -> None:
    lines = AuditLine.objects.count()
    shown = show_explanation(corridor=CORRIDOR, subject=SUBJECT, territory="06.141", at=AT)
    answer_explanation(public_id=str(shown.public_id), is_solved=True, at=AT)
    answer_explanation(public_id=str(shown.public_id), is_solved=False, at=AT)

    row = Explanation.objects.get()
    assert (row.is_solved, row.region.code if row.region else "") == (True, "06")
    assert AuditLine.objects.count() == lines

    second = show_explanation(corridor=CORRIDOR, subject=SUBJECT, at=AT)
    filed(world, explanation=str(second.public_id))
    assert Explanation.objects.get(public_id=second.public_id).is_solved is False
    with pytest.raises(Refusal):
        show_explanation(corridor="nul", subject="nul", at=AT)
    with pytest.raises(Refusal):
        answer_explanation(public_id="rien", is_solved=True, at=AT)


def test_one_case_is_filed_after_one_explanation(world: World) -> None:
    """Sent twice, from two windows even, the second is told the first; others file their own."""
    shown = str(show_explanation(corridor=CORRIDOR, subject=SUBJECT, at=AT).public_id)
    first = filed(world, explanation=shown)
    lines = AuditLine.objects.count()
    assert filed(world, explanation=shown) == first
    assert (Case.objects.count(), AuditLine.objects.count()) == (1, lines)
    assert Explanation.objects.get().case == case(first)
    others = (
        filed(world, by="hind", explanation=shown),
        filed(world, by="omar", company=OTHER, explanation=shown),
        filed(world, subject=PERSONAL, explanation=shown),
    )
    assert len({first, *others}) == 4, "an explanation known to others opens no case of theirs"
    assert Explanation.objects.get().case == case(first)


def routed(world: World, **changes: Any) -> tuple[int | None, str]:
    side = Side.objects.get(case=case(filed(world, **changes)), institution__slug=FUND)
    return side.case_officer_id, side.routing


def test_a_case_goes_to_the_place_the_family_and_the_least_loaded(world: World) -> None:
    assert routed(world) == (world.posts["karim"], "territory")
    assert routed(world, territory="09") == (world.posts["salma"], "territory")
    # A second officer of the region, for pensions only, is not asked for a payment.
    world.posts["brahim"] = post(
        world, "yassine", territory="06", families=("pensions",), substitute_for=None
    )
    assert routed(world)[0] == world.posts["karim"]
    assert routed(world, subject="career-gap") == (world.posts["brahim"], "load")


def test_an_absent_officer_has_a_substitute_then_the_nation_then_nobody(world: World) -> None:
    stand_in = post(world, "yassine", territory="06", substitute_for=world.posts["karim"])
    set_availability(
        officer_id=world.posts["karim"], is_available=False, reason="Congé", **world.act("karim")
    )
    assert routed(world) == (stand_in, "substitute")
    end_officer(officer_id=stand_in, ends_on=TODAY - timedelta(days=1), **world.act("yassine"))
    assert routed(world) == (world.posts["yassine"], "national")
    set_availability(
        officer_id=world.posts["yassine"], is_available=False, reason="Congé",
        **world.act("yassine"),
    )  # fmt: skip
    assert routed(world) == (None, "nobody")


@pytest.mark.parametrize(
    "changes",
    [
        {"ends_on": TODAY - timedelta(days=1)},
        {"role": "auditor"},
        {"territory": "09"},
        {"organisation": FEDERATION},
    ],
)
def test_no_case_goes_to_whose_mandate_is_not_for_the_post(
    world: World, changes: dict[str, Any]
) -> None:
    """It ended, or became another one: the post is as vacant, and the country takes the case."""
    assert routed(world) == (world.posts["karim"], "territory")
    columns = {
        "territory": lambda code: Territory.objects.get(code=code),
        "organisation": lambda slug: Organisation.objects.get(slug=slug),
    }
    values = {
        name: columns[name](value) if name in columns else value for name, value in changes.items()
    }
    Mandate.objects.filter(user=world.users["karim"]).update(**values)
    public_id = filed(world)
    side = Side.objects.get(case=case(public_id), institution__slug=FUND)
    assert (side.case_officer_id, side.routing) == (world.posts["yassine"], "national")
    told = {post.id: post for post in officers(FUND, on=TODAY)}[world.posts["karim"]]
    assert not told.is_there
    assert told.user_id is None
    with pytest.raises(Refusal) as error:
        transfer_side(
            public_id=public_id, institution=FUND, officer_id=world.posts["karim"],
            reason="Congé", **world.act("yassine"),
        )  # fmt: skip
    assert rules(error) == {"code.is_known"}


@pytest.mark.parametrize(
    ("who", "changes"),
    [
        ("salma", {"territory": "06"}),
        ("karim", {"territory": None}),
        ("karim", {"starts_on": SINCE - timedelta(days=1)}),
        ("nawal", {"institution": FUND, "territory": "06"}),
        ("hind", {"institution": FUND, "territory": "06"}),
        ("ghita", {"institution": FUND, "territory": "06"}),
    ],
)
def test_a_post_is_for_an_officer_of_the_institution_there(
    world: World, who: str, changes: dict[str, Any]
) -> None:
    columns = {
        "institution": FUND, "user_id": world.users[who].pk, "capacity": Labels("Représentant"),
        "starts_on": SINCE, "territory": "06",
    }  # fmt: skip
    with pytest.raises(Refusal) as error:
        appoint_officer(draft=OfficerDraft(**columns | changes), **world.act("yassine"))
    assert rules(error) == {"officer.of_institution"}


def test_a_family_calls_only_the_institutions_that_have_a_duty_in_it(world: World) -> None:
    agency = InstitutionDraft(organisation=AGENCY, part="informs", families=("job-loss",))
    load_corridors(drafts=[corridor_draft(institutions=(agency,))], at=world.at)
    bodies = Side.objects.order_by("rank").values_list("institution__slug", flat=True)
    first, second = filed(world), filed(world, subject=PERSONAL)
    assert set(bodies.filter(case__public_id=first)) == {FEDERATION, FUND}
    assert set(bodies.filter(case__public_id=second)) == {FEDERATION, FUND, AGENCY}

    def called() -> dict[str, bool]:
        sides = Side.objects.filter(case__public_id=second)
        return dict(sides.values_list("institution__slug", "is_called"))

    told = called()
    assert told == {FEDERATION: False, FUND: False, AGENCY: True}
    # What the corridor names later changes no case filed before.
    later = InstitutionDraft(organisation=FUND, part="decides", families=("pensions",))
    left = InstitutionDraft(organisation=AGENCY, part="informs")
    load_corridors(drafts=[corridor_draft(institutions=(later, left))], at=world.at)
    assert called() == told
    wrong = InstitutionDraft(organisation=AGENCY, part="informs", families=("astrology",))
    with pytest.raises(Refusal) as error:
        load_corridors(drafts=[corridor_draft(institutions=(wrong,))], at=world.at)
    assert error.value.faults[0].where.endswith(".families")


def test_an_institution_that_left_has_no_right_left(world: World) -> None:
    public_id = filed(world)
    key, day = case(public_id).corridor_id, world.at.date()
    told = ({FUND, FEDERATION, AGENCY}, {FUND}, (CORRIDOR,), CORRIDOR)

    def now() -> tuple[Any, ...]:
        held = question_facts.corridors_of(FUND, on=day, decides=True)
        return (
            members_of(key, on=day) & question_facts.joined_bodies(key, on=day),
            question_facts.deciding_bodies(key, on=day),
            corridors_of(FUND, on=day),
            held[0][0] if held else "",
        )

    assert now() == told
    ends = {"part": "decides", "ends_on": day - timedelta(days=1)}
    left = InstitutionDraft(organisation=FUND, **ends)
    load_corridors(drafts=[corridor_draft(institutions=(left,))], at=world.at)
    # Named with its last day, the fund is out; the two that the list does not name stay.
    assert now() == ({FEDERATION, AGENCY}, set(), (), "")
    assert members_of(key, on=ends["ends_on"]) == {FUND, FEDERATION, AGENCY}
    draft_ = ProblemDraft(
        corridor=CORRIDOR, family="imputation", owner=AGENCY, labels=Labels("Cause", "سبب")
    )  # fmt: skip
    with pytest.raises(Refusal) as error:
        open_problem(draft=draft_, **world.act("karim"))
    assert "problem.steer" in rules(error)
    with pytest.raises(Refusal) as error:
        filed(world)
    assert rules(error) == {"corridor.decides"}
    assert case(public_id).status == "submitted", "a case of before keeps its sides"


def test_a_federation_speaks_for_a_member_while_the_bond_holds(world: World) -> None:
    bond = Membership.objects.filter(member__slug=COMPANY, federation__slug=FEDERATION)
    for dates in (
        {"ends_on": world.at.date() + timedelta(days=30)},
        {"starts_on": SINCE, "ends_on": world.at.date()},
    ):
        bond.update(**dates)
        filed(world, by="hind")
    for dates in (
        {"ends_on": world.at.date() - timedelta(days=1)},
        {"ends_on": None, "starts_on": world.at.date() + timedelta(days=1)},
    ):
        bond.update(**dates)
        with pytest.raises(Refusal):
            filed(world, by="hind")


def test_what_an_absent_officer_had_not_taken_goes_on(world: World) -> None:
    public_id = filed(world, subject=PERSONAL)
    before = Side.objects.get(case=case(public_id), institution__slug=FUND).due_at
    with CaptureQueriesContext(connection) as asked:
        handed = set_availability(
            officer_id=world.posts["karim"], is_available=False, reason="Congé",
            **world.act("karim"),
        )  # fmt: skip
    if connection.features.has_select_for_update:
        held = [row["sql"] for row in asked if "FOR UPDATE" in row["sql"]]
        assert any('FROM "corridor_case" ' in sql for sql in held), "its case is held"

    side = Side.objects.get(case=case(public_id), institution__slug=FUND)
    assert handed == (side.pk,)
    assert (side.case_officer_id, side.routing) == (world.posts["yassine"], "national")
    assert side.due_at == before, "a transfer does not start the clock again"
