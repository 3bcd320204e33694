"""Files that people join to messages: types that run nothing, of a size that travels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from mithaq.apps.corridor.models import Attachment, Message
from mithaq.apps.corridor.models.exchanges import ATTACHMENT_BYTES_MOST
from mithaq.apps.corridor.operations.drafts import FileDraft
from mithaq.base.errors import Fault
from mithaq.base.ports import port
from mithaq.base.text import Labels

MOST: Final = 5
# The first bytes say what a file is; its name does not.
_STARTS: Final = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}
# What makes a PDF act when it is opened.
_ACTIVE: Final = (b"/JavaScript", b"/JS ", b"/JS(", b"/Launch", b"/EmbeddedFile")
_UNSAFE_NAME: Final = frozenset('/\\<>:"|?*\0\r\n\t\u202e\u202d\u2066\u2067')


def type_of(content: bytes) -> str | None:
    """The type of a file by its first bytes, or None when it is none of the safe ones."""
    return next((kind for start, kind in _STARTS.items() if content.startswith(start)), None)


def file_faults(files: Sequence[FileDraft], where: str = "files") -> Iterator[Fault]:
    """Everything wrong with some files, each named."""
    if len(files) > MOST:
        yield Fault(where, _TOO_MANY, "attachment.count")
    seen: set[bytes] = set()
    for rank, item in enumerate(files):
        place = f"{where}[{rank}]"
        if not item.content:
            yield Fault(place, _named(item, _EMPTY), "attachment.present")
        elif len(item.content) > ATTACHMENT_BYTES_MOST:
            yield Fault(place, _named(item, _TOO_LARGE), "attachment.size")
        elif type_of(item.content) is None:
            yield Fault(place, _named(item, _OTHER_TYPE), "attachment.type")
        elif any(word in item.content for word in _ACTIVE):
            yield Fault(place, _named(item, _ACTS), "attachment.acts")
        if item.content in seen:
            yield Fault(place, _named(item, _TWICE), "attachment.once")
        seen.add(item.content)


def keep_files(message: Message, files: Sequence[FileDraft]) -> tuple[str, ...]:
    """Keep files by their fingerprint and join them to a message; gives their fingerprints."""
    store = port("files")
    kept = []
    for item in files:
        digest = store.keep(item.content)
        Attachment.objects.create(
            message=message,
            name=safe_name(item.name),
            sha256=digest,
            media_type=type_of(item.content) or "",
            byte_count=len(item.content),
        )
        kept.append(digest)
    return tuple(kept)


def safe_name(name: str) -> str:
    """A file's name without what a disk or a page could take for something else."""
    kept = "".join(char for char in name if char not in _UNSAFE_NAME).strip(" .")
    return kept[:200] or "document"


def _named(item: FileDraft, sentence: Labels) -> Labels:
    name = safe_name(item.name)
    return Labels(
        f"« {name} » : {sentence.fr}", f"«{name}»: {sentence.ar}", f"“{name}”: {sentence.en}"
    )


_TOO_MANY: Final = Labels(
    f"Un message porte {MOST} fichiers au plus.",
    f"لا تحمل الرسالة أكثر من {MOST} ملفات.",
    f"A message carries {MOST} files at most.",
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
