"""Real conventions as the packaged content tells them, without the rest of the demo."""

from __future__ import annotations

import re
from datetime import date

from mithaq.apps.organisations.operations import load_organisations, read_organisations
from mithaq.apps.reference.operations import load_indicators, load_sources
from mithaq.demo.loading import CONTENT, indicators, read_yaml
from mithaq.flows.import_conventions import import_content
from tests.conftest import AT

REFERENCE = "ANAPEC-CNSS-2017"
SIGNED = date(2017, 6, 13)
FILE = "01-anapec-cnss-2017.yaml"


def record_real() -> str:
    """Record the real convention, its sources, indicators and parties."""
    _record(FILE)
    return REFERENCE


def record_eight() -> str:
    """Record the eight conventions of December 2021, whose targets are pooled."""
    _record("03-huit-conventions-2021.yaml")
    return "ANAPEC-PRIVE-2021"


def _record(name: str) -> None:
    load_sources(read_yaml("sources.yaml"), at=AT, actor=None, mandate="")
    load_indicators(indicators(), at=AT, actor=None, mandate="")
    path = CONTENT / "conventions" / name
    named = {"etat", "ministere-emploi"} | set(
        re.findall(r"(?:organisation|signatory_for): ([a-z0-9-]+)", path.read_text("utf-8"))
    )
    rows = [row for row in read_yaml("organisations.yaml") if row["slug"] in named]
    load_organisations(
        drafts=read_organisations(rows), actor=None, mandate="", reason="essai", at=AT
    )
    import_content(
        content=path.read_bytes(), name=name, actor=None, mandate="", reason="essai", at=AT
    )
