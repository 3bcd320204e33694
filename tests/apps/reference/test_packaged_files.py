"""The packaged files stay light, are all credited, and the light map has every region."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import mithaq.apps.reference

DATA = Path(mithaq.apps.reference.__file__).parent / "data"


def test_every_file_says_where_it_comes_from() -> None:
    said = (DATA / "README.md").read_text(encoding="utf-8")
    files = {path.name for path in DATA.iterdir() if path.suffix in {".csv", ".json"}}
    assert {name for name in files if f"`{name}`" not in said} == set()


def test_the_files_stay_light() -> None:
    assert sum(path.stat().st_size for path in DATA.iterdir()) < 600_000
    assert (DATA / "regions_svg.json").stat().st_size < 20_000


def test_the_light_map_has_the_twelve_regions() -> None:
    drawn = json.loads((DATA / "regions_svg.json").read_text(encoding="utf-8"))
    with (DATA / "regions.csv").open(encoding="utf-8", newline="") as lines:
        codes = {line["code"] for line in csv.DictReader(lines)}
    assert set(drawn["regions"]) == codes
    assert "OpenStreetMap" in drawn["note"]
    for shape in drawn["regions"].values():
        assert shape["d"].startswith("M")
        assert shape["d"].endswith("Z")
