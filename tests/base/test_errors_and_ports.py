"""A refusal lists every fault; a port is loaded when first asked for."""

from __future__ import annotations

import pickle

import pytest

from mithaq.base import ports
from mithaq.base.errors import Fault, GatewayError, MithaqError, Refusal, refuse_if_any
from mithaq.base.text import Labels

UNKNOWN = Fault(
    where="parties[1].organisation",
    line=12,
    sentence=Labels("Organisation inconnue.", "منظمة غير معروفة."),
    rule="registre",
    remedy=Labels("Ajoutez-la d’abord.", "أضيفوها أولا."),
)


def test_every_fault_is_said_with_its_place_and_remedy() -> None:
    refusal = Refusal([UNKNOWN, Fault(where="titre", sentence=Labels("Titre absent."))])
    assert str(refusal).splitlines() == [
        "ligne 12, parties[1].organisation : Organisation inconnue. Ajoutez-la d’abord. (registre)",
        "titre : Titre absent.",
    ]
    assert refusal.of("ar")[0] == "منظمة غير معروفة. أضيفوها أولا."


def test_no_fault_is_no_refusal() -> None:
    refuse_if_any([])
    with pytest.raises(Refusal) as caught:
        refuse_if_any(iter([UNKNOWN]))
    assert caught.value.faults == (UNKNOWN,)
    with pytest.raises(ValueError, match="at least one"):
        Refusal([])


def test_errors_survive_the_trip_to_a_worker() -> None:
    copy = pickle.loads(pickle.dumps(Refusal(UNKNOWN)))  # noqa: S301 - our own bytes
    assert copy.faults == (UNKNOWN,)
    failed = pickle.loads(pickle.dumps(GatewayError("Injoignable.", permanent=True)))  # noqa: S301
    assert failed.permanent
    assert str(failed) == "Injoignable."
    assert isinstance(failed, MithaqError)


class Paper:
    """Fills the port of this test."""

    made = 0

    def __init__(self) -> None:
        """Count how often it is made."""
        type(self).made += 1


@pytest.fixture
def _empty_ports(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "_paths", {})
    monkeypatch.setattr(ports, "_filled", {})
    Paper.made = 0


@pytest.mark.usefixtures("_empty_ports")
def test_a_port_is_loaded_once_and_only_when_asked() -> None:
    ports.register("broken", "no.such.module.Thing")
    ports.register("paper", f"{__name__}.Paper")
    assert Paper.made == 0
    assert ports.port("paper") is ports.port("paper")
    assert Paper.made == 1
    with pytest.raises(ModuleNotFoundError):
        ports.port("broken")
    with pytest.raises(LookupError, match="broken, paper"):
        ports.port("mail")
