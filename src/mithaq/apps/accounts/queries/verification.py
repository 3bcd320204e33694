"""Verifying the journal: edited lines, missing lines, broken chains and truncation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice

from mithaq.apps.accounts.models import AuditLine, Seal, SealedLine
from mithaq.apps.accounts.queries.digests import (
    GENESIS,
    key_fingerprint,
    line_digest,
    seal_digest,
    seal_key,
)
from mithaq.apps.accounts.queries.heads import AuditHead
from mithaq.apps.accounts.queries.open_chain import OpenChain
from mithaq.base.text import Labels

_SLICE = 5_000


class FindingKind(StrEnum):
    """What can be wrong with a journal."""

    LINE_EDITED = "line_edited"
    LINE_MISSING = "line_missing"
    SEAL_MISSING = "seal_missing"
    SEAL_BROKEN = "seal_broken"
    TRUNCATED = "truncated"
    OTHER_KEY = "other_key"


@dataclass(frozen=True, slots=True)
class AuditFinding:
    """One thing found, and where."""

    kind: FindingKind
    sentence: Labels
    seal_number: int
    line_id: int | None = None


@dataclass(frozen=True, slots=True)
class AuditVerification:
    """The outcome of reading the whole journal again under the key of the installation."""

    seal_count: int
    sealed_line_count: int
    unsealed_line_count: int
    head_count: int
    findings: tuple[AuditFinding, ...] = field(default=())

    @property
    def is_sound(self) -> bool:
        """Tell whether nothing was found."""
        return not self.findings


def verify_audit(
    *, exported_head: AuditHead | Iterable[AuditHead] | None = None, key: bytes | None = None
) -> AuditVerification:
    """Read every seal and every line it holds again, then compare with the heads exported.

    Without a head, lines removed from the end together with their seals cannot be noticed.
    Lines written since the last seal are counted and not yet proved.
    """
    used = key or seal_key()
    heads = _heads(exported_head)
    seals = {seal.pk: seal for seal in Seal.objects.order_by("number")}
    held: dict[int, list[tuple[int, str]]] = {pk: [] for pk in seals}
    findings: list[AuditFinding] = []
    chain = OpenChain.read(seals)
    sealed = 0
    # A sealer may be at work: what it adds after this reading is for the next verification.
    for part in _slices(through=max((seal.number for seal in seals.values()), default=0)):
        sealed += len(part)
        findings += _verify_lines(part, seals=seals, chain=chain, key=used)
        for seal_id, line_id, digest in part:
            held[seal_id].append((line_id, digest))
    previous, expected = GENESIS, 1
    for pk, seal in seals.items():
        findings += _missing_seals(expected, seal.number)
        before = previous if expected == seal.number else None
        if not _holds(seal, held.pop(pk), previous=before, key=used):
            findings.append(_broken(seal.number))
        previous, expected = seal.digest, seal.number + 1
    told = {finding.seal_number for finding in findings}
    # A line that is altered or gone is said once, by itself.
    findings += [_open_broken(number) for number in chain.broken() if number not in told]
    digests = {seal.number: seal.digest for seal in seals.values()}
    findings += _compare(digests, heads, opened=chain.digests(), fingerprint=key_fingerprint(used))
    return AuditVerification(
        seal_count=len(seals),
        sealed_line_count=sealed,
        unsealed_line_count=unsealed_line_count(),
        head_count=len(heads),
        findings=tuple(findings),
    )


def unsealed_line_count() -> int:
    """How many lines no seal holds yet."""
    held = SealedLine.objects.values("line_id")
    return AuditLine.objects.exclude(pk__in=held).count()


def sealed_line_count() -> int:
    """How many lines stand under a seal."""
    return SealedLine.objects.count()


def _heads(given: AuditHead | Iterable[AuditHead] | None) -> tuple[AuditHead, ...]:
    if given is None:
        return ()
    return (given,) if isinstance(given, AuditHead) else tuple(given)


def _slices(*, through: int) -> Iterator[list[tuple[int, int, str]]]:
    """Every sealed line in the order of the chain, a slice at a time: (seal, line, digest)."""
    rows = (
        SealedLine.objects.filter(seal__number__lte=through)
        .order_by("seal__number", "position")
        .values_list("seal_id", "line_id", "digest")
        .iterator(chunk_size=_SLICE)
    )
    while part := list(islice(rows, _SLICE)):
        yield part


def _holds(seal: Seal, lines: list[tuple[int, str]], *, previous: str | None, key: bytes) -> bool:
    """Tell whether a seal is the one that these lines and the seal before it give."""
    digest = seal_digest(
        number=seal.number,
        previous_digest=seal.previous_digest,
        sealed_at=seal.sealed_at,
        lines=lines,
        key=key,
    )
    chained = previous is None or seal.previous_digest == previous
    return chained and len(lines) == seal.line_count and digest == seal.digest


def _verify_lines(
    part: list[tuple[int, int, str]], *, seals: dict[int, Seal], chain: OpenChain, key: bytes
) -> Iterator[AuditFinding]:
    found = {line.pk: line for line in AuditLine.objects.filter(pk__in=[pk for _, pk, _ in part])}
    for seal_id, line_id, digest in part:
        line, number = found.get(line_id), seals[seal_id].number
        if line is None:
            yield AuditFinding(FindingKind.LINE_MISSING, _line_missing(line_id), number, line_id)
            continue
        chain.feed(seal_id, line, key=key)
        if line_digest(line, key=key) != digest:
            yield AuditFinding(FindingKind.LINE_EDITED, _line_edited(line_id), number, line_id)


def _missing_seals(expected: int, number: int) -> list[AuditFinding]:
    return [
        AuditFinding(FindingKind.SEAL_MISSING, _seal_missing(missing), missing)
        for missing in range(expected, number)
    ]


def _compare(
    digests: dict[int, str],
    heads: tuple[AuditHead, ...],
    *,
    opened: dict[int, str],
    fingerprint: str,
) -> Iterator[AuditFinding]:
    last = max(digests, default=0)
    lost = [head for head in heads if head.number > last]
    if lost:
        furthest = max(lost, key=lambda head: head.number)
        yield AuditFinding(FindingKind.TRUNCATED, _truncated(furthest, last), furthest.number)
    for head in heads:
        if head.key_fingerprint != fingerprint:
            yield AuditFinding(FindingKind.OTHER_KEY, _other_key(head.number), head.number)
        elif digests.get(head.number, head.digest) != head.digest or (
            head.open_digest and opened.get(head.number, head.open_digest) != head.open_digest
        ):
            yield AuditFinding(FindingKind.SEAL_BROKEN, _not_the_exported(head.number), head.number)


def _broken(number: int) -> AuditFinding:
    sentence = Labels(
        f"Le scellé n° {number} ne correspond plus aux lignes qu’il tient, ou au scellé précédent.",
        f"الختم رقم {number} لم يعد يطابق الأسطر التي يضمها، أو الختم السابق.",
        f"Seal no. {number} no longer matches the lines it holds, or the seal before it.",
    )
    return AuditFinding(FindingKind.SEAL_BROKEN, sentence, number)


def _open_broken(number: int) -> AuditFinding:
    sentence = Labels(
        f"L’empreinte ouverte du scellé n° {number} n’est pas celle de ses lignes.",
        f"البصمة المفتوحة للختم رقم {number} ليست بصمة أسطره.",
        f"The open digest of seal no. {number} is not that of its lines.",
    )
    return AuditFinding(FindingKind.SEAL_BROKEN, sentence, number)


def _line_edited(line_id: int) -> Labels:
    return Labels(
        f"La ligne {line_id} a été modifiée depuis son scellement.",
        f"تم تغيير السطر {line_id} بعد ختمه.",
        f"Line {line_id} was edited after it was sealed.",
    )


def _line_missing(line_id: int) -> Labels:
    return Labels(
        f"La ligne {line_id}, scellée, a disparu du journal.",
        f"السطر {line_id} المختوم اختفى من السجل.",
        f"Line {line_id}, which was sealed, is gone from the journal.",
    )


def _seal_missing(number: int) -> Labels:
    return Labels(
        f"Le scellé n° {number} manque dans la chaîne.",
        f"الختم رقم {number} مفقود من السلسلة.",
        f"Seal no. {number} is missing from the chain.",
    )


def _truncated(head: AuditHead, last: int) -> Labels:
    count = head.sealed_line_count
    return Labels(
        f"La fin du journal manque : le scellé n° {head.number} a été exporté avec {count} lignes "
        f"au total, la base s’arrête au n° {last}.",
        f"نهاية السجل مفقودة: تم تصدير الختم رقم {head.number} ومجموع أسطره {count}، "
        f"وقاعدة البيانات تتوقف عند الرقم {last}.",
        f"The end of the journal is missing: seal no. {head.number} was exported over {count} "
        f"lines in all, the database stops at no. {last}.",
    )


def _not_the_exported(number: int) -> Labels:
    return Labels(
        f"Le scellé n° {number} n’est pas celui qui a été exporté.",
        f"الختم رقم {number} ليس هو الذي تم تصديره.",
        f"Seal no. {number} is not the one that was exported.",
    )


def _other_key(number: int) -> Labels:
    return Labels(
        f"La tête n° {number} a été scellée sous une autre clé : rendez à l’installation sa clé "
        "secrète (secret.key ou SECRET_KEY), puis vérifiez de nouveau.",
        f"الرأس رقم {number} مختوم بمفتاح آخر: أعيدوا إلى التنصيب مفتاحه السري "
        "(secret.key أو SECRET_KEY) ثم أعيدوا التحقق.",
        f"Head no. {number} was sealed under another key: give the installation its secret key "
        "back (secret.key or SECRET_KEY), then verify again.",
    )
