"""Where in a convention some words stand: the sentence that made a search find it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any, Final

from django.db.models import CharField, F, QuerySet, Value

from mithaq.apps.conventions.choices.amending import AmendedKind
from mithaq.apps.conventions.models import (
    Axis,
    BudgetLine,
    Commitment,
    Committee,
    Contribution,
    Convention,
    Document,
    Measure,
    PreambleReference,
    Remark,
    Signatory,
    Target,
)
from mithaq.apps.conventions.queries.reading import amended_texts
from mithaq.base.text import LANGUAGES, Labels, fold, is_said

TEXTS: Final = "label"
# What an amendment changes that is a sentence of its own.
SAID: Final = (
    AmendedKind.TITLE,
    AmendedKind.COMMITMENT,
    AmendedKind.TARGET,
    AmendedKind.BUDGET_LINE,
    AmendedKind.COMMITTEE,
)
# A sentence that holds less of the question than this is not why the convention was found.
LEAST: Final = 0.5


def passages(ids: Collection[int], words: Sequence[str], *, on: date) -> dict[int, Labels]:
    """Give, by convention, the sentence that best holds some folded words, if one holds half.

    Words side by side, as they were typed, are worth more than the same words apart. Of the same
    merit, what amendments in effect on the day say comes first, then promises, then the rest. Two
    queries when nothing was amended.
    """
    found: dict[int, tuple[int, Labels]] = {}
    least = max(1, round(len(words) * LEAST))
    together = " ".join(words)
    for key, _rank, *texts in (*_amended(ids, on), *_sentences(ids)):
        spelt = fold(" ".join(texts))
        merit = sum(is_said(word, spelt) for word in words)
        if merit < least:
            continue
        merit += len(words) * (len(words) > 1 and together in spelt)
        if merit > found.get(key, (0, Labels("")))[0]:
            found[key] = (merit, Labels(*texts))
    return {key: labels for key, (_merit, labels) in found.items()}


def _amended(ids: Collection[int], on: date) -> Iterator[tuple[int, int, str, str, str]]:
    """What amendments in effect on a day put in the text, as the rows of first texts are told."""
    if not ids:
        return
    within = Convention.objects.filter(pk__in=ids)
    for key, text in amended_texts(within, on=on, kinds=set(SAID)).items():
        for trace in text.traces:
            if trace.after is not None:
                labels: Labels = trace.after.labels
                yield key, 0, labels.fr, labels.ar, labels.en


def _sentences(ids: Collection[int]) -> Iterator[tuple[int, int, str, str, str]]:
    """Owner, rank and three texts of every sentence, those of the first rank first."""
    if not ids:
        return
    promised, *others = (
        _told(rows.order_by(), owner, rank, stem)
        for rank, (rows, owner, stem) in enumerate(_kinds(ids))
    )
    yield from sorted(promised.union(*others, all=True), key=lambda row: row[1])


def _kinds(ids: Collection[int]) -> tuple[tuple[QuerySet[Any], str, str], ...]:
    """Everything by which a convention is found: its sentences, its clauses, its people."""
    whole = Convention.objects.filter(pk__in=ids)
    signed = Signatory.objects.filter(party__convention__in=ids)
    brought = Contribution.objects.filter(party__convention__in=ids)
    cited = PreambleReference.objects.filter(convention__in=ids)
    return (
        (Commitment.objects.filter(convention__in=ids), "convention_id", TEXTS),
        (Measure.objects.filter(axis__convention__in=ids), "axis__convention_id", TEXTS),
        (Committee.objects.filter(convention__in=ids), "convention_id", TEXTS),
        (Target.objects.filter(convention__in=ids), "convention_id", TEXTS),
        (whole, "pk", "terms"),
        (whole, "pk", "legal_basis"),
        (cited, "convention_id", TEXTS),
        (Axis.objects.filter(convention__in=ids), "convention_id", TEXTS),
        (whole, "pk", "purpose"),
        (BudgetLine.objects.filter(convention__in=ids), "convention_id", TEXTS),
        (brought, "party__convention_id", TEXTS),
        (Document.objects.filter(convention__in=ids), "convention_id", TEXTS),
        (signed, "party__convention_id", "person"),
        (Remark.objects.filter(convention__in=ids), "convention_id", TEXTS),
    )


def _told(rows: QuerySet[Any], owner: str, rank: int, stem: str) -> QuerySet[Any]:
    said: QuerySet[Any] = rows.annotate(told_of=F(owner), told_rank=Value(rank))
    columns: list[Any] = [f"{stem}_{name}" for name in LANGUAGES]
    if stem == "person":
        # A person's name is written in French and in Arabic only.
        columns[-1] = Value("", CharField())
    return said.values_list("told_of", "told_rank", *columns)
