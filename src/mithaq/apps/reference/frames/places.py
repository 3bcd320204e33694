"""Territories under the codes of the census, with their neighbours and other spellings."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Final

from mithaq.apps.reference.choices import TerritoryLevel
from mithaq.apps.reference.frames.rows import Row, integer, packaged_lines
from mithaq.base.text import fold

COUNTRY: Final = "MA"
_LEVELS: Final = {
    "province": TerritoryLevel.PROVINCE,
    "prefecture": TerritoryLevel.PREFECTURE,
    "prefecture_of_arrondissements": TerritoryLevel.ARRONDISSEMENT_PREFECTURE,
}


def territory_rows() -> list[list[Row]]:
    """Give the territories one storey at a time: a row's parent always stands in an earlier one."""
    spellings = _spellings()
    regions = [_region(line, spellings) for line in packaged_lines("regions.csv")]
    provinces = [_province(line, spellings) for line in packaged_lines("provinces.csv")]
    own = {row.key for row in provinces}
    return [
        [_country(regions)],
        regions,
        [row for row in provinces if row.links["parent"] not in own],
        [row for row in provinces if row.links["parent"] in own],
        [_commune(line, spellings) for line in packaged_lines("communes.csv")],
        [_arrondissement(line, spellings) for line in packaged_lines("arrondissements.csv")],
    ]


def adjacency_rows() -> list[Row]:
    """Give the pairs of provinces that share a border."""
    return [
        Row(
            key=f"{line['province_a']}–{line['province_b']}",
            values={
                "border_km": Decimal(line["shared_border_km_approx"]),
                "centre_distance_km": int(line["centre_distance_km"]),
            },
            links={"first": line["province_a"], "second": line["province_b"]},
        )
        for line in packaged_lines("province_adjacency.csv")
    ]


def alias_rows() -> list[Row]:
    """Give the other spellings of communes met in documents."""
    return [
        Row(
            key=line["alias"],
            values={"folded": fold(line["alias"])},
            links={"territory": line["commune_code"]},
        )
        for line in packaged_lines("place_aliases.csv")
    ]


def _spellings() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for line in packaged_lines("place_aliases.csv"):
        found[line["commune_code"]].append(line["alias"])
    return found


def _country(regions: list[Row]) -> Row:
    labels = {"label_fr": "Maroc", "label_ar": "المغرب", "label_en": "Morocco"}
    return Row(
        key=COUNTRY,
        values={
            "level": TerritoryLevel.COUNTRY,
            **labels,
            "label_tzm": "ⵍⵎⵖⵔⵉⴱ",
            "iso_code": "MA",
            "seat_fr": "Rabat",
            "milieu": "",
            "population_2024": sum(_count(row, "population_2024") for row in regions),
            "households_2024": sum(_count(row, "households_2024") for row in regions),
            "longitude": None,
            "latitude": None,
            "search_text": fold(" ".join([*labels.values(), "ⵍⵎⵖⵔⵉⴱ"])),
        },
    )


def _count(row: Row, column: str) -> int:
    value = row.values[column]
    return value if isinstance(value, int) else 0


def _values(
    line: dict[str, str], level: TerritoryLevel, spellings: dict[str, list[str]]
) -> dict[str, object]:
    names = [line["name_fr"], line["name_ar"], line.get("name_tzm", "")]
    return {
        "level": level,
        "label_fr": line["name_fr"],
        "label_ar": line["name_ar"],
        "label_en": "",
        "label_tzm": line.get("name_tzm", ""),
        "iso_code": line.get("iso_3166_2", ""),
        "seat_fr": line.get("chef_lieu_fr", ""),
        "milieu": line.get("type", "") if level is TerritoryLevel.COMMUNE else "",
        "population_2024": integer(line["population_2024"]),
        "households_2024": integer(line["households_2024"]),
        "longitude": _degrees(line.get("lon", "")),
        "latitude": _degrees(line.get("lat", "")),
        "search_text": fold(" ".join([*names, *spellings.get(line["code"], ())])),
    }


def _degrees(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _region(line: dict[str, str], spellings: dict[str, list[str]]) -> Row:
    values = _values(line, TerritoryLevel.REGION, spellings)
    return Row(key=line["code"], values=values, links={"parent": COUNTRY})


def _province(line: dict[str, str], spellings: dict[str, list[str]]) -> Row:
    values = _values(line, _LEVELS[line["type"]], spellings)
    return Row(key=line["code"], values=values, links={"parent": line["parent_code"]})


def _commune(line: dict[str, str], spellings: dict[str, list[str]]) -> Row:
    values = _values(line, TerritoryLevel.COMMUNE, spellings)
    return Row(key=line["code"], values=values, links={"parent": line["province_code"]})


def _arrondissement(line: dict[str, str], spellings: dict[str, list[str]]) -> Row:
    values = _values(line, TerritoryLevel.ARRONDISSEMENT, spellings)
    return Row(key=line["code"], values=values, links={"parent": line["commune_code"]})
