"""A text that is being written, as the convention file it becomes when everybody has signed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from mithaq.apps.conventions.choices import CommitmentStatus, Grade, Status, TargetKind
from mithaq.apps.conventions.queries import FolderDetail, TurnView
from mithaq.apps.reference.choices import SourceKind
from mithaq.base.text import Labels, slugify
from mithaq.gateways.convention_file.fields import Weekday

FORMAT: Final = "convention/1"
# What a signed text promises is contractual, and still to come on the day it is signed.
_PROMISE: Final = {"grade": str(Grade.CONTRACTUAL), "status": str(CommitmentStatus.TO_COME)}
_GRADED: Final = {"grade": str(Grade.CONTRACTUAL)}


def as_file(
    content: Mapping[str, Any], *, is_exercise: bool, folder: FolderDetail | None = None
) -> bytes:
    """Write a text as a convention file; with a folder signed by all, as it was signed."""
    signed_on = folder.signed_on if folder else None
    said: dict[str, Any] = {
        **content,
        "mithaq": FORMAT,
        "status": str(Status.SIGNED if signed_on else Status.DRAFT),
        "exercise": is_exercise,
        "signed": signed_on.isoformat() if signed_on else "unknown",
    }
    if signed_on:
        said["weekday"] = list(Weekday)[signed_on.isoweekday() - 1].value
    reference = str(content.get("reference") or "texte")
    code = f"texte-{slugify(reference)}"[:60]
    said["source"] = code
    said["sources"] = [
        *(content.get("sources") or ()),
        _source(code, content, signed_on, is_exercise=is_exercise),
    ]
    _fill(said)
    if folder is not None and folder.session is not None:
        said["set"] = {
            "reference": folder.session.reference,
            "title": _text(folder.session.labels),
        }
        if folder.session.place:
            said["place"] = _text(folder.session.place)
    if folder is not None and signed_on:
        said["parties"] = _signed_parties(said["parties"], folder.turns)
        said["documents"] = [*(said.get("documents") or ()), *_documents(folder)]
    return json.dumps(said, ensure_ascii=False).encode()


def _source(
    code: str, content: Mapping[str, Any], signed_on: date | None, *, is_exercise: bool
) -> dict[str, Any]:
    title = content.get("title") or {}
    kind = SourceKind.EXERCISE if is_exercise else SourceKind.SIGNED_TEXT
    named = {
        "fr": f"Texte signé · {title.get('fr') or title.get('ar') or code}",
        "ar": f"النص الموقع · {title.get('ar') or title.get('fr') or code}",
        "en": f"Signed text · {title.get('en') or title.get('fr') or title.get('ar') or code}",
    }
    published = signed_on.isoformat() if signed_on else "unknown"
    return {"code": code, "kind": str(kind), "title": named, "published": published}


def _fill(said: dict[str, Any]) -> None:
    """Say what every line of a signed text is, where its writers left it out."""
    axes = [dict(axis) for axis in said.get("axes") or ()]
    for axis in axes:
        for name in ("commitments", "measures"):
            axis[name] = [_promise(item, name) for item in axis.get(name) or ()]
    if axes:
        said["axes"] = axes
    if said.get("commitments"):
        said["commitments"] = [_promise(item, "commitments") for item in said["commitments"]]
    said["targets"] = [
        {"kind": str(TargetKind.CONTRACTUAL), **_GRADED, **item}
        for item in said.get("targets") or ()
    ]
    said["committees"] = [{**_GRADED, **item} for item in said.get("committees") or ()]
    if budget := said.get("budget"):
        lines = [{**_GRADED, **line} for line in budget.get("lines") or ()]
        said["budget"] = {**budget, "lines": lines}
    said.setdefault("parties", [])


def _promise(item: Mapping[str, Any], name: str) -> dict[str, Any]:
    if name == "measures":
        return {"status": _PROMISE["status"], **item}
    return {"nature": "means", **_PROMISE, **item}


def _signed_parties(parties: Sequence[Any], turns: Sequence[TurnView]) -> list[dict[str, Any]]:
    """The signatories as they signed: name and capacity of that day, interim said."""
    found = []
    for party in parties:
        own = [turn for turn in turns if turn.slug == party.get("organisation")]
        signed = [
            {
                **({"person": _text(turn.person)} if turn.person.fr else {}),
                **({"capacity": _text(turn.capacity)} if turn.capacity.fr else {}),
                "interim": turn.is_interim,
            }
            for turn in own
        ]
        found.append({**party, **({"signatories": signed} if signed else {})})
    return found


def _documents(folder: FolderDetail) -> list[dict[str, Any]]:
    if not folder.scan_sha256:
        return []
    title = {"fr": "Exemplaire signé", "ar": "النسخة الموقعة", "en": "Signed copy"}
    return [{"kind": "signed_text", "title": title, "sha256": folder.scan_sha256}]


def _text(labels: Labels) -> dict[str, str]:
    said = {"fr": labels.fr, "ar": labels.ar, "en": labels.en}
    return {code: text for code, text in said.items() if text}
