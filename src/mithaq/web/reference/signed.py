"""What a code of a signing folder answers for: the text, who signed it, when, in which capacity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mithaq.apps.conventions.choices.drafting import FolderStatus
from mithaq.apps.conventions.queries import FolderDetail, folder
from mithaq.flows.sign_convention import FOLDER


@dataclass(frozen=True, slots=True)
class SignedText:
    """A folder as whoever holds one of its papers reads it; `differs` when the file sent does."""

    folder: FolderDetail
    differs: bool

    @property
    def is_signed(self) -> bool:
        """Everybody signed: the convention is in the register, under the reference of the text."""
        return self.folder.status == FolderStatus.SIGNED

    @property
    def is_refused(self) -> bool:
        """Somebody refused: nothing was concluded."""
        return self.folder.status == FolderStatus.REFUSED

    @property
    def is_open(self) -> bool:
        """The text is still offered for signature."""
        return self.folder.status == FolderStatus.OPEN


def signed_text(answer: Any) -> SignedText | None:
    """The folder behind a paper, when the paper comes from one."""
    paper = answer.paper if answer else None
    if paper is None or paper.object_type != FOLDER:
        return None
    found = folder(paper.object_ref)
    return SignedText(found, differs=answer.file_matches is False) if found else None
