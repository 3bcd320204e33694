"""What the page of a case tells its company besides its turn: requests, one form, its own marks."""

from __future__ import annotations

import pytest
from django.test import Client

from mithaq.apps.corridor import operations
from tests.browser.walk import readable
from tests.web.corridor.company_cast import FUND, Cast, filed_by, set_stage, signed_in
from tests.web.corridor.test_company_case import _act, _closed, _page, _take


@pytest.fixture
def cast(bodies: dict[str, int]) -> Cast:
    """The corridor and its people."""
    return set_stage(bodies)


@pytest.fixture
def owner(cast: Cast) -> Client:
    """The employer, signed in."""
    return signed_in(cast.employer)


def test_a_case_reopened_keeps_the_mark_of_its_closing(cast: Cast, owner: Client) -> None:
    key = _closed(cast, owner)
    page = _act(owner, key, "noter", score="5", comment="Bien.")
    assert "Votre avis à la clôture" not in page
    assert '<span dir="auto">Bien.</span>' in page
    page = _act(owner, key, "rouvrir", text="Le blocage est revenu.")
    assert "Votre avis à la clôture du" in page
    assert ": 5 sur 5." in page
    assert '<span dir="auto">Bien.</span>' in page


def test_a_document_asked_for_has_one_form_and_writing_is_folded(cast: Cast, owner: Client) -> None:
    key = filed_by(owner)
    _take(cast, key)
    assert "<summary>Écrire aux parties" not in _page(owner, key)
    operations.ask_completion(
        public_id=key, institution=FUND, wanted="Le relevé de mars.", **cast.who(cast.fund)
    )
    page = _page(owner, key)
    assert "<summary>Écrire aux parties" in page
    assert page.count('id="ecrire"') == 1
    assert page.index("Envoyer le complément") < page.index("Écrire aux parties")


def test_terms_in_other_letters_carry_their_language(cast: Cast, owner: Client) -> None:
    key = filed_by(owner)
    _take(cast, key)
    operations.make_proposal(public_id=key, terms="أداء على شهرين", **cast.who(cast.fund))
    page = _page(owner, key)
    assert '<span lang="ar" dir="rtl">أداء على شهرين</span>' in page
    assert "(texte en arabe)" in page
    there = owner.get(f"/ar/mediation/mes-dossiers/{key}/").content.decode()
    assert 'lang="ar" dir="rtl">أداء على شهرين' not in readable(there)
