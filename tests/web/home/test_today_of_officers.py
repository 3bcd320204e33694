"""« Aujourd’hui » of who handles cases: their own duties first, their queue one click away."""

from __future__ import annotations

import pytest

from mithaq.apps.organisations.choices import Role
from mithaq.web.home.sections import mediation
from mithaq.web.home.today import ACTIONS, LINKS, SECTIONS


@pytest.mark.parametrize("role", [Role.AGENCY_HEAD, Role.FUND_OFFICER, Role.FEDERATION_OFFICER])
def test_their_own_cases_stand_before_those_late_elsewhere(role: Role) -> None:
    sections = SECTIONS[role]
    assert sections.index(mediation.cases) < sections.index(mediation.late_elsewhere)


@pytest.mark.parametrize("role", [Role.FUND_OFFICER, Role.FEDERATION_OFFICER])
def test_the_main_button_opens_the_queue_and_the_whole_of_it_is_linked(role: Role) -> None:
    assert ACTIONS[role][1] == "case_queue"
    assert ("case_queue", "?vue=all") in {(page, query) for _words, page, query in LINKS[role]}
