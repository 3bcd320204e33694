"""What an amendment cannot say of itself, and what must prove it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from mithaq.apps.conventions.choices import SIGNED_STATUSES
from mithaq.apps.conventions.choices.amending import ChangeAction
from mithaq.apps.conventions.models import Convention
from mithaq.apps.conventions.queries.views import AmendmentView, ChangeView
from mithaq.base.errors import Fault
from mithaq.base.text import Labels

NOTHING: Final = Labels("")
SHA256: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentDraft:
    """What a signed amendment says; its changes are numbered by their rank."""

    number: int
    title: Labels
    signed_on: date
    effective_on: date
    reason: Labels
    changes: tuple[ChangeView, ...]
    retroactive_reason: Labels = NOTHING
    source_id: int | None = None
    locator: str = ""
    document_sha256: str = ""


def header_faults(
    convention: Convention, draft: AmendmentDraft, others: Iterable[AmendmentView]
) -> Iterator[Fault]:
    """Whether the convention can be amended, under this number, from that day."""
    if convention.status not in SIGNED_STATUSES:
        yield Fault(
            where="convention",
            sentence=Labels(
                "Seule une convention signée s’amende : celle-ci ne l’est pas encore.",
                "لا تُعدَّل بملحق إلا اتفاقية موقعة، وهذه لم توقع بعد.",
                "Only a signed convention is amended: this one is not signed yet.",
            ),
            rule="amendment.convention_is_signed",
            remedy=Labels("Modifiez son projet.", "عدّلوا مشروعها.", "Change its draft instead."),
        )
    if draft.number < 1 or any(item.number == draft.number for item in others):
        free = max((item.number for item in others), default=0) + 1
        yield Fault(
            where="number",
            sentence=Labels(
                f"Le numéro {draft.number} n’est pas libre.",
                f"الرقم {draft.number} غير متاح.",
                f"Number {draft.number} is not free.",
            ),
            rule="amendment.number_unique",
            remedy=Labels(
                f"Le premier numéro libre est {free}.",
                f"أول رقم متاح هو {free}.",
                f"The first free number is {free}.",
            ),
        )
    earliest = convention.signed_on
    if earliest and draft.signed_on < earliest:
        yield Fault(
            where="signed_on",
            sentence=Labels(
                f"L’avenant est signé le {draft.signed_on:%d/%m/%Y}, avant la convention "
                f"({earliest:%d/%m/%Y}).",
                f"وُقِّع الملحق في {draft.signed_on:%d/%m/%Y} قبل الاتفاقية ({earliest:%d/%m/%Y}).",
                f"The amendment is signed on {draft.signed_on:%d/%m/%Y}, before the convention "
                f"({earliest:%d/%m/%Y}).",
            ),
            rule="amendment.follows_convention",
        )
    yield from _effect_faults(draft)


def _effect_faults(draft: AmendmentDraft) -> Iterator[Fault]:
    """It reaches back before its signature only when it says so, and why."""
    reaches_back = draft.effective_on < draft.signed_on
    if reaches_back and not draft.retroactive_reason.fr:
        yield Fault(
            where="retroactive_reason",
            sentence=Labels(
                f"L’avenant prend effet le {draft.effective_on:%d/%m/%Y}, avant sa signature le "
                f"{draft.signed_on:%d/%m/%Y} : il faut dire pourquoi.",
                f"يسري الملحق من {draft.effective_on:%d/%m/%Y} قبل توقيعه في "
                f"{draft.signed_on:%d/%m/%Y}: يجب ذكر السبب.",
                f"The amendment takes effect on {draft.effective_on:%d/%m/%Y}, before its "
                f"signature on {draft.signed_on:%d/%m/%Y}: say why.",
            ),
            rule="amendment.retroactive_with_a_reason",
        )
    if not reaches_back and draft.retroactive_reason:
        yield Fault(
            where="retroactive_reason",
            sentence=Labels(
                "Cet avenant n’est pas rétroactif : il prend effet à sa signature ou après.",
                "هذا الملحق ليس بأثر رجعي: يسري من توقيعه أو بعده.",
                "This amendment is not retroactive: it takes effect on its signature or later.",
            ),
            rule="amendment.retroactive_with_a_reason",
            remedy=Labels("Videz ce champ.", "أفرغوا هذه الخانة.", "Empty this field."),
        )


def document_faults(draft: AmendmentDraft) -> Iterator[Fault]:
    """What every amendment says, and what proves it."""
    for where, labels, name in (
        ("title", draft.title, Labels("son intitulé", "عنوانه", "its title")),
        ("reason", draft.reason, Labels("son motif", "سببه", "its reason")),
    ):
        if not labels.fr:
            yield Fault(
                where=where,
                sentence=Labels(
                    f"Un avenant dit {name.fr}, au moins en français.",
                    f"يذكر الملحق {name.ar} بالفرنسية على الأقل.",
                    f"An amendment says {name.en}, at least in French.",
                ),
                rule=f"amendment.has_{where}",
            )
    if draft.source_id is None and not draft.document_sha256:
        yield Fault(
            where="source",
            sentence=Labels(
                "Rien ne prouve cet avenant : ni source, ni texte signé.",
                "لا شيء يثبت هذا الملحق: لا مصدر ولا نص موقَّع.",
                "Nothing proves this amendment: neither a source nor a signed text.",
            ),
            rule="amendment.is_proven",
            remedy=Labels(
                "Nommez une source, ou joignez le texte signé.",
                "سمّوا مصدرا أو أرفقوا النص الموقَّع.",
                "Name a source, or attach the signed text.",
            ),
        )
    if draft.document_sha256 and not SHA256.fullmatch(draft.document_sha256):
        yield Fault(
            where="document_sha256",
            sentence=Labels(
                "Une empreinte SHA-256 compte 64 chiffres hexadécimaux.",
                "بصمة SHA-256 من 64 رقما ست عشريا.",
                "A SHA-256 fingerprint has 64 hexadecimal digits.",
            ),
            rule="amendment.fingerprint",
        )
    if not draft.changes:
        yield Fault(
            where="changes",
            sentence=Labels(
                "Un avenant change au moins une chose.",
                "يغير الملحق شيئا واحدا على الأقل.",
                "An amendment changes at least one thing.",
            ),
            rule="amendment.changes_something",
        )
    yield from _rank_faults(draft.changes)


def _rank_faults(changes: Iterable[ChangeView]) -> Iterator[Fault]:
    ranks = Counter(change.rank for change in changes)
    if any(count > 1 for count in ranks.values()):
        yield Fault(
            where="changes",
            sentence=Labels(
                "Deux articles de l’avenant ont le même rang.",
                "لمادتين من الملحق الرتبة نفسها.",
                "Two articles of the amendment have the same rank.",
            ),
            rule="amendment.ranks_unique",
        )
    known = set(ChangeAction.values)
    for change in changes:
        if change.action not in known:
            yield Fault(
                where=f"changes[{change.rank}]",
                sentence=Labels(
                    "Un article ajoute, modifie ou retire.",
                    "المادة تضيف أو تعدل أو تسحب.",
                    "An article adds, modifies or withdraws.",
                ),
                rule="amendment.action_is_known",
            )
