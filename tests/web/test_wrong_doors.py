"""Every address of mediation, debts, questions and committees that takes a key, asked by those whom
what it opens does not concern: read from the addresses themselves, so that a page added tomorrow
is asked too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from importlib import import_module
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse
from django.utils import timezone

from mithaq.apps.conventions.models import Committee, Decision
from mithaq.apps.conventions.operations import sittings
from mithaq.apps.conventions.operations.deciding import take_decision
from mithaq.apps.conventions.operations.sitting_drafts import DecisionDraft
from mithaq.apps.corridor.models import (
    AnswerEvidence,
    Attachment,
    ConcernedPerson,
    ContestEvidence,
    Settlement,
)
from mithaq.apps.corridor.operations import ProblemDraft, debts, open_problem, write_message
from mithaq.apps.corridor.operations.drafts import FileDraft, PersonDraft
from mithaq.apps.corridor.operations.drawing import announce_draw, draw_controls
from mithaq.apps.corridor.operations.question_answers import answer_question
from mithaq.apps.corridor.operations.question_drafts import (
    AnswerDraft,
    DrawDraft,
    QuestionDraft,
    SignalDraft,
)
from mithaq.apps.corridor.operations.questions import enter_signal, open_question
from mithaq.apps.organisations.models import Organisation
from mithaq.apps.organisations.operations import OrganisationDraft, create_organisation
from mithaq.base.fictitious import fictitious_ice
from mithaq.base.text import Labels
from tests.apps.conventions.sittings import ACT, BODIES, attend, convened, record_committee
from tests.apps.corridor.conftest import world_of_the_module
from tests.apps.corridor.plans import plan_of, proposal_of
from tests.apps.corridor.world import COMPANY, CORRIDOR, FUND, PERSONAL, World, case, filed
from tests.conftest import AT, person
from tests.web.conventions.story import body

__all__ = ["world_of_the_module"]
pytestmark = pytest.mark.django_db
PACKAGES = ("corridor", "debts", "questions", "committees")
SECRET = "Salaire de Mounir"
WORDS = (SECRET, "Mounir", "Conserves du Verger", COMPANY, "Nawal", fictitious_ice(3))
# What everyone may open, or every institution of the corridor: it must say no word of anyone.
PUBLIC = {
    "case_subject", "control_draw", "control_draw_again", "control_draw_list",
    "control_draw_population", "committee", "meeting", "submit_answer", "submit_form",
}  # fmt: skip
COUNTED = {"cases_counted", "cases_counted_by"}
OPEN_TO = {
    "employer of another company": COUNTED,
    "officer of another federation": COUNTED | {"case_list"},
    "fund of another region": COUNTED | {
        "case_list", "control_draw_ices", "corridor_causes_of", "corridor_problem",
        "reform_proposal", "reform_proposal_change", "reform_proposal_step",
    },
}  # fmt: skip
Keys = dict[str, Any]
Own = dict[str, Keys]


def keyed() -> Iterator[tuple[str, frozenset[str]]]:
    """The names of the addresses that take a key, with what each takes."""
    for package in PACKAGES:
        yield from _within(import_module(f"mithaq.web.{package}.urls").urlpatterns)


def _within(patterns: list[URLPattern | URLResolver]) -> Iterator[tuple[str, frozenset[str]]]:
    for item in patterns:
        if isinstance(item, URLResolver):
            yield from _within(item.url_patterns)
        elif item.pattern.converters:
            yield str(item.name), frozenset(item.pattern.converters)


@pytest.fixture
def world(world_of_the_module: Callable[[], World], db: None, settings: Any) -> Iterator[World]:
    """The corridor of exercise, under the law of Morocco."""
    settings.COUNTRY = "mithaq.law.morocco"
    made = world_of_the_module()
    with time_machine.travel(AT + timedelta(hours=3), tick=False):
        yield made


def laid(world: World) -> tuple[Keys, Own]:
    """One of each thing, all of one company; the keys by name, then those of some pages."""
    one = filed(
        world, subject=PERSONAL, title=SECRET, description=SECRET,
        people=(PersonDraft(label="salarié 1", display_name="Mounir Exemple",
                            insured_number="912345678", consent_words="J’accepte."),),
    )  # fmt: skip
    pdf = FileDraft(name=f"{SECRET}.pdf", content=b"%PDF-1.4 exercice")
    write_message(public_id=one, body=SECRET, files=(pdf,), **world.act("nawal"))
    problem = open_problem(
        draft=ProblemDraft(corridor=CORRIDOR, family="job-loss", labels=Labels("Relevés"),
                           owner=FUND),
        case_numbers=[case(one).number], **world.act("karim"),
    )  # fmt: skip
    plan = plan_of(world)
    statement = Settlement.objects.get().statement.number
    debts.contest_line(
        number=statement, line_number=1, reason=SECRET, papers=(pdf,), **world.act("nawal")
    )
    standing = debts.request_good_standing(
        company=COMPANY, issuer=FUND, purpose=SECRET, **world.act("nawal")
    )
    question, draw = _question(world, pdf), _draw(world)
    meeting = convened(record_committee())
    attend(meeting, 6)
    words = DecisionDraft(
        text=Labels(SECRET), owner_id=body(BODIES[0], ""), due_on=date(2027, 1, 5)
    )
    take_decision(meeting_id=meeting.pk, draft=words, **ACT)
    sittings.close_meeting(meeting_id=meeting.pk, **ACT)
    keys: Keys = {
        "public_id": one, "language": "fr", "code": "fr", "attachment": Attachment.objects.get().pk,
        "pk": ConcernedPerson.objects.get().pk, "key": "prendre", "kind": "settlement",
        "ref": plan, "number": question, "line": 1, "year": 2026, "month": 1, "slug": "repondre",
        "reference": "EXERCICE-COMITE", "committee": Committee.objects.get().number, "seat": "1",
        "paper": "ordre-du-jour", "shown": "0" * 8 + "-0000-4000-8000-" + "0" * 12,
        "view": "en-cours",
    }  # fmt: skip
    own: Own = {
        "case_subject": {"code": "job-loss-refused"},
        "corridor_problem": {"public_id": problem.public_id},
        "debts_import_staged": {"public_id": _staged(world)},
        "debt_settlement": {"number": plan},
        "debt_contest_paper": {"number": statement, "pk": ContestEvidence.objects.get().pk},
        "question_evidence": {"pk": AnswerEvidence.objects.get().pk},
        "decision": {"pk": Decision.objects.get().pk},
        "committee_member": {"pk": 1},
        "corridor_causes_of": {"corridor": CORRIDOR},
        "cases_counted": {"corridor": CORRIDOR, "period": "tout", "what": "deposes"},
        "cases_counted_by": {
            "corridor": CORRIDOR, "period": "tout", "what": "deposes", "cut": "famille",
            "code": "job-loss",
        },
    }  # fmt: skip
    own |= {name: {"number": statement} for name in ("debt_statement", "debt_line_contest",
                                                     "debt_options")}  # fmt: skip
    own |= {name: {"number": standing} for name in ("good_standing", "good_standing_paper")}
    for name, takes in keyed():
        if name.startswith("control_draw"):
            own[name] = {"number": draw}
        if name.startswith("reform_proposal"):
            own[name] = {"number": "", "slug": "submit"}
        if name.startswith(("meeting", "minutes")) and "number" in takes:
            own[name] = {"number": meeting.number}
    reform = proposal_of(world)
    for name in own:
        if name.startswith("reform_proposal"):
            own[name]["number"] = reform
    return keys, own


def _question(world: World, paper: FileDraft) -> str:
    today = timezone.localdate()
    signal = enter_signal(
        draft=SignalDraft(
            company=COMPANY, code="median_days", value=Decimal("0.4231"), basis=SECRET,
            period_from=today - timedelta(days=400), period_to=today - timedelta(days=40),
        ),
        **world.act("yassine"),
    ).signal_id  # fmt: skip
    number = open_question(
        draft=QuestionDraft(corridor=CORRIDOR, text=SECRET, signal_id=signal,
                            window_closes_on=today + timedelta(days=45)),
        on=today, **world.act("karim"),
    ).number  # fmt: skip
    answer_question(
        number=number, draft=AnswerDraft(kind="explains", text=SECRET, papers=(paper,)), on=today,
        **world.act("nawal"),
    )  # fmt: skip
    return number


def _draw(world: World) -> str:
    Organisation.objects.filter(slug=COMPANY).update(ice=fictitious_ice(3))
    today, file = timezone.localdate(), "\n".join(fictitious_ice(rank) for rank in range(6))
    number = announce_draw(
        draft=DrawDraft(corridor=CORRIDOR, population=Labels("Entreprises d’exercice"), file=file,
                        share_basis_points=10_000, seed_origin="Loterie",
                        seed_on=today - timedelta(days=1)),
        on=today - timedelta(days=9), **world.act("yassine"),
    ).number  # fmt: skip
    draw_controls(number=number, seed="04 11", file=file, on=today, **world.act("yassine"))
    return number


def _staged(world: World) -> str:
    Organisation.objects.filter(slug=COMPANY).update(affiliation_number="9000011")
    client = Client()
    client.force_login(world.users["karim"])
    text = "affiliation;nature;régime;mois;montant\n9000011;cotisations;général;2024-01;150\n"
    made = client.post("/fr/dettes/importer/", {
        "file": SimpleUploadedFile("d.csv", text.encode()), "as_of_on": "2025-09-30",
        "order": "principal_first"})  # fmt: skip
    return str(made["Location"]).rstrip("/").rpartition("/")[2]


def strangers(world: World) -> dict[str, Client]:
    """Those whom nothing of the company concerns."""
    create_organisation(
        draft=OrganisationDraft(
            slug="autre-federation", kind="employer_federation",
            labels=Labels("Autre fédération", "فيدرالية", "Other"), is_exercise=True,
        ),
        actor=None, mandate="", at=AT,
    )  # fmt: skip
    rita = person("rita", "Rita", "federation_officer", organisation="autre-federation")
    found = {"visitor": Client()}
    for who, user in (
        ("employer of another company", world.users["omar"]),
        ("officer of another federation", rita),
        ("fund of another region", world.users["salma"]),
    ):
        found[who] = Client()
        found[who].force_login(user)
    return found


def test_no_page_with_a_key_opens_to_whom_it_does_not_concern(world: World) -> None:
    keys, own = laid(world)
    readers = strangers(world)
    asked = sorted(keyed())
    assert len(asked) > 40
    faults = []
    for name, takes in asked:
        given = keys | own.get(name, {})
        assert takes <= set(given), f"{name}: say in this test which key it takes"
        url = reverse(name, kwargs={key: given[key] for key in takes})
        for who, client in readers.items():
            may = name in PUBLIC or name in OPEN_TO.get(who, ())
            faults += [f"{name}, {who}: {said}" for said in _wrong(client, url, may_open=may)]
    assert not faults, "\n".join(faults)


def _wrong(client: Client, url: str, *, may_open: bool) -> Iterator[str]:
    statuses = []
    for answer in (client.get(url), client.post(url, {})):
        is_led = answer.status_code == 302 and "/connexion/" in answer["Location"]
        shown = answer if is_led or answer.status_code != 302 else client.get(answer["Location"])
        text = b"".join(shown) if shown.streaming else shown.content
        yield from (f"says « {word} »" for word in WORDS if word in text.decode(errors="replace"))
        statuses.append(shown.status_code)
        if not (is_led or shown.status_code in (403, 404, 405) or may_open):
            yield f"opens with {shown.status_code}"
    if statuses == [405, 405]:
        yield "answers neither way"
