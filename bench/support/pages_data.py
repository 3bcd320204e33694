"""A register of generated conventions around the real ones: fictitious, flagged, reproducible."""

from __future__ import annotations

import random
from datetime import date, timedelta

from django.db import transaction
from django.test import Client
from django.utils import timezone

from mithaq.apps.accounts.models import User
from mithaq.apps.conventions.choices import Kind, Level, PartyRole, Status
from mithaq.apps.conventions.models import Axis, Commitment, Committee, Convention, Party
from mithaq.apps.observatory.models import Statement
from mithaq.apps.organisations.models import Organisation
from mithaq.apps.reference.models import IndicatorVersion, Source, Territory
from mithaq.base.text import fold
from mithaq.flows.load_statistics import load_statistics

SEED = 2026
# The conventions that the bench opens: these have axes, commitments, a committee and figures.
DETAILED = 20


def generate(count: int) -> str:
    """Add the public figures and ``count`` fictitious conventions with two parties each.

    Gives the key of a session of a person of the demonstration.
    """
    load_statistics(at=timezone.now())
    draw = random.Random(SEED)
    source = Source.objects.get(code="exercice") if _has_exercise() else Source.objects.first()
    bodies = list(Organisation.objects.filter(is_exercise=True).order_by("pk"))
    regions = list(Territory.objects.filter(level="region").order_by("code"))
    rows = [_convention(number, draw, source, regions) for number in range(count)]
    with transaction.atomic():
        Convention.objects.bulk_create(rows, batch_size=500)
        _detail(rows[:DETAILED], source)
        Party.objects.bulk_create(
            (
                Party(
                    convention=row,
                    organisation=body,
                    role=PartyRole.PARTY,
                    rank=rank,
                    source=source,
                )
                for row in rows
                for rank, body in enumerate(draw.sample(bodies, 2), start=1)
            ),
            batch_size=500,
        )
    return session_of("programme")


def _detail(rows: list[Convention], source) -> None:
    """Give the conventions that are opened what a convention usually holds."""
    origin = {"source": source}
    Axis.objects.bulk_create(
        Axis(convention=row, number=number, label_fr=f"Axe {number}", **origin)
        for row in rows
        for number in (1, 2)
    )
    axes = {(axis.convention_id, axis.number): axis for axis in Axis.objects.all()}
    Commitment.objects.bulk_create(
        Commitment(
            convention=row,
            axis=axes[row.pk, 1 + number % 2],
            number=number,
            label_fr=f"Engagement inventé n° {number}, pour mesurer.",
            nature="means",
            status="running",
            due_precision="unknown",
            grade="announced",
            **origin,
        )
        for row in rows
        for number in range(1, 5)
    )
    Committee.objects.bulk_create(
        Committee(
            convention=row,
            number=1,
            kind="steering",
            label_fr="Comité inventé",
            cadence_count=2,
            cadence_period="year",
            grade="announced",
            **origin,
        )
        for row in rows
    )
    version = IndicatorVersion.objects.order_by("pk").first()
    Statement.objects.bulk_create(
        Statement(
            code=f"{row.reference.lower()}-{number}",
            indicator_version=version,
            convention=row,
            label_fr=f"Chiffre inventé n° {number}",
            value=100 * number,
            qualifier="exactly",
            as_of_precision="unknown",
            said_precision="unknown",
            grade="announced",
            rank=number,
            is_exercise=True,
            recorded_at=timezone.now(),
            **origin,
        )
        for row in rows
        for number in (1, 2, 3)
    )


def session_of(username: str) -> str:
    """The key of a session of a person of the demonstration."""
    client = Client()
    client.force_login(User.objects.get(username=username))
    return client.cookies["sessionid"].value


def _has_exercise() -> bool:
    return Source.objects.filter(code="exercice").exists()


def _convention(number: int, draw: random.Random, source, regions) -> Convention:
    title = f"Convention d’exercice générée n° {number:05d}"
    return Convention(
        reference=f"BANC-{number:05d}",
        kind=draw.choice(Kind.values),
        level=draw.choice(Level.values),
        status=draw.choice(Status.values),
        label_fr=title,
        label_ar=f"اتفاقية تمرين مولدة رقم {number:05d}",
        label_en=f"Generated exercise convention no. {number:05d}",
        purpose_fr="Objet inventé pour mesurer la vitesse des pages. " * 3,
        territory=draw.choice(regions),
        signed_on=date(2001, 1, 1) + timedelta(days=draw.randrange(9400)),
        signed_precision="day",
        duration_kind="not_published",
        is_exercise=True,
        search_text=fold(title),
        source=source,
        recorded_at=timezone.now(),
    )
