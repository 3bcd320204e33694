"""Persons whose right a case is about: a label from the company, a name by consent only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from mithaq.apps.corridor.models import Case, ConcernedPerson
from mithaq.apps.corridor.operations import _words as words
from mithaq.apps.corridor.operations.drafts import PersonDraft
from mithaq.base.errors import Fault

_NINE: Final = re.compile(r"\d{9}")


def masked(number: str) -> str:
    """A registration number of which three digits are kept: enough for the fund, which has it."""
    return f"••••••{number[-3:]}" if number else ""


def people_faults(people: Sequence[PersonDraft]) -> Iterator[Fault]:
    """A person without label, named without consent, twice, or under a number that is none."""
    seen: set[str] = set()
    for rank, item in enumerate(people):
        place = f"people[{rank}]"
        label = item.label.strip()
        if not label:
            yield words.empty(f"{place}.label", words.PERSON_LABEL)
        if label in seen:
            yield words.repeated(f"{place}.label", label)
        seen.add(label)
        yield from consent_faults(item, place)


def consent_faults(item: PersonDraft, place: str) -> Iterator[Fault]:
    """A name or a number without the words of a consent; a number without its nine digits."""
    is_named = bool(item.display_name.strip() or item.insured_number.strip())
    if is_named and not item.consent_words.strip():
        yield Fault(f"{place}.consent_words", words.CONSENT, "person.consent")
    if item.insured_number.strip() and not _NINE.fullmatch(item.insured_number.strip()):
        yield Fault(f"{place}.insured_number", words.INSURED_NUMBER, "person.insured_number")


def write_people(case: Case, people: Sequence[PersonDraft], *, at: datetime) -> None:
    """Write the persons of a new case."""
    for item in people:
        has_consent = bool(item.consent_words.strip())
        ConcernedPerson.objects.create(
            case=case,
            label=item.label.strip()[:60],
            display_name=item.display_name.strip()[:120],
            insured_number_masked=masked(item.insured_number.strip()),
            consent_given_at=at if has_consent else None,
            consent_words=item.consent_words.strip(),
        )
