"""The journal as it is read: newest first, by action, person, object and date."""

from __future__ import annotations

from django.db.models import QuerySet

from mithaq.apps.accounts.models import AuditLine


def audit_lines() -> QuerySet[AuditLine]:
    """Every line of the journal, newest first."""
    return AuditLine.objects.order_by("-at", "-id")


def audit_lines_of(*, object_type: str, object_ref: str) -> QuerySet[AuditLine]:
    """The life of one object, newest first."""
    return audit_lines().filter(object_type=object_type, object_ref=object_ref)


def audit_actions() -> list[str]:
    """The actions met in the journal, in alphabetical order."""
    return list(AuditLine.objects.order_by("action").values_list("action", flat=True).distinct())


def audit_object_types() -> list[str]:
    """The natures of objects met in the journal, in alphabetical order."""
    found = AuditLine.objects.order_by("object_type").values_list("object_type", flat=True)
    return list(found.distinct())
