"""The register of organisations, the page of one, and the logged read of a contact person."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mithaq.apps.conventions.queries import conventions_of
from mithaq.apps.observatory.queries import body_profile
from mithaq.apps.organisations import queries
from mithaq.apps.organisations.choices import OrganisationKind
from mithaq.apps.organisations.operations import reveal_contact_person
from mithaq.apps.organisations.policies import can_add_member, can_see_contacts
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.dates import Precision, UncertainDate
from mithaq.base.errors import Refusal
from mithaq.web.corridor.company_links import case_links
from mithaq.web.organisations.filters import OrganisationFilter
from mithaq.web.organisations.forms import PurposeForm
from mithaq.web.organisations.profile import profile_words
from mithaq.web.organisations.tables import ORGANISATIONS
from mithaq.web.organisations.words import bond_words
from mithaq.web.shell.tables import TableView
from mithaq.web.shell.typography import language
from mithaq.web.shell.words import local

CONVENTIONS_SHOWN = 50
HAVE_MEMBERS = frozenset(
    {
        OrganisationKind.EMPLOYER_CONFEDERATION,
        OrganisationKind.EMPLOYER_FEDERATION,
        OrganisationKind.ZONE_ASSOCIATION,
    }
)


class Organisations(TableView):
    """The register."""

    table = ORGANISATIONS
    filterset = OrganisationFilter
    title = _("Organisations")
    lead = _("Qui signe, paie, recrute, déclare ou accompagne.")

    def rows(self, text: str) -> QuerySet[Any]:
        """Give the organisations that hold the words."""
        return queries.organisations_matching(queries.organisations_in_order(language()), text)


@require_safe
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what the register knows of a body, and the conventions that bind it."""
    found = queries.organisation(slug=slug)
    if found is None:
        raise Http404
    words = {
        "organisation": found,
        "facts": _facts(found),
        "through": _through(slug),
        **profile_words(body_profile(slug, on=timezone.localdate())),
        "may_add_members": _may_add_members(request, found),
        "may_see_contacts": can_see_contacts(_mandate(request), slug),
        "case_links": case_links(_mandate(request), slug),
        "page_is_exercise": found.is_exercise,
    }
    return render(request, "organisations/organisation.html", words)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show how to reach a person to someone who says why; the read is logged before it is shown."""
    mandate = _mandate(request)
    found, person = queries.organisation(slug=slug), queries.contact_person(pk=pk)
    if found is None or person is None or person not in found.contacts:
        raise Http404
    if mandate is None or not can_see_contacts(mandate, slug):
        raise PermissionDenied
    form = PurposeForm(request.POST or None)
    words = {
        "organisation": found,
        "person": person,
        "form": form,
        "page_is_exercise": found.is_exercise,
    }
    if request.method == "POST" and form.is_valid():
        try:
            words["revealed"] = reveal_contact_person(
                contact_id=pk,
                purpose=form.cleaned_data["purpose"],
                actor=mandate.user_id,
                mandate=mandate.text,
                at=timezone.now(),
            )
        except Refusal as refusal:
            for sentence in refusal.of(language()):
                form.add_error(None, sentence)
    return render(request, "organisations/contact.html", words)


def _through(slug: str) -> list[tuple[str, str, str, list[tuple[Any, UncertainDate]]]]:
    """The conventions that reach a body through its seat or its federations, with that word."""
    found = []
    for bond in queries.bonds_of(slug, on=timezone.localdate()):
        if bond.way is queries.Way.OWN:
            continue
        rows = list(conventions_of(bond.slug)[:CONVENTIONS_SHOWN])
        if rows:
            name = str(bond_words(bond))
            found.append((name, bond.slug, local(bond.labels), [(r, _signed(r)) for r in rows]))
    return found


def _facts(found: queries.OrganisationDetail) -> list[tuple[object, object, str]]:
    """What identifies the body; a number that no source publishes says so."""
    rows: list[tuple[object, object, str]] = [(_("Nature"), found.kind_label, "")]
    if found.acronym:
        rows.append((_("Sigle"), found.acronym, ""))
    if found.legal_form:
        rows.append((_("Forme juridique"), found.legal_form.labels, ""))
    if found.sector:
        rows.append((_("Secteur"), found.sector.labels, ""))
    rows.append((_("ICE"), found.ice or None, ""))
    if found.registry_number:
        rows.append((_("Registre du commerce"), found.registry_number, found.registry_court))
    if found.affiliation_number:
        rows.append((_("Numéro d’affiliation"), found.affiliation_number, ""))
    return rows


def _signed(row: Any) -> UncertainDate:
    return UncertainDate(row.signed_on, Precision(row.signed_precision))


def _may_add_members(request: HttpRequest, found: queries.OrganisationDetail) -> bool:
    """Whoever may record a member of a body that has some, or whose nature is to have some."""
    has_members = bool(found.member_count) or found.kind in HAVE_MEMBERS
    return has_members and can_add_member(_mandate(request), is_exercise=found.is_exercise)


def _mandate(request: HttpRequest) -> MandateView | None:
    # The middleware's promise is never None itself: only its truth says whether there is one.
    return getattr(request, "mandate", None) or None
