"""The convention file: a convention written in YAML, read with every fault at once.

Reading goes in four storeys, each in its module: ``reading`` (bytes to trees with line numbers),
``shaping`` (trees against the ``schema``), ``references`` (codes to keys), ``checking`` (the rules
of the domain, called from the apps that own them). ``writing`` goes the other way: what the
register holds, as a file that reads back to the same drafts. The format is documented in
docs/reference/convention-file.md.
"""

from __future__ import annotations

from mithaq.gateways.convention_file.checking import (
    DocumentReading,
    FileReading,
    ParsedFile,
    check,
    parse_file,
    read,
)
from mithaq.gateways.convention_file.meanings import meaning
from mithaq.gateways.convention_file.outline import FormatPart, Holds, outline
from mithaq.gateways.convention_file.reading import (
    MAX_BYTES,
    MAX_DOCUMENTS,
    plain_documents,
    size_fault,
)
from mithaq.gateways.convention_file.schema import json_schema
from mithaq.gateways.convention_file.writing import example, write

__all__ = [
    "MAX_BYTES",
    "MAX_DOCUMENTS",
    "DocumentReading",
    "FileReading",
    "FormatPart",
    "Holds",
    "ParsedFile",
    "check",
    "example",
    "json_schema",
    "meaning",
    "outline",
    "parse_file",
    "plain_documents",
    "read",
    "size_fault",
    "write",
]
