"""The rules an organisation obeys before it is written; every fault is said at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mithaq.apps.organisations.choices import OrganisationKind
from mithaq.apps.organisations.operations.drafts import (
    ContactDraft,
    EstablishmentDraft,
    MembershipDraft,
    OrganisationDraft,
)
from mithaq.base.errors import Fault
from mithaq.base.identifiers import (
    IdentifierCheck,
    check_affiliate_number,
    check_commercial_register,
    check_ice,
    check_phone,
)
from mithaq.base.text import LANGUAGES, Labels

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True, slots=True)
class Known:
    """The codes that a draft may name, with the keys of their rows."""

    organisations: dict[str, int]
    territories: dict[str, int]
    sectors: dict[str, int]
    legal_forms: dict[str, int]


def organisation_faults(
    draft: OrganisationDraft, known: Known, *, where: str, warnings: list[Labels]
) -> list[Fault]:
    """Check one organisation; what only deserves a second look goes to `warnings`."""
    prefix = f"{where}." if where else ""
    faults: list[Fault] = []
    if not _SLUG.fullmatch(draft.slug) or len(draft.slug) > 80:
        faults.append(Fault(f"{prefix}slug", _bad_slug(draft.slug)))
    if draft.kind not in OrganisationKind.values:
        faults.append(Fault(f"{prefix}kind", _bad_kind(draft.kind)))
    if not draft.labels.fr.strip():
        faults.append(Fault(f"{prefix}name.fr", NO_NAME))
    if draft.parent == draft.slug:
        faults.append(Fault(f"{prefix}parent", _OWN_PARENT))
    for field, code, codes in (
        ("parent", draft.parent, known.organisations),
        ("territory", draft.territory, known.territories),
        ("sector", draft.sector, known.sectors),
        ("legal_form", draft.legal_form, known.legal_forms),
    ):
        if code is not None and code not in codes:
            faults.append(Fault(f"{prefix}{field}", unknown_code(code)))
    faults += _identifier_faults(draft, prefix=prefix, warnings=warnings)
    for rank, place in enumerate(draft.establishments):
        at = f"{prefix}establishments[{rank}]"
        faults += establishment_faults(
            place,
            parent_ice=draft.ice,
            territories=known.territories,
            where=at,
            warnings=warnings,
        )
    if sum(place.is_seat for place in draft.establishments) > 1:
        faults.append(Fault(f"{prefix}establishments", TWO_SEATS))
    for rank, membership in enumerate(draft.memberships):
        at = f"{prefix}memberships[{rank}]"
        faults += membership_faults(
            membership, member=draft.slug, organisations=known.organisations, where=at
        )
    for rank, contact in enumerate(draft.contacts):
        faults += contact_faults(contact, where=f"{prefix}contacts[{rank}]", warnings=warnings)
    return faults


def establishment_faults(
    place: EstablishmentDraft,
    *,
    parent_ice: str | None,
    territories: Iterable[str],
    where: str,
    warnings: list[Labels],
) -> list[Fault]:
    """Check a place of work: its ICE starts with the nine digits of its organisation's."""
    faults = []
    if not place.labels.fr.strip():
        faults.append(Fault(f"{where}.name.fr", NO_NAME))
    if place.commune is not None and place.commune not in territories:
        faults.append(Fault(f"{where}.commune", unknown_code(place.commune)))
    if place.ice:
        faults += _weigh(check_ice(place.ice), where=f"{where}.ice", warnings=warnings)
        if parent_ice and place.ice[:9] != parent_ice[:9]:
            faults.append(Fault(f"{where}.ice", _OTHER_ENTERPRISE, rule="ICE"))
    return faults


def membership_faults(
    membership: MembershipDraft, *, member: str, organisations: Iterable[str], where: str
) -> list[Fault]:
    """Check a membership: a known federation, not oneself, an end after the start."""
    faults = []
    if membership.federation == member:
        faults.append(Fault(f"{where}.federation", _OWN_MEMBER))
    elif membership.federation not in organisations:
        faults.append(Fault(f"{where}.federation", unknown_code(membership.federation)))
    start, end = membership.starts_on, membership.ends_on
    if start and end and end < start:
        faults.append(Fault(f"{where}.to", END_BEFORE_START))
    return faults


def contact_faults(contact: ContactDraft, *, where: str, warnings: list[Labels]) -> list[Fault]:
    """Check a contact person: a name, and means to reach them that are well formed."""
    faults = []
    if not contact.full_name.strip():
        faults.append(Fault(f"{where}.full_name", NO_NAME))
    if contact.phone:
        faults += _weigh(check_phone(contact.phone), where=f"{where}.phone", warnings=warnings)
    if contact.email and not _EMAIL.fullmatch(contact.email):
        faults.append(Fault(f"{where}.email", _bad_email(contact.email)))
    return faults


