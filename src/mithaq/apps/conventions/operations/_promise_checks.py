"""What a commitment and a target cannot say."""

from __future__ import annotations

from collections.abc import Iterator

from mithaq.apps.conventions.operations.drafts import (
    CommitmentDraft,
    ConventionDraft,
    TargetDraft,
)
from mithaq.base.errors import Fault
from mithaq.base.text import Labels


def commitment_faults(draft: ConventionDraft) -> Iterator[Fault]:
    """A debtor and a creditor are two parties; a quantity says its unit."""
    parties = {party.organisation_id for party in draft.parties}
    groups = [("", draft.commitments)]
    groups += [(f"axes[{index}].", axis.commitments) for index, axis in enumerate(draft.axes)]
    for prefix, commitments in groups:
        for index, item in enumerate(commitments):
            where = f"{prefix}commitments[{index}]"
            yield from _people_faults(item, where, parties)
            yield from _quantity_faults(item, where)


def _people_faults(item: CommitmentDraft, where: str, parties: set[int]) -> Iterator[Fault]:
    debtor, creditor = item.debtor_organisation_id, item.creditor_organisation_id
    if debtor is not None and debtor not in parties:
        yield Fault(
            where=f"{where}.debtor",
            sentence=Labels(
                "Le débiteur de cet engagement n’est pas une partie de la convention.",
                "الملتزِم المذكور ليس طرفا في الاتفاقية.",
                "The debtor of this commitment is not a party to the convention.",
            ),
            rule="commitment.debtor_is_party",
        )
    if creditor is not None and creditor not in parties:
        yield Fault(
            where=f"{where}.creditor",
            sentence=Labels(
                "Le créancier de cet engagement n’est pas une partie de la convention.",
                "الدائن بهذا الالتزام ليس طرفا في الاتفاقية.",
                "The creditor of this commitment is not a party to the convention.",
            ),
            rule="commitment.creditor_is_party",
        )
    if creditor is not None and creditor == debtor:
        yield Fault(
            where=f"{where}.creditor",
            sentence=Labels(
                "Nul n’est son propre créancier.",
                "لا يكون أحد دائنا لنفسه.",
                "Nobody is their own creditor.",
            ),
            rule="commitment.creditor_is_another",
        )


def _quantity_faults(item: CommitmentDraft, where: str) -> Iterator[Fault]:
    quantity = item.quantity
    if (quantity is None) != (item.unit == "") or (quantity is not None and quantity <= 0):
        yield Fault(
            where=f"{where}.{'quantity' if item.unit else 'unit'}",
            sentence=Labels(
                "Une quantité promise, positive, dit son unité.",
                "الكمية الموعود بها أكبر من الصفر وتُذكر وحدتها.",
                "A promised quantity is above zero and says its unit.",
            ),
            rule="commitment.quantity_and_unit_agree",
        )


def target_faults(draft: ConventionDraft) -> Iterator[Fault]:
    """A pooled target needs a set; a value is positive; a part breaks down an earlier whole."""
    wholes: dict[str, TargetDraft] = {}
    for index, target in enumerate(draft.targets):
        yield from _value_faults(draft, target, index)
        yield from _part_faults(target, index, wholes)
        if target.key:
            if target.key in wholes:
                yield Fault(
                    where=f"targets[{index}].key",
                    sentence=Labels(
                        f"Deux objectifs portent la clé « {target.key} ».",
                        f"هدفان يحملان المفتاح «{target.key}».",
                        f"Two targets have the key “{target.key}”.",
                    ),
                    rule="target.key.unique",
                )
            wholes[target.key] = target


def _value_faults(draft: ConventionDraft, target: TargetDraft, index: int) -> Iterator[Fault]:
    if target.is_pooled and draft.convention_set is None:
        yield Fault(
            where=f"targets[{index}].pooled",
            sentence=Labels(
                "Un objectif commun appartient à un ensemble : la convention n’en nomme aucun.",
                "الهدف المشترك يخص مجموعة اتفاقيات، وهذه الاتفاقية لا تذكر أي مجموعة.",
                "A pooled target belongs to a set: this convention names none.",
            ),
            rule="target.pooled_needs_set",
        )
    if target.value <= 0:
        yield Fault(
            where=f"targets[{index}].value",
            sentence=Labels(
                "Un objectif est supérieur à zéro.",
                "الهدف أكبر من الصفر.",
                "A target is greater than zero.",
            ),
            rule="target.is_positive",
        )
    if target.baseline.is_known and target.baseline_value is None:
        yield Fault(
            where=f"targets[{index}].baseline",
            sentence=Labels(
                "Une date de départ accompagne une valeur de départ.",
                "تاريخ الانطلاق يرافق قيمة الانطلاق.",
                "A baseline date comes with a baseline value.",
            ),
            rule="target.baseline_is_whole",
        )


def _part_faults(
    target: TargetDraft, index: int, wholes: dict[str, TargetDraft]
) -> Iterator[Fault]:
    if target.part_of_key is None:
        return
    whole = wholes.get(target.part_of_key)
    if whole is None:
        yield Fault(
            where=f"targets[{index}].part_of",
            sentence=Labels(
                f"L’objectif « {target.part_of_key} » n’est pas plus haut dans la convention.",
                f"الهدف «{target.part_of_key}» غير وارد قبل هذا في الاتفاقية.",
                f"Target “{target.part_of_key}” is not higher in the convention.",
            ),
            rule="target.part_of.exists",
        )
    elif (whole.indicator_version_id, whole.is_pooled) != (
        target.indicator_version_id,
        target.is_pooled,
    ):
        yield Fault(
            where=f"targets[{index}].part_of",
            sentence=Labels(
                "Une part compte la même chose que son tout, au même titre (commun ou non).",
                "الجزء يحسب ما يحسبه الكل وبالصفة نفسها (مشترك أو غير مشترك).",
                "A part counts what its whole counts, in the same way (pooled or not).",
            ),
            rule="target.part_counts_the_same",
        )
