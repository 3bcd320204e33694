"""For whom somebody may file a case, and in which corridor: read once, the same on every screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from mithaq.apps.corridor.queries.corridors import corridors_open_to
from mithaq.apps.corridor.queries.filing import members_to_file_for, relayed_corridors
from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.queries import MandateView, OrganisationDetail, organisation
from mithaq.base.text import Labels
from mithaq.web.corridor.access import mandate_of

# They file in the name of a member of their federation.
RELAYING = frozenset({Role.FEDERATION_OFFICER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """Who files, for which company, in which corridors."""

    mandate: MandateView
    company: OrganisationDetail
    corridors: tuple[tuple[str, Labels], ...]
    is_for_member: bool

    @property
    def query(self) -> str:
        """What the next address must carry: a relay names the company, an employer is one."""
        return f"?{urlencode({'entreprise': self.company.slug})}" if self.is_for_member else ""


def files_for_members(mandate: MandateView | None) -> bool:
    """Whether somebody files for others: the officer of a body that relays its members."""
    if mandate is None or mandate.role not in RELAYING:
        return False
    return bool(relayed_corridors(mandate.organisation, on=timezone.localdate()))


def members(mandate: MandateView, text: str) -> QuerySet[Any]:
    """The companies that a relay may file for, in its territory."""
    return members_to_file_for(
        mandate.organisation,
        on=timezone.localdate(),
        text=text,
        territory=mandate.territory_code,
    )


def filing_of(request: HttpRequest) -> Filing:
    """Who files for whom; a person who may not file is refused, a company not theirs is unknown."""
    mandate = mandate_of(request)
    if mandate is None:
        raise PermissionDenied(_("Un dossier se dépose au titre d’un mandat."))
    if mandate.role == Role.EMPLOYER:
        return _filing(mandate, mandate.organisation, own=None)
    if not files_for_members(mandate):
        raise PermissionDenied(
            _("Un dossier se dépose par l’entreprise, ou pour elle par sa fédération.")
        )
    slug = request.GET.get("entreprise", "")
    if not slug or not members(mandate, "").filter(slug=slug).exists():
        raise Http404(_("Cette entreprise n’est pas un membre pour qui vous pouvez déposer."))
    own = relayed_corridors(mandate.organisation, on=timezone.localdate())
    return _filing(mandate, slug, own=own)


def _filing(mandate: MandateView, slug: str, *, own: tuple[str, ...] | None) -> Filing:
    company = organisation(slug=slug)
    if company is None:
        raise Http404
    rows = corridors_open_to(is_exercise=company.is_exercise)
    return Filing(
        mandate=mandate,
        company=company,
        corridors=tuple((row.slug, row.labels) for row in rows if own is None or row.slug in own),
        is_for_member=own is not None,
    )
