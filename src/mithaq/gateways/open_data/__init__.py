"""Open data: the register as tables that anyone may take, with their dictionary and credits.

``TABLES`` says which; ``write_table`` makes a CSV and a Parquet of one, real rows and exercises in
separate files; ``publish`` names the set, with digests, as a data package and a DCAT catalogue.
"""

from __future__ import annotations

from mithaq.gateways.open_data.building import Built, write_table
from mithaq.gateways.open_data.catalogue import (
    CREDITS,
    Edition,
    FileEntry,
    current_edition,
    edition_name,
    file_of,
    folder_of,
    publish,
)
from mithaq.gateways.open_data.tables import TABLES, Column, OpenTable

__all__ = [
    "CREDITS",
    "TABLES",
    "Built",
    "Column",
    "Edition",
    "FileEntry",
    "OpenTable",
    "current_edition",
    "edition_name",
    "file_of",
    "folder_of",
    "publish",
    "write_table",
]
