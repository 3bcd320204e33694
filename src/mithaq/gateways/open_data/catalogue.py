"""Editions of open data: which files, their digests, their dictionary, their credits."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils import timezone

from mithaq.base.text import Labels
from mithaq.gateways.open_data.building import Built
from mithaq.gateways.open_data.tables import TABLES, OpenTable

FOLDER: Final = "open-data"
POINTER: Final = "current.json"
NAME: Final = re.compile(r"\d{4}-\d{2}-\d{2}-[0-9a-f]{8}")
MEDIA: Final = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}
PACKAGE: Final = "datapackage.json"
CATALOGUE: Final = "catalogue.jsonld"
CREDITS: Final = (
    Labels(
        "Statistiques publiques : Haut-Commissariat au Plan, conditions CC BY 4.0 ; valeurs "
        "inchangées, mises en colonnes.",
        "الإحصاءات العمومية: المندوبية السامية للتخطيط، شروط CC BY 4.0؛ القيم دون تغيير.",
        "Public statistics: Haut-Commissariat au Plan, CC BY 4.0 conditions; values unchanged, "
        "laid out in columns.",
    ),
    Labels(
        "Noms en tifinaghe : © OpenStreetMap contributors, ODbL 1.0.",
        "الأسماء بتيفيناغ: © OpenStreetMap contributors، رخصة ODbL 1.0.",
        "Names in Tifinagh: © OpenStreetMap contributors, ODbL 1.0.",
    ),
    Labels(
        "Faits de presse et d’institutions : des faits, chacun avec sa source et son adresse ; "
        "citez-la.",
        "وقائع الصحافة والمؤسسات: وقائع، لكل منها مصدرها ورابطها؛ اذكروه.",
        "Facts of the press and of institutions: facts, each with its source and address; cite it.",
    ),
)
LICENCES: Final[Mapping[str, list[dict[str, str]]]] = {
    "facts": [
        {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/",
         "title": "Creative Commons Attribution 4.0 (HCP conditions); press: cite the source"},
    ],
    "hcp-osm": [
        {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/",
         "title": "Haut-Commissariat au Plan, CC BY 4.0 conditions"},
        {"name": "ODbL-1.0", "path": "https://opendatacommons.org/licenses/odbl/1-0/",
         "title": "OpenStreetMap contributors: names in Tifinagh"},
    ],
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class FileEntry:
    """One file of an edition."""

    name: str
    table: str
    format: str
    is_exercise: bool
    rows: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A dated set of files; earlier editions keep their addresses."""

    name: str
    on: date
    built_at: datetime
    files: tuple[FileEntry, ...]


def home() -> Path:
    """Where editions live."""
    return Path(settings.MEDIA_ROOT) / FOLDER


def folder_of(name: str) -> Path:
    """The folder of an edition, whose files may still be being written."""
    if not NAME.fullmatch(name):
        raise ValueError(f"« {name} » names no edition.")
    return home() / name


def edition_name(on: date, digest: str) -> str:
    """Name an edition by its day and by what the register held."""
    return f"{on.isoformat()}-{digest[:8]}"


def publish(*, name: str, files: Iterable[Built | Mapping[str, Any]], at: datetime) -> Edition:
    """Describe an edition whose files are written, then make it the current one."""
    listed = [FileEntry(**(item if isinstance(item, Mapping) else asdict(item))) for item in files]
    edition = Edition(name=name, on=timezone.localtime(at).date(), built_at=at, files=tuple(listed))
    folder = home() / name
    _write(folder / PACKAGE, _package(edition))
    _write(folder / CATALOGUE, _catalogue(edition))
    _write(folder / POINTER, _as_json(edition))
    _write(home() / POINTER, _as_json(edition))
    return edition


def current_edition() -> Edition | None:
    """The last edition published, or nothing before the first."""
    try:
        told = json.loads((home() / POINTER).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return Edition(
        name=told["name"],
        on=date.fromisoformat(told["on"]),
        built_at=datetime.fromisoformat(told["built_at"]),
        files=tuple(FileEntry(**item) for item in told["files"]),
    )


def file_of(name: str, *, edition: str = "") -> Path | None:
    """The file of an edition, the current one by default; nothing outside the folder is served."""
    found = current_edition()
    wanted = edition or (found.name if found else "")
    if not NAME.fullmatch(wanted) or not re.fullmatch(r"[a-z-]+\.(csv|parquet|json|jsonld)", name):
        return None
    path = home() / wanted / name
    return path if path.is_file() and name != POINTER else None


def _as_json(edition: Edition) -> dict[str, Any]:
    return {
        "name": edition.name,
        "on": edition.on.isoformat(),
        "built_at": edition.built_at.isoformat(),
        "files": [asdict(item) for item in edition.files],
    }


def _package(edition: Edition) -> dict[str, Any]:
    """The data package: every file with its schema and dictionary in three languages."""
    tables = {table.name: table for table in TABLES}
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "mithaq-open-data",
        "title": "Mithaq · employment conventions of Morocco",
        "version": edition.name,
        "created": edition.built_at.isoformat(),
        "licenses": LICENCES["facts"],
        "contributors": [{"title": credit.en, "roles": ["source"]} for credit in CREDITS],
        "resources": [_resource(item, tables[item.table]) for item in edition.files],
    }


def _resource(item: FileEntry, table: OpenTable) -> dict[str, Any]:
    return {
        "name": item.name.replace(".", "-"),
        "path": item.name,
        "title": table.title.en + (" (exercises, invented)" if item.is_exercise else ""),
        "format": item.format,
        "mediatype": MEDIA[item.format],
        "encoding": "utf-8",
        "bytes": item.size,
        "hash": f"sha256:{item.sha256}",
        "rows": item.rows,
        "isExercise": item.is_exercise,
        "licenses": LICENCES[table.licence],
        "schema": {
            "fields": [
                {
                    "name": column.name,
                    "type": column.type,
                    "description": column.means.en,
                    "descriptions": {
                        "fr": column.means.fr, "ar": column.means.ar, "en": column.means.en,
                    },
                }
                for column in table.columns
            ]
        },
    }  # fmt: skip


def _catalogue(edition: Edition) -> dict[str, Any]:
    """The DCAT catalogue: one dataset a table, its files as distributions."""
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "spdx": "http://spdx.org/rdf/terms#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@type": "dcat:Catalog",
        "dct:title": _texts(Labels("Données ouvertes de Mithaq", "بيانات ميثاق المفتوحة",
                                   "Mithaq open data")),
        "dct:issued": {"@type": "xsd:date", "@value": edition.on.isoformat()},
        "dcat:dataset": [_dataset(table, edition) for table in TABLES],
    }  # fmt: skip


def _dataset(table: OpenTable, edition: Edition) -> dict[str, Any]:
    return {
        "@type": "dcat:Dataset",
        "dct:identifier": table.name,
        "dct:title": _texts(table.title),
        "dct:license": [{"@id": item["path"]} for item in LICENCES[table.licence]],
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dct:title": item.name,
                "dcat:downloadURL": f"/donnees/{edition.name}/{item.name}",
                "dcat:mediaType": MEDIA[item.format],
                "dcat:byteSize": item.size,
                "spdx:checksum": {
                    "spdx:algorithm": "spdx:checksumAlgorithm_sha256",
                    "spdx:checksumValue": item.sha256,
                },
            }
            for item in edition.files
            if item.table == table.name
        ],
    }


def _texts(labels: Labels) -> list[dict[str, str]]:
    return [{"@language": code, "@value": labels.of(code)} for code in ("fr", "ar", "en")]


def _write(path: Path, content: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    draft.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    draft.replace(path)
