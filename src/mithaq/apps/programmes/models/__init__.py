"""Tables of programmes: schemes, what they ask and who answers; editions, envelopes, overrides."""

from __future__ import annotations

from mithaq.apps.programmes.models.editions import Envelope, EnvelopeReading, SchemeEdition
from mithaq.apps.programmes.models.overrides import ParameterOverride
from mithaq.apps.programmes.models.reforms import ReformScenario
from mithaq.apps.programmes.models.schemes import (
    ActClock,
    DocumentRequirement,
    MeasureName,
    Scheme,
    SchemeCounter,
    SchemeIndicator,
)

__all__ = [
    "ActClock",
    "DocumentRequirement",
    "Envelope",
    "EnvelopeReading",
    "MeasureName",
    "ParameterOverride",
    "ReformScenario",
    "Scheme",
    "SchemeCounter",
    "SchemeEdition",
    "SchemeIndicator",
]
