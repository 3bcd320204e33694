"""A convention is written: from a template or a file, part by part, until nothing is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from mithaq.apps.conventions import operations as conventions
from mithaq.apps.conventions.events import DraftingOpened, VersionSaved
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Fault, Refusal, refuse_if_any
from mithaq.base.text import Labels
from mithaq.flows._final_text import as_file
from mithaq.gateways import convention_file
from mithaq.gateways.convention_file.templates import template

# What the signature will say: nobody writes it in the text.
_NOT_WRITTEN = frozenset(
    {"mithaq", "status", "source", "sources", "signed", "weekday", "exercise", "in_force"}
)


def start_from_template(
    *,
    code: str,
    reference: str,
    title: Mapping[str, str],
    visas: Sequence[str] = (),
    deliberating: Sequence[str] = (),
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> DraftingOpened:
    """Open a text from a template; its first party is the body that holds the pen."""
    found = template(code)
    if found is None:
        raise Refusal.because(where="template", sentence=_NO_TEMPLATE, rule="template.exists")
    content = {**found.content, "reference": reference, "title": dict(title)}
    if under is not None and under.organisation and not content.get("parties"):
        content["parties"] = [{"organisation": under.organisation, "role": "party"}]
    _check_shape(content, under)
    return conventions.open_drafting(
        content=content,
        visas=visas,
        deliberating=deliberating,
        template_code=code,
        note=found.labels.fr,
        actor=actor,
        under=under,
        at=at,
    )


def start_from_file(
    *, content: bytes, name: str, actor: Any, under: MandateView | None, at: datetime
) -> DraftingOpened:
    """Open a text from a convention file; what only a signature can say is left out."""
    documents, faults = convention_file.plain_documents(content)
    refuse_if_any(faults)
    if len(documents) != 1:
        raise Refusal.because(where="file", sentence=_ONE_TEXT, rule="drafting.file.one")
    text = {key: value for key, value in documents[0].items() if key not in _NOT_WRITTEN}
    _check_shape(text, under)
    return conventions.open_drafting(content=text, note=name[:300], actor=actor, under=under, at=at)


def save_part(
    *,
    public_id: str,
    changes: Mapping[str, Any],
    whole: Mapping[str, Any],
    base_number: int,
    section: str,
    note: str,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> VersionSaved:
    """Save one part of a text; a value that cannot be read there is refused with its remedy."""
    text = {**whole, **changes}
    own = tuple(changes)
    wrong = [
        fault
        for fault in shape_faults(text, is_exercise=bool(under and under.is_exercise))
        if fault.where.split(".")[0].split("[")[0] in own
    ]
    refuse_if_any(wrong)
    return conventions.save_version(
        public_id=public_id,
        changes=changes,
        base_number=base_number,
        section=section,
        note=note,
        actor=actor,
        under=under,
        at=at,
    )


def missing_from(content: Mapping[str, Any], *, is_exercise: bool) -> tuple[Fault, ...]:
    """Everything that a text still lacks before it can be signed, by the rules of the register."""
    reading = convention_file.read(as_file(content, is_exercise=is_exercise), "")
    return tuple(fault for fault in reading.faults if _is_for_writers(fault))


def shape_faults(content: Mapping[str, Any], *, is_exercise: bool) -> tuple[Fault, ...]:
    """The values that cannot be read; what is only missing is not wrong yet."""
    parsed = convention_file.parse_file(as_file(content, is_exercise=is_exercise), "")
    return tuple(fault for fault in parsed.faults if not fault.rule.endswith(".required"))


def _check_shape(content: Mapping[str, Any], under: MandateView | None) -> None:
    refuse_if_any(shape_faults(content, is_exercise=bool(under and under.is_exercise)))


def _is_for_writers(fault: Fault) -> bool:
    return fault.where.split(".")[0].split("[")[0] not in _NOT_WRITTEN


_NO_TEMPLATE = Labels(
    "Ce modèle n’existe pas.", "هذا النموذج غير موجود.", "This template does not exist."
)
_ONE_TEXT = Labels(
    "Un projet s’ouvre sur un fichier d’une seule convention.",
    "يُفتح المشروع من ملف يضم اتفاقية واحدة.",
    "A draft opens from a file of one convention.",
)
