"""The register of organisations: the list, and everything known of one body."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import (
    Case,
    Count,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Lower, Substr

from mithaq.apps.organisations.choices import OrganisationKind
from mithaq.apps.organisations.models import ContactPerson, Establishment, Membership, Organisation
from mithaq.apps.reference.models import Term, Territory
from mithaq.apps.reference.queries.words import holds
from mithaq.base.identifiers import mask
from mithaq.base.text import LANGUAGES, Labels, search_words

# A zone association has hundreds of members: a page shows the first, the list filters the rest.
MEMBERS_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Named:
    """Another row as a page names and links it."""

    code: str
    labels: Labels


@dataclass(frozen=True, slots=True)
class EstablishmentView:
    """A place of work."""

    labels: Labels
    ice: str
    commune: Named | None
    is_seat: bool


@dataclass(frozen=True, slots=True)
class MembershipView:
    """The other side of a membership, with its dates."""

    pk: int
    other: Named
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class ContactView:
    """A person to reach, telephone and address masked: reading them is a logged act."""

    pk: int
    full_name: str
    function: str
    masked_phone: str
    masked_email: str
    is_fictitious: bool


@dataclass(frozen=True, slots=True)
class OrganisationDetail:
    """Everything the register knows of one organisation."""

    pk: int
    slug: str
    kind: OrganisationKind
    labels: Labels
    acronym: str
    former_names: tuple[str, ...]
    parent: Named | None
    territory: Named | None
    sector: Named | None
    legal_form: Named | None
    ice: str
    registry_court: str
    registry_number: str
    affiliation_number: str
    is_exercise: bool
    children: tuple[Named, ...]
    establishments: tuple[EstablishmentView, ...]
    memberships: tuple[MembershipView, ...]
    members: tuple[MembershipView, ...]
    member_count: int
    contacts: tuple[ContactView, ...]

    @property
    def kind_label(self) -> str:
        """The kind in the reader's language."""
        return str(self.kind.label)


def organisations_in_order(language: str) -> QuerySet[Organisation]:
    """Every organisation, real ones first, by its name in a language; those without it last."""
    if language not in LANGUAGES or language == "fr":
        return organisations()
    name = f"label_{language}"
    # An Arabic name is sorted without its article: « الوكالة » stands at its waw.
    bare = Case(
        When(**{f"{name}__startswith": "ال"}, then=Substr(name, 3)),
        default=F(name),
        output_field=TextField(),
    )
    is_unnamed = Case(When(**{name: ""}, then=Value(1)), default=Value(0))
    rows = organisations().annotate(is_unnamed=is_unnamed)
    named = rows.annotate(sorted_by=bare if language == "ar" else Lower(name))
    return named.order_by("is_exercise", "is_unnamed", "sorted_by", "search_text", "pk")


def organisations() -> QuerySet[Organisation]:
    """Every organisation with its territory and counts: real ones first, then by French name."""
    return (
        Organisation.objects.select_related("territory", "parent")
        .annotate(
            member_count=_count(
                Membership, "federation", member__is_exercise=OuterRef("is_exercise")
            ),
            establishment_count=_count(Establishment, "organisation"),
        )
        # The folded text starts with the French name: é sorts as e on both databases.
        .order_by("is_exercise", "search_text", "pk")
    )


def organisations_matching(found: QuerySet[Organisation], words: str) -> QuerySet[Organisation]:
    """Keep the organisations that hold every word, whatever the accents, case or hamza."""
    for word in search_words(words):
        found = found.filter(holds("search_text", word))
    return found


def organisation_words() -> tuple[str, ...]:
    """The folded texts by which organisations are found."""
    return tuple(Organisation.objects.order_by().values_list("search_text", flat=True))


def organisations_within(
    found: QuerySet[Organisation], territory_code: str
) -> QuerySet[Organisation]:
    """Keep the organisations of a territory and of those inside it."""
    inside = Q(territory__code=territory_code)
    inside |= Q(territory__code__startswith=f"{territory_code.rstrip('.')}.")
    return found.filter(inside)


def organisation_kind_counts() -> dict[str, int]:
    """How many organisations there are of each kind met."""
    found = Organisation.objects.order_by("kind").values_list("kind").annotate(Count("pk"))
    return dict(found)


