"""Who is bound, what they bring, who signs and who watches."""

from __future__ import annotations

from pydantic import Field

from mithaq.apps.conventions.choices import ContributionKind, PartyRole
from mithaq.gateways.convention_file.fields import Added, Code, Many, Text, Text120, Text200
from mithaq.gateways.convention_file.schema._base import Proven


class SignatoryText(Proven):
    """Who signs, in which capacity; no name when none is printed."""

    person: Text120 | None = None
    capacity: Text200 | None = None
    interim: bool = False


class WitnessText(SignatoryText):
    """Who was present and binds nobody."""

    organisation: Code | None = None


class ContributionText(Proven):
    """What a party brings: money, things, data or people."""

    kind: ContributionKind
    text: Text


class PartyText(Proven):
    """An organisation bound by the convention."""

    organisation: Code
    role: PartyRole = PartyRole.PARTY
    signatories: Many[SignatoryText] = Field(default_factory=list)
    contributions: Added[Many[ContributionText]] = Field(default_factory=list)
