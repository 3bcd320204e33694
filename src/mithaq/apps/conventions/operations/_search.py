"""Everything a person may type to find a convention, folded into one column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from mithaq.apps.conventions.models import AmendmentChange, Convention
from mithaq.apps.conventions.operations.drafts import ConventionDraft
from mithaq.apps.organisations.queries.lookups import names_of, organisation_ids
from mithaq.base.money import centimes_to_millions
from mithaq.base.text import LANGUAGES, Labels, fold

AMENDED: Final = "\n"


def search_text(draft: ConventionDraft) -> str:
    """Fold the reference, the names, the texts and the sums of a convention together."""
    names = names_of(party.organisation_id for party in draft.parties)
    texts = (part for text in _texts(draft) for part in (text.fr, text.ar, text.en))
    words = [draft.reference, *names, *texts, *_sums(draft)]
    return fold(" ".join(str(word) for word in words if word))


def with_amendments(convention: Convention) -> str:
    """The searched text of a convention: its first text, then what its amendments say.

    A folded text is one line: what follows the first line is the amendments'. Words that an
    amendment replaced are still found, for the first text is still read.
    """
    first = convention.search_text.partition(AMENDED)[0].rstrip()
    rows = AmendmentChange.objects.filter(amendment__convention=convention)
    said = [
        part
        for row in rows.select_related("amendment").order_by("amendment__number", "rank")
        for part in (*_of_three(row.amendment.labels), *_of_three(row.amendment.reason),
                     *_written(row.content), *_named(row.content))
    ]  # fmt: skip
    told = fold(" ".join(dict.fromkeys(said)))
    # Spaces around, for a word is looked for between spaces.
    return f"{first} {AMENDED} {told}" if told else first


def _written(content: Any) -> Iterator[str]:
    """The texts of an article, which alone are mappings by language; codes are not words."""
    if isinstance(content, list):
        for item in content:
            yield from _written(item)
    elif isinstance(content, dict):
        for key, value in content.items():
            if isinstance(value, str) and key in LANGUAGES:
                yield value
            else:
                yield from _written(value)


def _named(content: Mapping[str, Any]) -> list[str]:
    """The names of the bodies that an article names by their codes."""
    slugs = {content.get(word) for word in ("organisation", "debtor", "payer")}
    return names_of(organisation_ids(slug for slug in slugs if slug).values())


def _of_three(text: Labels) -> tuple[str, ...]:
    return (text.fr, text.ar, text.en)


def _texts(draft: ConventionDraft) -> Iterator[Labels]:
    yield from (draft.title, draft.purpose, draft.place, draft.legal_basis, draft.terms)
    for axis in draft.axes:
        yield axis.title
        for measure in axis.measures:
            yield from (measure.title, measure.description)
    for promise in draft.all_commitments:
        yield from (promise.text, promise.beneficiary, promise.condition, promise.evidence)
    yield from (target.title for target in draft.targets)
    yield from (line.title for line in draft.budget_lines)
    yield from (cited.title for cited in draft.preamble)
    yield from (document.title for document in draft.documents)
    yield from (remark.text for remark in draft.remarks)
    yield from (one.person for one in draft.witnesses)
    for party in draft.parties:
        yield from (one.person for one in party.signatories)
        yield from (brought.text for brought in party.contributions)


def _sums(draft: ConventionDraft) -> Iterator[str]:
    """The amounts in millions, each line and each payer's sum: « 280,36 » is printed nowhere."""
    sums: dict[int, int] = {}
    for line in draft.budget_lines:
        sums[line.payer_id] = sums.get(line.payer_id, 0) + line.committed_centimes
        yield _millions(line.committed_centimes)
    yield from (_millions(total) for total in sums.values())
    yield _millions(sum(sums.values()))
    yield from (cited.code for cited in draft.preamble)


def _millions(centimes: int) -> str:
    """« 280,36 MDH »; searched with a point, it folds alike."""
    return f"{centimes_to_millions(centimes):f} MDH" if centimes else ""
