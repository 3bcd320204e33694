"""The auto-entrepreneur: ceilings, tax on takings, and the client who is the only one."""

from __future__ import annotations

from typing import Final

from mithaq.engines.rules import (
    all_of,
    any_of,
    days_after,
    greatest,
    months_after,
    one_of,
    rounded,
    rule,
    when,
)

STATUS: Final = "Loi 114-13, art. 1"
TAX: Final = "CGI, art. 42 bis et 73-II-G-8°"
CLIENT: Final = "LF 2023 (50-22) ; CGI, art. 42 bis, 73-II-G-8° et 157-II ; note circulaire 733"
START: Final = "2015-03-12"
# The first day of that month: a month asked is read on it, and its last day chooses the values.
MONTH: Final = "2015-03-01"
CLIENT_START: Final = "2023-01-01"
HEALTH: Final = "CGI, art. 73 ; LF 2021 (65-20)"
HEALTH_START: Final = "2022-01-01"
LAST_DAY: Final = "auto_entrepreneur_month_ends_on"


@rule(article=STATUS, since=MONTH, unit="date")
def auto_entrepreneur_month_ends_on(month):
    """The last day of the month asked: the status may begin within it."""
    return days_after(months_after(month, 1), -1)


@rule(article=STATUS, since=START, on=LAST_DAY, unit="MAD")
def auto_entrepreneur_takings_max(activity_kind, p):
    """The takings of a year that the status allows: services have a lower ceiling."""
    return when(
        activity_kind == "services",
        p.auto_entrepreneur.takings_max.services,
        p.auto_entrepreneur.takings_max.goods,
    )


@rule(article=STATUS, since=MONTH)
def auto_entrepreneur_within_ceiling(annual_takings, auto_entrepreneur_takings_max):
    """The takings of the year do not go over the ceiling of the status."""
    return annual_takings <= auto_entrepreneur_takings_max


@rule(article=TAX, since=START, on=LAST_DAY, unit="ratio")
def auto_entrepreneur_rate(activity_kind, p):
    """The rate of the income tax on takings."""
    return when(
        activity_kind == "services",
        p.auto_entrepreneur.rate.services,
        p.auto_entrepreneur.rate.goods,
    )


@rule(article=CLIENT, since=CLIENT_START)
def client_withholds(client_kind, p):
    """The client is of a kind that must withhold the tax."""
    return one_of(client_kind, p.auto_entrepreneur.single_client.withholders)


@rule(article=CLIENT, since=CLIENT_START)
def single_client_rule_applies(activity_kind, client_withholds):
    """Services, for a client who must withhold: the rule of the single client counts."""
    return all_of(activity_kind == "services", client_withholds)


@rule(article=CLIENT, since=CLIENT_START)
def client_takings_within_threshold(activity_kind, client_takings, p):
    """What one client paid in the year does not go over the threshold (services only)."""
    return any_of(
        activity_kind == "goods",
        client_takings <= p.auto_entrepreneur.single_client.threshold,
    )


@rule(article=CLIENT, since=CLIENT_START, unit="MAD")
def single_client_excess(single_client_rule_applies, client_takings, p):
    """What one client paid in the year above the threshold."""
    above = greatest(0, client_takings - p.auto_entrepreneur.single_client.threshold)
    return when(single_client_rule_applies, above, 0)


@rule(article=CLIENT, since=CLIENT_START, unit="MAD")
def single_client_withholding(single_client_excess, p):
    """What the client withholds and pays to the Treasury: final tax on the excess."""
    return rounded(single_client_excess * p.auto_entrepreneur.single_client.rate)


@rule(article=TAX, since=MONTH, unit="MAD")
def auto_entrepreneur_tax(annual_takings, auto_entrepreneur_rate):
    """The tax of the year: a share of takings."""
    return rounded(annual_takings * auto_entrepreneur_rate)


@rule(
    of="auto_entrepreneur_tax",
    article=f"{TAX} ; LF 2023 (50-22)",
    since=CLIENT_START,
    unit="MAD",
)
def auto_entrepreneur_tax_without_excess(
    annual_takings, single_client_excess, auto_entrepreneur_rate
):
    """The tax of the year on takings, less what the single client's withholding has settled."""
    return rounded(greatest(0, annual_takings - single_client_excess) * auto_entrepreneur_rate)


@rule(article=f"{TAX} ; {CLIENT}", since=CLIENT_START, unit="MAD")
def auto_entrepreneur_tax_in_all(auto_entrepreneur_tax, single_client_withholding):
    """The tax on takings and the withholding of the client."""
    return rounded(auto_entrepreneur_tax + single_client_withholding)


@rule(article=f"{TAX} ; {CLIENT}", since=CLIENT_START, unit="MAD")
def auto_entrepreneur_left(annual_takings, auto_entrepreneur_tax_in_all):
    """Takings less tax, before social contributions and costs."""
    return rounded(annual_takings - auto_entrepreneur_tax_in_all)


@rule(article=HEALTH, since=HEALTH_START, unit="MAD")
def auto_entrepreneur_health_base(auto_entrepreneur_tax):
    """The tax of the year that chooses the band of the duty for health insurance."""
    return auto_entrepreneur_tax


@rule(
    of="auto_entrepreneur_health_base",
    article=HEALTH,
    since=CLIENT_START,
    unit="MAD",
)
def auto_entrepreneur_health_base_of_client(auto_entrepreneur_tax, auto_entrepreneur_tax_in_all, p):
    """The same once a client may withhold: no source says whether that part counts."""
    return when(
        p.auto_entrepreneur.health.counts_withheld,
        auto_entrepreneur_tax_in_all,
        auto_entrepreneur_tax,
    )


@rule(article=HEALTH, since=HEALTH_START, unit="MAD")
def auto_entrepreneur_health_due(auto_entrepreneur_health_base, p):
    """The duty of the year that opens health insurance: one amount by band of tax."""
    bands = p.auto_entrepreneur.health
    due = bands.band_8.amount
    for band in (
        bands.band_7, bands.band_6, bands.band_5, bands.band_4, bands.band_3, bands.band_2
    ):  # fmt: skip
        due = when(auto_entrepreneur_health_base <= band.tax_max, band.amount, due)
    # The first band alone stops before its bound: « moins de 500 ».
    return when(auto_entrepreneur_health_base < bands.band_1.tax_max, bands.band_1.amount, due)
