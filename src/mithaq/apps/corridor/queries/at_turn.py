"""Which sides of a queue wait for their own institution, told by the database."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from mithaq.apps.corridor.choices import Part
from mithaq.apps.corridor.choices.cases import UNSETTLED_SIDES, SideStatus
from mithaq.apps.corridor.models import AgreementSignature, Side


def at_their_turn(rows: QuerySet[Side]) -> QuerySet[Side]:
    """The sides of which the institution is waited for: the same rule as ``whose_turn``.

    An agreement waits for its signatures before anything else; a relay is waited for once all who
    examine have answered; who decides, to write the joint decision, once the relays have seen.
    """
    # Said twice: asked for equality alone, PostgreSQL may read every case of the country at once to
    # answer for the few lines of a page.
    signatures = AgreementSignature.objects.filter(
        agreement__case=OuterRef("case"), agreement__case__gte=OuterRef("case"),
        signed_at__isnull=True,
    )  # fmt: skip
    others = Side.objects.filter(case=OuterRef("case"), case__gte=OuterRef("case"))
    examining = others.exclude(part=Part.RELAYS).filter(status__in=UNSETTLED_SIDES)
    busy = others.filter(
        Q(status=SideStatus.WAITING_COMPANY)
        | (~Q(part=Part.RELAYS) & Q(status__in=(SideStatus.TO_TAKE, SideStatus.IN_HAND)))
    )
    unseen = others.filter(part=Part.RELAYS).exclude(
        status__in=(SideStatus.SEEN, SideStatus.CLOSED)
    )
    helping = unseen.exclude(status=SideStatus.WAITING_OTHER)
    examines = ~Q(part=Part.RELAYS) & Q(status__in=(SideStatus.TO_TAKE, SideStatus.IN_HAND))
    resumes = ~Q(part=Part.RELAYS) & Q(status=SideStatus.WAITING_OTHER)
    relays = Q(part=Part.RELAYS) & ~Q(status__in=(SideStatus.SEEN, SideStatus.CLOSED))
    closes = Q(part=Part.DECIDES, status=SideStatus.ANSWERED)
    helps = relays & ~Q(status=SideStatus.WAITING_OTHER)
    signs = Exists(signatures.filter(organisation=OuterRef("institution")))
    return rows.filter(is_open__in=(True,)).filter(
        signs
        | (
            ~Exists(signatures)
            & (
                examines
                | (resumes & ~Exists(busy) & ~Exists(helping))
                | (helps & ~Exists(busy))
                | (relays & ~Exists(busy) & ~Exists(examining))
                | (closes & ~Exists(examining) & ~Exists(unseen))
            )
        )
    )


def late_at(rows: QuerySet[Side], *, at: datetime) -> QuerySet[Side]:
    """The sides whose delay is past at an instant; one that is stopped has no day due."""
    return rows.filter(is_open__in=(True,), sorted_at__lt=at, due_at__lt=at)
