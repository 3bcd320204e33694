"""What an amendment changed, in the words of a page: before, after, and by which amendment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeAlias

from django.utils.translation import gettext as _

from mithaq.apps.conventions.choices.amending import AmendedKind, ChangeAction
from mithaq.apps.conventions.queries import AMENDABLE, ConventionDetail, Trace, Word
from mithaq.base.dates import UncertainDate
from mithaq.base.text import Labels
from mithaq.web.shell.dates import uncertain_date
from mithaq.web.shell.numbers import mdh, number
from mithaq.web.shell.typography import comma, language, set_text
from mithaq.web.shell.values import display_of
from mithaq.web.shell.words import local

# What a word of a document shows, where it is not the field of the same name.
SHOWN_BY: Final = {
    "text": "labels",
    "title": "labels",
    "purpose": "labels",
    "debtor": "debtor",
    "organisation": "organisation",
    "payer": "payer",
    "per": "cadence_period_label",
    "sittings": "cadence_count",
    "duration": "duration_label",
    "nature": "nature_label",
    "status": "status_label",
    "qualifier": "qualifier_label",
    "role": "role_label",
    "sex": "sex_label",
    "unit": "unit_label",
    "verb": "verb_label",
}
MONEY: Final = {
    "committed": "committed_centimes",
    "called": "called_centimes",
    "disbursed": "disbursed_centimes",
    "justified": "justified_centimes",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownWord:
    """One value that changed."""

    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownChange:
    """One article of an amendment and its effect on one object."""

    amendment: int
    effective_on: date
    action: str
    kind: str
    number: int
    name: str
    words: tuple[ShownWord, ...]

    @property
    def is_added(self) -> bool:
        """The object did not exist before."""
        return self.action == ChangeAction.ADD

    @property
    def is_withdrawn(self) -> bool:
        """The object no longer exists."""
        return self.action == ChangeAction.WITHDRAW


Changes: TypeAlias = dict[tuple[str, int], tuple[ShownChange, ...]]


def shown_changes(detail: ConventionDetail) -> tuple[ShownChange, ...]:
    """Every change read into a convention, in the order in which it took effect."""
    return tuple(shown_change(trace) for trace in detail.traces)


def changes_by_object(detail: ConventionDetail) -> Changes:
    """The changes of each object, so that each line of the page says what changed it."""
    found: dict[tuple[str, int], list[ShownChange]] = {}
    for item in shown_changes(detail):
        found.setdefault((item.kind, item.number), []).append(item)
    return {key: tuple(items) for key, items in found.items()}


def shown_change(trace: Trace) -> ShownChange:
    """Put one change in words."""
    return ShownChange(
        amendment=trace.amendment,
        effective_on=trace.effective_on,
        action=trace.action,
        kind=trace.kind,
        number=trace.number,
        name=object_name(trace.kind, trace.number, trace.after or trace.before),
        words=tuple(_words(trace)),
    )


def object_name(kind: str, number: int, view: Any) -> str:
    """« Objectif 3 : Personnes formées »."""
    name = local(AmendedKind(kind).label)
    name = name[:1].upper() + name[1:]
    if not number:
        return name
    labels = getattr(view, "organisation" if kind == AmendedKind.PARTY else "labels", None)
    said = local(labels) if isinstance(labels, Labels) else ""
    words = {"name": name, "number": number, "said": said}
    return set_text(_("%(name)s %(number)s : %(said)s") % words) if said else f"{name} {number}"


def _words(trace: Trace) -> Iterator[ShownWord]:
    spec = AMENDABLE[trace.kind]
    for word in spec.words:
        if trace.before is not None and trace.after is not None and word.name not in trace.words:
            continue
        before = value_words(word, trace.before) if trace.before is not None else ""
        after = value_words(word, trace.after) if trace.after is not None else ""
        if before or after:
            yield ShownWord(title=word.title.of(language()), before=before, after=after)


def value_words(word: Word, view: Any) -> str:
    """Write one value of an object as a reader says it; nothing for what is not said."""
    if word.name in MONEY:
        centimes = getattr(view, MONEY[word.name])
        return str(mdh(centimes)) if centimes is not None else ""
    if word.name == "value":
        return display_of(view).text
    if word.name == "quantity":
        return number(view.quantity)
    if word.name == "signatories":
        return comma().join(
            " ".join(part for part in (local(item.person), local(item.capacity)) if part)
            for item in view.signatories
        )
    if word.name == "axis":
        return number(view.axis_number) if view.axis_number else _("toute la convention")
    if word.name == "kind":
        return local(view.kind_label)
    if word.name == "grade" and word.choices is not None:
        return local(word.choices(view.grade).label)
    return _plain(getattr(view, SHOWN_BY.get(word.name, word.name), None))


def _plain(value: Any) -> str:
    if isinstance(value, UncertainDate):
        return str(uncertain_date(value)) if value.is_known else ""
    if isinstance(value, date):
        return str(uncertain_date(value))
    if isinstance(value, Labels):
        return local(value)
    return "" if value is None else str(value)
