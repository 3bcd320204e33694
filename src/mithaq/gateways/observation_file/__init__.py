"""A table of figures, as institutions really send them: read, corrected aloud, or refused.

``read_table`` turns bytes into rows; ``judge`` says what becomes of each: accepted, corrected (what
was understood and how), in doubt (to be confirmed with a reason), refused (rule and remedy) or
already known. Nothing is written here.
"""

from __future__ import annotations

from mithaq.gateways.observation_file.checking import FileReading, Judged, Outcome, judge
from mithaq.gateways.observation_file.decoding import (
    LARGEST_BYTES,
    Row,
    TableFile,
    read_table,
    size_fault,
)
from mithaq.gateways.observation_file.drafts import draft_as_json, draft_from_json
from mithaq.gateways.observation_file.headings import BY_FIELD, HEADINGS, Heading
from mithaq.gateways.observation_file.reading import RowReading, read_row
from mithaq.gateways.observation_file.row_sources import read_source
from mithaq.gateways.observation_file.sample import reference_page, sample
from mithaq.gateways.observation_file.world import EVERYTHING, Rights, World

__all__ = [
    "BY_FIELD",
    "EVERYTHING",
    "HEADINGS",
    "LARGEST_BYTES",
    "FileReading",
    "Heading",
    "Judged",
    "Outcome",
    "Rights",
    "Row",
    "RowReading",
    "TableFile",
    "World",
    "draft_as_json",
    "draft_from_json",
    "judge",
    "read_row",
    "read_source",
    "read_table",
    "reference_page",
    "sample",
    "size_fault",
]