def _identifier_faults(
    draft: OrganisationDraft, *, prefix: str, warnings: list[Labels]
) -> list[Fault]:
    faults = []
    if draft.ice:
        faults += _weigh(check_ice(draft.ice), where=f"{prefix}ice", warnings=warnings)
    if draft.affiliation_number:
        found = check_affiliate_number(draft.affiliation_number)
        faults += _weigh(found, where=f"{prefix}affiliation_number", warnings=warnings)
    if draft.registry_number or draft.registry_court:
        found = check_commercial_register(draft.registry_number, draft.registry_court)
        faults += _weigh(found, where=f"{prefix}registry_number", warnings=warnings)
    return faults


def _weigh(check: IdentifierCheck, *, where: str, warnings: list[Labels]) -> list[Fault]:
    if check.is_blocking:
        return [Fault(where, check.sentence, rule=check.rule)]
    if not check.is_valid:
        warnings.append(check.sentence)
    return []


NO_NAME = Labels(
    "Écrivez le nom en français.", "اكتبوا الاسم بالفرنسية.", "Write the name in French."
)
TWO_SEATS = Labels(
    "Une organisation n’a qu’un siège : n’en gardez qu’un.",
    "للهيئة مقر واحد فقط: احتفظوا بواحد.",
    "An organisation has one seat: keep one.",
)
END_BEFORE_START = Labels(
    "La fin précède le début : corrigez l’une des deux dates.",
    "تاريخ النهاية يسبق تاريخ البداية: صححوا أحدهما.",
    "The end comes before the start: correct one of the dates.",
)
_OWN_PARENT = Labels(
    "Une organisation n’est pas sa propre parente.",
    "لا تكون الهيئة تابعة لنفسها.",
    "An organisation is not its own parent.",
)
_OWN_MEMBER = Labels(
    "Une organisation n’adhère pas à elle-même.",
    "لا تنخرط الهيئة في نفسها.",
    "An organisation is not a member of itself.",
)
_OTHER_ENTERPRISE = Labels(
    "L’ICE d’un établissement commence par les neuf chiffres de celui de l’organisation.",
    "يبدأ التعريف الموحد للمؤسسة بالأرقام التسعة لتعريف الهيئة.",
    "The ICE of an establishment starts with the nine digits of its organisation’s.",
)


def unknown_code(code: str) -> Labels:
    """Say that a code names nothing in the register."""
    return Labels(
        f"« {code} » n’est pas connu : vérifiez le code, ou enregistrez-le d’abord.",
        f"«{code}» غير معروف: تحققوا من الرمز أو سجلوه أولا.",
        f"“{code}” is not known: check the code, or record it first.",
    )


def already_used(value: str) -> Labels:
    """Say that a code or a number belongs to another row."""
    return Labels(
        f"« {value} » est déjà pris par une autre fiche : ouvrez-la, ou corrigez la valeur.",
        f"«{value}» مستعمل في بطاقة أخرى: افتحوها أو صححوا القيمة.",
        f"“{value}” is already used by another record: open it, or correct the value.",
    )


def already_member(member: Labels) -> Labels:
    """Say that a body is a member already during these days."""
    fr, ar, en = (member.of(code) for code in LANGUAGES)
    return Labels(
        f"{fr} est déjà membre à ces dates : changez les dates, ou laissez l’adhésion inscrite.",
        f"{ar} عضو سلفا في هذه التواريخ: غيروا التواريخ أو أبقوا العضوية المسجلة.",
        f"{en} is already a member on these days: change the dates, or keep the membership.",
    )


def site_known_as(ice: str, name: str) -> Labels:
    """Say that an ICE is that of another place of work of the same organisation."""
    return Labels(
        f"L’ICE « {ice} » est celui de l’établissement « {name} » : gardez ce nom, "
        "ou corrigez le numéro.",
        f"التعريف الموحد «{ice}» يخص المؤسسة «{name}»: احتفظوا بهذا الاسم أو صححوا الرقم.",
        f"The ICE “{ice}” is that of the establishment “{name}”: keep that name, "
        "or correct the number.",
    )


def _bad_slug(slug: str) -> Labels:
    return Labels(
        f"« {slug} » ne peut servir d’adresse : minuscules sans accent, chiffres et tirets.",
        f"«{slug}» لا يصلح عنوانا: حروف لاتينية صغيرة وأرقام وشرطات.",
        f"“{slug}” cannot be an address: small plain letters, digits and hyphens.",
    )


def _bad_kind(kind: str) -> Labels:
    known = ", ".join(OrganisationKind.values)
    return Labels(
        f"La nature « {kind} » n’existe pas. Natures connues : {known}.",
        f"النوع «{kind}» غير موجود. الأنواع المعروفة: {known}.",
        f"The kind “{kind}” does not exist. Known kinds: {known}.",
    )


def _bad_email(email: str) -> Labels:
    return Labels(
        f"« {email} » n’est pas une adresse électronique : écrivez nom@exemple.ma.",
        f"«{email}» ليس عنوانا إلكترونيا: اكتبوا nom@exemple.ma.",
        f"“{email}” is not an e-mail address: write nom@exemple.ma.",
    )
