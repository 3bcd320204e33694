"""Papers joined to an answer: types that run nothing, of a size that travels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from mithaq.apps.corridor.models import Answer, AnswerEvidence
from mithaq.apps.corridor.models.questions import EVIDENCE_BYTES_MOST
from mithaq.apps.corridor.operations.question_drafts import Paper
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
_UNSAFE: Final = frozenset('/\\<>:"|?*\0\r\n\t\u202e\u202d\u2066\u2067')


def type_of(content: bytes) -> str | None:
    """The type of a paper by its first bytes, or None when it is none of the safe ones."""
    return next((kind for start, kind in _STARTS.items() if content.startswith(start)), None)


def paper_faults(papers: Sequence[Paper]) -> Iterator[Fault]:
    """Everything wrong with some papers."""
    if len(papers) > MOST:
        yield Fault("papers", _TOO_MANY, "answer_evidence.count")
    for item in papers:
        if not item.content or len(item.content) > EVIDENCE_BYTES_MOST:
            yield Fault("papers", _named(item, _SIZE), "answer_evidence_size_travels")
        elif type_of(item.content) is None or any(word in item.content for word in _ACTIVE):
            yield Fault("papers", _named(item, _TYPE), "answer_evidence_type_is_safe")


def keep_papers(answer: Answer, papers: Sequence[Paper]) -> tuple[str, ...]:
    """Keep papers by their fingerprint; gives the fingerprints, each once."""
    store = port("files")
    kept: list[str] = []
    for item in papers:
        digest = store.keep(item.content)
        if digest in kept:
            continue
        AnswerEvidence.objects.create(
            answer=answer,
            name=safe_name(item.name),
            sha256=digest,
            media_type=type_of(item.content) or "",
            byte_count=len(item.content),
        )
        kept.append(digest)
    return tuple(kept)


def safe_name(name: str) -> str:
    """A file's name without what a disk or a page could take for something else."""
    kept = "".join(char for char in name if char not in _UNSAFE).strip(" .")
    return kept[:200] or "document"


def _named(item: Paper, said: Labels) -> Labels:
    name = safe_name(item.name)
    return Labels(f"« {name} » : {said.fr}", f"«{name}»: {said.ar}", f"“{name}”: {said.en}")


_TOO_MANY: Final = Labels(
    f"Une réponse porte {MOST} pièces au plus.",
    f"لا يحمل الجواب أكثر من {MOST} وثائق.",
    f"An answer carries {MOST} papers at most.",
)
_SIZE: Final = Labels(
    "une pièce pèse de 1 octet à 10 Mo.",
    "حجم الوثيقة من بايت واحد إلى 10 ميغا.",
    "a paper weighs from 1 byte to 10 MB.",
)
_TYPE: Final = Labels(
    "ce n’est ni un PDF simple, ni une image JPEG ou PNG.",
    "ليس ملف PDF بسيطا ولا صورة JPEG أو PNG.",
    "it is neither a plain PDF nor a JPEG or PNG picture.",
)
