"""Where what a file says comes from."""

from __future__ import annotations

from mithaq.apps.reference.choices import SourceKind
from mithaq.base.dates import UncertainDate
from mithaq.gateways.convention_file.fields import (
    Address,
    Code,
    HalfKnown,
    Line120,
    Line200,
    Part,
    SourceCode,
    Text,
)

FORMAT = "convention/1"
UNKNOWN = UncertainDate.unknown()


class SourceText(Part):
    """A document that the file brings: it is added to the sources when its code is new."""

    code: SourceCode
    kind: SourceKind
    title: Text
    publisher: Line120 = ""
    published: HalfKnown = UNKNOWN
    url: Address = ""
    licence: Line200 = ""


class Proven(Part):
    """What a source says: its code (the convention's own when left out) and the place in it."""

    source: Code | None = None
    locator: Line120 = ""
