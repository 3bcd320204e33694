"""What corridors hold of some companies, by nature, as the journal refers to it."""

from __future__ import annotations

from collections.abc import Collection

from mithaq.apps.corridor.models import (
    Case,
    DebtStatement,
    GoodStanding,
    Question,
    Settlement,
    Signal,
)

MOST = 500


def objects_of_companies(slugs: Collection[str]) -> dict[str, list[str]]:
    """Their cases, signals, questions, statements, arrangements and certificates, newest first."""
    if not slugs:
        return {}
    owned = {
        "case": Case.objects.filter(company__slug__in=slugs).values_list("public_id"),
        "question": Question.objects.filter(company__slug__in=slugs).values_list("number"),
        "signal": Signal.objects.filter(company__slug__in=slugs).values_list("pk"),
        "debt_statement": DebtStatement.objects.filter(company__slug__in=slugs).values_list(
            "number"
        ),
        "settlement": Settlement.objects.filter(statement__company__slug__in=slugs).values_list(
            "number"
        ),
        "good_standing": GoodStanding.objects.filter(company__slug__in=slugs).values_list("number"),
    }
    return {
        nature: [str(reference) for (reference,) in rows.order_by("-pk")[:MOST]]
        for nature, rows in owned.items()
    }


def signals_of_codes(codes: Collection[str]) -> list[str]:
    """The keys of the signals that some ratios gave, newest first."""
    rows = Signal.objects.filter(code__in=codes).order_by("-pk") if codes else ()
    return [str(row.pk) for row in rows[:MOST]]
