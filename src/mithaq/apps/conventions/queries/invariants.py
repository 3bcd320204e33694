"""What the text of a convention can never say, whatever its amendments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from mithaq.apps.conventions.choices import DurationKind
from mithaq.apps.conventions.choices.amending import AmendedKind
from mithaq.apps.conventions.queries import views
from mithaq.base.errors import Fault
from mithaq.base.text import Labels

Objects = Mapping[tuple[str, int], Any]


def broken_rules(objects: Objects) -> Iterator[Fault]:
    """Find every rule that the objects of a convention break together."""
    parties = _of(objects, AmendedKind.PARTY)
    yield from _party_faults(parties)
    slugs = {party.organisation_slug for party in parties}
    for item in _of(objects, AmendedKind.COMMITMENT):
        if item.debtor_slug and item.debtor_slug not in slugs:
            yield _debtor_left(item)
        if (item.quantity is None) != (item.unit == "") or (item.quantity or 1) <= 0:
            yield Fault(
                where=f"commitment.{item.number}",
                sentence=Labels(
                    f"Engagement n° {item.number} : une quantité promise, positive, dit son unité.",
                    f"الالتزام رقم {item.number}: الكمية الموعودة موجبة وتذكر وحدتها.",
                    f"Commitment no. {item.number}: a promised quantity is positive and says its "
                    "unit.",
                ),
                rule="commitment.quantity_and_unit_agree",
            )
    for target in _of(objects, AmendedKind.TARGET):
        if target.value <= 0:
            yield Fault(
                where=f"target.{target.number}",
                sentence=Labels(
                    f"L’objectif n° {target.number} n’est pas supérieur à zéro.",
                    f"الهدف رقم {target.number} ليس أكبر من الصفر.",
                    f"Target no. {target.number} is not greater than zero.",
                ),
                rule="target.is_positive",
            )
    for line in _of(objects, AmendedKind.BUDGET_LINE):
        yield from _stage_faults(line)
    for committee in _of(objects, AmendedKind.COMMITTEE):
        yield from _cadence_faults(committee)
    yield from _duration_faults(objects[AmendedKind.DURATION.value, 0])


def _of(objects: Objects, kind: AmendedKind) -> list[Any]:
    return [objects[key] for key in sorted(objects) if key[0] == kind.value]


def _party_faults(parties: list[views.PartyView]) -> Iterator[Fault]:
    if not parties:
        yield Fault(
            where="parties",
            sentence=Labels(
                "Une convention a au moins une partie.",
                "للاتفاقية طرف واحد على الأقل.",
                "A convention has at least one party.",
            ),
            rule="convention.has_parties",
        )
    seen = Counter((party.organisation_slug, party.role) for party in parties)
    for party in parties:
        if seen[party.organisation_slug, party.role] > 1:
            yield Fault(
                where=f"party.{party.organisation_slug}",
                sentence=Labels(
                    f"{party.organisation.fr} tient deux fois le même rôle.",
                    f"{party.organisation.of('ar')}: الصفة نفسها مسجلة مرتين.",
                    f"{party.organisation.of('en')} holds the same role twice.",
                ),
                rule="party.unique",
            )


def _debtor_left(item: views.CommitmentView) -> Fault:
    return Fault(
        where=f"commitment.{item.number}",
        sentence=Labels(
            f"L’engagement n° {item.number} est dû par {item.debtor.fr}, qui n’est pas partie.",
            f"الالتزام رقم {item.number} على {item.debtor.of('ar')}، وهي ليست طرفا.",
            f"Commitment no. {item.number} is owed by {item.debtor.of('en')}, not a party.",
        ),
        rule="commitment.debtor_is_party",
        remedy=Labels(
            "Donnez-lui un autre débiteur, ou retirez-le dans le même avenant.",
            "عيّنوا ملتزما آخر أو اسحبوه في الملحق نفسه.",
            "Give it another debtor, or withdraw it in the same amendment.",
        ),
    )


def _stage_faults(line: views.BudgetLineView) -> Iterator[Fault]:
    stages = (
        line.committed_centimes,
        line.called_centimes,
        line.disbursed_centimes,
        line.justified_centimes,
    )
    is_ordered = all(
        after is None or (before is not None and after <= before)
        for before, after in pairwise(stages)
    )
    if line.committed_centimes <= 0 or not is_ordered:
        yield Fault(
            where=f"budget_line.{line.number}",
            sentence=Labels(
                f"Ligne de budget n° {line.number} : le montant engagé est positif, et chaque "
                "étape ne dépasse pas celle qui la précède (engagé, appelé, versé, justifié).",
                f"سطر الميزانية رقم {line.number}: المبلغ الملتزم به موجب، ولا تتجاوز أي مرحلة "
                "سابقتها (ملتزم به، مطلوب، مؤدى، مبرر).",
                f"Budget line no. {line.number}: the committed amount is positive, and no stage "
                "exceeds the one before (committed, called, disbursed, justified).",
            ),
            rule="budget.stages_decrease",
        )


def _cadence_faults(committee: views.CommitteeView) -> Iterator[Fault]:
    count = committee.cadence_count
    is_whole = (count is None) == (committee.cadence_period == "") and count != 0
    if not is_whole:
        yield Fault(
            where=f"committee.{committee.number}",
            sentence=Labels(
                "Une cadence dit combien de séances et sur quelle durée.",
                "الوتيرة تحدد عدد الاجتماعات والمدة.",
                "A cadence says how many sittings and over which period.",
            ),
            rule="committee.cadence_is_whole",
        )


def _duration_faults(item: views.DurationView) -> Iterator[Fault]:
    start, end = item.covers_from, item.covers_to
    if start and end and end < start:
        yield Fault(
            where="duration",
            sentence=Labels(
                f"La période finit le {end:%d/%m/%Y}, avant son début le {start:%d/%m/%Y}.",
                f"تنتهي المدة في {end:%d/%m/%Y} قبل بدايتها في {start:%d/%m/%Y}.",
                f"The period ends on {end:%d/%m/%Y}, before it starts on {start:%d/%m/%Y}.",
            ),
            rule="convention.end_follows_start",
        )
    if item.duration_kind == DurationKind.OPEN_ENDED and end:
        yield Fault(
            where="duration",
            sentence=Labels(
                "Une durée indéterminée n’a pas de date de fin.",
                "المدة غير المحددة ليس لها تاريخ نهاية.",
                "An open-ended convention has no end date.",
            ),
            rule="convention.open_ended_has_no_end",
        )
