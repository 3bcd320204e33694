"""What an organisation or a person owes, to whom, by when; and what others owe them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mithaq.apps.conventions import queries
from mithaq.apps.conventions.choices import DueGroup
from mithaq.apps.organisations import queries as organisations
from mithaq.apps.organisations.queries import Bond, Way, bonds_of
from mithaq.web.conventions.links import page_url
from mithaq.web.following import words
from mithaq.web.following.commitment import mandate_of
from mithaq.web.following.tables import (
    FACETS,
    ORDERS,
    OWED,
    OWED_TABLE,
    OWES,
    Owed,
    in_order,
    with_said,
)
from mithaq.web.shell.computed import ComputedTableView
from mithaq.web.shell.words import local


class OwedList(ComputedTableView):
    """The list that every page of what is owed shares."""

    table = OWED_TABLE
    facets = FACETS
    orders = ORDERS
    template_name = "following/owed.html"

    def words_of(self, row: Owed) -> str:
        """Search in the commitment, its convention and who owes it."""
        said = (row.duty.labels, row.duty.convention, row.duty.key)
        return " ".join([*(local(item) for item in said), words.debtor_words(row.duty)])


class OwedByOrganisation(OwedList):
    """What an organisation owes and what it is owed: public facts, exercises marked."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Find the organisation first: a page of nobody is not found."""
        found = organisations.organisations().filter(slug=kwargs["slug"]).first()
        if found is None:
            raise Http404
        self.organisation = found
        return super().get(request, **kwargs)

    def computed(self, request: HttpRequest) -> Sequence[Owed]:
        """Give the commitments of the conventions that bind it."""
        slugs = frozenset({self.organisation.slug})
        duties = queries.duties_of(slugs, on=timezone.localdate())
        self.all_rows = with_said(_seen_from(slugs, duties))
        return self.all_rows

    def context(self) -> dict[str, Any]:
        """Name the organisation and count what presses."""
        return {
            "list_title": _("Ce qu’elle doit, ce qu’on lui doit"),
            "list_lead": self.organisation.labels,
            "organisation": self.organisation,
            "counts": _counts(self.all_rows),
            "counted": _("Ce qu’elle doit tenir"),
            "page_is_exercise": self.organisation.is_exercise,
            "calendar_url": page_url("organisation_calendar", self.organisation.slug),
        }


class MyCommitments(LoginRequiredMixin, OwedList):
    """What the person answers for, then what their organisation owes and is owed."""

    title = gettext_lazy("Ce que je dois")
    lead = gettext_lazy("Ce dont vous répondez, ce que doit votre organisation, ce qu’on lui doit.")

    def computed(self, request: HttpRequest) -> Sequence[Owed]:
        """Give the commitments of the mandate in force and those of the person."""
        on = timezone.localdate()
        mandate = mandate_of(request)
        own = queries.duties_owned_by(request.user.pk or 0, on=on)
        rows = [Owed(duty=duty, way=OWES) for duty in own]
        if mandate and mandate.organisation:
            bonds = bonds_of(mandate.organisation, on=on)
            slugs = frozenset({mandate.organisation, *_slugs(bonds, Way.SEAT)})
            mine = {duty.key for duty in own}
            # A member awaits what binds its federations; it owes none of it.
            bound = slugs | _slugs(bonds, Way.FEDERATION)
            theirs = (d for d in queries.duties_of(bound, on=on) if d.key not in mine)
            rows += _seen_from(slugs, theirs)
        self.all_rows = with_said(in_order(rows))
        return self.all_rows

    def context(self) -> dict[str, Any]:
        """Count what presses."""
        return {
            "counts": _counts(self.all_rows),
            "counted": _("Ce qui est à tenir par vous ou votre organisation"),
            "calendar_url": page_url("calendar"),
        }


def _slugs(bonds: Iterable[Bond], way: Way) -> frozenset[str]:
    return frozenset(bond.slug for bond in bonds if bond.way is way)


def _seen_from(slugs: frozenset[str], duties: Any) -> list[Owed]:
    """Tell what some bodies owe from what they await."""
    return in_order(
        [Owed(duty=duty, way=OWES if duty.owing_slugs & slugs else OWED) for duty in duties]
    )


def _counts(rows: Sequence[Owed]) -> list[tuple[str, int, str]]:
    """How many in each group, with the address that shows them alone."""
    found = [
        (group, sum(row.duty.group is group and row.way == OWES for row in rows))
        for group in DueGroup
    ]
    return [
        (words.group_words(group, count), count, f"?quand={group}&sens={OWES}")
        for group, count in found
        if count
    ]
