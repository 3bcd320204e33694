"""Files that people join to messages, answers and contests: types that run nothing, of a size that
travels."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, Final

from mithaq.apps.corridor.models import (
    Answer,
    AnswerEvidence,
    Attachment,
    Contest,
    ContestEvidence,
    Message,
)
from mithaq.apps.corridor.models.exchanges import ATTACHMENT_BYTES_MOST
from mithaq.apps.corridor.operations.drafts import FileDraft
from mithaq.base.active_pdf import is_active
from mithaq.base.errors import Fault
from mithaq.base.ports import port
from mithaq.base.sent_files import safe_name, type_of
from mithaq.base.text import Labels

MOST: Final = 5


def file_faults(files: Sequence[FileDraft], where: str = "files") -> Iterator[Fault]:
    """Everything wrong with some files of a message, each named."""
    if len(files) > MOST:
        yield Fault(where, _TOO_MANY, "attachment.count")
    seen: set[bytes] = set()
    for rank, item in enumerate(files):
        place = f"{where}[{rank}]"
        yield from _faults_of(item, place)
        if item.content in seen:
            yield Fault(place, _named(item, _TWICE), "attachment.once")
        seen.add(item.content)


def paper_faults(papers: Sequence[FileDraft]) -> Iterator[Fault]:
    """Everything wrong with the papers of an answer or a contest; given twice, one is kept once."""
    if len(papers) > MOST:
        yield Fault("papers", _TOO_MANY, "attachment.count")
    for item in papers:
        yield from _faults_of(item, "papers")


def keep_files(message: Message, files: Sequence[FileDraft]) -> tuple[str, ...]:
    """Keep files by their fingerprint and join them to a message; gives their fingerprints."""
    return _kept(files, partial(Attachment.objects.create, message=message))


def keep_papers(answer: Answer, papers: Sequence[FileDraft]) -> tuple[str, ...]:
    """The same for the papers of an answer."""
    return _kept(papers, partial(AnswerEvidence.objects.create, answer=answer))


def keep_contest_papers(contest: Contest, papers: Sequence[FileDraft]) -> tuple[str, ...]:
    """The same for the papers of a contest."""
    return _kept(papers, partial(ContestEvidence.objects.create, contest=contest))


def _kept(files: Sequence[FileDraft], write: Callable[..., object]) -> tuple[str, ...]:
    """Each file once, however often it was given."""
    store = port("files")
    kept: list[str] = []
    for item in files:
        digest = store.keep(item.content)
        if digest not in kept:
            write(sha256=digest, **_told_of(item))
            kept.append(digest)
    return tuple(kept)


def _faults_of(item: FileDraft, place: str) -> Iterator[Fault]:
    if not item.content:
        yield Fault(place, _named(item, _EMPTY), "attachment.present")
    elif len(item.content) > ATTACHMENT_BYTES_MOST:
        yield Fault(place, _named(item, _TOO_LARGE), "attachment.size")
    elif type_of(item.content) is None:
        yield Fault(place, _named(item, _OTHER_TYPE), "attachment.type")
    elif is_active(item.content):
        yield Fault(place, _named(item, _ACTS), "attachment.acts")


def _told_of(item: FileDraft) -> dict[str, Any]:
    """What a row keeps of a file, besides its fingerprint."""
    return {
        "name": safe_name(item.name),
        "media_type": type_of(item.content) or "",
        "byte_count": len(item.content),
    }


def _named(item: FileDraft, sentence: Labels) -> Labels:
    """A fault with the name of its file."""
    name = safe_name(item.name)
    return Labels(
        f"« {name} » : {sentence.fr}", f"«{name}»: {sentence.ar}", f"“{name}”: {sentence.en}"
    )


_TOO_MANY: Final = Labels(
    f"On joint {MOST} fichiers au plus.",
    f"لا تُرفق أكثر من {MOST} ملفات.",
    f"At most {MOST} files are joined.",
)
_EMPTY: Final = Labels("le fichier est vide.", "الملف فارغ.", "the file is empty.")
_TOO_LARGE: Final = Labels(
    "le fichier dépasse 10 Mo ; numérisez-le à 200 points par pouce.",
    "الملف يتجاوز 10 ميغا؛ امسحوه بدقة 200 نقطة في البوصة.",
    "the file exceeds 10 MB; scan it at 200 dots per inch.",
)
_OTHER_TYPE: Final = Labels(
    "ce n’est ni un PDF, ni une image JPEG ou PNG, quel que soit son nom.",
    "ليس ملف PDF ولا صورة JPEG أو PNG، مهما كان اسمه.",
    "it is neither a PDF nor a JPEG or PNG picture, whatever its name.",
)
_ACTS: Final = Labels(
    "ce PDF contient un programme ou un autre fichier ; imprimez-le en PDF simple.",
    "يحتوي ملف PDF هذا على برنامج أو ملف آخر؛ اطبعوه ملف PDF بسيطا.",
    "this PDF holds a program or another file; print it to a plain PDF.",
)
_TWICE: Final = Labels("il est joint deux fois.", "مرفق مرتين.", "it is joined twice.")
