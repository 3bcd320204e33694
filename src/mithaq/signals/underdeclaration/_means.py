"""Ratios that set the headcount beside something else: means, contracts, trainees, partners."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from mithaq.signals.underdeclaration._ratio import Ratio, ratio

# What is shared among the people declared, and the ratio it gives.
MEANS: Final = (
    "turnover_per_head",
    "vat_per_head",
    "energy_per_head",
    "area_per_head",
    "vehicles_per_head",
    "positions_per_head",
)


def per_head(code: str, quantity: int, headcount: int) -> Ratio:
    """A quantity for one person declared: dirhams, kilowatt-hours, square metres, vehicles,
    telephone positions. ValueError for a code that is none of them."""
    if code not in MEANS:
        raise ValueError(f"{code} is no ratio to the headcount.")
    return ratio(code, quantity, headcount)


def movement(*, entries: int, exits: int, headcount: int) -> Ratio:
    """People who came and went in a month, over the headcount of its first day."""
    return ratio("movement", entries + exits, headcount)


def contracts_undeclared(in_force: Collection[str], declared: Collection[str]) -> Ratio:
    """Of the agency's contracts in force in a month, the share whose holder no return names."""
    contracts = set(in_force)
    return ratio("contracts_undeclared", len(contracts - set(declared)), len(contracts))


def trainees(trainee_count: int, employee_count: int) -> Ratio:
    """Insertion trainees over employees."""
    return ratio("trainees", trainee_count, employee_count)


def not_converted(ended: int, hired: int) -> Ratio:
    """Of the insertion contracts that reached their end, the share that led to no hire there."""
    return ratio("not_converted", ended - hired, ended)


def single_client(clients: Sequence[int]) -> Ratio:
    """Of the auto-entrepreneurs who work for the company, the share that have no other client."""
    return ratio("single_client", sum(count == 1 for count in clients), len(clients))
