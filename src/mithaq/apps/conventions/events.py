"""Facts about conventions, in the past tense."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionRecorded:
    """A convention entered the register, with everything its source says."""

    convention_id: int
    convention_set_id: int | None
    reference: str
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionWithdrawn:
    """A convention recorded by mistake left the register before anything rested on it."""

    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerNamed:
    """Someone answers for a commitment from a day on."""

    reference: str
    number: int
    organisation: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressRecorded:
    """The state of a commitment was reported, or an earlier report corrected."""

    reference: str
    number: int
    report: int
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingClosed:
    """A meeting ended: held, or adjourned because its quorum was not there."""

    meeting_id: int
    number: int
    is_held: bool
    present: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesAdopted:
    """The minutes of a meeting were adopted: their content is frozen under a fingerprint."""

    meeting_id: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentRecorded:
    """A signed amendment entered the register; its convention is read with it from its effect."""

    reference: str
    number: int
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentWithdrawn:
    """An amendment recorded by mistake left the register."""

    reference: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeChanged:
    """A convention took a step of its life."""

    reference: str
    action: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPointWaived:
    """The parties go on without one condition of the entry into force."""

    reference: str
    item: str
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftingOpened:
    """A text was opened, as an idea."""

    public_id: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionSaved:
    """A text has a new version, or was found unchanged."""

    public_id: str
    number: int
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentWritten:
    """Somebody said something of a clause."""

    comment_id: int
    clause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftingMoved:
    """A text went to another stage."""

    public_id: str
    stage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureRefused:
    """A signatory refused: the folder is closed and its text goes back to negotiation."""

    folder_id: str
    drafting_id: str
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderSigned:
    """A signature was given; `is_complete` when it was the last."""

    folder_id: str
    drafting_id: str
    is_complete: bool