def organisation_territories() -> list[Named]:
    """The territories that organisations name, in the order of their codes."""
    found = (
        Organisation.objects.filter(territory__isnull=False)
        .order_by("territory__code")
        .values_list(
            "territory__code", "territory__label_fr", "territory__label_ar", "territory__label_en"
        )
        .distinct()
    )
    return [Named(code, Labels(fr, ar, en)) for code, fr, ar, en in found]


def organisation(*, slug: str) -> OrganisationDetail | None:
    """Everything known of one organisation, or None when nothing bears that address."""
    body = (
        Organisation.objects.select_related("parent", "territory", "sector", "legal_form")
        .filter(slug=slug)
        .first()
    )
    return _detail(body) if body else None


def contact_person(*, pk: int) -> ContactView | None:
    """One contact person, masked."""
    found = ContactPerson.objects.filter(pk=pk).first()
    return _contact(found) if found else None


def _count(
    model: type[Membership] | type[Establishment], field: str, **alike: OuterRef
) -> Coalesce:
    # A subquery each: two joins in one query would multiply the counts.
    counted = (
        model._default_manager.filter(**{field: OuterRef("pk")}, **alike)  # noqa: SLF001
        .order_by()
        .values(field)
        .annotate(n=Count("pk"))
        .values("n")
    )
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def membership(pk: int, *, federation: str) -> MembershipView | None:
    """One membership of a federation, seen from it."""
    rows = Membership.objects.select_related("member").filter(federation__slug=federation, pk=pk)
    found = rows.first()
    return _joined(found, found.member) if found else None


def _joined(row: Membership, other: Organisation) -> MembershipView:
    return MembershipView(row.pk, Named(other.slug, other.labels), row.starts_on, row.ends_on)


def _detail(body: Organisation) -> OrganisationDetail:
    pk = body.pk
    places = Establishment.objects.select_related("commune").filter(organisation_id=pk)
    joined = Membership.objects.select_related("federation").filter(member_id=pk)
    # Exercises join real federations in trainings: neither side counts the other's.
    held = Membership.objects.select_related("member").filter(
        federation_id=pk, member__is_exercise=body.is_exercise
    )
    people = ContactPerson.objects.filter(organisation_id=pk)
    parts = Organisation.objects.filter(parent_id=pk)
    return OrganisationDetail(
        pk=pk,
        slug=body.slug,
        kind=OrganisationKind(body.kind),
        labels=body.labels,
        acronym=body.acronym,
        former_names=tuple(body.former_names),
        parent=_named(body.parent),
        territory=_coded(body.territory),
        sector=_coded(body.sector),
        legal_form=_coded(body.legal_form),
        ice=body.ice or "",
        registry_court=body.registry_court,
        registry_number=body.registry_number,
        affiliation_number=body.affiliation_number or "",
        is_exercise=body.is_exercise,
        children=tuple(Named(o.slug, o.labels) for o in parts.order_by("label_fr", "pk")),
        establishments=tuple(
            EstablishmentView(p.labels, p.ice or "", _coded(p.commune), p.is_seat)
            for p in places.order_by("-is_seat", "label_fr", "pk")
        ),
        memberships=tuple(_joined(m, m.federation) for m in joined.order_by("-starts_on", "pk")),
        members=tuple(
            _joined(m, m.member) for m in held.order_by("member__label_fr", "pk")[:MEMBERS_SHOWN]
        ),
        member_count=held.count(),
        contacts=tuple(_contact(person) for person in people.order_by("full_name", "pk")),
    )


def _named(body: Organisation | None) -> Named | None:
    return Named(body.slug, body.labels) if body else None


def _coded(row: Territory | Term | None) -> Named | None:
    return Named(row.code, row.labels) if row else None


def _contact(person: ContactPerson) -> ContactView:
    return ContactView(
        pk=person.pk,
        full_name=person.full_name,
        function=person.function,
        masked_phone=mask(person.phone, "phone") if person.phone else "",
        masked_email=_masked_email(person.email),
        is_fictitious=person.is_fictitious,
    )


def _masked_email(email: str) -> str:
    name, _, place = email.partition("@")
    return f"{name[:1]}•••@{place}" if place else ""
