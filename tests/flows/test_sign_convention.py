"""Scenario 1 up to its signature, between fictitious bodies: template, versions, signatures."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction

from mithaq.apps.accounts.models import AuditLine, User
from mithaq.apps.conventions import operations, queries
from mithaq.apps.conventions.models import Convention, Signatory, SigningTurn
from mithaq.apps.conventions.operations import Scan
from mithaq.apps.organisations.operations import end_mandate
from mithaq.apps.reference.queries import paper_content, papers_of
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels
from mithaq.flows import sign_convention as signing
from mithaq.flows import write_convention as writing
from mithaq.gateways.convention_file.templates import templates
from tests.apps.conventions.drafting_texts import (
    AGENCY,
    COMPANY,
    REGION,
    content,
    folder_of,
    grant,
    open_text,
    under,
)
from tests.conftest import AT, person

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 signed by hand"


@pytest.fixture
def signers(alice: User, rachid: User) -> tuple[User, User]:
    """The directors of the agency and of the region."""
    found = []
    for name, body in (("amina", AGENCY), ("brahim", REGION)):
        user = person(name, name.title(), "counsellor", organisation=body)
        grant(user, "signatory", body)
        found.append(user)
    return found[0], found[1]


def opened(alice: User, **changes: Any) -> str:
    """A text whose folder is open; give the folder."""
    public_id = open_text(alice, **changes)
    signing.open_signing(public_id=public_id, actor=alice, under=under(alice), at=AT)
    return folder_of(public_id)


def sign(user: User, *folders: str, view: bool = True) -> tuple[str, ...]:
    held = under(user, "signatory")
    for folder in folders if view else ():
        operations.view_folder(folder_id=folder, actor=user, under=held, at=AT)
    return signing.sign(folder_ids=folders, actor=user, under=held, at=AT)


def refused(act: Any) -> list[str]:
    before = (AuditLine.objects.count(), SigningTurn.objects.filter(signed_at=None).count())
    with pytest.raises(Refusal) as error, transaction.atomic():
        act()
    after = (AuditLine.objects.count(), SigningTurn.objects.filter(signed_at=None).count())
    assert after == before
    return [fault.rule for fault in error.value.faults]


def test_the_last_signature_enters_the_convention_in_the_register(
    alice: User, signers: tuple[User, User]
) -> None:
    folder = opened(alice)
    assert sign(signers[0], folder) == ()
    assert not Convention.objects.exists()
    assert sign(signers[1], folder) == ("PROJET-HESPERIDES",)
    convention = Convention.objects.get()
    assert (convention.status, convention.signed_on) == ("signed", date(2026, 3, 2))
    assert convention.is_exercise
    names = Signatory.objects.order_by("party__rank").values_list("person_fr", "capacity_fr")
    assert list(names) == [("Amina", "directeur"), ("Brahim", "directeur")]
    text = queries.drafting(queries.folder(folder).drafting_id)  # type: ignore[union-attr]
    assert text is not None
    assert (text.stage, text.convention_reference) == ("signed", "PROJET-HESPERIDES")
    assert queries.folder(folder).status == "signed"  # type: ignore[union-attr]
    (paper,) = papers_of(object_type="signing_folder", object_ref=folder)
    signed_text = paper_content(paper.code)
    assert signed_text is not None
    assert b"PROJET-HESPERIDES" in signed_text
    assert paper.is_exercise


def test_nobody_signs_before_reading_before_their_turn_or_for_another(
    alice: User, charlie: User, signers: tuple[User, User]
) -> None:
    folder = opened(alice)
    assert refused(lambda: sign(signers[0], folder, view=False)) == ["signing.viewed_first"]
    held = under(signers[1], "signatory")
    operations.view_folder(folder_id=folder, actor=signers[1], under=held, at=AT)
    assert refused(lambda: sign(signers[1], folder, view=False)) == ["signing.turn.in_order"]
    assert refused(
        lambda: signing.sign(folder_ids=[folder], actor=alice, under=under(alice), at=AT)
    ) == ["signing.capacity"]
    for stranger in (charlie, None):
        held = under(stranger) if stranger else None
        assert refused(
            lambda held=held: signing.sign(folder_ids=[folder], actor=charlie, under=held, at=AT)
        ) == ["signing.folder.open"]
    assert refused(lambda: sign(signers[0])) == ["signing.batch.some"]


def test_an_expired_interim_is_refused_with_its_dates(
    alice: User, signers: tuple[User, User]
) -> None:
    amina = signers[0]
    mandate = under(amina, "signatory")
    assert mandate is not None
    end_mandate(
        mandate_id=mandate.pk, ends_on=date(2026, 2, 28), actor=None, mandate="", reason="Fin",
        at=AT,
    )  # fmt: skip
    folder = opened(alice)
    with pytest.raises(Refusal) as error:
        signing.sign(folder_ids=[folder], actor=amina, under=under(amina), at=AT)
    assert "28/02/2026" in str(error.value)
    assert [fault.rule for fault in error.value.faults] == ["signing.capacity.ended"]
    grant(amina, "signatory", AGENCY, starts_on=date(2026, 4, 1))
    assert refused(lambda: paper(alice, folder, signed_on=date(2026, 3, 1))) == [
        "signing.capacity.ended"
    ]


def paper(user: User, folder: str, **changes: Any) -> tuple[str, ...]:
    values: dict[str, Any] = {
        "folder_id": folder, "signed_on": date(2026, 3, 1),
        "scan": Scan(name="signé.pdf", content=PDF), "actor": user, "under": under(user),
        "at": AT,
    }  # fmt: skip
    return signing.sign_on_paper(**{**values, **changes})


def test_a_copy_signed_by_hand_is_kept_and_capacities_are_those_of_its_day(
    alice: User, rachid: User, signers: tuple[User, User]
) -> None:
    folder = opened(alice)
    assert refused(lambda: paper(rachid, folder)) == ["drafting.who"]
    wrong = Scan(name="photo.gif", content=b"GIF89a")
    assert refused(lambda: paper(alice, folder, scan=wrong)) == ["signing.scan.type"]
    assert refused(lambda: paper(alice, folder, scan=Scan(name="x", content=b""))) == [
        "signing.scan.present"
    ]
    large = Scan(name="grand.pdf", content=PDF + b"0" * (15 * 1024 * 1024))
    assert refused(lambda: paper(alice, folder, scan=large)) == ["signing.scan.size"]
    tomorrow = date(2026, 3, 2) + timedelta(days=1)
    assert refused(lambda: paper(alice, folder, signed_on=tomorrow)) == [
        "signing.signed_on.has_come"
    ]
    assert paper(alice, folder) == ("PROJET-HESPERIDES",)
    found = queries.folder(folder)
    assert found is not None
    assert (found.scan_type, found.signed_on) == ("application/pdf", date(2026, 3, 1))
    assert {turn.form for turn in found.turns} == {"on_paper"}
    detail = queries.convention_detail("PROJET-HESPERIDES")
    assert detail is not None
    assert [item.sha256 for item in detail.documents] == [found.scan_sha256]


def test_several_folders_are_signed_in_one_gesture_or_none(
    alice: User, signers: tuple[User, User]
) -> None:
    folders = [opened(alice, reference=f"PROJET-{rank}") for rank in (1, 2)]
    held = under(signers[0], "signatory")
    operations.view_folder(folder_id=folders[0], actor=signers[0], under=held, at=AT)
    assert refused(lambda: sign(signers[0], *folders, view=False)) == ["signing.viewed_first"]
    sign(signers[0], *folders)
    assert sign(signers[1], *folders) == ("PROJET-1", "PROJET-2")


def test_one_ceremony_makes_a_set_and_a_pooled_target_is_not_divided(
    alice: User, signers: tuple[User, User]
) -> None:
    from tests.web.conventions.story import version

    version("direct-jobs", "jobs")
    pooled = {
        "title": {"fr": "Emplois"}, "indicator": "direct-jobs", "unit": "jobs", "value": "600",
        "pooled": True,
    }  # fmt: skip
    shared = {"reference": "ENSEMBLE-2026", "title": {"fr": "Ensemble"}}
    folders = [
        opened(alice, reference=f"PROJET-{rank}", targets=[pooled], set=shared) for rank in (1, 2)
    ]
    operations.open_session(
        reference="ENSEMBLE-2026", labels=Labels("Cérémonie", "حفل", "Ceremony"),
        place=Labels("Port"), planned_on=date(2026, 3, 2), folder_ids=folders, actor=alice,
        under=under(alice), at=AT,
    )  # fmt: skip
    for signer in signers:
        sign(signer, *folders)
    details = [queries.convention_detail(f"PROJET-{rank}") for rank in (1, 2)]
    assert {item.convention_set.reference for item in details} == {"ENSEMBLE-2026"}  # type: ignore[union-attr]
    for item in details:
        assert item is not None
        (target,) = item.targets
        assert (target.is_pooled, int(target.value)) == (True, 600)


def test_a_text_that_lacks_something_opens_no_signing(alice: User) -> None:
    public_id = open_text(alice, purpose={})
    assert refused(
        lambda: signing.open_signing(public_id=public_id, actor=alice, under=under(alice), at=AT)
    ) == ["shape.fr.required"]


@pytest.mark.parametrize("template", templates(), ids=lambda item: item.code)
def test_a_template_opens_a_text_and_says_what_is_left_to_write(alice: User, template: Any) -> None:
    opened = writing.start_from_template(
        code=template.code, reference=f"T-{template.code.upper()}", title={"fr": "Essai"},
        actor=alice, under=under(alice), at=AT,
    )  # fmt: skip
    text = queries.drafting(opened.public_id)
    assert text is not None
    assert text.slugs("steward") == {AGENCY}
    left = writing.missing_from(text.content, is_exercise=True)
    assert not [fault for fault in left if not fault.rule.endswith(".required")]
    for labels in (template.labels, template.purpose, template.circuit):
        assert labels.fr
        assert labels.ar
        assert labels.en


def test_a_file_opens_a_text_and_a_broken_one_says_why(alice: User) -> None:
    from mithaq.gateways.convention_file import example

    def start(text: str) -> Any:
        return writing.start_from_file(
            content=text.encode(), name="exemple.yaml", actor=alice, under=under(alice), at=AT
        )

    text = queries.drafting(start(example()).public_id)
    assert text is not None
    assert "signed" not in text.content
    assert text.content["parties"][0]["organisation"] == AGENCY
    assert refused(lambda: start("a: [")) == ["file.syntax"]
    assert refused(lambda: start("a: 1\n---\nb: 2\n")) == ["drafting.file.one"]
    assert content()["reference"] == "PROJET-HESPERIDES"
    assert COMPANY not in text.slugs()
