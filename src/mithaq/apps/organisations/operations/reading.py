"""Rows of a list of organisations (YAML mappings) become drafts, or say all that is wrong."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from mithaq.apps.organisations.choices import OrganisationKind
from mithaq.apps.organisations.operations.drafts import (
    ContactDraft,
    EstablishmentDraft,
    MembershipDraft,
    OrganisationDraft,
)
from mithaq.base.errors import Fault, refuse_if_any
from mithaq.base.fictitious import fictitious_affiliate_number, fictitious_ice
from mithaq.base.text import Labels

_KEYS = {
    "slug", "kind", "name", "acronym", "former_names", "parent", "territory", "sector",
    "legal_form", "exercise", "ice", "affiliation_number", "registry_court", "registry_number",
    "establishments", "memberships", "contacts",
}  # fmt: skip
_EMPLOYERS = {
    OrganisationKind.COMPANY,
    OrganisationKind.ASSOCIATION,
    OrganisationKind.TRAINING_PROVIDER,
}


def read_organisations(rows: Iterable[Mapping[str, Any]]) -> tuple[OrganisationDraft, ...]:
    """Read every row; identifiers of exercises are drawn from the ranges that nobody holds."""
    faults: list[Fault] = []
    drafts: list[OrganisationDraft] = []
    for rank, row in enumerate(rows):
        where = f"organisations[{rank}]"
        found = _shape_faults(row, where)
        faults += found
        if not found:
            drafts.append(_draft(row, where, faults))
    refuse_if_any(faults)
    return tuple(drafts)


def _shape_faults(row: Mapping[str, Any], where: str) -> list[Fault]:
    faults = [
        Fault(f"{where}.{key}", _unknown_key(key)) for key in sorted(set(row) - _KEYS, key=str)
    ]
    faults += [
        Fault(f"{where}.{key}", _missing_key(key))
        for key in ("slug", "kind", "name")
        if not row.get(key)
    ]
    name = row.get("name")
    if name and not (isinstance(name, Mapping) and name.get("fr")):
        faults.append(Fault(f"{where}.name", _missing_key("name.fr")))
    return faults


def _draft(row: Mapping[str, Any], where: str, faults: list[Fault]) -> OrganisationDraft:
    is_exercise = bool(row.get("exercise"))
    slug, kind = str(row["slug"]), str(row["kind"])
    draws = is_exercise and kind in _EMPLOYERS
    rank = _rank(slug)
    return OrganisationDraft(
        slug=slug,
        kind=kind,
        labels=_labels(row["name"]),
        acronym=_text(row.get("acronym")),
        former_names=tuple(str(name) for name in row.get("former_names") or ()),
        parent=_code(row.get("parent")),
        territory=_code(row.get("territory")),
        sector=_code(row.get("sector")),
        legal_form=_code(row.get("legal_form")),
        ice=_code(row.get("ice")) or (fictitious_ice(rank) if draws else None),
        registry_court=_text(row.get("registry_court")),
        registry_number=_text(row.get("registry_number")),
        affiliation_number=_code(row.get("affiliation_number"))
        or (fictitious_affiliate_number(rank) if draws else None),
        is_exercise=is_exercise,
        establishments=tuple(
            EstablishmentDraft(
                labels=_labels(item.get("name") or {}),
                commune=_code(item.get("commune")),
                ice=_code(item.get("ice"))
                or (fictitious_ice(rank, establishment=number) if draws else None),
                is_seat=bool(item.get("seat")),
            )
            for number, item in enumerate(row.get("establishments") or (), start=1)
        ),
        memberships=tuple(
            MembershipDraft(
                federation=_text(item.get("federation")),
                starts_on=_day(item.get("from"), f"{where}.memberships[{number}].from", faults),
                ends_on=_day(item.get("to"), f"{where}.memberships[{number}].to", faults),
            )
            for number, item in enumerate(row.get("memberships") or ())
        ),
        contacts=tuple(
            ContactDraft(
                full_name=_text(item.get("full_name")),
                function=_text(item.get("function")),
                phone=_text(item.get("phone")),
                email=_text(item.get("email")),
                is_fictitious=bool(item.get("fictitious", is_exercise)),
            )
            for item in row.get("contacts") or ()
        ),
    )


def _rank(slug: str) -> int:
    """A number that depends on the slug alone: reordering the list changes no identifier."""
    return int(hashlib.sha256(slug.encode()).hexdigest()[:12], 16) % 100_000


def _labels(value: Mapping[str, Any]) -> Labels:
    return Labels(*(_text(value.get(language)) for language in ("fr", "ar", "en")))


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def _code(value: object) -> str | None:
    return _text(value) or None


def _day(value: object, where: str, faults: list[Fault]) -> date | None:
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        faults.append(Fault(where, _bad_day(str(value))))
        return None


def _unknown_key(key: object) -> Labels:
    return Labels(
        f"La clé « {key} » n’existe pas dans une liste d’organisations : retirez-la.",
        f"المفتاح «{key}» غير موجود في لائحة الهيئات: احذفوه.",
        f"The key “{key}” does not exist in a list of organisations: remove it.",
    )


def _missing_key(key: str) -> Labels:
    return Labels(f"Il manque « {key} ».", f"ينقص «{key}».", f"“{key}” is missing.")


def _bad_day(value: str) -> Labels:
    return Labels(
        f"« {value} » n’est pas une date : écrivez 2024-01-31.",
        f"«{value}» ليس تاريخا: اكتبوا 2024-01-31.",
        f"“{value}” is not a date: write 2024-01-31.",
    )
