"""For each scheme of the law: its page, the papers to bring, and who receives them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mithaq.apps.programmes.models import DocumentRequirement, Scheme, SchemeCounter
from mithaq.base.text import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurePapers:
    """What an applicant prepares for a scheme, and the body that receives it."""

    code: str
    label: Labels
    papers: tuple[tuple[Labels, bool], ...]
    receiver: Labels | None


def measure_papers(law_names: Iterable[str]) -> dict[str, MeasurePapers]:
    """The papers of each scheme, by its folder of the law; three queries.

    A paper comes with whether an administration has it already.
    """
    schemes = list(Scheme.objects.filter(law_name__in=list(law_names)).order_by("rank", "code"))
    documents = DocumentRequirement.objects.filter(scheme__in=schemes).order_by("number")
    counters = SchemeCounter.objects.filter(scheme__in=schemes, role="receives")
    receivers = {
        row.scheme_id: row.organisation.labels
        for row in counters.select_related("organisation").order_by("-rank", "-pk")
    }
    papers: dict[int, list[tuple[Labels, bool]]] = {}
    for row in documents:
        papers.setdefault(row.scheme_id, []).append((row.labels, row.holder_id is not None))
    return {
        scheme.law_name: MeasurePapers(
            code=scheme.code,
            label=scheme.labels,
            papers=tuple(papers.get(scheme.pk, ())),
            receiver=receivers.get(scheme.pk),
        )
        for scheme in reversed(schemes)
    }
