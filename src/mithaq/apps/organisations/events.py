"""What happened to organisations and mandates, in the past tense."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mithaq.base.text import Labels


@dataclass(frozen=True, slots=True)
class OrganisationRecorded:
    """An organisation entered the register; `warnings` say what to look at again."""

    pk: int
    slug: str
    warnings: tuple[Labels, ...] = ()


@dataclass(frozen=True, slots=True)
class OrganisationsLoaded:
    """A list was read into the register: what it added, changed and left as it was."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    warnings: tuple[Labels, ...] = ()


@dataclass(frozen=True, slots=True)
class MandateGranted:
    """A person may act in a role from a day on."""

    pk: int
    user_id: int
    starts_on: date


@dataclass(frozen=True, slots=True)
class MandateEnded:
    """A mandate holds until a day, and not after."""

    pk: int
    user_id: int
    ends_on: date


@dataclass(frozen=True, slots=True)
class ContactRevealed:
    """Someone read how to reach a contact person, and said why."""

    pk: int
    full_name: str
    phone: str
    email: str
