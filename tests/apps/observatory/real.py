"""The convention of 13 June 2017 as the packaged content tells it, without the rest of the demo."""

from __future__ import annotations

from datetime import date

from mithaq.apps.organisations.operations import load_organisations, read_organisations
from mithaq.apps.reference.operations import load_indicators, load_sources
from mithaq.demo.loading import CONTENT, read_yaml
from mithaq.flows.import_conventions import import_content
from tests.conftest import AT

REFERENCE = "ANAPEC-CNSS-2017"
SIGNED = date(2017, 6, 13)
FILE = "01-anapec-cnss-2017.yaml"


def record_real() -> str:
    """Record the real convention, its sources, indicators and parties."""
    load_sources(read_yaml("sources.yaml"), at=AT, actor=None, mandate="")
    load_indicators(read_yaml("indicators.yaml"), at=AT, actor=None, mandate="")
    named = {"anapec", "cnss", "etat", "ministere-emploi"}
    rows = [row for row in read_yaml("organisations.yaml") if row["slug"] in named]
    load_organisations(
        drafts=read_organisations(rows), actor=None, mandate="", reason="essai", at=AT
    )
    content = (CONTENT / "conventions" / FILE).read_bytes()
    import_content(content=content, name=FILE, actor=None, mandate="", reason="essai", at=AT)
    return REFERENCE
