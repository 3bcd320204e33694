"""Papers joined to an answer: types that run nothing, of a size that travels."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from mithaq.apps.corridor.models import Answer, AnswerEvidence, Contest, ContestEvidence
from mithaq.apps.corridor.models.questions import EVIDENCE_BYTES_MOST
from mithaq.apps.corridor.operations._files import named, told_of
from mithaq.apps.corridor.operations.question_drafts import Paper
from mithaq.base.errors import Fault
from mithaq.base.ports import port
from mithaq.base.sent_files import is_active, type_of
from mithaq.base.text import Labels

MOST: Final = 5


def paper_faults(papers: Sequence[Paper]) -> Iterator[Fault]:
    """Everything wrong with some papers."""
    if len(papers) > MOST:
        yield Fault("papers", _TOO_MANY, "answer_evidence.count")
    for item in papers:
        if not item.content or len(item.content) > EVIDENCE_BYTES_MOST:
            yield Fault("papers", named(item, _SIZE), "answer_evidence_size_travels")
        elif type_of(item.content) is None or is_active(item.content):
            yield Fault("papers", named(item, _TYPE), "answer_evidence_type_is_safe")


def keep_papers(answer: Answer, papers: Sequence[Paper]) -> tuple[str, ...]:
    """Keep papers by their fingerprint; gives the fingerprints, each once."""
    return _kept(papers, lambda **columns: AnswerEvidence.objects.create(answer=answer, **columns))


def keep_contest_papers(contest: Contest, papers: Sequence[Paper]) -> tuple[str, ...]:
    """The same for the papers of a contest."""
    return _kept(
        papers, lambda **columns: ContestEvidence.objects.create(contest=contest, **columns)
    )


def _kept(papers: Sequence[Paper], write: Callable[..., object]) -> tuple[str, ...]:
    store = port("files")
    kept: list[str] = []
    for item in papers:
        digest = store.keep(item.content)
        if digest in kept:
            continue
        write(sha256=digest, **told_of(item))
        kept.append(digest)
    return tuple(kept)


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
