"""A paper bears the address of the service only where it leads somewhere."""

from __future__ import annotations

import pytest

from mithaq.base.addresses import is_public_site


@pytest.mark.parametrize(
    "site",
    ["http://127.0.0.1:8000", "http://localhost:8000/", "http://mithaq", "http://192.168.1.4",
     "http://[::1]:8000", "http://0.0.0.0:8000", "", "mithaq.example"],
)  # fmt: skip
def test_an_address_of_one_machine_is_not_printed(site: str) -> None:
    assert not is_public_site(site)


@pytest.mark.parametrize("site", ["https://mithaq.example", "http://8.8.8.8:8000"])
def test_an_address_that_others_reach_is(site: str) -> None:
    assert is_public_site(site)
