"""What a convention cannot say of other conventions, of what it cites, and of its annexes."""

from __future__ import annotations

from collections.abc import Container, Iterator

from mithaq.apps.conventions.choices import DocumentKind
from mithaq.apps.conventions.models import Convention, PreambleReference
from mithaq.apps.conventions.operations.drafts import ConventionDraft
from mithaq.base.errors import Fault
from mithaq.base.text import Labels


def tie_faults(draft: ConventionDraft, *, before: Container[str]) -> Iterator[Fault]:
    """Find what is wrong with links, preamble, languages and annexes."""
    yield from _link_faults(draft, before)
    yield from _preamble_faults(draft)
    yield from _language_faults(draft)
    yield from _annex_faults(draft)


def _link_faults(draft: ConventionDraft, before: Container[str]) -> Iterator[Fault]:
    named = {item.reference for item in draft.links}
    rows = Convention.objects.filter(reference__in=named) if named else ()
    exercises = {row.reference: row.is_exercise for row in rows}
    seen: set[tuple[str, str]] = set()
    for index, item in enumerate(draft.links):
        where = f"links[{index}].convention"
        if item.reference == draft.reference:
            yield Fault(where=where, sentence=_SELF, rule="link.joins_two")
        elif item.reference not in exercises and item.reference not in before:
            yield Fault(
                where=where,
                sentence=Labels(
                    f"La convention {item.reference} n’est pas au registre.",
                    f"الاتفاقية {item.reference} غير مسجلة.",
                    f"Convention {item.reference} is not in the register.",
                ),
                rule="link.convention.exists",
            )
        elif exercises.get(item.reference, draft.is_exercise) != draft.is_exercise:
            yield Fault(where=where, sentence=_MIXED, rule="convention.exercise_apart")
        if (item.kind, item.reference) in seen:
            yield Fault(where=where, sentence=_TWICE, rule="link.unique")
        seen.add((item.kind, item.reference))


_SELF = Labels(
    "Un lien unit deux conventions différentes.",
    "الرابط يجمع اتفاقيتين مختلفتين.",
    "A link joins two different conventions.",
)
_MIXED = Labels(
    "Un exercice et une convention réelle ne se lient pas.",
    "لا يرتبط تمرين باتفاقية حقيقية.",
    "An exercise and a real convention are not linked.",
)
_TWICE = Labels("Ce lien est déjà dit.", "هذا الرابط مذكور من قبل.", "This link is already said.")


def _preamble_faults(draft: ConventionDraft) -> Iterator[Fault]:
    """A code cited by two conventions names the same thing in both."""
    codes = {item.code for item in draft.preamble}
    rows = PreambleReference.objects.filter(code__in=codes) if codes else ()
    known = {row.code: (row.kind, row.label_fr) for row in rows}
    seen: set[str] = set()
    for index, item in enumerate(draft.preamble):
        kind, label = known.get(item.code, (item.kind, item.title.fr))
        if (kind, label) != (item.kind, item.title.fr):
            yield Fault(
                where=f"preamble[{index}].code",
                sentence=Labels(
                    f"Le code « {item.code} » désigne déjà « {label} ».",
                    f"الرمز «{item.code}» يدل من قبل على «{label}».",
                    f"Code “{item.code}” already stands for “{label}”.",
                ),
                rule="preamble.code_means_one_thing",
            )
        if item.code in seen:
            yield Fault(
                where=f"preamble[{index}].code",
                sentence=Labels(
                    "Ce texte est déjà cité par la convention.",
                    "هذا النص مذكور من قبل في الاتفاقية.",
                    "The convention already cites this text.",
                ),
                rule="preamble.cited_once",
            )
        seen.add(item.code)


def _language_faults(draft: ConventionDraft) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, item in enumerate(draft.languages):
        if item.language in seen:
            yield Fault(
                where=f"languages[{index}].language",
                sentence=Labels(
                    "Cette langue est déjà dite.",
                    "هذه اللغة مذكورة من قبل.",
                    "This language is already said.",
                ),
                rule="language.unique",
            )
        seen.add(item.language)


def _annex_faults(draft: ConventionDraft) -> Iterator[Fault]:
    for index, item in enumerate(draft.documents):
        if item.annex_number and item.kind not in {DocumentKind.ANNEX, DocumentKind.MANUAL}:
            yield Fault(
                where=f"documents[{index}].number",
                sentence=Labels(
                    "Seule une annexe porte un numéro d’annexe.",
                    "الملحق وحده يحمل رقم ملحق.",
                    "Only an annex has an annex number.",
                ),
                rule="document.annex_number_is_an_annexs",
            )
