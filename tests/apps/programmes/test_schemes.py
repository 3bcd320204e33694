"""Lists of schemes, editions, envelopes and values replaced, through their operations."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.organisations.queries import MandateView, mandate_in_force_for
from mithaq.apps.programmes import queries
from mithaq.apps.programmes.choices import EditionStatus
from mithaq.apps.programmes.models import ParameterOverride
from mithaq.apps.programmes.operations import (
    EditionDraft,
    EnvelopeDraft,
    OverrideDraft,
    ReadingDraft,
    add_envelope,
    move_edition,
    override_value,
    prepare_edition,
    record_envelope_reading,
    withdraw_override,
)
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels
from mithaq.engines.rules import LawError
from tests.apps.programmes.conftest import load, scheme_row
from tests.conftest import AT

if TYPE_CHECKING:
    from mithaq.apps.accounts.models import User

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
NEXT = EditionDraft(labels=Labels("Édition 2027"), starts_on=date(2027, 1, 1), basis="Décision 2")


def _under(user: User) -> MandateView | None:
    return mandate_in_force_for(user=user, chosen_id=None, on=DAY)


def _signed(user: User) -> dict[str, Any]:
    return {"actor": user, "under": _under(user), "at": AT}


def _places(refusal: pytest.ExceptionInfo[Refusal]) -> list[str]:
    return [fault.where for fault in refusal.value.faults]


def _detail() -> queries.SchemeDetail:
    found = queries.scheme("first-post")
    assert found is not None
    return found


def test_a_list_is_read_twice_without_harm(first_post: str) -> None:
    lines = AuditLine.objects.count()
    assert load(scheme_row()).unchanged == ("first-post",)
    assert AuditLine.objects.count() == lines
    assert load(scheme_row(measures=["autre"])).changed == ("first-post",)
    assert queries.scheme_of_measure("autre") == "first-post"
    assert queries.scheme_of_measure("first-post") is None


def test_a_list_says_all_that_is_wrong_at_once(first_post: str) -> None:
    wrong = scheme_row(
        code="b", law="nulle-part", measures=["first-post"], indicators=["inconnu"],
        counters=[{"organisation": "personne", "role": "receives", "source": "rien"}],
        acts=[{"name": {"fr": "A"}, "body": "agence-hesperides", "ceiling": "investment",
               "days": 31, "silence": "acceptance", "source": "exercice"}],
        documents=[{"name": {"fr": "D"}, "origin": "held", "stage": "end", "source": "exercice"}],
        editions=[
            {"name": {"fr": "E"}, "from": "2026-01-01", "status": "open", "basis": "D"},
            {"name": {"fr": "F"}, "from": "2027-01-01", "to": "2026-01-01", "status": "open",
             "basis": "D"},
        ],
    )  # fmt: skip
    with pytest.raises(Refusal) as refusal:
        load(wrong)
    assert set(_places(refusal)) == {
        "schemes[0].law", "schemes[0].measures", "schemes[0].indicators",
        "schemes[0].counters[0].source", "schemes[0].counters[0].organisation",
        "schemes[0].acts[0].days", "schemes[0].documents[0].holder",
        "schemes[0].editions[1].ends_on", "starts_on",
    }  # fmt: skip
    assert queries.scheme("b") is None


def test_what_yaml_cannot_be_is_said_with_its_place(country: None, db: None) -> None:
    with pytest.raises(Refusal) as refusal:
        load(scheme_row(family="rien", colour="bleu", editions=[{"from": "hier", "status": "x"}]))
    places = _places(refusal)
    assert "schemes[0].family" in places
    assert "schemes[0].colour" in places
    assert {f"schemes[0].editions[0].{k}" for k in ("from", "status", "basis")} <= set(places)


def test_an_edition_is_prepared_opened_and_closed(first_post: str, alice: User) -> None:
    event = prepare_edition(scheme=first_post, draft=NEXT, reason="Suite", **_signed(alice))
    assert event.number == 2
    for step, status in (
        ("open", EditionStatus.OPEN),
        ("suspend", EditionStatus.SUSPENDED),
        ("resume", EditionStatus.OPEN),
        ("close", EditionStatus.CLOSED),
    ):
        moved = move_edition(
            edition_id=event.edition_id, step=step, on=date(2027, 6, 30), reason="Décidé",
            **_signed(alice),
        )  # fmt: skip
        assert moved.status == status
    edition = _detail().editions[0]
    assert (edition.ends_on, edition.law_digest) == (date(2027, 6, 30), queries.law_digest())
    actions = AuditLine.objects.order_by("-pk").values_list("action", flat=True)[:5]
    assert list(actions)[::-1] == [
        "programmes.prepare_edition", "programmes.open_edition", "programmes.suspend_edition",
        "programmes.resume_edition", "programmes.close_edition",
    ]  # fmt: skip


def test_an_edition_refuses_all_faults_at_once(first_post: str, alice: User) -> None:
    draft = EditionDraft(labels=Labels(""), starts_on=date(2026, 5, 1), basis="")
    with pytest.raises(Refusal) as refusal:
        prepare_edition(scheme=first_post, draft=draft, reason="", **_signed(alice))
    assert _places(refusal) == ["label_fr", "basis", "starts_on", "reason"]
    edition = _detail().editions[0]
    with pytest.raises(Refusal) as refusal:
        move_edition(edition_id=edition.pk, step="open", on=DAY, reason="", **_signed(alice))
    assert _places(refusal) == ["step", "reason"]


@pytest.mark.parametrize("who", ["bob", "charlie", "farid", "rachid"])
def test_others_steer_nothing(first_post: str, who: str, request: Any) -> None:
    signed = _signed(request.getfixturevalue(who))
    edition = _detail().editions[0]
    with pytest.raises(Refusal):
        prepare_edition(scheme=first_post, draft=NEXT, reason="Suite", **signed)
    with pytest.raises(Refusal):
        move_edition(edition_id=edition.pk, step="close", on=DAY, reason="Fin", **signed)
    with pytest.raises(Refusal):
        _replace(10, **signed)
    assert queries.overrides() == ()


def test_a_fictitious_body_steers_exercises_only(first_post: str, alice: User, amina: User) -> None:
    load(scheme_row(exercise=False))
    with pytest.raises(Refusal):
        prepare_edition(scheme=first_post, draft=NEXT, reason="Suite", **_signed(alice))
    assert prepare_edition(scheme=first_post, draft=NEXT, reason="Suite", **_signed(amina))


def test_an_envelope_and_its_readings(first_post: str, alice: User) -> None:
    edition = _detail().editions[0]
    draft = EnvelopeDraft(
        payer="agence-hesperides", territory="06", year=2026, headcount=10, basis="Décision 3"
    )
    added = add_envelope(edition_id=edition.pk, draft=draft, reason="", **_signed(alice))
    for taken in (4, 12):
        record_envelope_reading(
            envelope_id=added.envelope_id,
            draft=ReadingDraft(as_of=DAY, committed_count=taken, grade="recorded", basis="Relevé"),
            **_signed(alice),
        )
    found = {e.territory: e for e in _detail().editions[0].envelopes}["06"]
    assert found.latest is not None
    assert (found.latest.committed_count, found.share, len(found.readings)) == (12, 1.2, 2)
    kinds = [(watch.kind, watch.scheme) for watch in queries.watched(on=DAY)]
    assert kinds == [(queries.WatchKind.EXCEEDED, first_post)]


def test_an_envelope_refuses_all_faults_at_once(first_post: str, alice: User) -> None:
    edition = _detail().editions[0]
    twice = EnvelopeDraft(
        payer="region-hesperides", territory="09", year=2026, money_centimes=0, basis=""
    )
    with pytest.raises(Refusal) as refusal:
        add_envelope(edition_id=edition.pk, draft=twice, reason="", **_signed(alice))
    assert _places(refusal) == ["basis", "money", "payer"]
    reading = ReadingDraft(
        as_of=DAY, committed_centimes=1, used_centimes=2, grade="verified", basis="R"
    )
    with pytest.raises(Refusal) as refusal:
        record_envelope_reading(
            envelope_id=edition.envelopes[0].pk, draft=reading, **_signed(alice)
        )
    assert _places(refusal) == ["used", "grade"]


def _replace(value: object, path: str = "first_post.wage_ceiling", **signed: Any) -> Any:
    draft = OverrideDraft(path=path, since_on=DAY, value=str(value), reason="Circulaire d’essai")
    return override_value(draft=draft, is_demo=True, **signed)


def _stored(path: str, value: object) -> None:
    """A row of before: the law that it was written for took it."""
    ParameterOverride.objects.create(
        path=path, since_on=DAY, value=value, reason="Ancien motif", author="B", recorded_at=AT
    )


@pytest.mark.parametrize(
    ("path", "value"),
    [("first_post.wage_ceiling", "haut"), ("first_post.gone", 3), ("first_post.wage_ceiling", -1)],
)
def test_a_value_that_the_law_no_longer_takes_is_said_where_it_would_count(
    first_post: str, path: str, value: object
) -> None:
    before = queries.law_digest()
    _stored(path, value)

    law = queries.law_in_force()

    assert law.digest == before
    facts = {"gross": 4000, "hire_date": DAY}
    case = law.on(DAY).explain("post_wage_within_ceiling", **facts)
    for language, said in (
        ("fr", "valeur de remplacement non appliquée :"),
        ("ar", "قيمة معوضة لم تطبق:"),
        ("en", "replacing value not applied:"),
    ):
        assert said in case.text(language)
    (told,) = case.to_dict()["set_aside"]
    assert (told["path"], told["by"], bool(told["why"]["fr"])) == (path, "B", True)
    page = queries.scheme_law("first_post", on=DAY)
    assert page is not None
    assert [(v.path, v.reason, v.author) for v in page.set_aside] == [(path, "Ancien motif", "B")]
    found = queries.explained("post_wage_within_ceiling", facts, on=DAY)
    assert found is not None
    assert [v.path for v in found.set_aside] == [path]


def test_a_value_set_aside_is_not_said_elsewhere(first_post: str) -> None:
    _stored("fund.gone", 3)

    page = queries.scheme_law("first_post", on=DAY)
    assert page is not None
    assert page.set_aside == ()
    case = queries.law_in_force().on(DAY).explain("post_wage_within_ceiling", gross=4000)
    assert case.to_dict()["set_aside"] == []


def test_a_replaced_value_counts_and_shows(first_post: str, alice: User) -> None:
    before = queries.law_digest()
    event = _replace("4 200,50", **_signed(alice))
    law = queries.law_in_force()
    assert law.parameters["first_post.wage_ceiling"].on(DAY).value == 4200.5
    assert law.parameters["first_post.wage_ceiling"].on(date(2026, 3, 1)).value == 3500
    assert law.digest != before
    case = law.on(DAY).explain("post_wage_within_ceiling", gross=4000, hire_date=DAY)
    assert case.value is True
    assert "Circulaire d’essai" in case.text("fr")
    page = queries.scheme_law("first_post", on=DAY)
    assert page is not None
    said = {v.path: v.current.replaced_because for v in page.values if v.current}
    assert {path: why for path, why in said.items() if why} == {
        "first_post.wage_ceiling": "Circulaire d’essai"
    }
    withdraw_override(override_id=event.override_id, is_demo=True, reason="Fini", **_signed(alice))
    assert queries.law_digest() == before
    assert AuditLine.objects.order_by("-pk")[0].action == "programmes.withdraw_override"


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        ("first_post.wage_ceiling", "beaucoup", "value"),
        ("first_post.wage_ceiling", "-5", "value"),
        ("first_post.wage_ceiling", "3500", "value"),
        ("wage_tax.brackets", "1", "value"),
        ("first_post.employer_forms", "fanfare", "value"),
        ("rien.du.tout", "1", "path"),
    ],
)
def test_a_value_that_cannot_be_is_refused(
    first_post: str, alice: User, path: str, value: str, where: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        _replace(value, path, **_signed(alice))
    assert _places(refusal) == [where]


@pytest.mark.parametrize(
    ("typed", "said"),
    [("150 %", "100 %"), ("420", "100 %"), ("0,5", "« 0,5 % » ou « 50 % »"), ("-3 %", "négatif")],
)
def test_a_rate_has_one_reading_and_is_never_above_the_whole(
    first_post: str, alice: User, settings: Any, typed: str, said: str
) -> None:
    settings.COUNTRY = "mithaq.law.morocco"
    with pytest.raises(Refusal, match=said) as refusal:
        _replace(typed, "late_payment.next_months", **_signed(alice))
    assert _places(refusal) == ["value"]
    assert queries.overrides() == ()


def test_numbers_are_read_as_people_type_them(first_post: str, alice: User, settings: Any) -> None:
    settings.COUNTRY = "mithaq.law.morocco"
    for path, typed, read in (
        ("late_payment.next_months", "4,26 %", 0.0426),
        ("late_payment.first_month", "٤٫٢٦", 0.0426),
        ("tahfiz.gross_ceiling_monthly", "12\u202f500,50", 12500.5),
        ("tahfiz.max_employees", "١٢", 12),
    ):
        _replace(typed, path, **_signed(alice))
        assert queries.law_in_force().parameters[path].on(DAY).value == read
    with pytest.raises(Refusal, match="ne peut pas être"):
        _replace("12.000", "idmaj.stipend_max", **_signed(alice))


def test_a_day_before_the_law_or_replaced_already(first_post: str, alice: User) -> None:
    first = _replace(4000, **_signed(alice))
    # A second click changes nothing, and writes nothing.
    assert _replace("4 000", **_signed(alice)) == first
    assert AuditLine.objects.filter(action="programmes.override_value").count() == 1
    with pytest.raises(Refusal) as refusal:
        _replace(5000, **_signed(alice))
    assert _places(refusal) == ["since_on"]
    draft = OverrideDraft(
        path="first_post.wage_ceiling", since_on=date(2001, 1, 1), value="9", reason="Motif"
    )
    with pytest.raises(Refusal) as refusal:
        override_value(draft=draft, is_demo=True, **_signed(alice))
    assert _places(refusal) == ["since_on"]


def test_outside_a_demonstration_a_fictitious_body_replaces_nothing(
    first_post: str, alice: User, amina: User
) -> None:
    draft = OverrideDraft(
        path="first_post.wage_ceiling", since_on=DAY, value="4000", reason="Motif"
    )
    with pytest.raises(Refusal):
        override_value(draft=draft, is_demo=False, **_signed(alice))
    assert override_value(draft=draft, is_demo=False, **_signed(amina))


def test_a_list_of_codes_is_replaced_by_codes(first_post: str, alice: User) -> None:
    _replace("company", "first_post.employer_forms", **_signed(alice))
    value = queries.law_value("first_post.employer_forms", on=DAY)
    assert value is not None
    assert value.current is not None
    assert value.current.value == ("company",)
    assert len(value.current.names) == 1


def test_the_law_of_a_scheme_is_told_whole(first_post: str) -> None:
    law = queries.scheme_law("first_post", on=DAY)
    assert law is not None
    (right,) = law.rights
    assert right.rule.name == "post_relief_open"
    assert {rule.name for rule in right.conditions} >= {
        "post_wage_within_ceiling", "post_employer_admitted"
    }  # fmt: skip
    assert all(rule.article and rule.sentence.fr and rule.sentence.ar for rule in right.conditions)
    assert [v.path for v in law.unconfirmed] == ["first_post.wage_ceiling"]
    days = [change.on for change in law.changes]
    assert days == sorted(days, reverse=True)
    assert date(2018, 1, 1) in days


def test_a_rule_of_another_time_is_not_told_as_of_today(first_post: str) -> None:
    assert queries.scheme_law("first_post", on=date(2014, 1, 1)) is not None
    early = queries.scheme_law("first_post", on=date(2014, 1, 1))
    assert early is not None
    assert not early.rights
    assert early.former


def test_the_list_counts_what_it_shows(first_post: str) -> None:
    (line,) = queries.schemes(on=DAY)
    assert line.edition is not None
    assert (line.edition.number, line.share, line.conventions) == (1, 0.25, 0)
    assert queries.schemes(on=date(2030, 1, 1))[0].edition is None


def test_a_code_that_the_law_has_not_and_a_value_that_only_informs_are_refused(
    first_post: str, alice: User, settings: Any
) -> None:
    settings.COUNTRY = "mithaq.law.morocco"
    for path, value in (
        ("ir.net_taxable_rounding", "dirhams"),
        ("hiring_bonus.target_women", "0.5"),
    ):
        with pytest.raises(Refusal) as refusal:
            _replace(value, path, **_signed(alice))
        assert _places(refusal) == ["value"]
    assert _replace("dirham", "ir.net_taxable_rounding", **_signed(alice))


def test_a_replaced_value_keeps_the_reference_of_the_law(
    first_post: str, alice: User, settings: Any
) -> None:
    settings.COUNTRY = "mithaq.law.morocco"
    _replace("0,7 %", "late_payment.next_months", **_signed(alice))
    replaced = queries.law_in_force().parameters["late_payment.next_months"].on(DAY)
    assert (replaced.value, replaced.reference) == (0.007, "Loi 02-24")


def test_a_stored_value_that_the_law_no_longer_takes_is_left_out(first_post: str) -> None:
    for path, value in (("first_post.wage_ceiling", "beaucoup"), ("gone.away", 3)):
        ParameterOverride.objects.create(
            path=path, since_on=DAY, value=value, reason="R", author="A", recorded_at=AT
        )
    assert queries.law_digest() == queries.written_law().digest


def test_a_decision_is_explained_again_by_the_law_of_its_day(first_post: str, alice: User) -> None:
    signed, facts = _signed(alice), {"gross": 4000, "hire_date": DAY}
    event = _replace(4200, **signed)
    decided = queries.law_in_force().on(DAY).explain("post_wage_within_ceiling", **facts)
    stored = json.loads(json.dumps(decided.to_dict()))
    later = signed | {"at": signed["at"] + timedelta(days=3)}
    withdraw_override(override_id=event.override_id, is_demo=True, reason="Fini", **later)

    with pytest.raises(LawError, match="un autre état de la loi"):
        queries.law_in_force().explain_again(stored)
    then = queries.law_in_force(at=signed["at"] + timedelta(days=1))
    assert then.explain_again(stored).to_dict() == decided.to_dict()
    before = queries.law_in_force(at=signed["at"] - timedelta(seconds=1))
    assert before.digest == queries.law_in_force(at=later["at"]).digest == queries.law_digest()
