"""What is brought to a corridor before it is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from mithaq.apps.corridor.choices import NeedsCase
from mithaq.base.text import Labels

NOTHING = Labels("")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDraft:
    """A file that someone wants to join to a message."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDraft:
    """A person whose right a case is about; named only with the words of their consent."""

    label: str
    display_name: str = ""
    insured_number: str = ""
    consent_words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDraft:
    """A problem of a company, as its guided submission gives it."""

    corridor: str
    company: str
    subject: str
    territory: str
    title: str
    description: str
    people: tuple[PersonDraft, ...] = ()
    files: tuple[FileDraft, ...] = ()
    explanation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeDraft:
    """What came of a case: kind, reasons, money that it set free, how many people it touched."""

    kind: str
    reasons: str
    money_unblocked_centimes: int | None = None
    people_count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerDraft:
    """A post of an institution: a person or nobody yet, a territory or the country."""

    institution: str
    user_id: int | None
    capacity: Labels
    starts_on: date
    territory: str | None = None
    families: tuple[str, ...] = ()
    substitute_for: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemDraft:
    """A cause that recurs, its owner and what is expected of mending it."""

    corridor: str
    family: str
    labels: Labels
    owner: str
    fix: str = ""
    due_on: date | None = None
    effect_expected: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectDraft:
    """A typical problem of a catalogue."""

    code: str
    labels: Labels
    hint: Labels = NOTHING
    explanation: Labels = NOTHING
    fix: Labels = NOTHING
    norm: Labels = NOTHING
    source: str = ""
    locator: str = ""
    simulator: str = ""
    is_personal: bool = False
    needs_case: str = NeedsCase.OTHERWISE


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyDraft:
    """A family of problems and those it holds, in order."""

    code: str
    labels: Labels
    subjects: tuple[SubjectDraft, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NormDraft:
    """A delay that an institution promised for a family."""

    family: str
    amount: int
    unit: str
    silence: str = "not_published"
    completion_pauses: bool = True
    source: str = ""
    locator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InstitutionDraft:
    """The part of an institution in a corridor, the families that call it (none: all), with its
    hours and its delays."""

    organisation: str
    part: str
    starts_on: date | None = None
    ends_on: date | None = None
    hours: dict[str, list[list[int]]] | None = None
    norms: tuple[NormDraft, ...] = ()
    families: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CorridorDraft:
    """A corridor: its institutions, its convention if any, and the source that tells of it."""

    slug: str
    labels: Labels
    scope: Labels = NOTHING
    convention: str = ""
    committee: int | None = None
    opened_on: date | None = None
    source: str = ""
    locator: str = ""
    is_exercise: bool = False
    institutions: tuple[InstitutionDraft, ...] = field(default=())
